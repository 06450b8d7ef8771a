import { Command } from 'commander';
import { EXIT_CODES } from './exit-code';
import type { CommandProject } from './project';

/**
 * The command line of a project. A command is loaded when it is asked for; where none is, all are, for the help: nobody else waits for
 * the libraries of one.
 * @param args - the command line, without node and the script
 * @param project - what the commands work on
 */
export function commandLine(args: readonly string[], project: CommandProject): Command {
  const { console } = project;
  const program = new Command('isthmus')
    .description(
      'Synthesizes AWS environments to Terraform JSON, and what runs in their clusters to Kubernetes YAML.',
    )
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .configureOutput({ writeOut: console.out, writeErr: console.err, getOutHelpWidth: () => console.width });
  const commands = commandsOf(program, project);
  const asked = commands.get(args[0] ?? '');
  for (const add of asked ? [asked] : commands.values()) add();
  return program;
}

/** What adds each command that the project has, by its name, in the order of the help. */
function commandsOf(program: Command, project: CommandProject): Map<string, () => void> {
  const { documents, environments } = project;
  const commands = new Map([
    [
      'synth',
      () => (require('./synth/command') as typeof import('./synth/command')).addSynth(program, project),
    ],
    ['locks', () => (require('./locks') as typeof import('./locks')).addLocks(program, project)],
    [
      'check-plan',
      () => (require('./check-plan') as typeof import('./check-plan')).addCheckPlan(program, project),
    ],
  ]);
  if (environments)
    commands.set('dr', () =>
      (require('./recovery/command') as typeof import('./recovery/command')).addRecovery(program, {
        ...project,
        environments,
      }),
    );
  if (documents)
    commands.set('docs', () =>
      (require('./docs/command') as typeof import('./docs/command')).addDocs(program, {
        ...project,
        documents,
      }),
    );
  return commands;
}
