import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../lib/core/environment';
import type { Cloud } from '../cloud/cloud';
import { prepare } from '../cloud/prerequisites';
import { serve, sessionFile } from '../cloud/serve';
import { readSession } from '../cloud/session';
import { CloudError } from '../cloud/up';
import { writeCliConfig } from '../layers/cli-config';
import { stacksOf } from '../layers/order';
import { readStack } from '../layers/stack-file';
import type { ResourceDone } from '../layers/tofu';
import { endRunning } from '../process';
import { progress } from '../progress';
import type { Synthesized } from '../synth';
import type { SandboxTools } from '../toolchain';
import { Clouds } from './clouds';
import { type Coverage, coverageOf, coverageText } from './coverage';
import { gapsAreNeeded } from './gaps';
import { Interference } from './interference';
import type { Proof } from './proof';
import { proofs } from './proofs/index';
import { proveEnvironment, type RunOptions } from './run';
import { faultsOf, type Row, table } from './table';

/** What {@link prove} is asked for. */
export interface ProveOptions {
  /** The environments. */
  readonly environments: readonly Environment[];
  /** The programs. */
  readonly tools: SandboxTools;
  /** Where the stacks and manifests are that are applied. */
  readonly synthesized: Synthesized;
  /** The folder to work in; it is emptied first, and logs stay there. */
  readonly work: string;
  /** Names of the proofs to run of an environment; `undefined` for all. @default - all of each */
  readonly only?: (environment: Environment) => readonly string[] | undefined;
}

/** Shows everything of some environments side by side in one cloud, and prints the table. Resolves to whether all holds. */
export async function prove(options: ProveOptions): Promise<boolean> {
  const { environments, tools, work, synthesized } = options;
  endLeftovers(work);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const interference = new Interference();
  const clouds = new Clouds();
  const start: RunOptions['startCloud'] = (folder, environment, authorization, troubles) =>
    clouds.start(() => startCloudFor([environment], tools, folder, authorization, troubles));
  const shown = progress(process.stdout);
  let cutOff = false;
  const forget = onSignal(() => {
    // What is cut off fails, and that says nothing of the stacks.
    cutOff = true;
    shown.end();
    return endAll(clouds);
  });
  const done: ResourceDone[] = [];
  try {
    const cloud = await clouds.start(() =>
      startCloudFor(environments, tools, join(work, 'cloud'), 'off', interference),
    );
    const isChosen = (name: string, environment: Environment) =>
      options.only?.(environment)?.includes(name) ?? true;
    const gaps = environments.some((one) => isChosen('gaps', one)) ? [await gapsAreNeeded(cloud)] : [];
    const sizeOf = ({ name }: Environment) => stacksOf(synthesized.output, name).length;
    const longestFirst = [...environments].sort((one, other) => sizeOf(other) - sizeOf(one));
    const rows = await Promise.all(
      longestFirst.map((environment) =>
        proveEnvironment(
          environment,
          proofs.filter(
            (proof) =>
              isChosen(proof.name, environment) &&
              isShownOf(proof, environment, environments, synthesized.output),
          ),
          {
            cloud,
            interference,
            startCloud: start,
            program: tools.terraform,
            env: writeCliConfig(join(work, 'cli.tfrc'), tools.providers),
            ...synthesized,
            work,
            progress: shown,
            onResource: (one) => done.push(one),
          },
        ),
      ),
    );
    shown.end();
    if (cutOff) return false;
    return report(
      [...gaps, ...rows.flat()],
      done,
      coverageOf(synthesizedTypes(environments, synthesized.output), createdTypes(done), cloud.gaps),
      work,
    );
  } finally {
    shown.end();
    forget();
    await clouds.end();
  }
}

/** OpenTofu first, which saves what it has done in the cloud. */
async function endAll(clouds: Clouds): Promise<void> {
  await endRunning();
  await clouds.end();
}

/** Ends this process once a signal comes and what it has started is gone. Returns what takes that back. */
function onSignal(end: () => Promise<void>): () => void {
  let ended = false;
  const handler = (signal: NodeJS.Signals) => {
    if (ended) return;
    ended = true;
    console.error(`\n${signal}: ending what runs`);
    end().finally(() => process.exit(130));
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const one of signals) process.on(one, handler);
  return () => {
    for (const one of signals) process.off(one, handler);
  };
}

/** Starts a cloud that can be found again when this process dies, with what environments presume. */
async function startCloudFor(
  environments: readonly Environment[],
  tools: SandboxTools,
  folder: string,
  authorization: 'evaluated' | 'off',
  interference: Interference,
): Promise<Cloud> {
  const cloud = await serve({
    python: tools.python,
    controlPlane: tools.controlPlane,
    folder,
    awsProgram: join(__dirname, '..', 'cloud', 'aws.js'),
    authorization,
    handlers: [interference.handler],
    session: sessionFile(folder),
  });
  try {
    await prepare(cloud, environments);
  } catch (error) {
    await cloud.stop();
    throw error;
  }
  return cloud;
}

function isShownOf(
  { shownOf = 'all' }: Proof,
  environment: Environment,
  environments: readonly Environment[],
  output: string,
): boolean {
  if (shownOf === 'all') return true;
  if (shownOf === 'recoverable') return environment.recovery !== undefined;
  const sizes = environments.map((one) => stacksOf(output, one.name).length);
  return environments[sizes.indexOf(Math.min(...sizes))] === environment;
}

/** Ends what runs of this folder that died have left running. */
function endLeftovers(work: string): void {
  if (!existsSync(work)) return;
  for (const path of readdirSync(work, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('session.json')) continue;
    const alive = readSession(join(work, path), console.error);
    if (alive) throw new CloudError(`process ${alive.pid} proves in ${work} already: wait for it, or end it`);
  }
}

function report(
  rows: readonly Row[],
  done: readonly ResourceDone[],
  coverage: Coverage,
  work: string,
): boolean {
  writeFileSync(join(work, 'report.json'), `${JSON.stringify(rows, null, 2)}\n`);
  console.log(`\n${table(rows)}\n`);
  console.log(coverageText(coverage));
  const slowest = [...done].sort((one, other) => other.seconds - one.seconds)[0];
  if (slowest)
    console.log(`slowest: ${slowest.stack} ${slowest.address}, ${slowest.action} in ${slowest.seconds} s`);
  console.log(`logs: ${work}`);
  const faults = faultsOf(rows);
  if (faults) console.log(`\n${faults}`);
  return faults === '';
}

function createdTypes(done: readonly ResourceDone[]): Set<string> {
  return new Set(done.filter(({ action }) => action === 'create').map(({ type }) => type));
}

function synthesizedTypes(environments: readonly Environment[], output: string): string[] {
  const chosen = readdirSync(join(output, 'stacks')).filter((id) =>
    environments.some(({ name }) => id.startsWith(`${name}-`)),
  );
  return chosen.flatMap((id) => {
    const { resource = {} } = readStack<{ resource?: object }>(output, id);
    return Object.keys(resource);
  });
}
