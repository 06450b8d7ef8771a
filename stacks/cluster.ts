import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { importCache } from '../lib/aws/cache/contract';
import { Cluster } from '../lib/aws/cluster/cluster';
import { publishCluster } from '../lib/aws/cluster/contract';
import { Port } from '../lib/aws/connections/port';
import { importDatabase } from '../lib/aws/database/contract';
import { importEdge } from '../lib/aws/edge/contract';
import { importNetwork } from '../lib/aws/network/contract';
import { AwsStack } from '../lib/aws/stack/aws-stack';
import type { DataStack } from './data';
import type { EdgeStack } from './edge';
import type { NetworkStack } from './network';
import { isProtected, type Place, stackId, stackProps } from './place';

/** The layers that a cluster stands on. */
export interface ClusterStackLayers {
  /** The region's network. */
  readonly network: NetworkStack;
  /** The region's database, cache and buckets. @default - none */
  readonly data: DataStack | undefined;
  /** The region's public entry. @default - none */
  readonly edge: EdgeStack | undefined;
}

/** The EKS cluster of a region, who may use it, and what its pods may reach. */
export class ClusterStack extends AwsStack {
  private readonly cluster: Cluster;

  constructor(scope: Construct, place: Place, layers: ClusterStackLayers) {
    super(scope, stackId(place, 'cluster'), stackProps(place));
    this.cluster = this.makeCluster(place, layers.network);
    this.grantAdministrators(place);
    this.connect(place, layers);
    publishCluster(this, this.cluster);
    new TerraformOutput(this, 'kubeconfig_command', { value: this.cluster.kubeconfigCommand });
  }

  private makeCluster(place: Place, networkStack: NetworkStack): Cluster {
    const network = importNetwork(this, networkStack);
    const { version, endpoint, logRetentionDays, nodeGroups } = place.settings.cluster;
    return new Cluster(this, 'cluster', {
      version,
      network: { privateSubnetIds: network.subnetIds('private') },
      endpoint,
      logRetention: logRetentionDays,
      nodeGroups,
      deletionProtection: isProtected(place),
    });
  }

  private grantAdministrators(place: Place): void {
    for (const [name, { principalArn, access, namespaces }] of Object.entries(
      place.environment.administrators,
    )) {
      this.cluster.grantAccess(name, { principalArn, policy: access, ...(namespaces && { namespaces }) });
    }
  }

  private connect(place: Place, { data, edge }: ClusterStackLayers): void {
    if (data?.database) importDatabase(this, 'database', data).connections.allowFrom(this.cluster);
    if (data?.cache) importCache(this, 'cache', data).connections.allowFrom(this.cluster);
    const port = place.settings.edge?.targetPort;
    if (edge && port) this.cluster.connections.allowFrom(importEdge(this, 'edge', edge), Port.tcp(port));
  }
}
