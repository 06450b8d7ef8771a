import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketCorsConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-cors-configuration';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketObjectLockConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { Construct } from 'constructs';
import { overridden } from '../stack/override';
import { lifecycleOf, type Transition } from './lifecycle';
import type { AccessLogs, BucketProps, CorsRule, ILogTarget, ObjectLock } from './props';

/**
 * The settings of a bucket, which the provider has as resources of their own.
 * @returns the block of public access, which has to stand before a policy is written
 */
export function addSettings(
  scope: Construct,
  bucket: S3Bucket,
  props: BucketProps,
  identity: { readonly bucketArn: string; readonly keyArn: string | undefined },
): S3BucketPublicAccessBlock {
  const { overrides = {} } = props;
  addOwnership(scope, bucket.id, overrides);
  addEncryption(scope, bucket.id, overrides, identity.keyArn);
  const versioning = new S3BucketVersioningA(
    scope,
    'versioning',
    overridden(
      scope,
      'versioning',
      { bucket: bucket.id, versioningConfiguration: { status: 'Enabled' } },
      overrides.versioning,
    ),
  );
  addLifecycle(scope, bucket.id, props, versioning);
  if (props.objectLock) addObjectLock(scope, bucket.id, props.objectLock, overrides, versioning);
  if (props.accessLogs !== 'none') {
    const logs = { prefix: `access/${props.name}/`, ...props.accessLogs };
    if (isLogTarget(logs.to)) logs.to.allowAccessLogs(props.name, identity.bucketArn, logs.prefix);
    addLogging(scope, bucket.id, logs, overrides);
  }
  if (props.cors?.length) addCors(scope, bucket.id, props.cors, overrides);
  const publicAccess = {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  };
  return new S3BucketPublicAccessBlock(
    scope,
    'public-access',
    overridden(scope, 'publicAccess', publicAccess, overrides.publicAccess),
  );
}

function isLogTarget(bucket: object): bucket is ILogTarget {
  return 'allowAccessLogs' in bucket;
}

type Overrides = NonNullable<BucketProps['overrides']>;

function addOwnership(scope: Construct, bucket: string, overrides: Overrides): void {
  const config = { bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } };
  new S3BucketOwnershipControls(
    scope,
    'ownership',
    overridden(scope, 'ownership', config, overrides.ownership),
  );
}

function addEncryption(scope: Construct, bucket: string, overrides: Overrides, keyArn?: string): void {
  const config = {
    bucket,
    rule: [
      {
        applyServerSideEncryptionByDefault: keyArn
          ? { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn }
          : { sseAlgorithm: 'AES256' },
        // One data key per bucket instead of per object: fewer calls to KMS. It means nothing without KMS.
        bucketKeyEnabled: keyArn !== undefined,
        // With keys that a caller brings along, a thief of credentials can lock the owner out of the objects.
        blockedEncryptionTypes: ['SSE-C'],
      },
    ],
  };
  new S3BucketServerSideEncryptionConfigurationA(
    scope,
    'encryption',
    overridden(scope, 'encryption', config, overrides.encryption),
  );
}

function addLifecycle(
  scope: Construct,
  bucket: string,
  props: BucketProps,
  versioning: S3BucketVersioningA,
): void {
  const plan = lifecycleOf(props.lifecycle);
  const config = {
    bucket,
    transitionDefaultMinimumObjectSize: 'all_storage_classes_128K',
    rule: [
      {
        id: 'whole-bucket',
        status: 'Enabled',
        filter: [{}],
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: plan.abortIncompleteUploadsDays }],
        noncurrentVersionExpiration: [{ noncurrentDays: plan.noncurrentDays }],
        // With an expiry in days S3 removes what is left of deleted objects by itself, and refuses to be told.
        expiration: [plan.expireDays ? { days: plan.expireDays } : { expiredObjectDeleteMarker: true }],
        ...(plan.transitions.length > 0 && { transition: plan.transitions.map(toTransition) }),
      },
    ],
    // The rule for older versions needs versioning to be on.
    dependsOn: [versioning],
  };
  new S3BucketLifecycleConfiguration(
    scope,
    'lifecycle',
    overridden(scope, 'lifecycle', config, props.overrides?.lifecycle),
  );
}

function toTransition(one: Transition) {
  return { days: one.afterDays, storageClass: one.storageClass };
}

function addObjectLock(
  scope: Construct,
  bucket: string,
  lock: ObjectLock,
  overrides: Overrides,
  versioning: S3BucketVersioningA,
): void {
  const config = {
    bucket,
    objectLockEnabled: 'Enabled',
    rule: { defaultRetention: { mode: lock.mode, days: lock.days } },
    dependsOn: [versioning],
  };
  new S3BucketObjectLockConfigurationA(
    scope,
    'object-lock',
    overridden(scope, 'objectLock', config, overrides.objectLock),
  );
}

function addLogging(
  scope: Construct,
  bucket: string,
  logs: Required<AccessLogs>,
  overrides: Overrides,
): void {
  const config = { bucket, targetBucket: logs.to.bucketName, targetPrefix: logs.prefix };
  new S3BucketLoggingA(scope, 'logging', overridden(scope, 'logging', config, overrides.logging));
}

function addCors(scope: Construct, bucket: string, rules: readonly CorsRule[], overrides: Overrides): void {
  const config = {
    bucket,
    corsRule: rules.map((rule) => ({
      allowedOrigins: [...rule.origins],
      allowedMethods: [...rule.methods],
      ...(rule.headers && { allowedHeaders: [...rule.headers] }),
      ...(rule.exposeHeaders && { exposeHeaders: [...rule.exposeHeaders] }),
      maxAgeSeconds: rule.maxAgeSeconds ?? 3000,
    })),
  };
  new S3BucketCorsConfiguration(scope, 'cors', overridden(scope, 'cors', config, overrides.cors));
}
