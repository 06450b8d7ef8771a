import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { CheckedEnvironments, Environment } from '../../core/environment';
import {
  abortDrill,
  type DrillPlan,
  type DrillPorts,
  type DrillResult,
  type DrillTiming,
  describeDrill,
  drill,
  drillPlan,
  exitCodeOf,
  fileStore,
  realPorts,
  reportMarkdown,
  stateFile,
  terminalPrompt,
} from '../../drill';
import type { Console } from '../console';
import { exitCodes } from '../exit-code';
import { interruptible } from '../interrupt';
import { displayPath } from '../paths';
import { recoverable } from './recoverable';

/** A project whose environments are drilled. */
export interface DrillProject {
  /** The project's folder: drills are kept in its `drill/`. */
  readonly root: string;
  /** Reads and checks the environments. */
  readonly environments: () => CheckedEnvironments;
  /** Where the command writes. */
  readonly console: Console;
  /** Told of the exit code where it is not 0. */
  readonly exit: (code: number) => void;
  /**
   * The outside world, where it is another one than the real.
   * @default - {@link realPorts}, with questions asked at the terminal
   */
  readonly ports?: (context: DrillPlan['context'], signal: AbortSignal) => DrillPorts;
  /**
   * How long to wait for what, in seconds.
   * @default - as the real world needs it
   */
  readonly timing?: Partial<DrillTiming>;
}

interface DrillFlags {
  readonly dryRun?: boolean;
  readonly promote?: boolean;
  readonly yes?: boolean;
  readonly abort?: boolean;
  readonly state?: string;
  readonly marker?: string;
}

const DETAILS = `
Without --promote traffic alone is moved: promoting the database cannot be taken back, and the way back from it builds new instances.
A drill that was ended goes on where it was, by the same command. The report is written beside its state.

Exit codes:
  0    the drill passed, or was aborted and everything is back
  1    a check failed, a promise was not kept, or the drill stands still before its end
  2    no environment of this name has a recovery`;

/**
 * Adds the command `drill <environment>`.
 * @param program - the command that it is added to, for example `dr`
 * @param project - what it works on
 */
export function drillCommand(program: Command, project: DrillProject): void {
  program
    .command('drill')
    .description('carry out the drill of an environment: fail its primary, watch the standby serve, return')
    .argument('<environment>', 'one with a recovery')
    .option('--dry-run', 'print every step with its commands, and do nothing at all')
    .option('--promote', 'promote the database too, which is one-way')
    .option('--yes', 'ask nothing; a protected environment refuses it')
    .option('--abort', 'take the way back of a drill that was begun')
    .option('--state <file>', 'where the drill is kept (default: drill/<environment>-<date>.json)')
    .option('--marker <program>', 'marks the database: write <kind> <region> <time>, newest <kind> <region>')
    .addHelpText('after', DETAILS)
    .action((name: string, flags: DrillFlags) => run(project, name, flags));
}

async function run(project: DrillProject, name: string, flags: DrillFlags): Promise<void> {
  const environment = recoverable(project.environments(), name);
  if (flags.dryRun) {
    project.console.out(describeDrill(drillPlan(environment, flags.promote ?? false)));
    return;
  }
  const folder = join(project.root, 'drill');
  const file = flags.state === undefined ? stateFile(folder, name, Date.now()) : resolve(flags.state);
  const context = contextFor(environment);
  const result = await interruptible(async ({ signal }) => {
    const [ports, close] = portsOf(project, context, flags, signal);
    try {
      return await (flags.abort ? abortDrill : drill)({
        environment,
        ports,
        store: fileStore(file),
        signal,
        ...(flags.promote && { promote: true }),
        ...(flags.yes && { confirmation: 'none' as const }),
        ...(project.timing && { timing: project.timing }),
      });
    } finally {
      close();
    }
  });
  tell(project, context, file, result);
}

/** Ports are about the names of things, which are the same wherever an environment is on its way. */
function contextFor(environment: Environment): DrillPlan['context'] {
  const { recovery } = environment;
  const home = recovery && { ...recovery, serve: 'primary' as const, databaseRole: 'standby' as const };
  return drillPlan({ ...environment, recovery: home }, false).context;
}

function portsOf(
  { ports, console }: DrillProject,
  context: DrillPlan['context'],
  { marker }: DrillFlags,
  signal: AbortSignal,
): readonly [DrillPorts, () => void] {
  if (ports) return [ports(context, signal), () => undefined];
  const prompt = terminalPrompt({ input: process.stdin, output: console.out });
  return [realPorts(context, { prompt, marker, signal }), () => prompt.close()];
}

function tell(
  { console, exit }: DrillProject,
  context: DrillPlan['context'],
  file: string,
  result: DrillResult,
): void {
  if (result.outcome === 'paused') {
    console.err(
      `stands still before ${result.at} (${result.why}): go on by the same command, or back by --abort; kept in ${displayPath(file)}\n`,
    );
    exit(exitCodes.problems);
    return;
  }
  console.out(
    `\n${reportMarkdown(result.report, context)}\nkept in ${displayPath(file.replace(/\.json$/, '.report.md'))}\n`,
  );
  const code = exitCodeOf(result.report);
  if (code !== 0) exit(code);
}
