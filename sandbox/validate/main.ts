import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kindsWithoutDefinition } from '../cluster/crds';
import { projectRoot } from '../project';
import { findControlPlane, findToolchain, MissingTool } from '../toolchain';
import { validateManifests } from './manifests';
import { validateStacks } from './stacks';

async function stacksAreValid(build: boolean): Promise<boolean> {
  const toolchain = await findToolchain(build);
  const origin = toolchain.provider.kind === 'mirror' ? 'built on this machine' : 'from its registry';
  console.log(`${toolchain.terraform} ${toolchain.version}, AWS provider ${origin}`);
  const work = mkdtempSync(join(tmpdir(), 'isthmus-validate-'));
  try {
    const stacks = join(projectRoot(), 'cdktf.out', 'stacks');
    const verdicts = await validateStacks(toolchain, stacks, work, ({ stack, errors, warnings }) => {
      console.log(`${errors.length > 0 ? 'invalid' : 'valid  '} ${stack}`);
      for (const text of errors) console.log(`  error: ${text}`);
      for (const text of warnings) console.log(`  warning: ${text}`);
    });
    const invalid = verdicts.filter((one) => one.errors.length > 0).length;
    console.log(`${verdicts.length - invalid} of ${verdicts.length} stacks are valid`);
    return verdicts.length > 0 && invalid === 0;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function manifestsAreValid(build: boolean): Promise<boolean> {
  const programs = await findControlPlane(build);
  const work = mkdtempSync(join(tmpdir(), 'isthmus-cluster-'));
  const verdicts = await validateManifests(programs, join(projectRoot(), 'dist'), work, (one) => {
    const { namespace, applied, pods, nodes, faults } = one;
    const what = `${applied} objects applied twice, ${pods} pods at maximum on ${nodes} nodes, deleted`;
    console.log(`${faults.length > 0 ? 'invalid' : 'valid  '} ${namespace}: ${what}`);
    for (const text of faults) console.log(`  error: ${text}`);
  });
  const invalid = verdicts.filter((one) => one.faults.length > 0).length;
  console.log(
    `${verdicts.length - invalid} of ${verdicts.length} namespaces roll out on a real control plane`,
  );
  console.log(`without a definition to check them by: ${kindsWithoutDefinition.join(', ')}`);
  if (invalid > 0) console.log(`logs: ${work}`);
  else rmSync(work, { recursive: true, force: true });
  return verdicts.length > 0 && invalid === 0;
}

async function main(args: readonly string[]): Promise<number> {
  const build = args.includes('--build');
  const parts = [];
  if (!args.includes('manifests')) parts.push(await stacksAreValid(build));
  if (!args.includes('stacks')) parts.push(await manifestsAreValid(build));
  return parts.every(Boolean) ? 0 : 1;
}

if (require.main === module) {
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      if (!(error instanceof MissingTool)) throw error;
      console.error(error.message);
      process.exitCode = 69;
    },
  );
}
