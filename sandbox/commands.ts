import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { approvalsIn } from '../lib/cli/check-plan';
import type { Environment } from '../lib/core/environment';
import { formatProblem } from '../lib/core/errors';
import { checkPlan } from '../lib/review/plan';
import { attachCloud, type CloudAccess } from './cloud/cloud';
import { prepare } from './cloud/prerequisites';
import { sessionFile } from './cloud/serve';
import { readSession } from './cloud/session';
import { CloudError, startInBackground } from './cloud/up';
import { writeCliConfig } from './layers/cli-config';
import { progress } from './progress';
import { projectRoot } from './project';
import { Interference } from './prove/interference';
import type { Proof } from './prove/proof';
import { applied } from './prove/proofs/applied';
import { dismantled } from './prove/proofs/destroyed';
import { workloads } from './prove/proofs/workloads';
import { contextOf, proveEnvironment, type RunOptions } from './prove/run';
import { faultsOf } from './prove/table';
import { type Synthesized, synthesizedIn, synthesizeInto } from './synth';
import { findTools } from './toolchain';

/** Where everything of the sandbox is: data, states, logs. */
export function sandboxFolder(): string {
  return join(projectRoot(), 'sandbox.out');
}

/** Where the cloud of `up` is. */
export function cloudFolder(): string {
  return join(sandboxFolder(), 'cloud');
}

/** Where the program is synthesized to. */
function synthFolder(): string {
  return join(sandboxFolder(), 'synth');
}

/** Brings a cloud up, unless one is. */
export async function up(environments: readonly Environment[]): Promise<string> {
  const known = readSession(sessionFile(cloudFolder()), console.error);
  if (known) return `it is up already: process ${known.pid}, proxy ${known.address.proxyUrl}`;
  const session = await startInBackground(join(__dirname, 'cloud', 'serve-main.js'), cloudFolder());
  await prepare(attachCloud(session.address), environments);
  return `up: process ${session.pid}, proxy ${session.address.proxyUrl}, data and logs in ${cloudFolder()}`;
}

/** What is up, and what is applied there: that was synthesized when it was, so nothing is here. */
export async function status(environments: readonly Environment[]): Promise<string[]> {
  const session = readSession(sessionFile(cloudFolder()), console.error);
  if (!session) return ['nothing is up: npm run sandbox up'];
  const lines = [`up: process ${session.pid}, proxy ${session.address.proxyUrl}`];
  for (const [name, pid] of Object.entries(session.processes)) lines.push(`  ${name} ${pid}`);
  const last = synthesizedIn(synthFolder());
  if (!last) return lines;
  const options = await runOptions(attachCloud(session.address), last);
  for (const environment of environments) {
    const { stacks, tofu } = contextOf(environment, options);
    for (const { id } of stacks) {
      const { code } = await tofu.init(id);
      const count = code === 0 ? (await tofu.addresses(id)).length : 0;
      if (count > 0) lines.push(`  ${id}: ${count} resources and data sources`);
    }
  }
  return lines;
}

/** Applies an environment's layers and its manifests. Resolves to what went wrong; empty when nothing did. */
export async function deploy(environment: Environment): Promise<string> {
  return runProofs(environment, [applied, workloads]);
}

/** Takes an environment's layers down again, without lifting any protection. */
export async function destroy(environment: Environment): Promise<string> {
  return runProofs(environment, [dismantled]);
}

/** What planning an environment came to. */
export interface PlannedEnvironment {
  /** What each layer's plan holds. */
  readonly lines: readonly string[];
  /** What would lose data without an approval in approvals.yaml, or could not be planned. */
  readonly faults: readonly string[];
}

/** Plans every layer of an environment, and holds the plans against what must not be lost. */
export async function plan(environment: Environment): Promise<PlannedEnvironment> {
  const { stacks, tofu } = contextOf(environment, await freshOptions());
  const { approvals, problems } = approvalsIn(projectRoot());
  const lines: string[] = [];
  const faults = problems.map(formatProblem);
  for (const { id } of stacks) {
    const { result, plan: content } = await tofu.planned(id);
    const { code, changes, errors } = result;
    lines.push(`${id}: ${code === 0 ? 'no changes' : `${Object.keys(changes).length} changes`}`);
    lines.push(...Object.entries(changes).map(([address, change]) => `  ${change} ${address}`));
    faults.push(...errors.map((one) => `${id}: ${one}`));
    if (content)
      faults.push(...checkPlan({ stack: id, plan: content, approvals }).problems.map(formatProblem));
  }
  return { lines, faults };
}

async function runProofs(environment: Environment, proofs: readonly Proof[]): Promise<string> {
  const options = await freshOptions();
  try {
    return faultsOf(await proveEnvironment(environment, proofs, options));
  } finally {
    options.progress.end();
  }
}

async function running(): Promise<CloudAccess> {
  const session = readSession(sessionFile(cloudFolder()), console.error);
  if (!session) throw new CloudError('nothing is up: npm run sandbox up');
  return attachCloud(session.address);
}

/** With the program as it is now. */
async function freshOptions(): Promise<RunOptions> {
  const cloud = await running();
  return runOptions(cloud, await synthesizeInto(synthFolder()));
}

async function runOptions(cloud: CloudAccess, synthesized: Synthesized): Promise<RunOptions> {
  const tools = await findTools();
  const work = join(sandboxFolder(), 'work');
  mkdirSync(work, { recursive: true });
  return {
    cloud,
    interference: new Interference(),
    startCloud: () => Promise.reject(new CloudError('only prove starts clouds of its own')),
    program: tools.terraform,
    env: writeCliConfig(join(work, 'cli.tfrc'), tools.providers),
    ...synthesized,
    work,
    progress: progress(process.stdout),
  };
}
