import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { sameFile } from '../core/output/carry';
import { LOCK_FILE, lockName, stacksIn } from '../synth/terraform-output';
import { displayPath } from './paths';
import type { CommandProject } from './project';

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

/**
 * Adds the command that keeps lock files.
 * @param program - the command line
 * @param project - where they are kept
 */
export function addLocks(program: Command, project: CommandProject): void {
  const { console } = project;
  program
    .command('locks')
    .description(
      'keep the lock files that `terraform init` wrote, in locks/; a synth puts them where `init` finds them',
    )
    .option('--out <folder>', 'folder that was synthesized to', displayPath(join(project.root, 'cdktf.out')))
    .action((options: { out: string }) => {
      const { saved, unchanged, missing } = saveLockFiles(resolve(options.out), join(project.root, 'locks'));
      for (const stack of saved) console.out(`saved locks/${stack}.lock.hcl\n`);
      if (missing.length > 0) console.err(`no lock file yet (run init there): ${missing.join(', ')}\n`);
      console.out(`${saved.length} saved, ${unchanged.length} unchanged, ${missing.length} missing\n`);
    });
}
