import { formatDuration } from '../../core/duration';
import { replicaLagAlarmSeconds } from '../../core/recovery/promise';
import { standbyRegion } from '../../core/recovery/standby';
import { regionalHost } from '../../core/route53';
import { flip, type RunbookContext, resizeNodes, withRecovery } from '../../review/recovery/steps';
import { type Marker, OutsideError } from '../ports';
import { check, type DrillStep, type Executor, type NoteKey } from '../step';
import { servedBy } from './serving';

/** From failing the primary until the standby serves. */
export function failOverSteps(context: RunbookContext): readonly DrillStep[] {
  return [
    fail(context),
    ...(context.recovery.readiness === 'pilotLight' ? [startNodes(context)] : []),
    watch(context),
  ];
}

function fail(context: RunbookContext): DrillStep {
  const { primary, standby } = context;
  return {
    id: 'fail',
    title: `Fail ${primary}`,
    what: [
      `First marks are written through ${primary} until one arrives in ${standby}: the age of the newest is what a disaster would take. Then the manual switch is inverted, so the health check of ${primary}'s record fails truly. Nothing in ${primary} is touched.`,
    ],
    commands: [flip(context, 'standby')],
    changes: true,
    direction: 'there',
    run: async (executor) => {
      // Done already, before an interruption: the time counts from then.
      if (executor.noted('failedAt') && (await executor.cloud.switchedTo()) === 'standby') return;
      await measureLoss(executor, context);
      executor.note('failedAt', executor.time());
      await executor.cloud.switchTo('standby');
    },
    check: async ({ cloud }) => {
      const serve = await cloud.switchedTo();
      return [check('the switch is inverted', serve === 'standby', `at ${serve}`)];
    },
  };
}

const newestOf = {
  database: 'newestDatabase',
  objects: 'newestObjects',
  volumes: 'newestVolumes',
} as const satisfies Readonly<Record<Marker['kind'], NoteKey>>;

async function measureLoss(executor: Executor, context: RunbookContext): Promise<void> {
  const { cloud, markers } = executor;
  const lag = await cloud.replicaLag();
  if (lag !== undefined) executor.note('lagSeconds', String(lag));
  if (!markers.some(({ kind }) => kind === 'volumes')) {
    const newest = await cloud.newestRecoveryPoint('volumes');
    if (newest) executor.note(newestOf.volumes, newest.toISOString());
  }
  for (const marker of markers) await measureMarker(executor, context, marker);
}

/** With a lag of L it takes L until a mark of this loop arrives, and then the newest that has arrived is L old. */
async function measureMarker(
  executor: Executor,
  { primary, standby, recovery }: RunbookContext,
  marker: Marker,
): Promise<void> {
  const began = executor.time();
  const most = replicaLagAlarmSeconds(recovery);
  const arrived = await executor.until(
    most,
    async () => {
      await marker.write(primary, new Date(executor.clock.now()));
      const newest = (await marker.newest(standby))?.toISOString();
      if (newest) executor.note(newestOf[marker.kind], newest);
      return newest && newest >= began ? newest : undefined;
    },
    executor.timing.mark,
  );
  if (!arrived) {
    throw new OutsideError(
      `no mark of ${marker.kind} got from ${primary} to ${standby} in ${formatDuration(most)}: ${primary} was not failed`,
    );
  }
}

/** Where nodes are off nothing answers before they run, and Route 53 sends nobody there. */
function startNodes(context: RunbookContext): DrillStep {
  const { standby } = context;
  const groups =
    standbyRegion(withRecovery(context, { readiness: 'warmStandby' }))?.settings.cluster.nodeGroups ?? {};
  return {
    id: 'nodes',
    title: `Start nodes in ${standby}`,
    what: ['The pods have been waiting for them. Until the first is ready, Route 53 sends nobody there.'],
    commands: resizeNodes(context, 'warmStandby'),
    changes: true,
    direction: 'there',
    run: async (executor) => {
      const { cloud } = executor;
      if (!executor.noted('nodesBefore')) {
        executor.note('nodesBefore', JSON.stringify(await cloud.nodes()));
      }
      await cloud.resizeNodes(
        Object.fromEntries(
          Object.entries(groups).map(([name, { min, desired, max }]) => [name, { min, desired, max }]),
        ),
      );
    },
    check: async ({ cloud }) => {
      const now = await cloud.nodes();
      return Object.entries(groups).map(([name, { desired }]) =>
        check(
          `${name} has ${desired} nodes`,
          (now[name]?.desired ?? -1) >= desired,
          `${now[name]?.desired ?? 'no group'}`,
        ),
      );
    },
  };
}

function watch(context: RunbookContext): DrillStep {
  const { host, primary, standby } = context;
  return {
    id: 'watch',
    title: `Watch until ${standby} serves`,
    what: [
      `The health check of ${primary}'s record, who answers for ${host} (the zone's own name servers, not a resolver's cache), and whether that answer is good.`,
    ],
    commands: [
      `dig +short ${host} | sort`,
      `dig +short ${regionalHost(host, standby)} | sort`,
      `curl -fsS https://${host}/health`,
    ],
    changes: false,
    direction: 'there',
    run: async (executor) => {
      const { timing } = executor;
      await executor.until(timing.serve, async () => {
        await Promise.all([lookAtHealth(executor), lookAtAnswers(executor, context)]);
        return executor.noted('servedAt');
      });
      await executor.until(timing.tell, async () => {
        if (!executor.noted('unhealthyAt')) await lookAtHealth(executor);
        return executor.noted('unhealthyAt');
      });
    },
    check: async (executor) => {
      const seen = (key: NoteKey) => executor.noted(key) ?? 'not seen';
      const one = (what: string, key: NoteKey) => check(what, executor.noted(key) !== undefined, seen(key));
      return [
        one("the primary's health check is unhealthy", 'unhealthyAt'),
        one(`${host} leads to ${standby}`, 'movedAt'),
        one(`${standby} answers well for ${host}`, 'servedAt'),
      ];
    },
  };
}

/** What cannot be asked at the moment says nothing; the other looks go on. */
async function lookAtHealth(executor: Executor): Promise<void> {
  if (executor.noted('unhealthyAt')) return;
  try {
    if ((await executor.cloud.primaryHealth()) === 'unhealthy') executor.note('unhealthyAt', executor.time());
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
  }
}

async function lookAtAnswers(executor: Executor, context: RunbookContext): Promise<void> {
  if (executor.noted('servedAt')) return;
  const { region, at } = await servedBy(executor, context);
  if (region !== context.standby) return;
  if (!executor.noted('movedAt')) executor.note('movedAt', executor.time());
  const { good } = await executor.probe.health(context.host, at[0]);
  if (good) executor.note('servedAt', executor.time());
}
