import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { Construct } from 'constructs';
import { AwsStack } from '../stack/aws-stack';
import { type PolicyStatement, policyDocument } from '../stack/policy';
import type { ManagedPolicy } from './managed-policy';
import type { AutoNodePool } from './props';

/** What EKS needs for the node pools of Auto Mode that it makes itself; without pools it takes no role. */
export interface BuiltInPools {
  /** The pools. */
  readonly nodePools: AutoNodePool[];
  /**
   * ARN of the role of their nodes.
   * @default - none: there are no pools
   */
  readonly nodeRoleArn?: string;
}

/** What the control plane may do in Auto Mode (EKS User Guide, "Amazon EKS Auto Mode cluster IAM role"). */
export const autoPolicies: readonly ManagedPolicy[] = [
  'AmazonEKSBlockStoragePolicy',
  'AmazonEKSComputePolicy',
  'AmazonEKSLoadBalancingPolicy',
  'AmazonEKSNetworkingPolicy',
];

/**
 * Lets Auto Mode put tags of the user on what it makes; its managed policies allow its own tags only (EKS User Guide, "Custom
 * AWS tags for EKS Auto resources"). The tags themselves are said in the node class.
 */
export function autoTagging(scope: Construct, roleName: string, clusterName: string): void {
  new IamRolePolicy(scope, 'tagging', {
    name: 'tagging',
    role: roleName,
    policy: policyDocument(scope, statements(AwsStack.of(scope), clusterName)),
  });
}

function statements({ partition, region, account }: AwsStack, clusterName: string): PolicyStatement[] {
  const ofCluster = { 'aws:RequestTag/eks:eks-cluster-name': clusterName };
  const ec2 = (kind: string) => `arn:${partition}:ec2:${region}:${account}:${kind}/*`;
  return [
    {
      sid: 'Compute',
      actions: ['ec2:CreateFleet', 'ec2:CreateLaunchTemplate', 'ec2:RunInstances'],
      resources: ['*'],
      conditions: {
        StringEquals: ofCluster,
        StringLike: {
          'aws:RequestTag/eks:kubernetes-node-class-name': '*',
          'aws:RequestTag/eks:kubernetes-node-pool-name': '*',
        },
      },
    },
    {
      sid: 'LoadBalancing',
      actions: [
        'ec2:CreateSecurityGroup',
        'elasticloadbalancing:CreateListener',
        'elasticloadbalancing:CreateLoadBalancer',
        'elasticloadbalancing:CreateRule',
        'elasticloadbalancing:CreateTargetGroup',
      ],
      resources: ['*'],
      conditions: { StringEquals: ofCluster },
    },
    {
      sid: 'Networking',
      actions: ['ec2:CreateNetworkInterface'],
      resources: ['*'],
      conditions: {
        StringEquals: ofCluster,
        StringLike: { 'aws:RequestTag/eks:kubernetes-cni-node-name': '*' },
      },
    },
    {
      sid: 'Storage',
      actions: ['ec2:CreateSnapshot', 'ec2:CreateVolume'],
      resources: [`arn:${partition}:ec2:${region}::snapshot/*`, ec2('snapshot'), ec2('volume')],
      conditions: { StringEquals: ofCluster },
    },
  ];
}
