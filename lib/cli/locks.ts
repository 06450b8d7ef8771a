import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sameFile } from '../core/output/carry';
import { LOCK_FILE, lockName, stacksIn } from './terraform-output';

/** What {@link saveLockFiles} found. */
export interface SavedLocks {
  /** Stacks whose lock file was new or had changed. */
  readonly saved: readonly string[];
  /** Stacks whose lock file the project has already. */
  readonly unchanged: readonly string[];
  /** Stacks that have no lock file: `init` never ran there. */
  readonly missing: readonly string[];
}

/**
 * Copies the lock files that `terraform init` wrote into an output to the folder where the project keeps them, from where every
 * synth puts them back.
 * @param out - the output folder
 * @param locks - the project's folder for lock files
 */
export function saveLockFiles(out: string, locks: string): SavedLocks {
  const result = { saved: [] as string[], unchanged: [] as string[], missing: [] as string[] };
  for (const stack of stacksIn(out)) {
    const from = join(out, 'stacks', stack, LOCK_FILE);
    const to = join(locks, lockName(stack));
    if (!existsSync(from)) result.missing.push(stack);
    else if (sameFile(from, to)) result.unchanged.push(stack);
    else {
      mkdirSync(locks, { recursive: true });
      const part = `${to}.${process.pid}`;
      writeFileSync(part, readFileSync(from));
      renameSync(part, to);
      result.saved.push(stack);
    }
  }
  return result;
}
