import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { carry, droppedFiles, type FateOf, listFiles, sameFile } from './carry';
import type { OutputPlaces } from './places';

/** The two steps that put a new output in place of the old one. A test gives others, to stop between them. */
export interface Steps {
  /** Renames a folder. */
  readonly rename: (from: string, to: string) => void;
}

/** Whether a commit changed anything. */
export type Outcome = 'written' | 'unchanged';

/**
 * Puts a staged folder in place of the output: whole or not at all. Hold the output's lock. When the content is the same,
 * nothing is touched and the staged folder is removed.
 * @param places - the output's places
 * @param staged - the new content, complete
 * @param fateOf - what becomes of each entry of the old output
 * @param steps - how folders are renamed
 */
export function commit(
  places: OutputPlaces,
  staged: string,
  fateOf: FateOf,
  steps: Steps = { rename: renameSync },
): Outcome {
  const { out, previous } = places;
  if (!existsSync(out)) {
    steps.rename(staged, out);
    return 'written';
  }
  if (isSame(out, staged, fateOf)) {
    rmSync(staged, { recursive: true, force: true });
    return 'unchanged';
  }
  carry(out, staged, fateOf);
  steps.rename(out, previous);
  steps.rename(staged, out);
  finish(places, fateOf);
  return 'written';
}

/**
 * Ends what a killed process began: takes the old output back when the new one was not yet in place, else clears it away.
 * Hold the output's lock.
 */
export function recover(places: OutputPlaces, fateOf: FateOf): void {
  const { out, previous } = places;
  if (!existsSync(previous)) return;
  if (existsSync(out) && readdirSync(out).length > 0) finish(places, fateOf);
  else renameSync(previous, out);
}

/** What somebody added to the old output while it was replaced is still there: it moves on too. */
function finish({ out, previous }: OutputPlaces, fateOf: FateOf): void {
  carry(previous, out, fateOf);
  rmSync(previous, { recursive: true, force: true });
}

function isSame(out: string, staged: string, fateOf: FateOf): boolean {
  return (
    listFiles(staged).every((path) => sameFile(join(staged, path), join(out, path))) &&
    droppedFiles(out, staged, fateOf).every((path) => existsSync(join(staged, path)))
  );
}
