import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { commit, type Outcome, recover } from '../core/output/commit';
import { withLock } from '../core/output/lock';
import { type OutputPlaces, removeAbandoned } from '../core/output/places';
import { WriteError } from '../core/output/write-error';
import { fateOf, keepOtherStacks, placeLockFiles } from './terraform-output';

/** What {@link putInPlace} has to know. */
export interface PutOptions {
  /** The stacks that the staged folder holds. */
  readonly stacks: readonly string[];
  /** Whether the staged folder holds all stacks of the program, or others of the old output stay. */
  readonly scope: 'all' | 'some';
  /** The folder with the lock files that the project keeps. */
  readonly locks: string;
  /**
   * Ends the waiting for another run.
   * @default - waits ten seconds
   */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Puts a staged Terraform output in place of the old one, whole or not at all, while no other run does.
 * @throws WriteError when another run does not finish, or something else stands in the output's place
 */
export function putInPlace(places: OutputPlaces, staged: string, options: PutOptions): Promise<Outcome> {
  const work = () => {
    recover(places, fateOf);
    removeAbandoned(places);
    checkOutput(places.out);
    if (options.scope === 'some') keepOtherStacks(places.out, staged);
    placeLockFiles(options.locks, staged, options.stacks);
    return commit(places, staged, fateOf);
  };
  return withLock(places.lock, work, { signal: options.signal });
}

/** The output's folder is replaced as a whole, so it may not be one that holds something else. */
function checkOutput(out: string): void {
  if (!existsSync(out)) return;
  const isOutput =
    statSync(out).isDirectory() &&
    (existsSync(join(out, 'manifest.json')) || readdirSync(out).every((one) => one === 'stacks'));
  if (!isOutput) {
    throw new WriteError(`${out} is not an output of cdktf: choose another folder, or an empty one`);
  }
}
