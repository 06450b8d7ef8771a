import {
  Cluster,
  type ClusterNetwork,
  type ClusterProps,
  type NodeGroupClusterProps,
  type NodeGroupProps,
} from '../../../../lib/aws/cluster';
import type { AwsStack } from '../../../../lib/aws/stack';
import { problemsOf, testStack } from '../../../../lib/testing';

/** Three private subnets of us-east-1. */
export const network: ClusterNetwork = {
  privateSubnetIds: { 'us-east-1a': 'subnet-a', 'us-east-1b': 'subnet-b', 'us-east-1c': 'subnet-c' },
};

/** The node group `general` of the shop. */
export const general: NodeGroupProps = { instanceTypes: ['t3.medium'], min: 2, desired: 3, max: 10 };

/** The node group `spot` of the shop. */
export const spot: NodeGroupProps = {
  instanceTypes: ['t3a.small', 't3.small', 't2.small'],
  capacity: 'spot',
  min: 0,
  desired: 2,
  max: 5,
  labels: { Type: 'spot' },
};

/** A well-formed cluster with one group. */
export const managed: NodeGroupClusterProps = { network, nodeGroups: { general } };

/** A stack with a cluster. */
export function clusterStack(props: ClusterProps = managed): { stack: AwsStack; cluster: Cluster } {
  const stack = testStack();
  return { stack, cluster: new Cluster(stack, 'cluster', props) };
}

/** Codes and places of what is wrong with a cluster of these props, over the well-formed one. */
export function faults(props: Partial<NodeGroupClusterProps>): string[] {
  return faultsOf({ ...managed, ...props });
}

/** Codes and places of what is wrong with a cluster. */
export function faultsOf(props: ClusterProps): string[] {
  return problemsOf(clusterStack(props).stack).map(located);
}

/** Codes and places of what is wrong with the node group `general` when it is changed like this. */
export function groupFaults(group: Partial<NodeGroupProps>): string[] {
  return faults({ nodeGroups: { general: { ...general, ...group } } });
}

/** `code at place`, without the path of the cluster. */
export function located(one: { readonly code: string; readonly path: string }): string {
  return `${one.code} at ${one.path.replace('test-us-east-1-unit/', '').replace(/^cluster\.?/, '')}`;
}
