import { parseBackupSchedule } from '../backup-schedule';
import { formatDuration, parseDuration } from '../duration';
import type { Recovery } from '../environment/recovery';
import type { Environment } from '../environment/schema';
import { detectionSeconds, loadBalancerAliasTtlSeconds } from '../route53';
import { type Figure, figures } from './figures';
import { databaseChoice } from './standby';

/** One part of a sum. */
export interface PromisePart extends Figure {
  /** What it is called, for example `detection`. */
  readonly name: string;
}

/** A time that mechanisms take, held against the one that is promised. */
export interface PromisedTime {
  /** The kind: `rto`, or the kind of data whose loss it is. */
  readonly kind: 'rto' | DataKind | 'secrets';
  /** The key of the promise in the environment's data, for example `recovery.rpo.objects`. */
  readonly at: string;
  /** What is promised, in seconds; `undefined` where the promise says nothing of it. */
  readonly promised: number | undefined;
  /** What the mechanisms take, in seconds: the sum of the parts. */
  readonly reached: number;
  /** What it is made of, in the order in which it happens. */
  readonly parts: readonly PromisePart[];
}

/** Kinds of data that get to the standby each in its own way. */
export const dataKinds = ['database', 'objects', 'volumes'] as const;

/** A kind of data that gets to the standby in its own way. */
export type DataKind = (typeof dataKinds)[number];

/** Seconds of a decision unless the environment says otherwise. */
const defaultDecision = '5m';

/**
 * Minutes that AWS Backup gives a job to begin unless the environment says otherwise. It starts none of a database within an hour of its windows
 * for backups and maintenance, nor within them, so an hour would be too short (AWS Backup Developer Guide, "Backup plan options and configuration").
 */
export const defaultStartMinutes = 480;

/**
 * The time from a disaster until the standby serves: one step after another, as one person takes them. Nothing that could run side by
 * side is taken off: that is the reserve. It serves at the capacity that its readiness keeps; more nodes come by themselves.
 */
export function recoveryTime({ regions, primaryRegion }: Environment, recovery: Recovery): PromisedTime {
  const parts = [
    detection(recovery),
    decision(recovery),
    part('commands', figures.commands),
    ...buildParts(recovery, regions[primaryRegion]?.cache !== undefined),
    databasePart(recovery),
    ...computeParts(recovery),
    ...(regions[primaryRegion]?.cache ? cacheParts(recovery) : []),
    part('DNS', {
      seconds: loadBalancerAliasTtlSeconds,
      why: 'resolvers keep the old answer',
      source:
        'Route 53 Developer Guide, "Choosing between alias and non-alias records": 60 s for load balancers',
    }),
  ];
  return sum('rto', 'recovery.rto', parseDuration(recovery.rto), parts);
}

/** What may be lost of each kind of data that the environment keeps, in the order of {@link dataKinds}, and of secrets. */
export function recoveryPoints(environment: Environment, recovery: Recovery): readonly PromisedTime[] {
  return keptKinds(environment).flatMap((kind) => {
    const promised = promisedLoss(recovery, kind);
    const at = typeof recovery.rpo === 'string' ? 'recovery.rpo' : `recovery.rpo.${kind}`;
    const parts = lossOf[kind](environment, recovery);
    if (!parts) return [];
    const own = sum(kind, at, promised, parts);
    // A database without its password is closed, so secrets count with it.
    if (kind !== 'database') return [own];
    return [own, sum('secrets', at, promised, [part('replication', figures.replicatedSecrets)])];
  });
}

/** Kinds of data that an environment keeps: a database, objects in buckets, volumes of the broker in the cluster. */
export function keptKinds({ regions, primaryRegion, workloads }: Environment): readonly DataKind[] {
  const primary = regions[primaryRegion];
  const kept: Record<DataKind, boolean> = {
    database: primary?.database !== undefined,
    objects: Object.keys(primary?.buckets ?? {}).length > 0,
    volumes: workloads !== undefined,
  };
  return dataKinds.filter((kind) => kept[kind]);
}

/** The promised loss of a kind of data in seconds; `undefined` when the promise does not name it. */
export function promisedLoss({ rpo }: Recovery, kind: DataKind): number | undefined {
  const text = typeof rpo === 'string' ? rpo : rpo[kind];
  return text === undefined ? undefined : parseDuration(text);
}

/**
 * Seconds of lag over which the standby's replica is too late: what is promised of the database, and never less than the five minutes that
 * an idle source shows by itself. For the alarm of the replica.
 */
export function replicaLagAlarmSeconds(recovery: Recovery): number {
  return Math.max(figures.replicaLag.seconds, promisedLoss(recovery, 'database') ?? 0);
}

function part(name: string, figure: Figure): PromisePart {
  return { name, seconds: figure.seconds, why: figure.why, source: figure.source };
}

function sum(
  kind: PromisedTime['kind'],
  at: string,
  promised: number | undefined,
  parts: readonly PromisePart[],
): PromisedTime {
  return { kind, at, promised, reached: parts.reduce((all, one) => all + one.seconds, 0), parts };
}

function detection({ healthCheck }: Recovery): PromisePart {
  const { intervalSeconds = 30, failureThreshold = 3 } = healthCheck ?? {};
  return part('detection', {
    seconds: detectionSeconds(intervalSeconds, failureThreshold),
    why: `${failureThreshold} failures in a row, one every ${intervalSeconds} s`,
    source: 'Route 53 Developer Guide, "How Amazon Route 53 determines whether a health check is healthy"',
  });
}

function decision({ decision: text = defaultDecision }: Recovery): PromisePart {
  return part('decision', {
    seconds: parseDuration(text) ?? 0,
    why: 'people are called and decide to promote, which cannot be taken back',
    source: `assumption: recovery.decision, ${text}`,
  });
}

/** What is not there yet. Nodes and pods follow in {@link computeParts}. */
function buildParts({ readiness }: Recovery, hasCache: boolean): PromisePart[] {
  if (readiness !== 'backupOnly') return [];
  return [
    part('entry', figures.entry),
    part('control plane', figures.controlPlane),
    ...(hasCache ? [part('new cache', figures.newCache)] : []),
  ];
}

function databasePart(recovery: Recovery): PromisePart {
  if (databaseChoice(recovery) === 'replica') return part('promotion', figures.promotion);
  return part('restore', figures.restore);
}

function computeParts({ readiness }: Recovery): PromisePart[] {
  if (readiness === 'backupOnly' || readiness === 'pilotLight') {
    return [part('node start', figures.nodes), part('pod start', figures.pods)];
  }
  return [part('reconnection', figures.reconnect)];
}

function cacheParts({ cache, readiness }: Recovery): PromisePart[] {
  if (cache === 'globalDatastore' && readiness !== 'backupOnly') {
    return [part('cache promotion', figures.promoteDatastore)];
  }
  return [part('cold cache', figures.coldCache)];
}

/** Parts of the loss of each kind; `undefined` when they cannot be told, which is reported elsewhere. */
const lossOf: Readonly<
  Record<DataKind, (environment: Environment, recovery: Recovery) => readonly PromisePart[] | undefined>
> = {
  database: (_, recovery) =>
    databaseChoice(recovery) === 'replica'
      ? [part('replica lag', figures.replicaLag)]
      : [part('copy of logs', figures.copiedLogs)],
  objects: () => [part('replication', figures.replicatedObjects)],
  volumes: ({ backups }) => {
    const gaps = backups && parseBackupSchedule(backups.schedule).gaps;
    if (!gaps) return undefined;
    const start = (backups.startWithinMinutes ?? defaultStartMinutes) * 60;
    return [
      part('backup interval', {
        seconds: gaps.longestMinutes * 60,
        why: `${formatDuration(gaps.longestMinutes * 60)} at most from one run to the next`,
        source: `backups.schedule, ${backups.schedule}`,
      }),
      part('start', {
        seconds: start,
        why: 'a job may begin so much later',
        source: 'AWS Backup API Reference, BackupRule, StartWindowMinutes',
      }),
      part('copy', figures.copiedPoint),
    ];
  },
};
