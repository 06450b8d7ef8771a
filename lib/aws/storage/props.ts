import type { S3BucketConfig } from '@cdktf/provider-aws/lib/s3-bucket';
import type { S3BucketCorsConfigurationConfig } from '@cdktf/provider-aws/lib/s3-bucket-cors-configuration';
import type { S3BucketLifecycleConfigurationConfig } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import type { S3BucketLoggingAConfig } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import type { S3BucketObjectLockConfigurationAConfig } from '@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration';
import type { S3BucketOwnershipControlsConfig } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import type { S3BucketPolicyConfig } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import type { S3BucketPublicAccessBlockConfig } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import type { S3BucketServerSideEncryptionConfigurationAConfig } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import type { S3BucketVersioningAConfig } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { IConstruct } from 'constructs';
import type { IEncryptionKey } from '../encryption/encryption-key';
import type { Override } from '../stack/override';
import type { PolicyStatement } from '../stack/policy';
import type { BucketLifecycle } from './lifecycle';

/** A bucket, made here or elsewhere. */
export interface IBucket extends IConstruct {
  /** ARN of the bucket. */
  readonly bucketArn: string;
  /** The bucket's name. Of a bucket made here, a reference: who uses it waits until the bucket and its policy exist. */
  readonly bucketName: string;
  /** ARN of the KMS key that encrypts it; `undefined` when S3's own key does. */
  readonly keyArn: string | undefined;
  /** The bucket's region. */
  readonly region: string;
  /** Whether S3 keeps older versions of its objects, as far as is known: replication asks for it. */
  readonly versioning: 'enabled' | 'unknown';
  /**
   * Statements for the policy of a role that reads objects.
   * @param prefix - `reports/`: only objects below it, and only their names are listed; by default the whole bucket
   */
  grantRead(prefix?: string): PolicyStatement[];
  /**
   * Statements for the policy of a role that reads, writes and deletes objects. Older versions stay out of its reach.
   * @param prefix - as in {@link grantRead}
   */
  grantReadWrite(prefix?: string): PolicyStatement[];
}

/** A bucket that lets S3 write access logs into it. */
export interface ILogTarget {
  /**
   * Lets S3 write the access logs of one bucket, on behalf of this account only.
   * @param name - a name that tells the source from others
   * @param sourceArn - ARN of the bucket whose logs they are
   * @param prefix - what their names begin with
   */
  allowAccessLogs(name: string, sourceArn: string, prefix: string): void;
}

/** Where a bucket's access logs go. */
export interface AccessLogs {
  /** The bucket that takes them: of the same region and account, encrypted by S3 itself. A `LogBucket` lets the writer in. */
  readonly to: IBucket;
  /**
   * What the logs' names begin with, ending in a slash.
   * @default - `access/<name>/`
   */
  readonly prefix?: string;
}

/** Who may call a bucket from a page in a browser. */
export interface CorsRule {
  /** Origins, for example `https://shop.example.com`. */
  readonly origins: readonly string[];
  /** Methods that a page of these origins may use. */
  readonly methods: readonly ('GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE')[];
  /**
   * Headers a page may send.
   * @default - none beside those that are always allowed
   */
  readonly headers?: readonly string[];
  /**
   * Headers of the answer that a page may read.
   * @default - none beside those that are always readable
   */
  readonly exposeHeaders?: readonly string[];
  /**
   * Seconds a browser may remember the answer.
   * @default 3000
   */
  readonly maxAgeSeconds?: number;
}

/** How long new objects cannot be deleted by anyone (S3 User Guide, "Locking objects with Object Lock"). */
export interface ObjectLock {
  /** `GOVERNANCE` can be lifted by whoever has the right to, `COMPLIANCE` by nobody, the account's root included. */
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  /** Days. */
  readonly days: number;
}

/** Changes to the resources of a bucket. */
export interface BucketOverrides {
  /**
   * The bucket itself.
   * @default - none
   */
  readonly bucket?: Override<S3BucketConfig>;
  /**
   * The block of public access.
   * @default - none
   */
  readonly publicAccess?: Override<S3BucketPublicAccessBlockConfig>;
  /**
   * Who owns objects that others write.
   * @default - none
   */
  readonly ownership?: Override<S3BucketOwnershipControlsConfig>;
  /**
   * Versioning.
   * @default - none
   */
  readonly versioning?: Override<S3BucketVersioningAConfig>;
  /**
   * Default encryption.
   * @default - none
   */
  readonly encryption?: Override<S3BucketServerSideEncryptionConfigurationAConfig>;
  /**
   * The lifecycle.
   * @default - none
   */
  readonly lifecycle?: Override<S3BucketLifecycleConfigurationConfig>;
  /**
   * Access logs.
   * @default - none
   */
  readonly logging?: Override<S3BucketLoggingAConfig>;
  /**
   * The CORS rules.
   * @default - none
   */
  readonly cors?: Override<S3BucketCorsConfigurationConfig>;
  /**
   * The object lock.
   * @default - none
   */
  readonly objectLock?: Override<S3BucketObjectLockConfigurationAConfig>;
  /**
   * The bucket's policy, as a whole.
   * @default - none
   */
  readonly policy?: Override<S3BucketPolicyConfig>;
}

/** What a `Bucket` is made from. */
export interface BucketProps {
  /**
   * Last part of the bucket's name, `<project>-<environment>-<account>-<region>-<name>`. Bucket names are shared by all accounts
   * of the world: account and region make it one's own, and keep anybody from taking the name first.
   */
  readonly name: string;
  /** Where every access to the bucket is logged. `'none'` is for buckets that hold logs themselves. */
  readonly accessLogs: AccessLogs | 'none';
  /**
   * What encrypts the objects: a KMS key of the bucket's own, a key of yours, or S3's own key, which log deliveries need and
   * which gives everyone who may read an object its content too.
   * @default 'ownKey'
   */
  readonly encryption?: 'ownKey' | 's3Managed' | { readonly key: IEncryptionKey };
  /**
   * When objects and their older versions move and go.
   * @default - objects stay, older versions go after 90 days, broken uploads after 7
   */
  readonly lifecycle?: BucketLifecycle;
  /**
   * Whether Terraform refuses to destroy it, and its key.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * What happens to the objects when the bucket is destroyed. With `nothing`, S3 refuses while there are any.
   * @default 'nothing'
   */
  readonly emptyOnDestroy?: 'nothing' | 'everyVersion';
  /**
   * Who may call it from a browser.
   * @default - nobody
   */
  readonly cors?: readonly CorsRule[];
  /**
   * How long new objects cannot be deleted. Whether a bucket can lock is fixed when it is made.
   * @default - not at all
   */
  readonly objectLock?: ObjectLock;
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: BucketOverrides;
}
