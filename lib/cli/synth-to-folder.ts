import { rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { makeStaging, outputPlaces } from '../core/output/places';
import { errorCode, WriteError } from '../core/output/write-error';
import { UsageError } from './exit-code';
import { type Interruption, interruptible } from './interrupt';
import { displayPath } from './paths';
import type { BuildProgram, Program } from './program';
import { selectStacks } from './select';
import { type Synthesis, synthesize } from './synth';
import type { SynthRun } from './synth-report';
import { withoutTokenTraces } from './token-traces';
import { putInPlace } from './write';

/** What {@link synthToFolder} needs. */
export interface SynthOptions {
  /** Builds the program. */
  readonly build: BuildProgram;
  /** The output folder. */
  readonly out: string;
  /** The folder with the lock files that the project keeps. */
  readonly locks: string;
  /**
   * Environments, `<environment>-<region>` or stack ids to write.
   * @default - all
   */
  readonly names?: readonly string[];
}

/**
 * Synthesizes a program into a folder, whole or not at all. A run that is asked to end leaves the old output and nothing else.
 * @throws IsthmusError, UsageError, WriteError, Interrupted
 */
export function synthToFolder(options: SynthOptions): Promise<SynthRun> {
  refuseHcl();
  return interruptible(async (interruption) => {
    const places = outputPlaces(options.out);
    const staged = writing(() => makeStaging(places));
    try {
      const { stacks, warnings, scope } = await stage(options, staged, interruption);
      await interruption.pause();
      const ids = stacks.map((one) => one.id);
      const outcome = await writing(() =>
        putInPlace(places, staged, { stacks: ids, scope, locks: options.locks, signal: interruption.signal }),
      );
      const out = displayPath(options.out);
      return { stacks, warnings, out, outcome, milliseconds: performance.now() };
    } finally {
      rmSync(staged, { recursive: true, force: true });
    }
  });
}

async function stage(
  { build, names = [] }: SynthOptions,
  outdir: string,
  { pause }: Interruption,
): Promise<Synthesis & { readonly scope: 'all' | 'some' }> {
  await pause();
  const program = withoutTokenTraces(() => build({ outdir }));
  const chosen = await choose(program, names);
  const synthesis = await synthesize(program, { stacks: chosen, pause });
  const scope = chosen.length === program.stacks.length ? 'all' : 'some';
  return { ...synthesis, warnings: warningsOf(synthesis, program), scope };
}

/** A name may be unknown because its environment has problems and was not built: then those are what to say. */
async function choose(program: Program, names: readonly string[]): Promise<Program['stacks']> {
  try {
    return selectStacks(program.stacks, names);
  } catch (error) {
    await synthesize(program, { stacks: [] });
    throw error;
  }
}

/** Warnings about stacks that were not asked for are left out. */
function warningsOf({ stacks, warnings }: Synthesis, program: Program): Synthesis['warnings'] {
  const others = new Set(program.stacks.map((one) => one.node.id));
  for (const { id } of stacks) others.delete(id);
  return warnings.filter((one) => !others.has(one.path.split(/[/.]/)[0] ?? ''));
}

/** Turns an error of the file system into one that says what could not be done. */
function writing<Result>(work: () => Result): Result {
  try {
    const result = work();
    return result instanceof Promise ? (result.catch(rethrow) as Result) : result;
  } catch (error) {
    return rethrow(error);
  }
}

function rethrow(error: unknown): never {
  if (errorCode(error) === undefined) throw error;
  throw new WriteError(`the output could not be written: ${(error as Error).message}`);
}

function refuseHcl(): void {
  if (/^(1|true)$/.test(process.env.SYNTH_HCL_OUTPUT ?? '')) {
    throw new UsageError('HCL output (cdktf synth --hcl) is not supported: the output is Terraform JSON');
  }
}
