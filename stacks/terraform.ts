import './loading';
import { projectRoot, runCdktfApp } from '../lib/cli';
import { buildTerraform } from './program';

/** The program that cdktf.json names: `npx cdktf synth`, `list` and `deploy` run it. */
runCdktfApp({ root: projectRoot(__dirname), build: buildTerraform }).then((exitCode) => {
  process.exitCode = exitCode;
});
