import { standbyRegion } from '../../core/recovery/standby';
import { healthCheckMetricsRegion, switchName } from '../../core/route53';
import { sortedEntries } from '../../core/sorted-entries';
import { promotion, type RunbookContext } from '../../review/recovery/steps';
import { type BackupStatus, type Clock, type Cloud, type NodeSize, OutsideError } from '../ports';
import type { Aws } from './aws-cli';

/** The entry that fails over. The stacks name it so. */
const entry = 'api';

/** The cloud of an environment, by its names. */
export function awsCloud(aws: Aws, context: RunbookContext, clock: Pick<Clock, 'now'>): Cloud {
  const { names, primary, standby, generation } = context;
  const ids = healthCheckIds(aws);
  const switchTag = switchName(names.prefix, entry);
  const database = names.database(generation);
  return {
    switchedTo: async () => {
      const id = await ids(switchTag);
      const made = (await aws(['route53', 'get-health-check', '--health-check-id', id])) as HealthCheck;
      return made.HealthCheck.HealthCheckConfig.Inverted ? 'standby' : 'primary';
    },
    switchTo: async (serve) => {
      const flag = serve === 'standby' ? '--inverted' : '--no-inverted';
      await aws(['route53', 'update-health-check', '--health-check-id', await ids(switchTag), flag]);
    },
    primaryHealth: async () => {
      const newest = await newestValue(aws, clock, {
        region: healthCheckMetricsRegion,
        namespace: 'AWS/Route53',
        metric: 'HealthCheckStatus',
        dimension: ['HealthCheckId', await ids(`${names.prefix}-${entry}-primary`)],
        statistic: 'Minimum',
      });
      return newest === undefined ? 'unknown' : newest < 1 ? 'unhealthy' : 'healthy';
    },
    replicaLag: () =>
      newestValue(aws, clock, {
        region: standby,
        namespace: 'AWS/RDS',
        metric: 'ReplicaLag',
        dimension: ['DBInstanceIdentifier', database],
        statistic: 'Maximum',
      }),
    database: (region, which) => databaseStatus(aws, region, names.database(which)),
    promote: async () => {
      await aws(promotion(context));
    },
    backUp: async (name) => {
      await aws([
        ...['rds', 'create-db-snapshot', '--region', primary],
        ...['--db-instance-identifier', database, '--db-snapshot-identifier', name],
      ]);
    },
    backup: (name) => snapshotStatus(aws, primary, database, name),
    newestRecoveryPoint: (kind) => newestPoint(aws, standby, `${names.prefix}-`, resourceTypes[kind]),
    ...nodeGroups(aws, context),
  };
}

interface HealthCheck {
  readonly HealthCheck: { readonly HealthCheckConfig: { readonly Inverted?: boolean } };
}

/** Ids by the tag Name, each asked once: they are known after a deploy only. */
function healthCheckIds(aws: Aws): (name: string) => Promise<string> {
  const known = new Map<string, string>();
  return async (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const { ResourceTagMappingList: found } = (await aws([
      ...['resourcegroupstaggingapi', 'get-resources', '--region', healthCheckMetricsRegion],
      ...['--resource-type-filters', 'route53:healthcheck', '--tag-filters', `Key=Name,Values=${name}`],
    ])) as { readonly ResourceTagMappingList: readonly { readonly ResourceARN: string }[] };
    const [only] = found;
    const id = only?.ResourceARN.split('/').at(-1);
    if (found.length !== 1 || !id) throw new OutsideError(`${found.length} health checks are named ${name}`);
    known.set(name, id);
    return id;
  };
}

interface Metric {
  readonly region: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimension: readonly [name: string, value: string];
  readonly statistic: 'Minimum' | 'Maximum';
}

const WINDOW_MS = 10 * 60 * 1000;

/**
 * The newest value of a metric. That of a calculated health check cannot be had in another way (Route 53 API Reference,
 * GetHealthCheckStatus, HealthCheckId).
 */
async function newestValue(
  aws: Aws,
  clock: Pick<Clock, 'now'>,
  { region, namespace, metric, dimension, statistic }: Metric,
): Promise<number | undefined> {
  const [name, value] = dimension;
  const iso = (time: number) => new Date(time).toISOString();
  const { Datapoints: points } = (await aws([
    ...['cloudwatch', 'get-metric-statistics', '--region', region],
    ...['--namespace', namespace, '--metric-name', metric, '--dimensions', `Name=${name},Value=${value}`],
    ...['--statistics', statistic, '--period', '60'],
    ...['--start-time', iso(clock.now() - WINDOW_MS), '--end-time', iso(clock.now())],
  ])) as {
    readonly Datapoints: readonly (Record<string, unknown> & { readonly Timestamp: string | number })[];
  };
  const newest = [...points].sort((a, b) => timeOf(b.Timestamp) - timeOf(a.Timestamp))[0]?.[statistic];
  return typeof newest === 'number' ? newest : undefined;
}

/** The command line gives ISO 8601 or, by its settings, seconds since 1970. */
function timeOf(time: string | number): number {
  return typeof time === 'number' ? time * 1000 : Date.parse(time);
}

async function databaseStatus(
  aws: Aws,
  region: string,
  id: string,
): Promise<{ status: string; follows: boolean } | undefined> {
  const found = (await aws([
    ...['rds', 'describe-db-instances', '--region', region, '--db-instance-identifier', id],
  ]).catch((error: unknown) => {
    if (error instanceof OutsideError && error.message.includes('DBInstanceNotFound'))
      return { DBInstances: [] };
    throw error;
  })) as {
    readonly DBInstances: readonly {
      readonly DBInstanceStatus: string;
      readonly ReadReplicaSourceDBInstanceIdentifier?: string;
    }[];
  };
  const [one] = found.DBInstances;
  return one && { status: one.DBInstanceStatus, follows: Boolean(one.ReadReplicaSourceDBInstanceIdentifier) };
}

async function snapshotStatus(
  aws: Aws,
  region: string,
  database: string,
  name: string,
): Promise<BackupStatus> {
  const { DBSnapshots: all } = (await aws([
    ...['rds', 'describe-db-snapshots', '--region', region, '--db-instance-identifier', database],
    ...['--snapshot-type', 'manual'],
  ])) as {
    readonly DBSnapshots: readonly { readonly DBSnapshotIdentifier: string; readonly Status: string }[];
  };
  const one = all.find(({ DBSnapshotIdentifier: id }) => id === name);
  if (!one) return 'none';
  return one.Status === 'available' ? 'done' : one.Status === 'failed' ? 'failed' : 'creating';
}

/** As AWS Backup calls what recovery points are of; `undefined` for all. */
const resourceTypes = { database: 'RDS', volumes: 'EBS', any: undefined } as const;

interface RecoveryPoint {
  readonly ResourceType: string;
  readonly Status: string;
  readonly CreationDate: string | number;
}

async function newestPoint(
  aws: Aws,
  region: string,
  prefix: string,
  type: string | undefined,
): Promise<Date | undefined> {
  const { BackupVaultList: vaults } = (await aws(['backup', 'list-backup-vaults', '--region', region])) as {
    readonly BackupVaultList: readonly { readonly BackupVaultName: string }[];
  };
  const own = vaults.map((one) => one.BackupVaultName).filter((name) => name.startsWith(prefix));
  const points: RecoveryPoint[] = [];
  for (const name of own) {
    const { RecoveryPoints: some } = (await aws([
      ...['backup', 'list-recovery-points-by-backup-vault', '--region', region, '--backup-vault-name', name],
    ])) as { readonly RecoveryPoints: readonly RecoveryPoint[] };
    points.push(...some);
  }
  const times = points
    .filter((one) => one.Status === 'COMPLETED' && (type === undefined || one.ResourceType === type))
    .map((one) => timeOf(one.CreationDate));
  return times.length > 0 ? new Date(Math.max(...times)) : undefined;
}

/** Groups have a suffix after the name that the environment gives them. */
function nodeGroups(
  aws: Aws,
  { environment, names, standby }: RunbookContext,
): Pick<Cloud, 'nodes' | 'resizeNodes'> {
  const cluster = ['--region', standby, '--cluster-name', names.prefix];
  const known = Object.keys(standbyRegion(environment)?.settings.cluster.nodeGroups ?? {});
  const find = async (): Promise<Map<string, string>> => {
    const { nodegroups } = (await aws(['eks', 'list-nodegroups', ...cluster])) as {
      readonly nodegroups: readonly string[];
    };
    const nameOf = (group: string) =>
      known.filter((name) => group.startsWith(`${name}-`)).sort((a, b) => b.length - a.length)[0];
    return new Map(
      nodegroups.flatMap((group) => {
        const name = nameOf(group);
        return name ? [[name, group] as const] : [];
      }),
    );
  };
  return {
    nodes: async () => {
      const sizes: Record<string, NodeSize> = {};
      for (const [name, group] of await find()) {
        const { nodegroup } = (await aws([
          ...['eks', 'describe-nodegroup', ...cluster, '--nodegroup-name', group],
        ])) as { readonly nodegroup: { readonly scalingConfig: Record<`${keyof NodeSize}Size`, number> } };
        const { minSize: min, desiredSize: desired, maxSize: max } = nodegroup.scalingConfig;
        sizes[name] = { min, desired, max };
      }
      return sizes;
    },
    resizeNodes: async (sizes) => {
      const groups = await find();
      for (const [name, { min, desired, max }] of sortedEntries(sizes)) {
        const group = groups.get(name);
        if (!group) throw new OutsideError(`${names.prefix} in ${standby} has no group of nodes ${name}`);
        await aws([
          ...['eks', 'update-nodegroup-config', ...cluster, '--nodegroup-name', group],
          ...['--scaling-config', `minSize=${min},desiredSize=${desired},maxSize=${max}`],
        ]);
      }
    },
  };
}
