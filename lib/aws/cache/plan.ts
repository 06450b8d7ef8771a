import type { Finding } from '../../core/errors';
import { dailyMeetsWeekly, parseDailyWindow, parseWeeklyWindow } from '../../core/schedule';
import { type AccessString, parseAccess } from './access-string';
import type { cacheErrors } from './errors';
import type { CacheEngine, CacheProps, CacheTopology } from './props';

/** A mistake that {@link planCache} found: which one, and what to say about it. */
export interface CacheFault extends Finding {
  /** The second half of the error's code. */
  readonly error: keyof typeof cacheErrors;
}

/** What follows from the props, and what is wrong with them. */
export interface CachePlan {
  /** Family of the parameter group, for example `valkey8`. */
  readonly family: string;
  /** Parameters by name, with those that the topology decides; sorted. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  /** Whether the nodes keep rarely used keys on disk: nodes of family r6gd must, others cannot. */
  readonly dataTiering: boolean;
  /** Access strings by user, in the form that ElastiCache reads back; sorted. */
  readonly users: readonly { readonly name: string; readonly access: string }[];
  /** Every mistake. */
  readonly faults: readonly CacheFault[];
}

/** The plan of a cache, from its props and the version it gets. */
export function planCache(props: CacheProps, version: string): CachePlan {
  const names = Object.keys(props.users).sort();
  const users = names.map((name) => ({ name, ...parseAccess(props.users[name]?.access ?? '') }));
  const cluster = props.topology.mode === 'cluster';
  const parameters = { ...props.parameters, ...(cluster && { 'cluster-enabled': 'yes' }) };
  return {
    family: parameterFamily(props.engine, version),
    parameters: Object.entries(parameters)
      .map(([name, value]) => ({ name, value }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    dataTiering: props.nodeType.startsWith('cache.r6gd.'),
    users: users.map(({ name, access }) => ({ name, access })),
    faults: [
      ...nodeTypeFaults(props.nodeType),
      ...(props.globalDatastore ? globalNodeTypeFaults(props.nodeType) : []),
      ...topologyFaults(props),
      ...retentionFaults(props.snapshot.retentionDays),
      ...windowFaults(props),
      ...parameterFaults(props.parameters ?? {}),
      ...userFaults(users),
      ...versionFaults(props.engine, version),
    ],
  };
}

/** `valkey8`, `redis7`, or `redis6.x` as ElastiCache calls Redis OSS 6 (ElastiCache User Guide, "Parameter groups"). */
export function parameterFamily(engine: CacheEngine, version: string): string {
  const major = version.split('.')[0] ?? version;
  return engine === 'redis' && major === '6' ? 'redis6.x' : `${engine}${major}`;
}

/**
 * Ids of the nodes as ElastiCache numbers them: `<id>-001` with one shard, `<id>-0001-001` in cluster mode. They are the
 * dimension CacheClusterId of the metrics.
 */
export function memberClusters(id: string, topology: CacheTopology): string[] {
  const numbers = (count: number, width: number) =>
    Array.from({ length: count }, (_, index) => String(index + 1).padStart(width, '0'));
  if (inBounds(topology).length > 0) return [];
  if (topology.mode === 'single') return numbers(topology.replicas + 1, 3).map((node) => `${id}-${node}`);
  return numbers(topology.shards, 4).flatMap((shard) =>
    numbers(topology.replicasPerShard + 1, 3).map((node) => `${id}-${shard}-${node}`),
  );
}

/** Families of earlier generations, which ElastiCache no longer recommends and which lack failover or TLS. */
const oldFamilies = ['c1', 'm1', 'm2', 'm3', 'r3', 't1'];

function nodeTypeFaults(nodeType: string): CacheFault[] {
  const form =
    /^cache\.(t\d[a-z]*)\.(?:micro|small|medium)$/.exec(nodeType) ??
    /^cache\.([cmr]\d[a-z]*)\.(?:large|(?:2|4|8|10|12|16|24)?xlarge)$/.exec(nodeType);
  const fix = 'give a current type with its prefix, for example cache.t3.small or cache.r7g.large';
  if (!form) return [{ error: 'node-type', at: 'nodeType', found: `"${nodeType}"`, fix }];
  if (!oldFamilies.includes(form[1] ?? '')) return [];
  return [{ error: 'node-type', at: 'nodeType', found: `"${nodeType}", of an earlier generation`, fix }];
}

/**
 * What keeps a node type out of a global datastore (ElastiCache User Guide, "Global datastores, prerequisites and limitations": M5, M6g,
 * M7g, R5, R6g, R6gd, R7g and C7gn, in size large and above). A family that is newer passes.
 * @param nodeType - for example `cache.r7g.large`
 */
export function globalNodeTypeFaults(nodeType: string): CacheFault[] {
  const [, family = '', size = ''] = /^cache\.([a-z]\d[a-z]*)\.(\w+)$/.exec(nodeType) ?? [];
  if (!/^t\d/.test(family) && !['m4', 'r4'].includes(family) && /^\d*x?large$/.test(size)) return [];
  return [
    {
      error: 'global-node-type',
      at: 'nodeType',
      found: `"${nodeType}"`,
      fix: 'take large nodes of a family such as m7g or r7g in every region, or a cache of its own in each',
    },
  ];
}

/** Limits of CreateReplicationGroup (ElastiCache API Reference) and of the quota "Nodes per cluster", which ends at 500. */
function inBounds(topology: CacheTopology): CacheFault[] {
  const between = (at: string, value: number, min: number, max: number): CacheFault[] =>
    Number.isInteger(value) && value >= min && value <= max
      ? []
      : [
          {
            error: 'topology',
            at: `topology.${at}`,
            found: String(value),
            fix: `give a whole number from ${min} to ${max}`,
          },
        ];
  if (topology.mode === 'single') return between('replicas', topology.replicas, 0, 5);
  const { shards, replicasPerShard } = topology;
  const faults = [
    ...between('shards', shards, 1, 500),
    ...between('replicasPerShard', replicasPerShard, 0, 5),
  ];
  const nodes = shards * (replicasPerShard + 1);
  if (faults.length > 0 || nodes <= 500) return faults;
  return [
    {
      error: 'topology',
      at: 'topology',
      found: `${shards} shards of ${replicasPerShard + 1} nodes, ${nodes} in all`,
      fix: 'keep it to 500 nodes',
    },
  ];
}

function topologyFaults({ topology, availability = 'multiAz' }: CacheProps): CacheFault[] {
  const replicas = topology.mode === 'single' ? topology.replicas : topology.replicasPerShard;
  const faults = inBounds(topology);
  if (replicas !== 0 || availability === 'noFailover') return faults;
  return [
    ...faults,
    {
      error: 'no-replica',
      at: 'topology',
      found: "no replica with availability 'multiAz'",
      fix: "give at least one replica, or say availability: 'noFailover'",
    },
  ];
}

function retentionFaults(days: number): CacheFault[] {
  if (Number.isInteger(days) && days >= 0 && days <= 35) return [];
  return [
    {
      error: 'retention',
      at: 'snapshot.retentionDays',
      found: `${days} days`,
      fix: 'give 0 to 35 days; what must be kept for longer goes to AWS Backup or a copy in S3',
    },
  ];
}

/** ElastiCache User Guide, "Managing maintenance" and "Scheduling automatic backups": an hour each, and apart. */
function windowFaults({ snapshot, maintenanceWindow }: CacheProps): CacheFault[] {
  const hour = { atLeast: 60 };
  const daily = parseDailyWindow(snapshot.window, hour);
  const weekly = parseWeeklyWindow(maintenanceWindow, hour);
  const faults: CacheFault[] = [];
  if (daily.fault !== undefined) {
    const fix = 'write it in UTC, for example 03:00-04:00';
    faults.push({ error: 'window', at: 'snapshot.window', found: daily.fault, fix });
  }
  if (weekly.fault !== undefined) {
    const fix = 'write it in UTC, for example sun:05:00-sun:06:00';
    faults.push({ error: 'window', at: 'maintenanceWindow', found: weekly.fault, fix });
  }
  if (daily.window && weekly.window && dailyMeetsWeekly(daily.window, weekly.window)) {
    faults.push({
      error: 'window-overlap',
      at: 'maintenanceWindow',
      found: `${maintenanceWindow}, which meets the snapshot window ${snapshot.window}`,
      fix: 'move one of the two',
    });
  }
  return faults;
}

/** Names of the engine's own configuration that ElastiCache keeps out of parameter groups: access, TLS and ports. */
const reservedParameter =
  /^(?:tls-.*|requirepass|masterauth|masteruser|aclfile|user|port|bind|protected-mode|rename-command)$/;

function parameterFaults(parameters: Readonly<Record<string, string>>): CacheFault[] {
  return Object.keys(parameters).flatMap((name): CacheFault[] => {
    const fault = (found: string, fix: string): CacheFault[] => [
      { error: 'parameter', at: `parameters.${name}`, found, fix },
    ];
    if (name === 'cluster-enabled') return fault('cluster-enabled', 'leave it out: topology.mode decides it');
    if (reservedParameter.test(name))
      return fault(name, 'leave it out: TLS is required and users sign in with IAM');
    if (!/^[a-z][a-z0-9-]*$/.test(name)) return fault(`"${name}"`, 'spell it as in the parameter reference');
    return [];
  });
}

function userFaults(users: readonly ({ name: string } & AccessString)[]): CacheFault[] {
  if (users.length === 0) {
    return [{ error: 'no-users', at: 'users', found: 'no user', fix: 'name at least one user' }];
  }
  return users.flatMap(({ name, faults }): CacheFault[] => [
    ...(name === 'default' || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)
      ? [
          {
            error: 'user-name' as const,
            at: `users.${name}`,
            found: `"${name}"`,
            fix: 'use lower-case letters, digits and single hyphens, beginning with a letter, and not "default"',
          },
        ]
      : []),
    ...faults.map((fault) => ({ error: 'access' as const, at: `users.${name}.access`, ...fault })),
  ]);
}

/** ElastiCache User Guide, "Authenticating with IAM": Valkey 7.2 and Redis OSS 7.0 onwards. */
function versionFaults(engine: CacheEngine, version: string): CacheFault[] {
  if (engine === 'valkey' || !/^[1-6]\./.test(version)) return [];
  return [
    {
      error: 'iam-version',
      at: 'version',
      found: `Redis OSS ${version}`,
      fix: "choose 7.1, or engine: 'valkey'",
    },
  ];
}
