import type { App as ManifestApp } from 'cdk8s';
import type { App } from 'cdktf';
import type { AwsStack } from '../lib/aws/stack/aws-stack';
import type { Problem } from '../lib/core/errors';
import type { NamespaceChart } from '../lib/k8s/manifest/namespace-chart';
import { BackupStack } from './layers/backup';
import { BootstrapStack, StateStoreStack } from './layers/bootstrap';
import { ClusterStack } from './layers/cluster';
import { addRegionDatabases, DataStack } from './layers/data';
import { EdgeStack } from './layers/edge';
import { FailoverStack } from './layers/failover';
import { NetworkStack } from './layers/network';
import { PlatformStack } from './layers/platform';
import { StandbyBackupStack } from './layers/standby-backup';
import { type Place, workloadsOf } from './place';
import { provePlace } from './proofs';
import { targetGroupsOf } from './shop/entry';
import type { ShopServices } from './shop/services';
import { Shop } from './shop/shop';

/** Both halves of an environment. */
export interface BuiltEnvironment {
  /** Its stacks, in the order in which they are applied. */
  readonly stacks: readonly AwsStack[];
  /** Its manifests; none where the environment has no workloads. */
  readonly charts: readonly NamespaceChart[];
  /** What is wrong between the two halves. */
  readonly problems: readonly Problem[];
}

/** What all regions are built with. */
interface Builder {
  readonly app: App;
  readonly manifests: ManifestApp;
  readonly services: ShopServices;
}

/** A standby, as far as the primary needs it. */
interface Groundwork {
  readonly place: Place;
  readonly stateStore: StateStoreStack;
  readonly network: NetworkStack;
  readonly backup: StandbyBackupStack;
}

/** A region below its cluster. */
interface Ground {
  readonly place: Place;
  readonly network: NetworkStack;
  readonly data: DataStack | undefined;
  readonly edge: EdgeStack | undefined;
}

/**
 * Builds all regions of an environment. Of two that fail over, the ground of the standby comes first, since the primary copies its backups
 * and its secrets there; then the primary; then the rest of the standby, whose data follow the primary's; last what spans both.
 */
export function buildEnvironment(
  app: App,
  manifests: ManifestApp,
  places: readonly Place[],
  services: ShopServices,
): BuiltEnvironment {
  const builder = { app, manifests, services };
  const standbyPlace = places.find((one) => one.standby);
  const groundwork = standbyPlace && buildGroundwork(app, standbyPlace);
  const built = places
    .filter((one) => !one.standby)
    .map((place) => {
      const followed = place.region === place.environment.primaryRegion;
      return buildRegion(builder, place, followed ? groundwork : undefined);
    });
  return {
    stacks: built.flatMap((one) => one.stacks),
    charts: built.flatMap((one) => one.charts),
    problems: built.flatMap((one) => one.problems),
  };
}

function buildGroundwork(app: App, place: Place): Groundwork {
  const stateStore = new StateStoreStack(app, place);
  const network = new NetworkStack(app, place);
  const backup = new StandbyBackupStack(app, place, place.environment.backups, network);
  return { place, stateStore, network, backup };
}

function buildRegion(builder: Builder, place: Place, standby: Groundwork | undefined): BuiltEnvironment {
  const { app } = builder;
  const { environment, region, settings } = place;
  const isPrimary = region === environment.primaryRegion;
  const bootstrap = isPrimary ? new BootstrapStack(app, place, standby?.stateStore) : undefined;
  const network = new NetworkStack(app, place);
  const hasData = settings.database ?? settings.cache ?? settings.buckets;
  const data = hasData ? new DataStack(app, place, { network, standbyBackup: standby?.backup }) : undefined;
  const takesOver = standby?.place.standby?.layers.includes('edge') ? 'standby' : 'none';
  const edge = settings.edge ? new EdgeStack(app, place, settings.edge, { network, takesOver }) : undefined;
  const primary: Ground = { place, network, data, edge };
  const other = standby && buildStandby(app, standby, primary);
  if (data) addRegionDatabases(data, other?.data);
  const backup =
    isPrimary && environment.backups
      ? new BackupStack(app, place, environment.backups, { network, data, standby: standby?.backup })
      : undefined;
  const running = run(builder, primary);
  const standing = other?.place.standby?.layers.includes('cluster') ? run(builder, other) : undefined;
  const spans = other && (other.edge ?? settings.buckets);
  const failover = other && spans ? new FailoverStack(app, primary, other) : undefined;
  const stacks = [
    standby?.stateStore,
    bootstrap,
    network,
    standby?.network,
    standby?.backup,
    data,
    backup,
    edge,
    ...running.stacks,
    other?.data,
    other?.edge,
    ...(standing?.stacks ?? []),
    failover,
  ];
  return {
    stacks: stacks.filter((one) => one !== undefined),
    charts: [...running.charts, ...(standing?.charts ?? [])],
    problems: [...running.problems, ...(standing?.problems ?? [])],
  };
}

/** What a standby has below its cluster. */
function buildStandby(app: App, { place, network, backup }: Groundwork, primary: Ground): Ground {
  const { settings } = place;
  const data = primary.data
    ? new DataStack(app, place, { network, standbyBackup: backup, primary: primary.data })
    : undefined;
  const edge = settings.edge
    ? new EdgeStack(app, place, settings.edge, { network, primary: primary.edge })
    : undefined;
  return { place, network, data, edge };
}

/** The manifests come first, since they say what they need of the cloud. */
function run(
  { app, manifests, services }: Builder,
  { place, network, data, edge }: Ground,
): BuiltEnvironment {
  const workloads = workloadsOf(place);
  const shop = workloads ? new Shop(manifests, place, workloads, services) : undefined;
  const cluster = new ClusterStack(app, place, { network, edge });
  const platform = shop
    ? new PlatformStack(app, place, {
        cluster,
        data,
        namespaces: [shop.chart.namespaceName],
        targetGroups: workloads ? targetGroupsOf(place, workloads) : [],
        bindings: shop.bindings,
      })
    : undefined;
  return {
    stacks: [cluster, platform].filter((one) => one !== undefined),
    charts: shop ? [shop.chart] : [],
    problems: shop ? [...shop.bindings.check(), ...provePlace(place, [shop.chart])] : [],
  };
}
