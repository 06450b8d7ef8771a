import type { Command } from 'commander';
import { runbook } from '../../review/recovery';
import type { CommandProject } from '../project';
import { drillCommand } from './drill';
import { recoverable } from './recoverable';
import type { ReadEnvironments } from './tables';

/**
 * Adds the commands about an environment's recovery.
 * @param program - the command line
 * @param project - whose environments they are about
 */
export function addRecovery(
  program: Command,
  project: CommandProject & { readonly environments: ReadEnvironments },
): void {
  const { environments, console } = project;
  const recovery = program.command('dr').description('what an environment does when it loses a region');
  recovery
    .command('plan')
    .description('print the runbook of an environment as Markdown: fail over, verify, fail back')
    .argument('<environment>', 'one with a recovery')
    .action((name: string) => {
      console.out(runbook(recoverable(environments(), name)));
    });
  drillCommand(recovery, project);
}
