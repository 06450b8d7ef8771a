import type { Construct } from 'constructs';
import { AwsStack } from '../stack/aws-stack';
import { Contract } from '../stack/contract';
import { Cluster } from './cluster';
import type { ICluster } from './icluster';

/** What the stack of a cluster promises to the stacks above it. */
export const clusterContract = new Contract('cluster', {
  name: 'text',
  endpoint: 'text',
  certificate_authority: 'text',
  security_group_id: 'text',
  node_role_arn: 'text',
});

/** Promises a cluster to the stacks above. None of the values is secret. */
export function publishCluster(stack: AwsStack, cluster: ICluster): void {
  clusterContract.publish(stack, {
    name: cluster.clusterName,
    endpoint: cluster.endpoint,
    certificate_authority: cluster.certificateAuthority,
    security_group_id: cluster.securityGroupId,
    node_role_arn: cluster.nodeRoleArn,
  });
}

/** The cluster of another stack, by its contract. Grants and identities asked of it are made in the scope's own stack. */
export function importCluster(scope: Construct, id: string, publisher: AwsStack): ICluster {
  const values = clusterContract.read(AwsStack.of(scope), publisher);
  return Cluster.fromAttributes(scope, id, {
    clusterName: values.name,
    endpoint: values.endpoint,
    certificateAuthority: values.certificate_authority,
    securityGroupId: values.security_group_id,
    nodeRoleArn: values.node_role_arn,
  });
}
