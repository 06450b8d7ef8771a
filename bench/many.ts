import { buildTerraform } from '../stacks/program';
import { generateEnvironments } from './generate';
import { runBench } from './runner';

// Generated environments.
runBench((count) => {
  const sources = generateEnvironments(count);
  return (outdir) => buildTerraform({ outdir, sources });
});
