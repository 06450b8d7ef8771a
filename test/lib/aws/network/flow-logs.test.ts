import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { flowLogFields } from '../../../../lib/aws/network';
import { onlyResource, resources } from '../../../../lib/testing';
import { networkContent } from './fixture';

describe('FlowLogs', () => {
  test('all traffic goes to CloudWatch every minute', () => {
    const { log_format: format, ...flowLog } = onlyResource(networkContent(), FlowLog);
    expect(flowLog).toEqual({
      vpc_id: '${aws_vpc.network.id}',
      traffic_type: 'ALL',
      max_aggregation_interval: 60,
      log_destination_type: 'cloud-watch-logs',
      log_destination:
        'arn:aws:logs:us-east-1:111122223333:log-group:${aws_cloudwatch_log_group.network_flow-logs_group.name}',
      iam_role_arn: '${aws_iam_role.network_flow-logs_role.arn}',
      tags: { Name: 'shop-test-network' },
      depends_on: ['aws_iam_role_policy.network_flow-logs_policy'],
    });
    expect(format).toBe(flowLogFields.map((field) => `$\${${field}}`).join(' '));
    expect(format).toContain('$${version} $${account-id} ');
  });

  test('the fields begin with those of version 2, each once', () => {
    expect(flowLogFields.slice(0, 14).at(-1)).toBe('log-status');
    expect(new Set(flowLogFields).size).toBe(flowLogFields.length);
  });

  test('the group has a key of its own and is kept for a year, or as long as asked', () => {
    const content = networkContent();
    expect(onlyResource(content, CloudwatchLogGroup)).toEqual({
      name: '/aws/vpc/shop-test-network/flow-logs',
      retention_in_days: 365,
      kms_key_id: '${aws_kms_key.network_flow-logs_key.arn}',
    });
    expect(onlyResource(content, KmsKey)['policy']).toContain('logs.us-east-1.amazonaws.com');
    const month = networkContent({ flowLogs: { destination: 'cloudwatch', retention: 30 } });
    expect(onlyResource(month, CloudwatchLogGroup)).toMatchObject({ retention_in_days: 30 });
  });

  test('only flow logs of this account and region may assume the role', () => {
    const role = onlyResource(networkContent(), IamRole);
    expect(role).toMatchObject({ name: 'shop-test-us-east-1-network-flow-logs', path: '/' });
    expect(JSON.parse(role['assume_role_policy']).Statement).toEqual([
      {
        Sid: 'Trust',
        Effect: 'Allow',
        Principal: { Service: ['vpc-flow-logs.amazonaws.com'] },
        Action: ['sts:AssumeRole'],
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:ec2:us-east-1:111122223333:vpc-flow-log/*' },
        },
      },
    ]);
  });

  test('the role writes to its own group, and makes none', () => {
    const { Statement: statements } = JSON.parse(onlyResource(networkContent(), IamRolePolicy)['policy']);
    const group = 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/vpc/shop-test-network/flow-logs';
    expect(statements).toEqual([
      {
        Sid: 'Write',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        Resource: [group, `${group}:*`],
      },
      {
        Sid: 'Find',
        Effect: 'Allow',
        Action: ['logs:DescribeLogGroups'],
        Resource: ['*'],
      },
    ]);
  });

  test('a bucket takes them as Parquet, and needs neither role nor key', () => {
    const content = networkContent({
      flowLogs: { destination: 's3', bucketArn: 'arn:aws:s3:::shop-logs/flow' },
    });
    expect(onlyResource(content, FlowLog)).toMatchObject({
      traffic_type: 'ALL',
      max_aggregation_interval: 60,
      log_destination_type: 's3',
      log_destination: 'arn:aws:s3:::shop-logs/flow',
      destination_options: {
        file_format: 'parquet',
        hive_compatible_partitions: true,
        per_hour_partition: true,
      },
    });
    expect(onlyResource(content, FlowLog)).not.toHaveProperty('iam_role_arn');
    for (const type of [IamRole, KmsKey, CloudwatchLogGroup]) expect(resources(content, type)).toEqual({});
  });
});
