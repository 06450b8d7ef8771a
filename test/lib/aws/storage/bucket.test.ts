import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketCorsConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-cors-configuration';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketObjectLockConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { EncryptionKey } from '../../../../lib/aws/encryption';
import type { AwsStack } from '../../../../lib/aws/stack';
import { Bucket, type BucketProps, LogBucket } from '../../../../lib/aws/storage';
import {
  addresses,
  onlyResource,
  problemsOf,
  resources,
  synthTerraform,
  testStack,
} from '../../../../lib/testing';

const arn = 'arn:aws:s3:::shop-test-111122223333-us-east-1-assets';

function bucket(props: Partial<BucketProps> = {}, stack: AwsStack = testStack()) {
  return { stack, bucket: new Bucket(stack, 'assets', { name: 'assets', accessLogs: 'none', ...props }) };
}

function codes(props: Partial<BucketProps>): string[][] {
  return problemsOf(bucket(props).stack).map((one) => [one.code, one.path.split('assets.')[1] ?? '']);
}

/** Statements of the bucket's policy by sid. */
// biome-ignore lint/suspicious/noExplicitAny: parsed JSON
function policy(stack: AwsStack): Record<string, any> {
  const { Statement } = JSON.parse(onlyResource(stack, S3BucketPolicy)['policy']);
  return Object.fromEntries(Statement.map((one: { Sid: string }) => [one.Sid, one]));
}

describe('Bucket', () => {
  test('is private, versioned and protected', () => {
    const { stack } = bucket();
    const content = synthTerraform(stack);
    expect(onlyResource(content, S3Bucket)).toEqual({
      bucket: 'shop-test-111122223333-us-east-1-assets',
      force_destroy: false,
      object_lock_enabled: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(onlyResource(content, S3BucketPublicAccessBlock)).toEqual({
      bucket: '${aws_s3_bucket.assets.id}',
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(onlyResource(content, S3BucketOwnershipControls)['rule']).toEqual({
      object_ownership: 'BucketOwnerEnforced',
    });
    expect(onlyResource(content, S3BucketVersioningA)['versioning_configuration']).toEqual({
      status: 'Enabled',
    });
  });

  test('is encrypted with a protected key of its own', () => {
    const content = synthTerraform(bucket().stack);
    expect(onlyResource(content, S3BucketServerSideEncryptionConfigurationA)['rule']).toEqual([
      {
        apply_server_side_encryption_by_default: {
          sse_algorithm: 'aws:kms',
          kms_master_key_id: '${aws_kms_key.assets_key.arn}',
        },
        bucket_key_enabled: true,
        blocked_encryption_types: ['SSE-C'],
      },
    ]);
    expect(onlyResource(content, KmsKey)['lifecycle']).toEqual({ prevent_destroy: true });
  });

  test('takes another key, or that of S3', () => {
    const stack = testStack();
    const key = new EncryptionKey(stack, 'key', { name: 'k', description: 'K' });
    bucket({ encryption: { key } }, stack);
    const encryption = onlyResource(stack, S3BucketServerSideEncryptionConfigurationA);
    expect(encryption['rule'][0].apply_server_side_encryption_by_default.kms_master_key_id).toBe(
      '${aws_kms_key.key.arn}',
    );
    const managed = bucket({ encryption: 's3Managed' });
    const content = synthTerraform(managed.stack);
    expect(content.resource['aws_kms_key']).toBeUndefined();
    expect(onlyResource(content, S3BucketServerSideEncryptionConfigurationA)['rule'][0]).toMatchObject({
      apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' },
      bucket_key_enabled: false,
    });
    expect(Object.keys(policy(managed.stack))).toEqual(['TlsOnly', 'TlsOfToday']);
    expect(managed.bucket.keyArn).toBeUndefined();
  });

  test('refuses requests without TLS 1.2', () => {
    const statements = policy(bucket().stack);
    expect(statements['TlsOnly']).toEqual({
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:*'],
      Resource: [arn, `${arn}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    expect(statements['TlsOfToday']).toMatchObject({
      Effect: 'Deny',
      Resource: [arn, `${arn}/*`],
      Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } },
    });
  });

  test('refuses another encryption or another key, and lets requests be that name none', () => {
    const statements = policy(bucket().stack);
    expect(statements['NoOtherEncryption']).toMatchObject({
      Effect: 'Deny',
      Action: ['s3:PutObject'],
      Condition: {
        Null: { 's3:x-amz-server-side-encryption': 'false' },
        StringNotEquals: { 's3:x-amz-server-side-encryption': ['aws:kms', 'aws:kms:dsse'] },
      },
    });
    const header = 's3:x-amz-server-side-encryption-aws-kms-key-id';
    expect(statements['NoOtherKey']).toMatchObject({
      Effect: 'Deny',
      Condition: {
        Null: { [header]: 'false' },
        StringNotEquals: {
          [header]: [
            '${aws_kms_key.assets_key.arn}',
            'arn:aws:kms:us-east-1:111122223333:alias/shop-test-bucket-assets',
          ],
        },
      },
    });
    // With aws:kms and no key S3 takes the account's own, aws/s3.
    expect(statements['NoUnnamedKey']).toMatchObject({
      Effect: 'Deny',
      Action: ['s3:PutObject'],
      Condition: { Null: { 's3:x-amz-server-side-encryption': 'false', [header]: 'true' } },
    });
  });

  test('with a key that was made elsewhere, names that key', () => {
    const key = EncryptionKey.fromKeyArn('arn:aws:kms:us-east-1:111122223333:key/abc');
    const statement = policy(bucket({ encryption: { key } }).stack)['NoOtherKey'];
    expect(Object.values(statement.Condition.StringNotEquals)).toEqual([[key.keyArn]]);
  });

  test('adds statements in a stable order, the last of a sid wins', () => {
    const { stack, bucket: made } = bucket({ encryption: 's3Managed' });
    const one = (sid: string, service: string) =>
      made.addToPolicy({
        sid,
        actions: ['s3:GetObject'],
        resources: [`${made.bucketArn}/*`],
        principals: { services: [service] },
      });
    one('Zeta', 'a.amazonaws.com');
    one('Alpha', 'b.amazonaws.com');
    one('Zeta', 'c.amazonaws.com');
    const statements = policy(stack);
    expect(Object.keys(statements)).toEqual(['TlsOnly', 'TlsOfToday', 'Alpha', 'Zeta']);
    expect(statements['Zeta'].Principal).toEqual({ Service: ['c.amazonaws.com'] });
  });

  test('has a lifecycle, and emits what is asked', () => {
    expect(onlyResource(bucket().stack, S3BucketLifecycleConfiguration)).toMatchObject({
      transition_default_minimum_object_size: 'all_storage_classes_128K',
      depends_on: ['aws_s3_bucket_versioning.assets_versioning'],
      rule: [
        {
          id: 'whole-bucket',
          status: 'Enabled',
          filter: [{}],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
          noncurrent_version_expiration: [{ noncurrent_days: 90 }],
          expiration: [{ expired_object_delete_marker: true }],
        },
      ],
    });
    const { stack } = bucket({
      lifecycle: { expireDays: 90, transitions: [{ afterDays: 30, storageClass: 'STANDARD_IA' }] },
    });
    expect(onlyResource(stack, S3BucketLifecycleConfiguration)['rule'][0]).toMatchObject({
      expiration: [{ days: 90 }],
      transition: [{ days: 30, storage_class: 'STANDARD_IA' }],
    });
  });

  test('logs every access, and the log bucket lets the writer in for it only', () => {
    const stack = testStack();
    const logs = new LogBucket(stack, 'logs');
    bucket({ accessLogs: { to: logs } }, stack);
    const content = synthTerraform(stack);
    expect(onlyResource(content, S3BucketLoggingA)).toEqual({
      bucket: '${aws_s3_bucket.assets.id}',
      target_bucket: '${aws_s3_bucket_policy.logs_policy.bucket}',
      target_prefix: 'access/assets/',
    });
    const { Statement } = JSON.parse(resources(content, S3BucketPolicy)['logs_policy']?.['policy']);
    expect(Statement.at(-1)).toEqual({
      Sid: 'AccessLogsAssets',
      Effect: 'Allow',
      Principal: { Service: ['logging.s3.amazonaws.com'] },
      Action: ['s3:PutObject'],
      Resource: ['arn:aws:s3:::shop-test-111122223333-us-east-1-logs/access/assets/*'],
      Condition: {
        ArnLike: { 'aws:SourceArn': arn },
        StringEquals: { 'aws:SourceAccount': '111122223333' },
      },
    });
  });

  test('can be given up: unprotected, emptied', () => {
    const content = synthTerraform(
      bucket({ deletionProtection: false, emptyOnDestroy: 'everyVersion' }).stack,
    );
    expect(onlyResource(content, S3Bucket)).toMatchObject({
      force_destroy: true,
      lifecycle: { prevent_destroy: false },
    });
    expect(onlyResource(content, KmsKey)['lifecycle']).toEqual({ prevent_destroy: false });
  });

  test('locks objects', () => {
    const content = synthTerraform(bucket({ objectLock: { mode: 'COMPLIANCE', days: 30 } }).stack);
    expect(onlyResource(content, S3Bucket)['object_lock_enabled']).toBe(true);
    expect(onlyResource(content, S3BucketObjectLockConfigurationA)).toEqual({
      bucket: '${aws_s3_bucket.assets.id}',
      object_lock_enabled: 'Enabled',
      rule: { default_retention: { mode: 'COMPLIANCE', days: 30 } },
      depends_on: ['aws_s3_bucket_versioning.assets_versioning'],
    });
  });

  test('lets named origins in', () => {
    const { stack } = bucket({ cors: [{ origins: ['https://shop.example.com'], methods: ['GET', 'PUT'] }] });
    expect(onlyResource(stack, S3BucketCorsConfiguration)['cors_rule']).toEqual([
      {
        allowed_origins: ['https://shop.example.com'],
        allowed_methods: ['GET', 'PUT'],
        max_age_seconds: 3000,
      },
    ]);
  });

  test('its policy is written after the block of public access', () => {
    expect(onlyResource(bucket().stack, S3BucketPolicy)['depends_on']).toEqual([
      'aws_s3_bucket_public_access_block.assets_public-access',
    ]);
  });

  test('addresses', () => {
    expect(addresses(synthTerraform(bucket().stack))).toEqual([
      'aws_kms_alias.assets_key_alias',
      'aws_kms_key.assets_key',
      'aws_s3_bucket.assets',
      'aws_s3_bucket_lifecycle_configuration.assets_lifecycle',
      'aws_s3_bucket_ownership_controls.assets_ownership',
      'aws_s3_bucket_policy.assets_policy',
      'aws_s3_bucket_public_access_block.assets_public-access',
      'aws_s3_bucket_server_side_encryption_configuration.assets_encryption',
      'aws_s3_bucket_versioning.assets_versioning',
    ]);
  });
});

describe('mistakes in a bucket', () => {
  const protectedNo = { deletionProtection: false } as const;

  test('a full one has none', () => {
    const stack = testStack();
    bucket(
      {
        accessLogs: { to: new LogBucket(stack, 'logs'), prefix: 'audit/assets/' },
        cors: [
          { origins: ['https://a.example.com', 'http://localhost:3000'], methods: ['GET'], headers: ['*'] },
        ],
        objectLock: { mode: 'GOVERNANCE', days: 1 },
      },
      stack,
    );
    expect(problemsOf(stack)).toEqual([]);
  });

  test('a lifecycle that S3 refuses is reported at its place', () => {
    expect(codes({ lifecycle: { noncurrentDays: 0 } })).toEqual([
      ['storage/lifecycle-days', 'lifecycle.noncurrentDays'],
    ]);
  });

  test('a name that is none', () => {
    expect(codes({ name: 'Assets' }).map(([code]) => code)).toContain('stack/name');
    expect(codes({ name: 'a'.repeat(40) }).map(([code]) => code)).toContain('stack/name');
  });

  test('logs to itself', () => {
    const stack = testStack();
    const bucketName = 'shop-test-111122223333-us-east-1-assets';
    const to = Bucket.fromAttributes(stack, 'logs', { bucketName });
    bucket({ accessLogs: { to } }, stack);
    expect(problemsOf(stack).map((one) => one.code)).toEqual(['storage/logs-to-itself']);
  });

  test('logs to a bucket with a KMS key', () => {
    const stack = testStack();
    const to = new Bucket(stack, 'logs', { name: 'logs', accessLogs: 'none' });
    bucket({ accessLogs: { to } }, stack);
    expect(problemsOf(stack).map((one) => one.code)).toEqual(['storage/log-target-key']);
  });

  test('logs to a bucket of another region', () => {
    const there = testStack({ id: 'there', region: 'us-west-2' });
    const stack = testStack();
    bucket({ accessLogs: { to: new LogBucket(there, 'logs') } }, stack);
    expect(problemsOf(stack).map((one) => one.code)).toEqual(['storage/log-target-region']);
  });

  test.each(['/logs/', 'logs', 'logs/*/', 'a/${x}/'])('a prefix that names no folder: %s', (prefix) => {
    const stack = testStack();
    bucket({ accessLogs: { to: new LogBucket(stack, 'logs'), prefix } }, stack);
    expect(problemsOf(stack).map((one) => one.code)).toEqual(['storage/prefix']);
  });

  test.each(['*', 'https://*.example.com', 'https://a.example.com/', 'a.example.com'])(
    'an open origin: %s',
    (origin) => {
      expect(codes({ cors: [{ origins: [origin], methods: ['GET'] }] })).toEqual([
        ['storage/cors-origin', 'cors[0].origins'],
      ]);
    },
  );

  test('emptied and protected', () => {
    expect(codes({ emptyOnDestroy: 'everyVersion' })).toEqual([
      ['storage/empty-while-protected', 'emptyOnDestroy'],
    ]);
    expect(codes({ emptyOnDestroy: 'everyVersion', ...protectedNo })).toEqual([]);
  });

  test('a lock of no days, or one on a bucket to be emptied', () => {
    expect(codes({ objectLock: { mode: 'GOVERNANCE', days: 0 } })).toEqual([
      ['storage/object-lock', 'objectLock.days'],
    ]);
    const objectLock = { mode: 'GOVERNANCE', days: 1 } as const;
    expect(codes({ objectLock, emptyOnDestroy: 'everyVersion', ...protectedNo })).toEqual([
      ['storage/object-lock', 'objectLock'],
    ]);
  });

  test.each([
    'bucket',
    'publicAccess',
    'ownership',
    'versioning',
    'encryption',
    'lifecycle',
    'logging',
    'cors',
    'objectLock',
    'policy',
  ] as const)('the override of %s reaches its resource', (name) => {
    const stack = testStack();
    bucket(
      {
        accessLogs: { to: new LogBucket(stack, 'logs') },
        cors: [{ origins: ['https://a.example.com'], methods: ['GET'] }],
        objectLock: { mode: 'GOVERNANCE', days: 1 },
        overrides: { [name]: { region: 'eu-west-1' } },
      },
      stack,
    );
    const changed = Object.values(synthTerraform(stack).resource)
      .flatMap((blocks) => Object.values(blocks))
      .filter((block) => block['region'] === 'eu-west-1');
    expect(changed).toHaveLength(1);
  });
});
