import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { onlyResource, problemsOf, resources } from '../../../../lib/testing';
import { clusterStack, located } from './fixture';

const read = { sid: 'Read', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::shop/*'] };

describe('identityFor', () => {
  test('makes a role that only these pods of this cluster can take', () => {
    const { stack, cluster } = clusterStack();
    const identity = cluster.identityFor('shop', 'orders');
    expect(identity.roleName).toBe('shop-test-us-east-1-shop-orders');
    const role = resources(stack, IamRole)['cluster_identity_shop_orders'];
    expect(role?.['name']).toBe(identity.roleName);
    expect(JSON.parse(role?.['assume_role_policy'])).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'PodsOfOneServiceAccount',
          Effect: 'Allow',
          Principal: { Service: ['pods.eks.amazonaws.com'] },
          Action: ['sts:AssumeRole', 'sts:TagSession'],
          Condition: {
            StringEquals: {
              'aws:SourceAccount': '111122223333',
              'aws:RequestTag/eks-cluster-arn': 'arn:aws:eks:us-east-1:111122223333:cluster/shop-test',
              'aws:RequestTag/kubernetes-namespace': 'shop',
              'aws:RequestTag/kubernetes-service-account': 'orders',
            },
          },
        },
      ],
    });
    expect(onlyResource(stack, EksPodIdentityAssociation)).toEqual({
      cluster_name: '${aws_eks_cluster.cluster.name}',
      namespace: 'shop',
      service_account: 'orders',
      role_arn: '${aws_iam_role.cluster_identity_shop_orders.arn}',
      disable_session_tags: false,
    });
  });

  test('asked again, gives the same; also for an add-on’s own', () => {
    const { stack, cluster } = clusterStack();
    expect(cluster.identityFor('shop', 'orders')).toBe(cluster.identityFor('shop', 'orders'));
    expect(cluster.identityFor('kube-system', 'aws-node').roleName).toBe('shop-test-us-east-1-vpc-cni');
    expect(Object.keys(resources(stack, EksPodIdentityAssociation))).toEqual([
      'cluster_identity_shop_orders_association',
    ]);
  });

  test('allows what it is told, sorted, in one policy', () => {
    const { stack, cluster } = clusterStack();
    const identity = cluster.identityFor('shop', 'orders');
    identity.allow(read);
    identity.allow({ sid: 'List', actions: ['s3:ListBucket'], resources: ['arn:aws:s3:::shop'] });
    identity.allow({ ...read });
    const policy = resources(stack, IamRolePolicy)['cluster_identity_shop_orders_policy'];
    expect(policy).toMatchObject({ role: '${aws_iam_role.cluster_identity_shop_orders.name}' });
    expect(JSON.parse(policy?.['policy']).Statement.map((one: { Sid: string }) => one.Sid)).toEqual([
      'List',
      'Read',
    ]);
  });

  test('two statements of one sid are an error, and so is every action at once', () => {
    const { stack, cluster } = clusterStack();
    const identity = cluster.identityFor('shop', 'orders');
    identity.allow(read);
    identity.allow({ ...read, actions: ['s3:PutObject'] });
    identity.allow({ sid: 'All', actions: ['*'], resources: ['*'] });
    expect(new Set(problemsOf(stack).map(located))).toEqual(
      new Set([
        'cluster/identity-statement at /identity/shop/orders',
        'stack/wildcard-grant at /identity/shop/orders',
      ]),
    );
  });

  test.each([
    ['Shop', 'orders'],
    ['shop_a', 'orders'],
    ['a.b', 'orders'],
    ['', 'orders'],
    ['x'.repeat(64), 'o'],
    ['shop', 'Orders'],
    ['shop', ''],
    ['shop', 'a..b'],
    ['shop', Array.from({ length: 5 }, () => 'x'.repeat(51)).join('.')],
  ])('refuses %s/%s', (namespace, serviceAccount) => {
    const { stack, cluster } = clusterStack();
    cluster.identityFor(namespace, serviceAccount);
    expect(problemsOf(stack).map(located)).toContain('cluster/identity-name at /identity');
  });

  test('a service account may have dots', () => {
    const { stack, cluster } = clusterStack();
    cluster.identityFor('shop', 'orders.v2');
    expect(problemsOf(stack)).toEqual([]);
  });

  test('two pairs of one role name are an error; a name of its own parts them', () => {
    const clash = clusterStack();
    clash.cluster.identityFor('a-b', 'c');
    clash.cluster.identityFor('a', 'b-c');
    expect(problemsOf(clash.stack).map(located)).toEqual(['cluster/identity-role at /identity']);
    const parted = clusterStack();
    parted.cluster.identityFor('a-b', 'c');
    expect(parted.cluster.identityFor('a', 'b-c', { name: 'other' }).roleName).toBe(
      'shop-test-us-east-1-other',
    );
    expect(problemsOf(parted.stack)).toEqual([]);
  });

  test('a role name over 64 characters is an error, and a name helps', () => {
    const long = ['kube-system', 'aws-load-balancer-controller-for-the-shop'] as const;
    const { stack, cluster } = clusterStack();
    cluster.identityFor(...long);
    expect(problemsOf(stack).map((one) => one.code)).toEqual(['stack/name']);
    const named = clusterStack();
    named.cluster.identityFor(...long, { name: 'load-balancer' });
    expect(problemsOf(named.stack)).toEqual([]);
  });
});
