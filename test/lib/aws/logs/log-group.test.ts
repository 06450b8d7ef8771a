import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { TerraformOutput } from 'cdktf';
import { EncryptionKey } from '../../../../lib/aws/encryption';
import { LogGroup, type LogGroupProps, retentionDays } from '../../../../lib/aws/logs';
import { addresses, onlyResource, problemsOf, synthTerraform, testStack } from '../../../../lib/testing';

function logGroup(props: Partial<LogGroupProps> = {}) {
  const stack = testStack();
  const key = new EncryptionKey(stack, 'key', { name: 'logs', description: 'Logs' });
  return {
    stack,
    key,
    group: new LogGroup(stack, 'group', { name: '/aws/eks/shop/cluster', key, ...props }),
  };
}

describe('LogGroup', () => {
  test('is encrypted and kept for a year', () => {
    const { stack, group } = logGroup();
    const content = synthTerraform(stack);
    expect(onlyResource(content, CloudwatchLogGroup)).toEqual({
      name: '/aws/eks/shop/cluster',
      retention_in_days: 365,
      kms_key_id: '${aws_kms_key.key.arn}',
    });
    expect(group.logGroupArn).toBe('arn:aws:logs:us-east-1:111122223333:log-group:/aws/eks/shop/cluster');
    expect(addresses(content)).toEqual([
      'aws_cloudwatch_log_group.group',
      'aws_kms_alias.key_alias',
      'aws_kms_key.key',
    ]);
  });

  test('its key lets the logs of this group in, and no others', () => {
    const { stack, group } = logGroup();
    const [, statement] = JSON.parse(onlyResource(stack, KmsKey)['policy']).Statement;
    expect(statement).toMatchObject({
      Sid: 'LogsAwsEksShopCluster',
      Effect: 'Allow',
      Principal: { Service: ['logs.us-east-1.amazonaws.com'] },
      Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': group.logGroupArn } },
    });
  });

  test('two groups of one key are both let in, however alike their names', () => {
    const { stack, key } = logGroup({ name: '/a-b' });
    new LogGroup(stack, 'other', { name: '/ab', key });
    const { Statement } = JSON.parse(onlyResource(stack, KmsKey)['policy']);
    expect(Statement.map((one: { Sid: string }) => one.Sid)).toEqual([
      'AccountAdministers',
      'LogsAB',
      'LogsAb',
    ]);
  });

  test('who uses its name waits for it', () => {
    const { stack, group } = logGroup();
    new TerraformOutput(stack, 'name', { value: group.logGroupName });
    expect(synthTerraform(stack).output['name']).toEqual({ value: '${aws_cloudwatch_log_group.group.name}' });
  });

  test.each(retentionDays.map((days) => [days]))('can be kept for %d days', (retention) => {
    const { stack } = logGroup({ retention });
    expect(onlyResource(stack, CloudwatchLogGroup)['retention_in_days']).toBe(retention);
  });

  test.each([100, 0, 366])('cannot be kept for %d days', (days) => {
    const { stack } = logGroup({ retention: days as 365 });
    expect(problemsOf(stack).map((one) => [one.code, one.path])).toEqual([
      ['logs/retention', 'test-us-east-1-unit/group.retention'],
    ]);
  });

  test('a name that CloudWatch Logs does not take', () => {
    expect(problemsOf(logGroup({ name: 'a b' }).stack).map((one) => one.code)).toEqual(['stack/name']);
  });

  test('can be overridden', () => {
    const { stack } = logGroup({ overrides: { group: { logGroupClass: 'INFREQUENT_ACCESS' } } });
    expect(onlyResource(stack, CloudwatchLogGroup)['log_group_class']).toBe('INFREQUENT_ACCESS');
  });
});
