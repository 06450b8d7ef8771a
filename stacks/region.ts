import type { App as ManifestApp } from 'cdk8s';
import type { App } from 'cdktf';
import type { AwsStack } from '../lib/aws/stack/aws-stack';
import type { Problem } from '../lib/core/errors';
import type { NamespaceChart } from '../lib/k8s/manifest/namespace-chart';
import { BootstrapStack } from './bootstrap';
import { ClusterStack } from './cluster';
import { DataStack } from './data';
import { EdgeStack } from './edge';
import { NetworkStack } from './network';
import type { Place } from './place';
import { PlatformStack } from './platform';
import { provePlace } from './proofs';
import type { ShopServices } from './shop/services';
import { Shop } from './shop/shop';

/** Both halves of one region. */
export interface BuiltPlace {
  /** Its stacks, in the order in which they are applied. */
  readonly stacks: readonly AwsStack[];
  /** Its manifests; none where the environment has no workloads. */
  readonly charts: readonly NamespaceChart[];
  /** What is wrong between the two halves. */
  readonly problems: readonly Problem[];
}

/** Builds one region: the manifests first, since they say what they need of the cloud. */
export function buildPlace(
  app: App,
  manifests: ManifestApp,
  place: Place,
  services: ShopServices,
): BuiltPlace {
  const { environment, region, settings } = place;
  const shop = environment.workloads
    ? new Shop(manifests, place, environment.workloads, services)
    : undefined;
  const bootstrap = region === environment.primaryRegion ? new BootstrapStack(app, place) : undefined;
  const network = new NetworkStack(app, place);
  const hasData = settings.database ?? settings.cache ?? settings.buckets;
  const data = hasData ? new DataStack(app, place, network) : undefined;
  const edge = settings.edge ? new EdgeStack(app, place, settings.edge, network) : undefined;
  const cluster = new ClusterStack(app, place, { network, edge });
  const platform = shop
    ? new PlatformStack(app, place, {
        cluster,
        data,
        namespaces: [shop.chart.namespaceName],
        bindings: shop.bindings,
      })
    : undefined;
  return {
    stacks: [bootstrap, network, data, edge, cluster, platform].filter((one) => one !== undefined),
    charts: shop ? [shop.chart] : [],
    problems: shop ? [...shop.bindings.check(), ...provePlace(place, [shop.chart])] : [],
  };
}
