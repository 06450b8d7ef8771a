import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { Ec2Tag } from '@cdktf/provider-aws/lib/ec2-tag';
import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy';
import { addresses, onlyResource, resources, synthTerraform } from '../../../../../lib/testing';
import { clusterStack, managed } from '../fixture';

interface Statement {
  readonly Sid: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function withKarpenter() {
  const { stack, cluster } = clusterStack({ ...managed, karpenter: {} });
  return { content: synthTerraform(stack), cluster };
}

function statements(): Statement[] {
  const policies = resources(withKarpenter().content, IamRolePolicy);
  return JSON.parse(policies['cluster_identity_kube-system_karpenter_policy']?.['policy']).Statement;
}

describe('Karpenter', () => {
  test('hears of interruptions, by the names that the services use', () => {
    const rules = Object.values(resources(withKarpenter().content, CloudwatchEventRule));
    expect(rules.map((one) => JSON.parse(one['event_pattern']))).toEqual([
      { source: ['aws.health'], 'detail-type': ['AWS Health Event'] },
      { source: ['aws.ec2'], 'detail-type': ['EC2 Instance Rebalance Recommendation'] },
      { source: ['aws.ec2'], 'detail-type': ['EC2 Spot Instance Interruption Warning'] },
      { source: ['aws.ec2'], 'detail-type': ['EC2 Instance State-change Notification'] },
    ]);
    for (const target of Object.values(resources(withKarpenter().content, CloudwatchEventTarget))) {
      expect(target['arn']).toBe('${aws_sqs_queue.cluster_karpenter_queue.arn}');
    }
  });

  test('its queue is encrypted, and written to by those rules only, over TLS', () => {
    const { content, cluster } = withKarpenter();
    expect(onlyResource(content, SqsQueue)).toEqual({
      name: 'shop-test-karpenter',
      message_retention_seconds: 300,
      sqs_managed_sse_enabled: true,
    });
    expect(cluster.karpenter?.queueName).toBe('shop-test-karpenter');
    const [send, tls] = JSON.parse(onlyResource(content, SqsQueuePolicy)['policy']).Statement;
    expect(send).toMatchObject({
      Principal: { Service: ['events.amazonaws.com'] },
      Action: ['sqs:SendMessage'],
    });
    const rules = Object.values(resources(content, CloudwatchEventRule)).map((one) => one['name']);
    expect(send.Condition.ArnEquals['aws:SourceArn']).toEqual(
      rules.map((name) => `arn:aws:events:us-east-1:111122223333:rule/${name}`),
    );
    expect(tls).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
  });

  test('its nodes join by an entry, with a role of their own', () => {
    const { content, cluster } = withKarpenter();
    expect(resources(content, EksAccessEntry)).toEqual({
      'cluster_access_karpenter-nodes': {
        cluster_name: '${aws_eks_cluster.cluster.name}',
        principal_arn: '${aws_iam_role.cluster_karpenter_node-role.arn}',
        type: 'EC2_LINUX',
      },
    });
    expect(cluster.karpenter?.nodeRoleName).toBe('shop-test-us-east-1-karpenter-node');
  });

  test('finds the security group by its discovery tag', () => {
    expect(onlyResource(withKarpenter().content, Ec2Tag)).toEqual({
      resource_id: '${aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id}',
      key: 'karpenter.sh/discovery',
      value: 'shop-test',
    });
  });

  test('makes and deletes only what is tagged as this cluster’s', () => {
    const changing = statements().filter((one) =>
      one.Action.some((action) => /^(ec2:(Create|Delete|Run|Terminate)|iam:(?!Get|List|Pass))/.test(action)),
    );
    expect(changing.length).toBeGreaterThan(7);
    for (const one of changing.filter(({ Sid }) => Sid !== 'LaunchFrom')) {
      const equals = one.Condition?.['StringEquals'] ?? {};
      expect(
        Object.entries(equals).find(([key]) => key.endsWith('kubernetes.io/cluster/shop-test'))?.[1],
      ).toBe('owned');
    }
    const from = statements().find(({ Sid }) => Sid === 'LaunchFrom');
    expect(from?.Resource.filter((one) => /instance|volume|fleet|launch-template/.test(one))).toEqual([]);
  });

  test('passes only the role of its nodes, and reads only this region', () => {
    const byId = Object.fromEntries(statements().map((one) => [one.Sid, one]));
    expect(byId['PassNodeRole']).toMatchObject({
      Resource: ['${aws_iam_role.cluster_karpenter_node-role.arn}'],
      Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
    });
    const everywhere = statements().filter((one) => one.Resource.includes('*'));
    expect(everywhere.map((one) => one.Sid)).toEqual(['ListInstanceProfiles', 'ReadPrices', 'ReadRegion']);
    expect(byId['ReadRegion']?.Condition).toEqual({ StringEquals: { 'aws:RequestedRegion': 'us-east-1' } });
    expect(
      statements()
        .flatMap((one) => one.Action)
        .filter((action) => action.includes('*')),
    ).toEqual([]);
  });

  test('its rights fit into the 10,240 characters of a role, also with a long cluster name', () => {
    const { stack } = clusterStack({ ...managed, karpenter: {}, name: 'microshop-production-blue' });
    const policy = resources(stack, IamRolePolicy)['cluster_identity_kube-system_karpenter_policy'];
    expect(policy?.['policy'].length).toBeLessThan(10_240);
  });

  test('its controller may stand elsewhere', () => {
    const { stack } = clusterStack({
      ...managed,
      karpenter: { namespace: 'karpenter', serviceAccount: 'controller' },
    });
    expect(onlyResource(stack, EksPodIdentityAssociation)).toMatchObject({
      namespace: 'karpenter',
      service_account: 'controller',
    });
  });

  test('addresses', () => {
    const all = addresses(withKarpenter().content);
    expect(all.filter((one) => one.includes('karpenter'))).toEqual([
      'aws_cloudwatch_event_rule.cluster_karpenter_health',
      'aws_cloudwatch_event_rule.cluster_karpenter_rebalance',
      'aws_cloudwatch_event_rule.cluster_karpenter_spot-interruption',
      'aws_cloudwatch_event_rule.cluster_karpenter_state-change',
      'aws_cloudwatch_event_target.cluster_karpenter_health-target',
      'aws_cloudwatch_event_target.cluster_karpenter_rebalance-target',
      'aws_cloudwatch_event_target.cluster_karpenter_spot-interruption-target',
      'aws_cloudwatch_event_target.cluster_karpenter_state-change-target',
      'aws_ec2_tag.cluster_karpenter_discovery',
      'aws_eks_access_entry.cluster_access_karpenter-nodes',
      'aws_eks_pod_identity_association.cluster_identity_kube-system_karpenter_association',
      'aws_iam_role.cluster_identity_kube-system_karpenter',
      'aws_iam_role.cluster_karpenter_node-role',
      'aws_iam_role_policy.cluster_identity_kube-system_karpenter_policy',
      'aws_iam_role_policy_attachment.cluster_karpenter_node-role_AmazonEC2ContainerRegistryPullOnly',
      'aws_iam_role_policy_attachment.cluster_karpenter_node-role_AmazonEKSWorkerNodePolicy',
      'aws_sqs_queue.cluster_karpenter_queue',
      'aws_sqs_queue_policy.cluster_karpenter_queue-policy',
    ]);
  });
});
