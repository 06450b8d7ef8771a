import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DrillReport,
  type DrillResult,
  drill,
  drillPlan,
  fileStore,
  type Operator,
  reportJson,
} from '../../../lib/drill';
import { runbookPhases } from '../../../lib/review/recovery';
import type { Proof, ProofContext, Verdict } from '../proof';
import { applied } from './applied';
import { carryOutCommands } from './drill/commands';
import { type Followers, followersAre } from './drill/followers';
import { backUpOnce } from './drill/nightly-backup';
import { SandboxOperator } from './drill/operator';
import { reportFaults, reportShown } from './drill/report';
import { type DrillWorld, worldOf } from './drill/world';
import { unsettled } from './settled';
import { workloads } from './workloads';

/** Databases that follow another one, once a step of the runbook is done. */
const followers: Readonly<Record<string, Followers>> = {
  fence: { primary: 0, standby: 1 },
  adopt: { primary: 0, standby: 0 },
  follow: { primary: 1, standby: 0 },
  back: { primary: 0, standby: 0 },
  renew: { primary: 0, standby: 1 },
};

/** After this step the drill is interrupted once. */
const interruptedAfter = 'fence';

/** What a drill waits for at most, in seconds: nothing here takes long, but for a machine that has much else to do. */
const timing = { poll: 1, mark: 1, backup: 300, serve: 600, tell: 300, promote: 600, return: 600 };

/** Steps of the runbook's preparation that presume what no environment has: images in the registry, a project to deploy from. */
const notHere = ['images', 'compare'];

/**
 * The drill with promotion, there and back, as `npm run dr -- drill <environment> --promote` carries it out: each plan on the way loses
 * nothing, and settles.
 */
export const recovery: Proof = {
  name: 'recovery',
  claim: 'the drill fails over, promotes, fails back, and reports it; nothing is lost, and each step settles',
  shownOf: 'recoverable',
  cloud: 'own',
  async run(context) {
    return context.inOwnCloud('recovery', async (own) => {
      for (const proof of [applied, workloads]) {
        const verdict = await proof.run(own);
        if (verdict.faults.length > 0) return verdict;
      }
      return drilled(own);
    });
  },
};

/** Drills an environment whose workloads run in both regions. */
export async function drilled(context: ProofContext): Promise<Verdict> {
  const { environment, work } = context;
  const world = worldOf(context);
  const operator = operatorOf(context, world);
  const folder = join(work, 'drill');
  mkdirSync(folder, { recursive: true });
  const copies = await backUpOnce(world.aws, environment.primaryRegion);
  const faults = copies === 0 ? ['no recovery point was copied: the backup plan selects nothing'] : [];
  const checkers = world.startCheckers();
  try {
    faults.push(...(await runbookCommands(context, world, 'prepare')));
    const { result, asked } = await interruptedOnce(context, world, operator, folder);
    faults.push(...operator.faults);
    if (result.outcome === 'paused') {
      faults.push(`the drill stands still before ${result.at}: ${result.why}`);
      return { shown: '', faults };
    }
    const { report } = result;
    faults.push(...reportFaults(report), ...writtenFaults(join(folder, environment.name), report));
    context.say('the drill is over: plans of all stacks');
    const home = await unsettled({ ...context, tofu: operator.tofu() });
    faults.push(...home.map((one) => `at home again, ${one}`));
    return { shown: `${reportShown(report)}; ${asked} questions; ${changesOf(operator)}`, faults };
  } finally {
    await checkers.stop();
  }
}

function operatorOf(context: ProofContext, world: DrillWorld): SandboxOperator {
  const { cloud, environment } = context;
  const { primary, standby } = drillPlan(environment, true).context;
  return new SandboxOperator({
    context,
    commands: world.commands,
    afterwards: async ({ id }) => {
      const expected = followers[id];
      const send = cloud.as(environment.account);
      const wrong = expected ? await followersAre(send, { primary, standby }, expected) : [];
      return [...wrong, ...(id === 'adopt' ? await runbookCommands(context, world, 'verify') : [])];
    },
  });
}

/** Phases of the runbook that the drill has its own eyes for are carried out by their commands too. */
async function runbookCommands(
  { environment, manifests }: ProofContext,
  world: DrillWorld,
  phase: 'prepare' | 'verify',
): Promise<string[]> {
  const faults: string[] = [];
  const { steps = [] } = runbookPhases(environment).find(({ name }) => name === phase) ?? {};
  const folder = (named: string) => named.replace(/^dist/, manifests);
  for (const step of steps.filter(({ id }) => !notHere.includes(id))) {
    const found = await carryOutCommands(step.commands, { ...world.commands, folder });
    faults.push(...found.map((one) => `${phase}, ${step.id}: ${one}`));
  }
  return faults;
}

/** Carries the drill out, ends it in the middle, and goes on with it. */
async function interruptedOnce(
  { environment }: ProofContext,
  world: DrillWorld,
  operator: SandboxOperator,
  folder: string,
): Promise<{ readonly result: DrillResult; readonly asked: number }> {
  const store = fileStore(join(folder, `${environment.name}.json`));
  const log = join(folder, 'told.log');
  const asked: string[] = [];
  const interruption = new Error(`interrupted after ${interruptedAfter}`);
  const controller = new AbortController();
  const ended: Operator = {
    carryOut: async (step, signal) => {
      const done = await operator.carryOut(step, signal);
      if (step.id === interruptedAfter) controller.abort(interruption);
      return done;
    },
  };
  const begin = (by: Operator, signal: AbortSignal, promote?: boolean) =>
    drill({
      ...{ environment, store, timing, signal },
      ports: world.ports(by, log, asked, signal),
      ...(promote !== undefined && { promote }),
    });
  const first = await begin(ended, controller.signal, true).catch((error: unknown) => {
    if (error !== interruption) throw error;
    return undefined;
  });
  const result = first ?? (await begin(operator, new AbortController().signal));
  return { result, asked: asked.length };
}

/** The report is beside the state, and says the same to people and programs. */
function writtenFaults(stem: string, report: DrillReport): string[] {
  const [json, markdown] = [`${stem}.report.json`, `${stem}.report.md`].map((file) =>
    existsSync(file) ? readFileSync(file, 'utf8') : '',
  );
  const heading = `# Drill of ${report.environment}, ${report.began.slice(0, 10)}: ${report.verdict}\n`;
  return [
    ...(json === reportJson(report) ? [] : [`${stem}.report.json is not the report`]),
    ...(markdown?.startsWith(heading) ? [] : [`${stem}.report.md does not begin with "${heading.trim()}"`]),
  ];
}

function changesOf({ changes }: SandboxOperator): string {
  return Object.entries(changes)
    .map(([step, count]) => `${step} ${count} changes`)
    .join(', ');
}
