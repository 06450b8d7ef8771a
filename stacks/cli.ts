import './compile-cache';
import './late-modules';
import { projectRoot, runCli } from '../lib/cli';
import { checkEnvironments } from '../lib/core/environment';
import { documents } from './documents';
import { readEnvironments } from './environments';
import { buildTerraform } from './program';

/** The commands of this project: `node build/stacks/cli.js --help`. */
runCli(process.argv.slice(2), {
  root: projectRoot(__dirname),
  build: buildTerraform,
  documents,
  environments: () => checkEnvironments(readEnvironments()),
}).then((exitCode) => {
  process.exitCode = exitCode;
});
