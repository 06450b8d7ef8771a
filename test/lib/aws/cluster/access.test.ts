import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association';
import type { AccessGrant } from '../../../../lib/aws/cluster';
import { onlyResource, problemsOf, resources } from '../../../../lib/testing';
import { clusterStack, located } from './fixture';

const admin = 'arn:aws:iam::111122223333:role/admin';

function grantFaults(grant: Partial<AccessGrant>) {
  const { stack, cluster } = clusterStack();
  cluster.grantAccess('team', { principalArn: admin, policy: 'edit', ...grant });
  return problemsOf(stack);
}

describe('grantAccess', () => {
  test('nobody has access by itself', () => {
    expect(resources(clusterStack().stack, EksAccessEntry)).toEqual({});
  });

  test('makes an entry and gives it a policy for the whole cluster', () => {
    const { stack, cluster } = clusterStack();
    cluster.grantAccess('admins', { principalArn: admin, policy: 'clusterAdmin' });
    expect(resources(stack, EksAccessEntry)).toEqual({
      cluster_access_admins: {
        cluster_name: '${aws_eks_cluster.cluster.name}',
        principal_arn: admin,
        type: 'STANDARD',
      },
    });
    expect(resources(stack, EksAccessPolicyAssociation)).toEqual({
      cluster_access_admins_policy: {
        cluster_name: '${aws_eks_cluster.cluster.name}',
        principal_arn: '${aws_eks_access_entry.cluster_access_admins.principal_arn}',
        policy_arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
        access_scope: { type: 'cluster' },
      },
    });
  });

  test('or for namespaces', () => {
    const { stack, cluster } = clusterStack();
    cluster.grantAccess('team', { principalArn: admin, policy: 'view', namespaces: ['shop-*', 'jobs'] });
    expect(onlyResource(stack, EksAccessPolicyAssociation)).toMatchObject({
      policy_arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
      access_scope: { type: 'namespace', namespaces: ['jobs', 'shop-*'] },
    });
  });

  test('puts the principal into groups of the cluster, which a policy does not need', () => {
    const { stack, cluster } = clusterStack();
    cluster.grantAccess('team', { principalArn: admin, policy: 'view', groups: ['team:b', 'team:a'] });
    expect(onlyResource(stack, EksAccessEntry)).toMatchObject({ kubernetes_groups: ['team:a', 'team:b'] });
    expect(problemsOf(stack)).toEqual([]);
  });

  test.each(['system:masters', 'eks:x', 'aws:x', 'amazon:x', 'iam:x', ''])(
    'refuses the group "%s"',
    (group) => {
      expect(grantFaults({ groups: ['team:a', group] }).map(located)).toEqual([
        'cluster/access-group at /access.team.groups',
      ]);
    },
  );

  test.each([
    'arn:aws:iam::111122223333:user/anna',
    'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/us-east-1/AWSReservedSSO_Admin_0123456789abcdef',
    '${aws_iam_role.deploy.arn}',
  ])('takes %s', (principalArn) => {
    expect(grantFaults({ principalArn })).toEqual([]);
  });

  test.each([
    'admin',
    'arn:aws:iam::111122223333:root',
    'arn:aws:iam::111122223333:group/admins',
    'arn:aws:iam::1111:role/admin',
    'arn:aws:iam::111122223333:role/',
    'arn:aws:sts::111122223333:assumed-role/admin/anna',
  ])('refuses %s', (principalArn) => {
    expect(grantFaults({ principalArn }).map(located)).toEqual(['cluster/access-principal at /access.team']);
  });

  test('names the role behind a session', () => {
    const principalArn = 'arn:aws:sts::111122223333:assumed-role/admin/anna';
    expect(grantFaults({ principalArn })[0]?.fix).toContain('arn:aws:iam::111122223333:role/admin');
  });

  test('refuses a principal, and an id, a second time', () => {
    const { stack, cluster } = clusterStack();
    cluster.grantAccess('a', { principalArn: admin, policy: 'view' });
    cluster.grantAccess('b', { principalArn: admin, policy: 'edit' });
    cluster.grantAccess('a', { principalArn: `${admin}-2`, policy: 'edit' });
    expect(problemsOf(stack).map(located)).toEqual([
      'cluster/access-duplicate at /access.a',
      'cluster/access-duplicate at /access.b',
    ]);
  });

  test.each<Partial<AccessGrant>>([
    { policy: 'clusterAdmin', namespaces: ['shop'] },
    { namespaces: [] },
    { namespaces: ['Shop'] },
    { namespaces: ['shop', 'a.b'] },
  ])('refuses the scope %j', (grant) => {
    expect(grantFaults(grant).map(located)).toEqual(['cluster/access-scope at /access.team.namespaces']);
  });
});
