import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { EncryptionKey } from '../../../../lib/aws/encryption';
import { onlyResource, problemsOf, resources, testStack } from '../../../../lib/testing';

describe('EncryptionKey', () => {
  test('rotates, waits thirty days and is protected', () => {
    const stack = testStack();
    new EncryptionKey(stack, 'key', { name: 'data', description: 'Data' });
    const key = onlyResource(stack, KmsKey);
    expect(key).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 30,
      lifecycle: { prevent_destroy: true },
    });
    expect(onlyResource(stack, KmsAlias)).toEqual({
      name: 'alias/shop-test-data',
      target_key_id: '${aws_kms_key.key.key_id}',
    });
  });

  test('never locks out its own account', () => {
    const stack = testStack();
    const key = new EncryptionKey(stack, 'key', { name: 'data', description: 'Data' });
    key.grantService('rds.amazonaws.com');
    const policy = JSON.parse(onlyResource(stack, KmsKey)['policy']);
    expect(policy.Statement[0]).toEqual({
      Sid: 'AccountAdministers',
      Effect: 'Allow',
      Principal: { AWS: ['arn:aws:iam::111122223333:root'] },
      Action: ['kms:*'],
      Resource: ['*'],
    });
    expect(policy.Statement[1].Condition).toEqual({ StringEquals: { 'aws:SourceAccount': '111122223333' } });
  });

  test.each([6, 31, 7.5, Number.NaN])('%p days before it is gone are refused', (deletionWindowInDays) => {
    const stack = testStack();
    new EncryptionKey(stack, 'key', { description: 'x', name: 'x', deletionWindowInDays });
    expect(problemsOf(stack).map((one) => [one.code, one.path])).toEqual([
      ['encryption/deletion-window', `${stack.node.id}/key.deletionWindowInDays`],
    ]);
  });

  test.each([7, 30])('%p days before it is gone are taken', (deletionWindowInDays) => {
    const stack = testStack();
    new EncryptionKey(stack, 'key', { description: 'x', name: 'x', deletionWindowInDays });
    expect(problemsOf(stack)).toEqual([]);
  });

  test('an override that changes nothing is an error', () => {
    const stack = testStack();
    new EncryptionKey(stack, 'key', {
      name: 'data',
      description: 'Data',
      overrides: { key: { enableKeyRotation: true } },
    });
    expect(problemsOf(stack).map((one) => [one.code, one.path])).toEqual([
      ['stack/override-without-effect', 'test-us-east-1-unit/key.overrides.key.enableKeyRotation'],
    ]);
  });

  test('addresses are the construct path', () => {
    const stack = testStack();
    new EncryptionKey(stack, 'key', { name: 'data', description: 'Data' });
    expect(Object.keys(resources(stack, KmsAlias))).toEqual(['key_alias']);
  });
});
