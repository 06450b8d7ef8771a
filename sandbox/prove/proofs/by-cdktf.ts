import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Outcome, run } from '../../process';
import { projectRoot } from '../../project';
import type { Proof, ProofContext, Verdict } from '../proof';
import { unsettled } from './settled';

/** What people deploy with does the same: a plan after `cdktf deploy` finds nothing to do. */
export const byCdktf: Proof = {
  name: 'cdktf deploy',
  claim: 'cdktf deploy applies the environment, and a plan after it finds nothing to do',
  shownOf: 'smallest',
  cloud: 'own',
  async run(context) {
    const installed = await cdktf(context, ['--version'], {});
    if (installed.code !== 0) return { shown: '', faults: [`cdktf: ${installed.stderr}`] };
    return context.inOwnCloud('cdktf', deployed);
  },
};

async function deployed(own: ProofContext): Promise<Verdict> {
  const { name } = own.environment;
  // The bootstraps come first by themselves: the others' states are in their buckets.
  for (const stacks of [`${name}-*-bootstrap`, `${name}-*`]) {
    own.say(`cdktf deploy ${stacks}`);
    const { code, stdout, stderr } = await deploy(own, stacks);
    if (code !== 0) return { shown: '', faults: [`cdktf deploy ${stacks}: ${lastLines(stdout + stderr)}`] };
  }
  const faults = await unsettled(own);
  return { shown: `${own.stacks.length} stacks, and nothing left to do`, faults };
}

/** Deploys into the folder whose bootstrap state the context's own OpenTofu reads too. */
async function deploy(context: ProofContext, stacks: string): Promise<Outcome> {
  const { tofu, work } = context;
  const output = join(work, 'by-cdktf', 'cdktf.out');
  context.tofuOver({ name: 'by-cdktf' });
  return cdktf(
    context,
    [
      'deploy',
      stacks,
      '--auto-approve',
      '--skip-provider-lock',
      '--output',
      output,
      '--app',
      'node build/stacks/terraform.js',
    ],
    { ...tofu.options.env, TERRAFORM_BINARY_NAME: tofu.options.program },
  );
}

async function cdktf(
  { work }: ProofContext,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const program = join(projectRoot(), 'tools', 'clis', 'cdktf.js');
  const outcome = await run(process.execPath, [program, ...args], {
    cwd: projectRoot(),
    env: { ...env, CI: 'true' },
  });
  mkdirSync(join(work, 'logs'), { recursive: true });
  appendFileSync(
    join(work, 'logs', 'cdktf.log'),
    `$ cdktf ${args.join(' ')}\n${outcome.stdout}${outcome.stderr}\n`,
  );
  return outcome;
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-15).join('\n');
}
