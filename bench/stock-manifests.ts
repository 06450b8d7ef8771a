import { projectRoot, runCdk8sApp } from '../lib/cli';
import { buildTerraform } from '../stacks/program';

runCdk8sApp({ root: projectRoot(__dirname), build: buildTerraform });
