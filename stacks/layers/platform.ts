import type { Construct } from 'constructs';
import { importCache } from '../../lib/aws/cache/contract';
import { importCluster } from '../../lib/aws/cluster/contract';
import type { ICluster } from '../../lib/aws/cluster/icluster';
import { importDatabase } from '../../lib/aws/database/contract';
import { ClusterProvider } from '../../lib/aws/platform/cluster-provider';
import { EncryptedStorageClass } from '../../lib/aws/platform/encrypted-storage-class';
import { ExternalSecretsIdentity } from '../../lib/aws/platform/external-secrets-identity';
import { LoadBalancerControllerIdentity } from '../../lib/aws/platform/load-balancer-controller-identity';
import { PlanAccess } from '../../lib/aws/platform/plan-access';
import { PlatformNamespace } from '../../lib/aws/platform/platform-namespace';
import { AwsStack } from '../../lib/aws/stack/aws-stack';
import { importBucket } from '../../lib/aws/storage/contract';
import type { IBucket } from '../../lib/aws/storage/props';
import type { Bindings, CloudSources } from '../../lib/bridge';
import { bucketContractOf } from '../contracts';
import { isProtected, type Place, stackId, stackProps } from '../place';
import type { ClusterStack } from './cluster';
import type { DataStack } from './data';

/** What a platform stack stands on, and what it is for. */
export interface PlatformStackLayers {
  /** The region's cluster. */
  readonly cluster: ClusterStack;
  /** The region's database, cache and buckets. @default - none */
  readonly data: DataStack | undefined;
  /** Namespaces that the manifests of the place are in. */
  readonly namespaces: readonly string[];
  /** Names of the target groups that the manifests attach pods to. */
  readonly targetGroups: readonly string[];
  /** What the manifests of the place, built before, need of the cloud. */
  readonly bindings: Bindings;
}

/** What a cluster needs of Terraform before the manifests can be applied, with a state of its own. */
export class PlatformStack extends AwsStack {
  constructor(scope: Construct, place: Place, layers: PlatformStackLayers) {
    super(scope, stackId(place, 'platform'), stackProps(place));
    const { bindings } = layers;
    const cluster = importCluster(this, 'cluster', layers.cluster);
    new ClusterProvider(this, 'kubernetes', { cluster });
    new EncryptedStorageClass(this, 'storage-class', {
      released: isProtected(place) ? 'retain' : 'delete',
    });
    new PlanAccess(this, 'plan-access');
    const namespaces = this.makeNamespaces(place, layers.namespaces);
    bindings.cloudEnds(this, { cluster, namespaces, ...this.sources(place, layers.data) });
    this.letExternalSecretsRead(cluster, bindings);
    const { targetGroups } = layers;
    if (targetGroups.length > 0)
      new LoadBalancerControllerIdentity(this, 'load-balancer-controller', {
        cluster,
        targetGroupNames: targetGroups,
      });
  }

  private makeNamespaces(place: Place, names: readonly string[]): PlatformNamespace[] {
    const deletionProtection = isProtected(place);
    return [...new Set(names)]
      .sort()
      .map((name) => new PlatformNamespace(this, `namespace-${name}`, { name, deletionProtection }));
  }

  private sources(place: Place, data: DataStack | undefined): Omit<CloudSources, 'cluster' | 'namespaces'> {
    if (!data) return {};
    const buckets = Object.keys(place.settings.buckets ?? {}).map((name): [string, IBucket] => [
      name,
      importBucket(this, `bucket-${name}`, bucketContractOf(name), data),
    ]);
    return {
      ...(data.database && { databases: { main: importDatabase(this, 'database', data) } }),
      ...(data.cache && { caches: { main: importCache(this, 'cache', data) } }),
      buckets: Object.fromEntries(buckets),
    };
  }

  private letExternalSecretsRead(cluster: ICluster, bindings: Bindings): void {
    new ExternalSecretsIdentity(this, 'external-secrets', { cluster, secretNames: bindings.secretNames() });
  }
}
