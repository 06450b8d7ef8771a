import { join, resolve, sep } from 'node:path';
import { Command, CommanderError } from 'commander';
import { formatProblem, IsthmusError } from '../core/errors';
import { WriteError } from '../core/output/write-error';
import { addCheckPlan } from './check-plan';
import { type Console, processConsole } from './console';
import { type Documents, staleDocuments, writeDocuments } from './documents';
import { exitCodes, UsageError } from './exit-code';
import { Interrupted } from './interrupt';
import { saveLockFiles } from './locks';
import { manifestsToFolder } from './manifests-to-folder';
import { displayPath } from './paths';
import type { BuildProgram } from './program';
import { addRecovery, type ReadEnvironments } from './recovery';
import { synthJson, synthTable, warningText } from './synth-report';
import { synthToFolder } from './synth-to-folder';

/** A project that has commands. */
export interface CliProject {
  /** The project's folder: the outputs `cdktf.out` and `dist` and the lock files `locks/` are in it. See {@link projectRoot}. */
  readonly root: string;
  /** Builds the project's program. */
  readonly build: BuildProgram;
  /**
   * What the command `docs` writes, by path below the root.
   * @default - nothing, and there is no such command
   */
  readonly documents?: Documents;
  /**
   * Reads the environments that the command `dr` is about.
   * @default - there is no such command
   */
  readonly environments?: ReadEnvironments;
  /**
   * Where the commands write.
   * @default - the process's own streams
   */
  readonly console?: Console;
}

/** The folder of the manifests, below the project's. cdk8s has the same default. */
const MANIFESTS = 'dist';

const EXIT_CODES = `
Exit codes:
  0    done
  1    the input has problems: all are printed, nothing is written
  2    the command was not understood
  3    the output could not be written or locked; the old one still stands
  70   a fault of the program itself
  130  ended by SIGINT, 143 by SIGTERM; the old output still stands`;

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
  const program = commandLine(project, console, exit);
  addDrill(program, args, project, console, exit);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
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

function commandLine(project: CliProject, console: Console, exit: (code: number) => void): Command {
  const program = new Command('isthmus')
    .description(
      'Synthesizes AWS environments to Terraform JSON, and what runs in their clusters to Kubernetes YAML.',
    )
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .configureOutput({ writeOut: console.out, writeErr: console.err, getOutHelpWidth: () => console.width });
  addSynth(program, project, console);
  addLocks(program, project, console);
  addCheckPlan(program, project.root, console);
  const { documents, environments } = project;
  if (environments) addRecovery(program, environments, console);
  if (documents) addDocs(program, { ...project, documents }, console, exit);
  return program;
}

/** The drill is loaded where it is asked for: nothing else waits for it. */
function addDrill(
  program: Command,
  args: readonly string[],
  { root, environments }: CliProject,
  console: Console,
  exit: (code: number) => void,
): void {
  const recovery = program.commands.find((one) => one.name() === 'dr');
  if (!environments || !recovery || args[0] !== 'dr') return;
  const { drillCommand } = require('./drill') as typeof import('./drill');
  drillCommand(recovery, { root, environments, console, exit });
}

function addSynth(program: Command, project: CliProject, console: Console): void {
  program
    .command('synth')
    .description(
      'write the Terraform JSON of all stacks and the manifests of all namespaces, or of those named',
    )
    .argument(
      '[names...]',
      'environment, <environment>-<region> or stack id (its Terraform JSON only); all else stays as it is',
    )
    .option('--out <folder>', 'folder for the Terraform JSON', displayPath(join(project.root, 'cdktf.out')))
    .option('--manifests <folder>', 'folder for the manifests', displayPath(join(project.root, MANIFESTS)))
    .option('--json', 'print the result as JSON, also when there are problems')
    .addHelpText('after', EXIT_CODES)
    .action(async (names: string[], options: { out: string; manifests: string; json?: boolean }) => {
      const out = resolve(options.out);
      const run = await synthToFolder({
        build: project.build,
        out,
        manifests: resolve(options.manifests),
        locks: join(project.root, 'locks'),
        names,
      });
      if (!options.json) console.err(warningText(run.warnings, console));
      console.out(options.json ? synthJson(run) : synthTable(run, console));
    });
}

function addLocks(program: Command, project: CliProject, console: Console): void {
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

function addDocs(
  program: Command,
  project: CliProject & { readonly documents: Documents },
  console: Console,
  exit: (code: number) => void,
): void {
  program
    .command('docs')
    .description('write the documents that are made from the code')
    .option('--check', 'write nothing, and end with 1 when a document is not up to date')
    .action((options: { check?: boolean }) => {
      const { root, documents } = project;
      const changed = options.check ? staleDocuments(root, documents) : writeDocuments(root, documents);
      for (const path of changed) console.out(`${options.check ? 'not up to date' : 'wrote'} ${path}\n`);
      if (options.check && changed.length > 0) exit(exitCodes.problems);
    });
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
