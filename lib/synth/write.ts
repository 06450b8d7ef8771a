import type { FateOf } from '../core/output/carry';
import { commit, type Outcome, recover } from '../core/output/commit';
import { withLock } from '../core/output/lock';
import { type OutputPlaces, removeAbandoned } from '../core/output/places';
import { errorCode, WriteError } from '../core/output/write-error';
import {
  checkManifestOutput,
  holdsFiles,
  keepOtherClusters,
  manifestFateOf,
  writeFilesTo,
} from './manifest-output';
import { checkTerraformOutput, fateOf, keepOtherStacks, placeLockFiles } from './terraform-output';

/** Whether a staged folder holds all that the program has, or the rest of the old output stays. */
export type Scope = 'all' | 'some';

/** One output of a run, ready to be put in place. */
export interface Half {
  /** Where it goes. */
  readonly places: OutputPlaces;
  /** The folder that holds it when it is complete. */
  readonly staged: string;
  /** What becomes of the old output's entries. */
  readonly fateOf: FateOf;
  /** Throws a WriteError when something else stands in the output's place. */
  readonly check: (out: string) => void;
  /** Whether the old output is known to be the same, before anything is completed. */
  readonly isUpToDate: (out: string) => boolean;
  /** Adds to the staged folder what it does not have yet: of the run, of the old output or of the project. */
  readonly complete: (out: string) => void;
}

/** The Terraform half of a run. */
export function terraformHalf(
  places: OutputPlaces,
  staged: string,
  options: { readonly stacks: readonly string[]; readonly scope: Scope; readonly locks: string },
): Half {
  const complete = (out: string) => {
    if (options.scope === 'some') keepOtherStacks(out, staged);
    placeLockFiles(options.locks, staged, options.stacks);
  };
  return { places, staged, fateOf, check: checkTerraformOutput, isUpToDate: () => false, complete };
}

/** The Kubernetes half of a run. Its files are many and mostly the same as before: they are written only when they are not. */
export function manifestHalf(
  places: OutputPlaces,
  staged: string,
  { files, scope }: { readonly files: ReadonlyMap<string, string>; readonly scope: Scope },
): Half {
  const complete = (out: string) => {
    writeFilesTo(staged, files);
    if (scope === 'some') keepOtherClusters(out, staged);
  };
  const isUpToDate = (out: string) => scope === 'all' && holdsFiles(out, files);
  return { places, staged, fateOf: manifestFateOf, check: checkManifestOutput, isUpToDate, complete };
}

/**
 * Puts staged outputs in place of the old ones while no other run does: each whole or not at all. Everything that can be refused is
 * refused before the first is put in place.
 *
 * Two folders cannot be renamed in one step. A crash in between leaves the first output new and the second as it was before; both
 * are whole, and since the same input gives the same bytes, the next run finds the first up to date and replaces the second.
 * @throws WriteError when another run does not finish, or something else stands in an output's place
 */
export function putInPlace(halves: readonly Half[], signal?: AbortSignal): Promise<Outcome> {
  const work = (): Outcome => {
    const changed: Half[] = [];
    for (const half of halves) {
      const { places, fateOf } = half;
      recover(places, fateOf);
      removeAbandoned(places);
      half.check(places.out);
      if (half.isUpToDate(places.out)) continue;
      half.complete(places.out);
      changed.push(half);
    }
    const outcomes = changed.map(({ places, staged, fateOf }) => commit(places, staged, fateOf));
    return outcomes.includes('written') ? 'written' : 'unchanged';
  };
  return withLocks(
    halves.map((one) => one.places.lock),
    work,
    signal,
  );
}

/** Always in the same order, so two runs never wait for each other. */
async function withLocks<Result>(
  files: readonly string[],
  work: () => Result,
  signal: AbortSignal | undefined,
): Promise<Result> {
  const [file, ...others] = files;
  if (file === undefined) return work();
  return withLock(file, () => withLocks(others, work, signal), { signal });
}

/** Turns an error of the file system into one that says what could not be done. */
export function writing<Result>(work: () => Result): Result {
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
