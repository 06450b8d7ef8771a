import { type CliProject, exitCodes, processConsole, projectRoot, runCli } from '../lib/cli';
import { checkEnvironments } from '../lib/core/environment';
import { documents } from './documents';
import { readEnvironments } from './environments';
import { keepCompiled } from './loading';
import { buildTerraform } from './program';

export { processConsole };

/**
 * The commands of this project: `node build/stacks/cli.js --help`. Gives the process its exit code.
 * @param args - the command line, without node and the script
 * @param given - what the caller decides
 */
export async function main(
  args: readonly string[],
  given: Pick<CliProject, 'console' | 'typeCheck'> = {},
): Promise<void> {
  process.exitCode = await runCli(args, {
    ...given,
    root: projectRoot(__dirname),
    build: buildTerraform,
    documents,
    environments: () => checkEnvironments(readEnvironments()),
  });
  const isHelp = args.length === 0 || args.some((one) => /^(-h|--help|help)$/.test(one));
  if (process.exitCode === exitCodes.done && !isHelp) keepCompiled();
}
