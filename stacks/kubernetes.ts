import './loading';
import { projectRoot, runCdk8sApp } from '../lib/cli';
import { buildTerraform } from './program';

/** The program that cdk8s.yaml names: `npx cdk8s synth` runs it. */
runCdk8sApp({ root: projectRoot(__dirname), build: buildTerraform }).then((exitCode) => {
  process.exitCode = exitCode;
});
