import { parseBackupSchedule } from '../../core/backup-schedule';
import { formatDuration } from '../../core/duration';
import { figures } from '../../core/recovery/figures';
import { defaultStartMinutes, replicaLagAlarmSeconds } from '../../core/recovery/promise';
import { healthAddress, lag, type RunbookContext } from '../../review/recovery/steps';
import { OutsideError } from '../ports';
import { type Check, check, type DrillStep, type Executor, nothing } from '../step';
import { publicHealth, regionalHealth } from './serving';

/** What comes before anything is failed. */
export function prepareSteps(context: RunbookContext, promote: boolean): readonly DrillStep[] {
  return [prepare(context), announce(context, promote), backUp(context), start(context)];
}

function prepare(context: RunbookContext): DrillStep {
  const { primary, standby, host, generation } = context;
  return {
    id: 'prepare',
    title: 'See that a drill may begin',
    what: [
      `${primary} serves and is healthy, the switch is where it belongs (else somebody drills, or it is no drill), the database in ${standby} follows and is in time, recovery points are recent.`,
    ],
    commands: [
      `curl -fsS https://${host}/health`,
      ...regionsToAsk(context).map((region) => `curl -fsS ${healthAddress(context, region)}`),
      lag(context, standby, generation),
    ],
    changes: false,
    direction: 'there',
    run: nothing.run,
    check: async (executor) => [
      ...(await entries(executor, context)),
      ...(await routing(executor)),
      ...(await copies(executor, context)),
    ],
  };
}

/** Where nodes are off, nobody answers yet. */
function regionsToAsk({ primary, standby, recovery }: RunbookContext): readonly string[] {
  return recovery.readiness === 'pilotLight' ? [primary] : [primary, standby];
}

async function entries(executor: Executor, context: RunbookContext): Promise<Check[]> {
  const { host, primary } = context;
  const all = await publicHealth(executor, context);
  const regions = await Promise.all(
    regionsToAsk(context).map(async (region) => {
      const { good, found } = await regionalHealth(executor, context, region);
      return check(`${region} is healthy`, good, found);
    }),
  );
  return [
    check(`${host} leads to ${primary}`, all.region === primary, all.region ?? 'neither region'),
    check(`${host} answers well`, all.good, all.found),
    ...regions,
  ];
}

async function routing({ cloud }: Executor): Promise<Check[]> {
  const [serve, health] = [await cloud.switchedTo(), await cloud.primaryHealth()];
  return [
    check('nobody else drills', serve === 'primary', `the switch is at ${serve}`),
    check("the primary's health check is healthy", health === 'healthy', health),
  ];
}

async function copies(executor: Executor, context: RunbookContext): Promise<Check[]> {
  const { standby, generation } = context;
  const database = await executor.cloud.database(standby, generation);
  return [
    check(
      `the database in ${standby} follows`,
      database?.follows === true && database.status === 'available',
      database ? `${database.status}, ${database.follows ? 'follows' : 'on its own'}` : 'none',
    ),
    await lagCheck(executor, context),
    ...(await recentPoints(executor, context)),
  ];
}

/** Whether the replica is in time. An idle source shows up to five minutes by itself. */
export async function lagCheck({ cloud }: Executor, { recovery }: RunbookContext): Promise<Check> {
  const [seconds, most] = [await cloud.replicaLag(), replicaLagAlarmSeconds(recovery)];
  return check(
    `the replica lags ${formatDuration(most)} at most`,
    seconds !== undefined && seconds <= most,
    seconds === undefined ? 'nobody measures it' : formatDuration(seconds),
  );
}

async function recentPoints(
  { cloud, clock }: Executor,
  { environment, standby }: RunbookContext,
): Promise<Check[]> {
  const { backups } = environment;
  const gaps = backups && parseBackupSchedule(backups.schedule).gaps;
  if (!gaps) return [];
  const minutes = gaps.longestMinutes + (backups.startWithinMinutes ?? defaultStartMinutes);
  const most = minutes * 60 + figures.copiedPoint.seconds;
  const newest = await cloud.newestRecoveryPoint('any');
  const age = newest && (clock.now() - newest.getTime()) / 1000;
  return [
    check(
      `${standby} has a recovery point of the last ${formatDuration(most)}`,
      age !== undefined && age <= most,
      age === undefined ? 'none' : `${formatDuration(age)} old`,
    ),
  ];
}

function announce({ host, primary, standby, recovery }: RunbookContext, promote: boolean): DrillStep {
  return {
    id: 'announce',
    title: 'Announce it',
    what: [
      `Tell everybody who uses or watches ${host} that ${standby} is about to serve it, and who may decide what (within ${recovery.decision ?? '5m'}).`,
      promote
        ? `The database in ${standby} will be promoted. That cannot be taken back: the way back builds new instances, needs several applies and hours, and stops writes for a while.`
        : `Only traffic is moved. The database is not promoted, since that cannot be taken back and costs a rebuild of the replica; so what is written while ${standby} serves is refused by its read-only database, unless its services write to ${primary}. Choose a quiet hour. --promote drills the whole.`,
      'Going on from here means that it was announced.',
    ],
    commands: [],
    changes: true,
    direction: 'there',
    ...nothing,
  };
}

function backUp({ names, primary, generation }: RunbookContext): DrillStep {
  const id = names.database(generation);
  return {
    id: 'backup',
    title: 'Back up the database',
    what: ['Beside the automated backups: what a drill leaves behind can be undone with it. It stays.'],
    commands: [
      `aws rds create-db-snapshot --region ${primary} --db-instance-identifier ${id} --db-snapshot-identifier ${id}-drill-$(date -u +%Y%m%d%H%M%S)`,
    ],
    changes: true,
    direction: 'there',
    run: async (executor) => {
      const { cloud, timing } = executor;
      const name =
        executor.noted('backup') ?? `${id}-drill-${executor.time().replace(/\D/g, '').slice(0, 14)}`;
      executor.note('backup', name);
      if ((await cloud.backup(name)) === 'none') await cloud.backUp(name);
      await executor.until(timing.backup, async () => {
        const status = await cloud.backup(name);
        return status === 'done' || status === 'failed' ? status : undefined;
      });
    },
    check: async (executor) => {
      const name = executor.noted('backup') ?? '';
      const status = await executor.cloud.backup(name);
      return [check('the backup is there', status === 'done', `${name}: ${status}`)];
    },
  };
}

function start({ primary, standby }: RunbookContext): DrillStep {
  return {
    id: 'start',
    title: 'Note the start',
    what: [`And write a mark into the data through ${primary}, which ${standby} has to have when it serves.`],
    commands: ['date -u +%FT%TZ'],
    changes: true,
    direction: 'there',
    run: async (executor) => {
      executor.note('start', executor.time());
      const mark = new Date(executor.clock.now());
      for (const marker of executor.markers) await marker.write(primary, mark);
      executor.note('mark', mark.toISOString());
    },
    check: async (executor) =>
      Promise.all(
        executor.markers.map(async (marker) => {
          const newest = await marker.newest(primary);
          if (newest === undefined) throw new OutsideError(`no mark in ${primary}, of ${marker.kind}`);
          const there = newest.toISOString() >= (executor.noted('mark') ?? '');
          return check(`the mark of ${marker.kind} is in ${primary}`, there, newest.toISOString());
        }),
      ),
  };
}
