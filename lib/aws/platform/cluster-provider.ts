import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { Fn, Token } from 'cdktf';
import { Construct } from 'constructs';
import { report } from '../../core/report';
import { Cluster } from '../cluster/cluster';
import type { ICluster } from '../cluster/icluster';
import { AwsStack } from '../stack/aws-stack';
import { platformErrors } from './errors';

/** What a {@link ClusterProvider} is made from. */
export interface ClusterProviderProps {
  /** The cluster that the stack's Kubernetes objects are put into, by its contract. */
  readonly cluster: ICluster;
  /**
   * Range of versions of hashicorp/kubernetes that may be installed. The bindings are made from 2.38; 3 took away the resources
   * without a version in their names, which are not used here.
   * @default '>= 2.38.0, < 4.0.0'
   */
  readonly version?: string;
  /**
   * Host of the registry that the provider is installed from.
   * @default 'registry.terraform.io'
   */
  readonly registry?: string;
}

/**
 * The kubernetes provider of a stack, for one cluster. Every run gets a token of its own by `aws eks get-token`, for a quarter of an
 * hour; nothing is stored, and whoever runs it needs an access entry of the cluster. Reports `platform/cluster-in-same-state`.
 */
export class ClusterProvider extends Construct {
  constructor(scope: Construct, id: string, props: ClusterProviderProps) {
    super(scope, id);
    const stack = AwsStack.of(this);
    const { cluster } = props;
    if (cluster instanceof Cluster && AwsStack.of(cluster) === stack) {
      report(this, platformErrors['cluster-in-same-state'], {
        at: 'cluster',
        found: `${cluster.node.path}, made in ${stack.node.path} itself`,
        fix: 'give the provider a stack of its own, and take the cluster by its contract: importCluster(...)',
      });
    }
    new KubernetesProvider(this, 'Resource', {
      host: cluster.endpoint,
      clusterCaCertificate: decoded(cluster.certificateAuthority),
      exec: [
        {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: 'aws',
          args: [
            'eks',
            'get-token',
            '--cluster-name',
            cluster.clusterName,
            '--region',
            stack.region,
            '--output',
            'json',
          ],
        },
      ],
    });
    stack.addOverride('terraform.required_providers.kubernetes', {
      source: `${props.registry ?? 'registry.terraform.io'}/hashicorp/kubernetes`,
      version: props.version ?? '>= 2.38.0, < 4.0.0',
    });
  }
}

/** A contract's value is an expression in a text, which cdktf's functions would take for the text itself and escape. */
function decoded(text: string): string {
  const expression = Token.isUnresolved(text) ? undefined : /^\$\{(.*)\}$/.exec(text)?.[1];
  return expression === undefined ? Fn.base64decode(text) : `\${base64decode(${expression})}`;
}
