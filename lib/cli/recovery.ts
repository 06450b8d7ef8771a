import type { Command } from 'commander';
import type { CheckedEnvironments, Environment } from '../core/environment';
import { IsthmusError } from '../core/errors';
import { recoveryTable, runbook } from '../review/recovery';
import type { Console } from './console';
import { UsageError } from './exit-code';
import { closest } from './select';

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

/** A runbook is needed most when something is wrong: mistakes of other environments do not keep it from being printed. */
function recoverable({ environments, problems }: CheckedEnvironments, name: string): Environment {
  const found = environments.find((one) => one.name === name);
  if (found?.recovery) return found;
  if (found) throw new UsageError(`${name} has no recovery: no region stands by for it`);
  const own = problems.filter(({ path }) => path.split(/[./]/)[1] === name);
  if (own.length > 0) throw new IsthmusError(own);
  const known = environments.filter((one) => one.recovery).map((one) => one.name);
  const hint = closest(name, known);
  const lines = [
    `unknown environment "${name}"${hint ? `, did you mean "${hint}"?` : ''}`,
    `with a recovery: ${known.join(', ') || 'none'}`,
  ];
  throw new UsageError(lines.join('\n'));
}
