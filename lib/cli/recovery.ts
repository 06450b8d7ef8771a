import type { Command } from 'commander';
import type { CheckedEnvironments, Environment } from '../core/environment';
import { recoveryTable, runbook } from '../review/recovery';
import type { Console } from './console';
import { recoverable } from './recoverable';

/** Reads a project's environments and checks them. */
export type ReadEnvironments = () => CheckedEnvironments;

/**
 * Adds the commands about an environment's recovery.
 * @param program - the command line
 * @param read - reads the environments
 * @param console - where the commands write
 * @returns the command that they stand below
 */
export function addRecovery(program: Command, read: ReadEnvironments, console: Console): Command {
  const recovery = program.command('dr').description('what an environment does when it loses a region');
  recovery
    .command('plan')
    .description('print the runbook of an environment as Markdown: fail over, verify, fail back')
    .argument('<environment>', 'one with a recovery')
    .action((name: string) => {
      console.out(runbook(recoverable(read(), name)));
    });
  return recovery;
}

/**
 * What environments promise of their recovery, part by part, one table after the other; empty where none has one.
 * @param environments - those of the program
 * @param names - those that the run is about
 */
export function recoveryTables(environments: readonly Environment[], names: ReadonlySet<string>): string {
  return environments
    .filter((one) => names.has(one.name))
    .map(recoveryTable)
    .filter((text) => text !== '')
    .map((text) => `\n${text}`)
    .join('');
}
