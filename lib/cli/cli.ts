import { join, resolve, sep } from 'node:path';
import { CommanderError } from 'commander';
import { formatProblem, IsthmusError } from '../core/errors';
import { WriteError } from '../core/output/write-error';
import { commandLine } from './commands';
import { type Console, processConsole } from './console';
import { exitCodes, UsageError } from './exit-code';
import { Interrupted } from './interrupt';
import { type CliProject, MANIFESTS } from './project';
import { manifestsToFolder } from './synth/manifests-to-folder';
import { warningText } from './synth/report';
import { synthToFolder } from './synth/to-folder';

/**
 * Runs a command of a project and gives its exit code; see {@link exitCodes}.
 * @param args - the command line, without node and the script
 * @param project - what the commands work on
 */
export async function runCli(args: readonly string[], project: CliProject): Promise<number> {
  const console = project.console ?? processConsole();
  let exitCode: number = exitCodes.done;
  const exit = (code: number) => {
    exitCode = code;
  };
  try {
    const program = commandLine(args, { ...project, console, exit });
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof Interrupted) && (await project.typeCheck?.()) === false) return exitCodes.problems;
    return explain(error, console, args.includes('--json'));
  }
}

/**
 * The entry that cdktf.json names: writes all stacks where cdktf asks for them (`CDKTF_OUTDIR`), by the same way as `synth`.
 * Says nothing when all is well: what it says is not cdktf's own output.
 */
export async function runCdktfApp(project: CliProject): Promise<number> {
  const console = project.console ?? processConsole();
  const out = process.env.CDKTF_OUTDIR ?? join(project.root, 'cdktf.out');
  try {
    const run = await synthToFolder({ build: project.build, out, locks: join(project.root, 'locks') });
    console.err(warningText(run.warnings, console));
    return exitCodes.done;
  } catch (error) {
    return explain(error, console, false);
  }
}

/**
 * The entry that cdk8s.yaml names: writes the manifests of all charts where cdk8s asks for them (`CDK8S_OUTDIR`), in folders, which
 * cdk8s-cli 2 reads to any depth. For `cdk8s synth --stdout` that is a temporary folder whose files become one stream for kubectl, so
 * outside the project there is no kustomization.yaml, which kubectl would refuse. Says nothing when all is well.
 */
export async function runCdk8sApp(project: CliProject): Promise<number> {
  const console = project.console ?? processConsole();
  const { root, build } = project;
  const out = resolve(process.env.CDK8S_OUTDIR ?? join(root, MANIFESTS));
  const content = out.startsWith(resolve(root) + sep) ? 'all' : 'objectsOnly';
  try {
    console.err(warningText(await manifestsToFolder({ build, root, out, content }), console));
    return exitCodes.done;
  } catch (error) {
    return explain(error, console, false);
  }
}

/** Tells what went wrong, and gives the exit code that says so. */
function explain(error: unknown, console: Console, json: boolean): number {
  if (error instanceof IsthmusError) {
    if (json) console.out(`${JSON.stringify({ problems: error.problems }, null, 2)}\n`);
    else console.err(problemText(error, console));
    return exitCodes.problems;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof Interrupted) return tell(error, error.exitCode, console);
  if (error instanceof UsageError) return tell(error, exitCodes.usage, console);
  if (error instanceof WriteError) return tell(error, exitCodes.output, console);
  const stack = error instanceof Error ? error.stack : String(error);
  console.err(
    `${console.paint('error', 'unexpected')}: a fault of the program, not of its input\n${stack}\n`,
  );
  return exitCodes.bug;
}

function tell(error: Error, exitCode: number, console: Console): number {
  console.err(`${error.message}\n`);
  return exitCode;
}

function problemText({ problems }: IsthmusError, console: Console): string {
  const texts = problems.map((one) =>
    formatProblem(one).replace(/^\w+/, (word) => console.paint('error', word)),
  );
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return `${texts.join('\n\n')}\n\n${count}; nothing was written\n`;
}
