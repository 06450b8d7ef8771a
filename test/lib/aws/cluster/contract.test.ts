import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Cluster, importCluster, publishCluster } from '../../../../lib/aws/cluster';
import { Port, SecurityGroup } from '../../../../lib/aws/connections';
import { AwsStack } from '../../../../lib/aws/stack';
import { onlyResource, problemsOf, resources, synthTerraform, testStack } from '../../../../lib/testing';
import { managed } from './fixture';

function twoStacks() {
  const publisher = testStack({ id: 'test-us-east-1-cluster' });
  publishCluster(publisher, new Cluster(publisher, 'cluster', managed));
  const reader = new AwsStack(publisher.node.root as never, 'test-us-east-1-platform', {
    project: 'shop',
    environment: 'test',
    owner: 'platform',
    costCentre: 'cc-1',
    account: '111122223333',
    region: 'us-east-1',
    state: publisher.state,
  });
  return { publisher, reader };
}

describe('the cluster of another stack', () => {
  test('is promised by name, endpoint, authority, security group and node role', () => {
    expect(synthTerraform(twoStacks().publisher).output).toEqual({
      cluster_certificate_authority: { value: '${aws_eks_cluster.cluster.certificate_authority[0].data}' },
      cluster_endpoint: { value: '${aws_eks_cluster.cluster.endpoint}' },
      cluster_name: { value: '${aws_eks_cluster.cluster.name}' },
      cluster_node_role_arn: { value: '${aws_iam_role.cluster_node-role.arn}' },
      cluster_security_group_id: {
        value: '${aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id}',
      },
    });
  });

  test('connects, and gives identities, in the stack that asks', () => {
    const { publisher, reader } = twoStacks();
    const cluster = importCluster(reader, 'cluster', publisher);
    const database = new SecurityGroup(reader, 'database', {
      vpcId: 'vpc-1',
      name: 'database',
      description: 'Database',
      defaultPort: Port.tcp(5432),
    });
    database.connections.allowFrom(cluster);
    cluster.identityFor('shop', 'orders');
    cluster.grantAccess('admins', { principalArn: 'arn:aws:iam::111122223333:role/admin', policy: 'admin' });
    expect(problemsOf(reader)).toEqual([]);
    const state = 'data.terraform_remote_state.state-test-us-east-1-cluster.outputs';
    expect(onlyResource(reader, VpcSecurityGroupIngressRule)).toMatchObject({
      referenced_security_group_id: `\${${state}.cluster_security_group_id}`,
    });
    expect(onlyResource(reader, EksPodIdentityAssociation)).toMatchObject({
      cluster_name: `\${${state}.cluster_name}`,
      role_arn: '${aws_iam_role.cluster_identity_shop_orders.arn}',
    });
    const role = onlyResource(reader, IamRole);
    expect(role['name']).toBe('shop-test-us-east-1-shop-orders');
    expect(role['assume_role_policy']).toContain(
      `arn:aws:eks:us-east-1:111122223333:cluster/\${${state}.cluster_name}`,
    );
  });

  test('fromAttributes takes a cluster that exists already', () => {
    const stack = testStack();
    const cluster = Cluster.fromAttributes(stack, 'cluster', {
      clusterName: 'legacy',
      endpoint: 'https://example.eks.amazonaws.com',
      certificateAuthority: 'LS0t',
      securityGroupId: 'sg-1',
      nodeRoleArn: 'arn:aws:iam::111122223333:role/legacy-nodes',
    });
    expect(cluster.clusterArn).toBe('arn:aws:eks:us-east-1:111122223333:cluster/legacy');
    expect(cluster.identityFor('shop', 'orders').roleName).toBe('legacy-us-east-1-shop-orders');
    expect(Object.keys(resources(stack, IamRole))).toEqual(['cluster_identity_shop_orders']);
  });
});
