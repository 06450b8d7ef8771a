import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { Construct } from 'constructs';
import { AwsStack } from '../stack/aws-stack';

/** AWS managed policies that a cluster uses (AWS managed policy reference). */
export const managedPolicies = [
  'AmazonEBSCSIDriverPolicyV2',
  'AmazonEC2ContainerRegistryPullOnly',
  'AmazonEKSBlockStoragePolicy',
  'AmazonEKSClusterPolicy',
  'AmazonEKSComputePolicy',
  'AmazonEKSLoadBalancingPolicy',
  'AmazonEKSNetworkingPolicy',
  'AmazonEKSWorkerNodeMinimalPolicy',
  'AmazonEKSWorkerNodePolicy',
  'AmazonEKS_CNI_Policy',
  'AmazonSSMManagedInstanceCore',
] as const;

/** The name of an AWS managed policy that a cluster uses. */
export type ManagedPolicy = (typeof managedPolicies)[number];

/** Attaches AWS managed policies to a role; the attachments stand below the scope, by the policy's name. */
export function attachManagedPolicies(
  scope: Construct,
  roleName: string,
  policies: readonly ManagedPolicy[],
): IamRolePolicyAttachment[] {
  const { partition } = AwsStack.of(scope);
  return [...policies].sort().map(
    (policy) =>
      new IamRolePolicyAttachment(scope, policy, {
        role: roleName,
        policyArn: `arn:${partition}:iam::aws:policy/${policy}`,
      }),
  );
}
