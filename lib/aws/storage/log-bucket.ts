import { Construct } from 'constructs';
import { AwsStack } from '../stack/aws-stack';
import type { PolicyStatement } from '../stack/policy';
import { Bucket } from './bucket';
import type { BucketLifecycle } from './lifecycle';
import type { BucketOverrides, BucketProps, IBucket, ILogTarget } from './props';
import { sidOf } from './sid';

/** What a {@link LogBucket} is made from. */
export interface LogBucketProps {
  /**
   * Last part of the bucket's name, `<project>-<environment>-<account>-<region>-<name>`.
   * @default 'logs'
   */
  readonly name?: string;
  /**
   * When logs move and go.
   * @default - logs expire after 365 days, older versions 30 days later
   */
  readonly lifecycle?: BucketLifecycle;
  /**
   * Whether Terraform refuses to destroy it.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * What happens to the logs when the bucket is destroyed.
   * @default 'nothing'
   */
  readonly emptyOnDestroy?: BucketProps['emptyOnDestroy'];
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: BucketOverrides;
}

/**
 * A {@link Bucket} that AWS services write logs into. S3 encrypts it with its own key: access logs of buckets and of load balancers
 * are delivered to no other (S3 User Guide, "Enabling Amazon S3 server access logging"; Elastic Load Balancing, "Access logs
 * for your Application Load Balancer"). It does not log itself.
 */
export class LogBucket extends Construct implements IBucket, ILogTarget {
  readonly bucketArn: string;
  readonly bucketName: string;
  readonly keyArn: undefined;
  readonly region: string;
  readonly versioning: 'enabled' | 'unknown';
  /** The bucket's name as text, known at synth. */
  readonly physicalName: string;
  private readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: LogBucketProps = {}) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Resource', {
      name: props.name ?? 'logs',
      accessLogs: 'none',
      encryption: 's3Managed',
      lifecycle: { expireDays: 365, noncurrentDays: 30, ...props.lifecycle },
      deletionProtection: props.deletionProtection ?? true,
      emptyOnDestroy: props.emptyOnDestroy ?? 'nothing',
      ...(props.overrides && { overrides: props.overrides }),
    });
    this.bucketArn = this.bucket.bucketArn;
    this.bucketName = this.bucket.bucketName;
    this.physicalName = this.bucket.physicalName;
    this.region = this.bucket.region;
    this.versioning = this.bucket.versioning;
  }

  /** Adds a statement to the bucket's policy, for a service that delivers logs. */
  addToPolicy(statement: PolicyStatement): void {
    this.bucket.addToPolicy(statement);
  }

  /** A bucket whose `accessLogs` name this one calls it by itself. */
  allowAccessLogs(name: string, sourceArn: string, prefix: string): void {
    this.addToPolicy({
      sid: `AccessLogs${sidOf(name)}`,
      actions: ['s3:PutObject'],
      resources: [`${this.bucketArn}/${prefix}*`],
      principals: { services: ['logging.s3.amazonaws.com'] },
      conditions: {
        ArnLike: { 'aws:SourceArn': sourceArn },
        StringEquals: { 'aws:SourceAccount': AwsStack.of(this).account },
      },
    });
  }

  grantRead(prefix?: string): PolicyStatement[] {
    return this.bucket.grantRead(prefix);
  }

  grantReadWrite(prefix?: string): PolicyStatement[] {
    return this.bucket.grantReadWrite(prefix);
  }
}
