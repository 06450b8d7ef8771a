import { type CliProject, processConsole, projectRoot, runCli } from '../lib/cli';
import { checkEnvironments } from '../lib/core/environment';
import { documents } from './documents';
import { readEnvironments } from './environments';
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
}
