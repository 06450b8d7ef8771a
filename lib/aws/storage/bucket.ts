import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { EncryptionKey, type IEncryptionKey } from '../encryption/encryption-key';
import { AwsStack, physicalName } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import { type PolicyStatement, policyDocument } from '../stack/policy';
import { type KeyArns, refusals } from './bucket-policy';
import { addSettings } from './bucket-settings';
import { checkBucket } from './checks';
import { readStatements, readWriteStatements } from './grants';
import type { BucketProps, IBucket } from './props';

/** What is known of a bucket that exists already. */
export interface BucketAttributes {
  /** The bucket's name. */
  readonly bucketName: string;
  /**
   * ARN of the KMS key that encrypts it.
   * @default - none: S3 encrypts with its own key
   */
  readonly keyArn?: string;
  /**
   * Its region.
   * @default - that of the stack
   */
  readonly region?: string;
  /**
   * Whether S3 keeps older versions of its objects.
   * @default 'unknown'
   */
  readonly versioning?: 'enabled' | 'unknown';
}

/**
 * A private bucket: no public access, no ACLs, TLS 1.2 or newer only, versioned, encrypted with a key of its own, with a lifecycle
 * and access logs. Reports what `storage` of docs/errors.md lists.
 */
export class Bucket extends Construct implements IBucket {
  readonly bucketArn: string;
  readonly bucketName: string;
  readonly keyArn: string | undefined;
  readonly region: string;
  readonly versioning: 'enabled' | 'unknown';
  /** The bucket's name as text, known at synth: for manifests and for policies. */
  readonly physicalName: string;
  private readonly statements: PolicyStatement[] = [];
  private readonly name: string;

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id);
    const stack = AwsStack.of(this);
    this.name = props.name;
    this.region = stack.region;
    this.versioning = props.overrides?.versioning?.versioningConfiguration ? 'unknown' : 'enabled';
    this.physicalName = physicalName(this, 'aws_s3_bucket', stack.account, stack.region, props.name);
    this.bucketArn = `arn:${stack.partition}:s3:::${this.physicalName}`;
    checkBucket(this, this.physicalName, props);
    const key = this.key(props);
    this.keyArn = key?.keyArn;
    const bucket = new S3Bucket(
      this,
      'Resource',
      overridden(
        this,
        'bucket',
        {
          bucket: this.physicalName,
          forceDestroy: props.emptyOnDestroy === 'everyVersion',
          objectLockEnabled: props.objectLock !== undefined,
          lifecycle: { preventDestroy: props.deletionProtection ?? true },
        },
        props.overrides?.bucket,
      ),
    );
    const publicAccess = addSettings(this, bucket, props, this);
    const config = {
      bucket: bucket.id,
      policy: Lazy.stringValue({ produce: () => this.policy(key) }),
      // S3 refuses two changes of one bucket's access at a time.
      dependsOn: [publicAccess],
    };
    const policy = new S3BucketPolicy(
      this,
      'policy',
      overridden(this, 'policy', config, props.overrides?.policy),
    );
    this.bucketName = policy.bucket;
  }

  /** A bucket that exists already. */
  static fromAttributes(scope: Construct, id: string, attributes: BucketAttributes): IBucket {
    return new ImportedBucket(scope, id, attributes);
  }

  /** Adds a statement to the bucket's policy; the same `sid` a second time replaces the first. */
  addToPolicy(statement: PolicyStatement): void {
    const index = this.statements.findIndex((one) => one.sid === statement.sid);
    if (index >= 0) this.statements[index] = statement;
    else this.statements.push(statement);
  }

  grantRead(prefix?: string): PolicyStatement[] {
    return readStatements({ ...this.granted(), scope: this }, prefix);
  }

  grantReadWrite(prefix?: string): PolicyStatement[] {
    return readWriteStatements({ ...this.granted(), scope: this }, prefix);
  }

  private granted() {
    return { name: this.name, bucketArn: this.bucketArn, keyArn: this.keyArn, region: this.region };
  }

  private key({ encryption = 'ownKey', name, deletionProtection }: BucketProps): IEncryptionKey | undefined {
    if (encryption === 's3Managed') return undefined;
    if (encryption !== 'ownKey') return encryption.key;
    return new EncryptionKey(this, 'key', {
      name: `bucket-${name}`,
      description: `Bucket ${name}`,
      deletionProtection: deletionProtection ?? true,
    });
  }

  private policy(key: IEncryptionKey | undefined): string {
    const sorted = [...this.statements].sort((a, b) => (a.sid < b.sid ? -1 : 1));
    return policyDocument(this, [...refusals(this.bucketArn, arnsOf(key)), ...sorted]);
  }
}

function arnsOf(key: IEncryptionKey | undefined): KeyArns {
  if (!key) return [];
  return key instanceof EncryptionKey ? [key.keyArn, key.aliasArn] : [key.keyArn];
}

class ImportedBucket extends Construct implements IBucket {
  readonly bucketArn: string;
  readonly bucketName: string;
  readonly keyArn: string | undefined;
  readonly region: string;
  readonly versioning: 'enabled' | 'unknown';

  constructor(scope: Construct, id: string, attributes: BucketAttributes) {
    super(scope, id);
    this.region = attributes.region ?? AwsStack.of(this).region;
    this.versioning = attributes.versioning ?? 'unknown';
    this.bucketName = attributes.bucketName;
    this.keyArn = attributes.keyArn;
    this.bucketArn = `arn:${AwsStack.of(this).partition}:s3:::${attributes.bucketName}`;
  }

  grantRead(prefix?: string): PolicyStatement[] {
    return readStatements({ ...this, name: this.node.id, scope: this }, prefix);
  }

  grantReadWrite(prefix?: string): PolicyStatement[] {
    return readWriteStatements({ ...this, name: this.node.id, scope: this }, prefix);
  }
}
