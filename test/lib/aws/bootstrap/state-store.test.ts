import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { StateStore, stateBucketName, stateKeyAlias, stateOf } from '../../../../lib/aws/bootstrap';
import { LogBucket } from '../../../../lib/aws/storage';
import {
  addresses,
  onlyResource,
  problemsOf,
  resources,
  synthTerraform,
  testStack,
} from '../../../../lib/testing';

const place = { project: 'shop', environment: 'test', account: '111122223333', region: 'us-east-1' };

describe('StateStore', () => {
  test('makes the bucket and the key that stateOf computes', () => {
    const stack = testStack();
    const store = new StateStore(stack, 'state');
    const content = synthTerraform(stack);
    const state = stateOf(place);
    expect(resources(content, S3Bucket)['state']?.['bucket']).toBe(state.bucket);
    expect(store.bucketName).toBe(state.bucket);
    const alias = onlyResource(content, KmsAlias)['name'];
    expect(alias).toBe(stateKeyAlias(place));
    expect(state.kmsKeyArn).toBe(`arn:aws:kms:us-east-1:111122223333:${alias}`);
    expect(state).toEqual({
      kind: 's3',
      bucket: 'shop-test-111122223333-us-east-1-state',
      region: 'us-east-1',
      kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:alias/shop-test-state',
    });
    expect(stateBucketName(place)).toBe(state.bucket);
  });

  test('takes the state that a backend writes with the key by its alias', () => {
    const stack = testStack();
    new StateStore(stack, 'state', { accessLogs: 'none' });
    const { Statement } = JSON.parse(onlyResource(stack, S3BucketPolicy)['policy']);
    const key = Statement.find((one: { Sid: string }) => one.Sid === 'NoOtherKey');
    expect(Object.values(key.Condition.StringNotEquals).flat()).toContain(stateOf(place).kmsKeyArn);
  });

  test('lets nobody delete the bucket or a version, and keeps versions for a year', () => {
    const stack = testStack();
    new StateStore(stack, 'state', { accessLogs: 'none' });
    const content = synthTerraform(stack);
    const { Statement } = JSON.parse(onlyResource(content, S3BucketPolicy)['policy']);
    const arn = `arn:aws:s3:::${stateBucketName(place)}`;
    expect(Statement.at(-1)).toEqual({
      Sid: 'NeverDelete',
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:DeleteBucket', 's3:DeleteObjectVersion'],
      Resource: [arn, `${arn}/*`],
    });
    expect(onlyResource(content, S3Bucket)['lifecycle']).toEqual({ prevent_destroy: true });
    expect(onlyResource(content, S3BucketLifecycleConfiguration)['rule'][0]).toMatchObject({
      noncurrent_version_expiration: [{ noncurrent_days: 365 }],
    });
  });

  test('logs into a bucket of its own, another one, or none', () => {
    const own = testStack();
    new StateStore(own, 'state');
    expect(onlyResource(own, S3BucketLoggingA)['target_bucket']).toBe(
      '${aws_s3_bucket_policy.state_logs_policy.bucket}',
    );
    const other = testStack();
    new StateStore(other, 'state', { accessLogs: { to: new LogBucket(other, 'logs') } });
    expect(onlyResource(other, S3BucketLoggingA)['target_bucket']).toBe(
      '${aws_s3_bucket_policy.logs_policy.bucket}',
    );
    const none = testStack();
    new StateStore(none, 'state', { accessLogs: 'none' });
    expect(resources(none, S3BucketLoggingA)).toEqual({});
  });

  test('can be given up in an environment that is', () => {
    const stack = testStack();
    new StateStore(stack, 'state', { deletionProtection: false, noncurrentDays: 30 });
    for (const bucket of Object.values(resources(stack, S3Bucket))) {
      expect(bucket['lifecycle']).toEqual({ prevent_destroy: false });
    }
    expect(problemsOf(stack)).toEqual([]);
  });

  test('one that exists already', () => {
    const attributes = { bucketArn: 'arn:aws:s3:::b', keyArn: 'arn:aws:kms:us-east-1:111122223333:key/k' };
    expect(StateStore.fromAttributes(attributes)).toEqual(attributes);
  });

  test('addresses', () => {
    const stack = testStack();
    new StateStore(stack, 'state', { accessLogs: 'none', overrides: { bucket: { tags: { Name: 'x' } } } });
    expect(addresses(synthTerraform(stack))).toEqual([
      'aws_kms_alias.state_key_alias',
      'aws_kms_key.state_key',
      'aws_s3_bucket.state',
      'aws_s3_bucket_lifecycle_configuration.state_lifecycle',
      'aws_s3_bucket_ownership_controls.state_ownership',
      'aws_s3_bucket_policy.state_policy',
      'aws_s3_bucket_public_access_block.state_public-access',
      'aws_s3_bucket_server_side_encryption_configuration.state_encryption',
      'aws_s3_bucket_versioning.state_versioning',
    ]);
  });
});
