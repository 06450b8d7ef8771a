import type { Recovery } from '../environment/recovery';
import type { Environment, RegionSettings } from '../environment/schema';
import type { Workloads } from '../environment/workloads';
import { type Region, zoneLettersOf } from '../regions';
import { sortedEntries } from '../sorted-entries';

/** A layer of the standby region. Part of its stack's id. */
export type StandbyLayer = 'network' | 'backup' | 'data' | 'edge' | 'cluster' | 'platform';

/** The region that takes over, as it follows from the primary. */
export interface StandbyRegion {
  /** Its name. */
  readonly region: Region;
  /** What stands there, in the form of any other region. What has no layer is described all the same and not made. */
  readonly settings: RegionSettings;
  /** The layers it has, in the order in which they are applied. */
  readonly layers: readonly StandbyLayer[];
  /** What runs in its cluster, with images from a registry that it reaches. */
  readonly workloads: Workloads | undefined;
}

type Network = RegionSettings['network'];
type NodeGroups = RegionSettings['cluster']['nodeGroups'];

/**
 * The standby region of an environment, derived from its primary region: the same but for addresses, zones and what its readiness takes away
 * (AWS whitepaper "Disaster Recovery of Workloads on AWS", "Disaster recovery options in the cloud": backup and restore has copies of
 * data, pilot light live data and compute switched off, warm standby a scaled-down system that serves). `undefined` for an environment without
 * `recovery`. Zones that the region does not have are left out; the check of environments reports them.
 */
export function standbyRegion(environment: Environment): StandbyRegion | undefined {
  const { recovery, workloads } = environment;
  const primary = environment.regions[environment.primaryRegion];
  if (!recovery || !primary) return undefined;
  const { database, cache, edge, cluster, ...rest } = primary;
  const copiesOnly = recovery.readiness === 'backupOnly';
  const standing = copiesOnly ? {} : { ...(cache && { cache }), ...(edge && { edge }) };
  const settings: RegionSettings = {
    ...rest,
    ...standing,
    ...(database && hasInstance(recovery) && { database: { ...database, replicas: undefined } }),
    cluster: { ...cluster, nodeGroups: scaled(cluster.nodeGroups, recovery.readiness) },
    network: networkOf(primary.network, recovery),
  };
  const running: StandbyLayer[] = [...(edge ? (['edge'] as const) : []), 'cluster'];
  return {
    region: recovery.standby,
    settings,
    layers: [
      'network',
      'backup',
      'data',
      ...(copiesOnly ? [] : running),
      ...(copiesOnly || !workloads ? [] : (['platform'] as const)),
    ],
    workloads: workloads && { ...workloads, registry: recovery.registry ?? workloads.registry },
  };
}

/** How the database gets to the standby. */
export function databaseChoice({ database, readiness }: Recovery): NonNullable<Recovery['database']> {
  return database ?? (readiness === 'backupOnly' ? 'replicatedBackups' : 'replica');
}

/** Whether an instance of the database stands in the standby region. */
function hasInstance(recovery: Recovery): boolean {
  return databaseChoice(recovery) === 'replica' || recovery.restore !== undefined;
}

/**
 * The zones of a standby region: those given, or those of the letters that the primary uses, as far as the region has them.
 * @param zones - the primary's
 * @param recovery - names the standby
 */
export function standbyZones(zones: readonly string[], { standby, network }: Recovery): readonly string[] {
  if (network.zones) return network.zones;
  const letters = zoneLettersOf(standby);
  return zones
    .map((zone) => zone.slice(-1))
    .filter((letter) => letters.includes(letter))
    .map((letter) => `${standby}${letter}`);
}

/** Peers belong to the primary alone. Where nothing runs, nothing has to reach the internet, and nothing is charged by the hour. */
function networkOf(primary: Network, recovery: Recovery): Network {
  const { range, subnets } = recovery.network;
  const idle = recovery.readiness === 'backupOnly';
  return {
    ...primary,
    range,
    zones: standbyZones(primary.zones, recovery),
    subnets: subnets ?? inSlots(primary.subnets),
    nat: idle ? 'none' : primary.nat,
    interfaceEndpoints: idle ? undefined : primary.interfaceEndpoints,
    peers: undefined,
  };
}

function inSlots(subnets: Network['subnets']): Network['subnets'] {
  const tiers = sortedEntries(subnets).filter(([, ranges]) => ranges !== undefined);
  return { private: 'slots', ...Object.fromEntries(tiers.map(([tier]) => [tier, 'slots' as const])) };
}

/** The fewest nodes are those that the primary's pods at their minimum fit on, which the proof of capacity holds. */
function scaled(groups: NodeGroups, readiness: Recovery['readiness']): NodeGroups {
  if (readiness === 'active') return groups;
  const off = readiness !== 'warmStandby';
  const anyNode = Object.values(groups).some((one) => one.min > 0);
  return Object.fromEntries(
    sortedEntries(groups).map(([name, group]) => {
      if (off) return [name, { ...group, min: 0, desired: 0 }];
      return [name, { ...group, desired: anyNode ? group.min : group.desired }];
    }),
  );
}
