import { projectRoot, runCli } from '../lib/cli';
import { documents } from './documents';
import { buildTerraform } from './program';

/** The commands of this project: `node build/stacks/cli.js --help`. */
runCli(process.argv.slice(2), { root: projectRoot(__dirname), build: buildTerraform, documents }).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
);
