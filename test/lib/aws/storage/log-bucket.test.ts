import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { LogBucket } from '../../../../lib/aws/storage';
import { addresses, onlyResource, problemsOf, synthTerraform, testStack } from '../../../../lib/testing';

describe('LogBucket', () => {
  test('is encrypted by S3, expires, and is protected', () => {
    const stack = testStack();
    const logs = new LogBucket(stack, 'logs');
    const content = synthTerraform(stack);
    expect(onlyResource(content, S3Bucket)).toMatchObject({
      bucket: 'shop-test-111122223333-us-east-1-logs',
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    const encryption = onlyResource(content, S3BucketServerSideEncryptionConfigurationA);
    expect(encryption['rule'][0].apply_server_side_encryption_by_default).toEqual({
      sse_algorithm: 'AES256',
    });
    expect(onlyResource(content, S3BucketLifecycleConfiguration)['rule'][0]).toMatchObject({
      expiration: [{ days: 365 }],
      noncurrent_version_expiration: [{ noncurrent_days: 30 }],
    });
    expect(logs.physicalName).toBe('shop-test-111122223333-us-east-1-logs');
    expect(problemsOf(stack)).toEqual([]);
  });

  test('lets a service in, and grants reading', () => {
    const stack = testStack();
    const logs = new LogBucket(stack, 'logs', { name: 'alb', lifecycle: { expireDays: 90 } });
    logs.addToPolicy({
      sid: 'Delivery',
      actions: ['s3:PutObject'],
      resources: [`${logs.bucketArn}/alb/*`],
      principals: { services: ['logdelivery.elasticloadbalancing.amazonaws.com'] },
    });
    expect(onlyResource(stack, S3BucketPolicy)['policy']).toContain('"Sid":"Delivery"');
    expect(onlyResource(stack, S3BucketLifecycleConfiguration)['rule'][0].expiration).toEqual([{ days: 90 }]);
    expect(logs.grantRead('alb/').map((one) => one.sid)).toEqual(['ListAlbAlb', 'ReadAlbAlb']);
    expect(logs.grantReadWrite().map((one) => one.sid)).toEqual(['ListAlb', 'ReadWriteAlb']);
  });

  test('can be given up', () => {
    const stack = testStack();
    new LogBucket(stack, 'logs', { deletionProtection: false, emptyOnDestroy: 'everyVersion' });
    expect(onlyResource(stack, S3Bucket)).toMatchObject({
      force_destroy: true,
      lifecycle: { prevent_destroy: false },
    });
  });

  test('addresses', () => {
    const stack = testStack();
    new LogBucket(stack, 'logs', { overrides: { bucket: { tags: { Name: 'x' } } } });
    expect(addresses(synthTerraform(stack))).toEqual([
      'aws_s3_bucket.logs',
      'aws_s3_bucket_lifecycle_configuration.logs_lifecycle',
      'aws_s3_bucket_ownership_controls.logs_ownership',
      'aws_s3_bucket_policy.logs_policy',
      'aws_s3_bucket_public_access_block.logs_public-access',
      'aws_s3_bucket_server_side_encryption_configuration.logs_encryption',
      'aws_s3_bucket_versioning.logs_versioning',
    ]);
  });
});
