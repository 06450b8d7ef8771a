import { Construct } from 'constructs';
import type { ICluster } from '../cluster/icluster';
import { AwsStack } from '../stack/aws-stack';
import type { PolicyStatement } from '../stack/policy';
import { platformErrors } from './errors';
import { ownNames } from './own-names';

/** What a {@link LoadBalancerControllerIdentity} is made from. */
export interface LoadBalancerControllerIdentityProps {
  /** The cluster that the controller runs in. */
  readonly cluster: ICluster;
  /** Names of the target groups that it attaches pods to, all of this environment: `<project>-<environment>-...`. */
  readonly targetGroupNames: readonly string[];
  /**
   * Namespace and service account of the controller.
   * @default - `kube-system` and `aws-load-balancer-controller`, as its Helm chart has them
   */
  readonly controller?: { readonly namespace: string; readonly serviceAccount: string };
}

/**
 * What the AWS Load Balancer Controller needs for a TargetGroupBinding: a Pod Identity that attaches pods to the target groups that are
 * named. It makes no load balancer, and changes no security group: those are Terraform's, so of the controller's own policy, which is for
 * Ingress too, nothing else is here. Reports `platform/target-group-name`.
 *
 * Nodes here answer to the metadata service for their own processes alone, so the controller's Helm chart needs the values `region` and
 * `vpcId` (AWS Load Balancer Controller, "Installation", on IMDSv2).
 */
export class LoadBalancerControllerIdentity extends Construct {
  constructor(scope: Construct, id: string, props: LoadBalancerControllerIdentityProps) {
    super(scope, id);
    const { namespace, serviceAccount } = props.controller ?? {
      namespace: 'kube-system',
      serviceAccount: 'aws-load-balancer-controller',
    };
    const identity = props.cluster.identityFor(namespace, serviceAccount, {
      name: 'load-balancer-controller',
    });
    const names = ownNames(this, props.targetGroupNames, {
      at: 'targetGroupNames',
      kind: 'target group',
      // Elastic Load Balancing API Reference, CreateTargetGroup: a wildcard is none of its characters.
      form: /^[A-Za-z0-9-]+$/,
      error: platformErrors['target-group-name'],
    });
    for (const statement of this.statements(names)) identity.allow(statement);
  }

  /** Registering asks for some reading of EC2 (Elastic Load Balancing User Guide, "API permissions"), which knows no resources. */
  private statements(names: readonly string[]): PolicyStatement[] {
    const stack = AwsStack.of(this);
    const groups = names.map((name) => stack.arn('elasticloadbalancing', `targetgroup/${name}/*`));
    const read: PolicyStatement = {
      sid: 'FindTargetGroups',
      actions: [
        'ec2:DescribeAvailabilityZones',
        'ec2:DescribeInstances',
        'ec2:DescribeInternetGateways',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcs',
        'elasticloadbalancing:DescribeTags',
        'elasticloadbalancing:DescribeTargetGroupAttributes',
        'elasticloadbalancing:DescribeTargetGroups',
        'elasticloadbalancing:DescribeTargetHealth',
      ],
      resources: ['*'],
    };
    if (groups.length === 0) return [read];
    return [
      {
        sid: 'AttachPods',
        actions: ['elasticloadbalancing:DeregisterTargets', 'elasticloadbalancing:RegisterTargets'],
        resources: groups,
      },
      read,
    ];
  }
}
