import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../../lib/core/environment';
import type { Cloud, CloudAccess } from '../cloud/cloud';
import { limit } from '../layers/limit';
import { stacksOf } from '../layers/order';
import { type ResourceDone, Tofu } from '../layers/tofu';
import type { Progress } from '../progress';
import { Interference } from './interference';
import type { Proof, ProofContext, Verdict } from './proof';
import type { Row } from './table';

/** What proofs are run with. */
export interface RunOptions {
  /** A cloud that runs. */
  readonly cloud: CloudAccess;
  /** What stands between OpenTofu and the cloud. */
  readonly interference: Interference;
  /** OpenTofu or Terraform. */
  readonly program: string;
  /** Variables of every call of it, beside the cloud's. */
  readonly env: Readonly<Record<string, string>>;
  /** The folder that synth wrote stacks to. */
  readonly output: string;
  /** The folder that synth wrote manifests to. */
  readonly manifests: string;
  /** A folder to work in; logs stay there. */
  readonly work: string;
  /** Told how far it is. */
  readonly progress: Progress;
  /** Starts another cloud in a folder, with what the environment presumes. */
  readonly startCloud: (
    folder: string,
    environment: Environment,
    authorization: 'evaluated' | 'off',
    interference: Interference,
  ) => Promise<Cloud>;
  /** Told of each resource that is done. @default - nobody */
  readonly onResource?: (done: ResourceDone) => void;
}

/** How much is shown at once, over all environments: each has control planes, which take processor time also while they wait. */
const tracks = limit(availableParallelism() + 2);

/**
 * Shows everything of one environment: what stands on one another in turn, beside it what starts clouds of its own, each as soon as there
 * is room for it. After `apply` has failed, what stands on it is not tried.
 */
export async function proveEnvironment(
  environment: Environment,
  proofs: readonly Proof[],
  options: RunOptions,
): Promise<Row[]> {
  const own = proofs.filter(({ cloud }) => cloud === 'own');
  const shared = proofs.filter((one) => !own.includes(one));
  const rows = await Promise.all([
    tracks(() => inTurn(environment, shared, options)),
    ...own.map((proof) => tracks(() => inTurn(environment, [proof], options))),
  ]);
  return rows.flat();
}

async function inTurn(
  environment: Environment,
  proofs: readonly Proof[],
  options: RunOptions,
): Promise<Row[]> {
  const { progress } = options;
  const rows: Row[] = [];
  for (const proof of proofs) {
    const task = proof.cloud === 'own' ? `${environment.name}, ${proof.name}` : environment.name;
    const context = contextOf(environment, options, task);
    progress.step(task, proof.name);
    const began = Date.now();
    const verdict = await runProof(proof, context);
    const seconds = (Date.now() - began) / 1000;
    rows.push({ ...verdict, environment: environment.name, proof: proof.name, seconds });
    const well = verdict.faults.length === 0;
    progress.done(task, proof.name, well, well ? verdict.shown : verdict.faults.join('\n  '));
    if (!well && proof.name === 'apply') break;
  }
  return rows;
}

/** What a proof of an environment has at hand. */
export function contextOf(
  environment: Environment,
  options: RunOptions,
  task = environment.name,
): ProofContext {
  const { cloud, interference, program, output, manifests, progress, onResource } = options;
  const work = join(options.work, environment.name);
  const make = (other: Parameters<ProofContext['tofuOver']>[0], like?: Tofu) => {
    shareState(work, other.name);
    return new Tofu({
      program,
      output: other.output ?? output,
      work: join(work, other.name),
      env: { ...cloud.env(environment.account), ...options.env, ...other.env },
      ...(onResource && { onResource }),
      ...(like && { like }),
    });
  };
  const tofu = make({ name: 'present' });
  return {
    cloud,
    environment,
    stacks: stacksOf(output, environment.name),
    tofu,
    manifests,
    interference,
    work,
    // Somebody else has to have the right to initialize too.
    tofuOver: (other) => make(other, other.env ? undefined : tofu),
    async inOwnCloud(name, run, authorization = 'off') {
      const folder = join(work, name);
      const other = new Interference();
      const own = await options.startCloud(join(folder, 'cloud'), environment, authorization, other);
      const context = contextOf(
        environment,
        { ...options, cloud: own, interference: other, work: folder },
        task,
      );
      try {
        return await run(context);
      } finally {
        await own.stop();
      }
    },
    say: (what) => progress.say(task, what),
  };
}

/** Bootstrap's state is a file three folders above its stack: the same one for every OpenTofu of an environment. */
function shareState(work: string, name: string): void {
  const link = join(work, name, 'state');
  mkdirSync(join(work, 'state'), { recursive: true });
  mkdirSync(join(work, name), { recursive: true });
  if (!existsSync(link)) symlinkSync(join(work, 'state'), link);
}

async function runProof(proof: Proof, context: ProofContext): Promise<Verdict> {
  try {
    return await proof.run(context);
  } catch (error) {
    return { shown: '', faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  }
}
