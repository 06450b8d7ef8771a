import type { IConstruct } from 'constructs';
import { report } from '../../core/report';
import type { PolicyStatement } from '../stack/policy';
import { storageErrors } from './errors';
import { sidOf } from './sid';

/** What a grant has to know of a bucket. */
export interface GrantedBucket {
  /** The construct that grants, for errors. */
  readonly scope: IConstruct;
  /** A name that tells the bucket's statements from those of others. */
  readonly name: string;
  /** ARN of the bucket. */
  readonly bucketArn: string;
  /** ARN of its key, if it has one. */
  readonly keyArn: string | undefined;
  /** The bucket's region. */
  readonly region: string;
}

/** Statements that let a role list and read objects. Reports `storage/prefix`. */
export function readStatements(bucket: GrantedBucket, prefix = ''): PolicyStatement[] {
  checkPrefix(bucket.scope, 'grantRead', prefix);
  const of = sidOf(bucket.name, prefix);
  return [
    listing(bucket, prefix),
    { sid: `Read${of}`, actions: ['s3:GetObject'], resources: [`${bucket.bucketArn}/${prefix}*`] },
    ...keyUse(bucket, prefix, ['kms:Decrypt']),
  ];
}

/** Statements that let a role list, read, write and delete objects. Reports `storage/prefix`. */
export function readWriteStatements(bucket: GrantedBucket, prefix = ''): PolicyStatement[] {
  checkPrefix(bucket.scope, 'grantReadWrite', prefix);
  return [
    listing(bucket, prefix),
    {
      sid: `ReadWrite${sidOf(bucket.name, prefix)}`,
      actions: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      resources: [`${bucket.bucketArn}/${prefix}*`],
    },
    ...keyUse(bucket, prefix, ['kms:Decrypt', 'kms:GenerateDataKey']),
  ];
}

/**
 * Reports `storage/prefix` for a prefix that would not name a folder: `/a/`, `a`, `a/*`.
 * @param scope - where it is reported
 * @param at - the prop or method that takes it
 * @param prefix - empty for the whole bucket
 */
export function checkPrefix(scope: IConstruct, at: string, prefix: string): void {
  if (prefix === '' || /^[^/*?$][^*?$]*\/$/.test(prefix)) return;
  report(scope, storageErrors.prefix, {
    at,
    found: `"${prefix}"`,
    fix: 'write it as folder/ or folder/folder/, without *, ? and $',
  });
}

function listing(bucket: GrantedBucket, prefix: string): PolicyStatement {
  return {
    sid: `List${sidOf(bucket.name, prefix)}`,
    actions: ['s3:ListBucket'],
    resources: [bucket.bucketArn],
    ...(prefix && { conditions: { StringLike: { 's3:prefix': [prefix, `${prefix}*`] } } }),
  };
}

/** The key's own policy leaves it to IAM; through S3 of the bucket's region only, so that the key opens nothing else. */
function keyUse(bucket: GrantedBucket, prefix: string, actions: readonly string[]): PolicyStatement[] {
  if (!bucket.keyArn) return [];
  return [
    {
      sid: `Key${sidOf(bucket.name, prefix)}`,
      actions,
      resources: [bucket.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `s3.${bucket.region}.amazonaws.com` } },
    },
  ];
}
