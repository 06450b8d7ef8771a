import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { BOOTSTRAP_PATH } from '../../lib/aws/bootstrap/policies/policy-context';
import { Cluster } from '../../lib/aws/cluster/cluster';
import { publishCluster } from '../../lib/aws/cluster/contract';
import { Port } from '../../lib/aws/connections/port';
import { importEdge } from '../../lib/aws/edge/contract';
import { importNetwork } from '../../lib/aws/network/contract';
import { PLAN_GROUP } from '../../lib/aws/platform/plan-access';
import { AwsStack } from '../../lib/aws/stack/aws-stack';
import { isProtected, type Place, stackId, stackProps } from '../place';
import type { EdgeStack } from './edge';
import type { NetworkStack } from './network';

/** The layers that a cluster stands on. */
export interface ClusterStackLayers {
  /** The region's network. */
  readonly network: NetworkStack;
  /** The region's public entry. @default - none */
  readonly edge: EdgeStack | undefined;
}

/** The EKS cluster of a region, who may use it, and who may come in. What its pods may reach is said by bindings, in stack platform. */
export class ClusterStack extends AwsStack {
  private readonly cluster: Cluster;

  constructor(scope: Construct, place: Place, layers: ClusterStackLayers) {
    super(scope, stackId(place, 'cluster'), stackProps(place));
    this.cluster = this.makeCluster(place, layers.network);
    this.grantAdministrators(place);
    this.grantDelivery(place);
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
      this.cluster.grantAccess(name, {
        principalArn,
        policy: access,
        // Their name is their group too, so that roles of a namespace can be bound to them.
        groups: [name],
        ...(namespaces && { namespaces }),
      });
    }
  }

  /** The creator of a cluster gets nothing by itself, so those who apply and plan stack platform are named. */
  private grantDelivery({ environment }: Place): void {
    const role = (kind: 'deploy' | 'plan') =>
      `arn:${this.partition}:iam::${this.account}:role${BOOTSTRAP_PATH}${this.prefixed(environment.primaryRegion, kind)}`;
    this.cluster.grantAccess('delivery-deploy', { principalArn: role('deploy'), policy: 'clusterAdmin' });
    this.cluster.grantAccess('delivery-plan', {
      principalArn: role('plan'),
      policy: 'view',
      groups: [PLAN_GROUP],
    });
  }

  private connect(place: Place, { edge }: ClusterStackLayers): void {
    const port = place.settings.edge?.targetPort;
    if (edge && port) this.cluster.connections.allowFrom(importEdge(this, 'edge', edge), Port.tcp(port));
  }
}
