import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { makeStaging, outputPlaces } from '../../core/output/places';
import type { NamespaceChart } from '../../k8s/manifest/namespace-chart';
import type { BuildProgram, Program } from '../../synth/program';
import { type Synthesis, synthesize } from '../../synth/synthesize';
import { withoutTokenTraces } from '../../synth/token-traces';
import { type Half, manifestHalf, putInPlace, type Scope, terraformHalf, writing } from '../../synth/write';
import { TypeCheckFailed, UsageError } from '../exit-code';
import { type Interruption, interruptible } from '../interrupt';
import { displayPath } from '../paths';
import { recoveryTables } from '../recovery/tables';
import { selectCharts, selectStacks } from '../select';
import type { SynthRun } from './report';

/** What {@link synthToFolder} needs. */
export interface SynthOptions {
  /** Builds the program. */
  readonly build: BuildProgram;
  /** The folder for the Terraform half. */
  readonly out: string;
  /**
   * The folder for the manifests.
   * @default - they are not written, and not made
   */
  readonly manifests?: string;
  /** The folder with the lock files that the project keeps. */
  readonly locks: string;
  /**
   * Environments, `<environment>-<region>` or stack ids to write.
   * @default - all
   */
  readonly names?: readonly string[];
  /**
   * Whether the program compiles, where that is found out meanwhile.
   * @default - it compiles
   */
  readonly typeCheck?: () => Promise<boolean>;
}

/**
 * Synthesizes a program into its folders, each whole or not at all. A run that is asked to end leaves the old output and nothing else.
 * @throws IsthmusError, UsageError, WriteError, TypeCheckFailed, Interrupted
 */
export function synthToFolder(options: SynthOptions): Promise<SynthRun> {
  refuseHcl();
  const { out, manifests, locks } = options;
  if (manifests !== undefined && resolve(manifests) === resolve(out)) {
    throw new UsageError(`the manifests need a folder of their own, not ${displayPath(out)}`);
  }
  return interruptible(async (interruption) => {
    const places = outputPlaces(out);
    const staged = writing(() => makeStaging(places));
    const folders = [staged];
    try {
      const run = await stage(options, staged, interruption);
      const { stacks, namespaces, warnings } = run;
      if (options.typeCheck && !(await options.typeCheck())) throw new TypeCheckFailed();
      await interruption.pause();
      const ids = stacks.map((one) => one.id);
      const halves: Half[] = [terraformHalf(places, staged, { stacks: ids, scope: run.scope.stacks, locks })];
      if (manifests !== undefined && run.hasCharts) {
        const manifestPlaces = outputPlaces(manifests);
        const stagedManifests = writing(() => makeStaging(manifestPlaces));
        folders.push(stagedManifests);
        const manifestFiles = { files: run.manifests, scope: run.scope.charts };
        halves.push(manifestHalf(manifestPlaces, stagedManifests, manifestFiles));
      }
      const outcome = await writing(() => putInPlace(halves, interruption.signal));
      return {
        stacks,
        namespaces,
        recovery: run.recovery,
        warnings,
        out: displayPath(out),
        manifestsOut: displayPath(manifests ?? out),
        outcome,
        milliseconds: performance.now(),
      };
    } finally {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    }
  });
}

interface StagedRun extends Synthesis {
  /** What of the program the run is about. */
  readonly scope: { readonly stacks: Scope; readonly charts: Scope };
  /** What the environments of the run promise of their recovery. */
  readonly recovery: string;
  /** Whether there is anything to write beside the Terraform JSON. */
  readonly hasCharts: boolean;
}

async function stage(
  { build, manifests, names = [] }: SynthOptions,
  outdir: string,
  { pause }: Interruption,
): Promise<StagedRun> {
  await pause();
  const program = withoutTokenTraces(() => build({ outdir }));
  const stacks = await choose(program, names);
  const all = program.charts ?? [];
  const charts = manifests === undefined ? [] : selectCharts(all, names);
  const synthesis = await synthesize(program, { stacks, charts, pause });
  const scope = {
    stacks: scopeOf(stacks, program.stacks),
    charts: scopeOf(charts, all),
  };
  return {
    ...synthesis,
    warnings: warningsOf(synthesis, program, charts),
    scope,
    recovery: recoveryTables(program.environments ?? [], new Set(stacks.map((one) => one.environment))),
    hasCharts: charts.length > 0,
  };
}

function scopeOf(chosen: readonly unknown[], all: readonly unknown[]): Scope {
  return chosen.length === all.length ? 'all' : 'some';
}

/** A name may be unknown because its environment has problems and was not built: then those are what to say. */
async function choose(program: Program, names: readonly string[]): Promise<Program['stacks']> {
  try {
    return selectStacks(program.stacks, names);
  } catch (error) {
    await synthesize(program, { stacks: [], charts: [] });
    throw error;
  }
}

/** Warnings about stacks and charts that were not asked for are left out. */
function warningsOf(
  { stacks, warnings }: Synthesis,
  program: Program,
  charts: readonly NamespaceChart[],
): Synthesis['warnings'] {
  const others = new Set(program.stacks.map((one) => one.node.id));
  for (const { id } of stacks) others.delete(id);
  const otherCharts = (program.charts ?? [])
    .filter((one) => !charts.includes(one))
    .map((one) => one.node.path);
  return warnings.filter(
    ({ path }) =>
      !others.has(path.split(/[/.]/)[0] ?? '') &&
      !otherCharts.some(
        (chart) => path === chart || path.startsWith(`${chart}/`) || path.startsWith(`${chart}.`),
      ),
  );
}

function refuseHcl(): void {
  if (/^(1|true)$/.test(process.env.SYNTH_HCL_OUTPUT ?? '')) {
    throw new UsageError('HCL output (cdktf synth --hcl) is not supported: the output is Terraform JSON');
  }
}
