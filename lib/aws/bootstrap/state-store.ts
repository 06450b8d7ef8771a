import { Construct } from 'constructs';
import { EncryptionKey } from '../encryption/encryption-key';
import { AwsStack } from '../stack/aws-stack';
import { Bucket } from '../storage/bucket';
import { LogBucket } from '../storage/log-bucket';
import type { AccessLogs, BucketOverrides } from '../storage/props';
import { STATE_NAME } from './state-place';

export { type StatePlace, stateBucketName, stateKeyAlias, stateOf } from './state-place';

/** Where the state of an environment is kept. */
export interface IStateStore {
  /** ARN of the bucket. */
  readonly bucketArn: string;
  /** ARN of the key that encrypts the state. */
  readonly keyArn: string;
}

/** What a {@link StateStore} is made from. */
export interface StateStoreProps {
  /**
   * Where reads and writes of the state are logged.
   * @default 'ownBucket'
   */
  readonly accessLogs?: 'ownBucket' | 'none' | AccessLogs;
  /**
   * Days that older versions of the state are kept.
   * @default 365
   */
  readonly noncurrentDays?: number;
  /**
   * Whether Terraform refuses to destroy it.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Changes to the resources of the bucket.
   * @default - none
   */
  readonly overrides?: BucketOverrides;
}

/**
 * The bucket that the states of an environment are in, with a key of its own. Its name and the key's alias are those that
 * `stateOf` computes, so every stack can be configured before the store exists. Terraform locks the state with a file beside
 * it, so there is no table. Nobody may delete the bucket or an older version: whoever must, changes the policy first.
 */
export class StateStore extends Construct implements IStateStore {
  readonly bucketArn: string;
  readonly keyArn: string;
  /** The bucket's name, known at synth. */
  readonly bucketName: string;

  constructor(scope: Construct, id: string, props: StateStoreProps = {}) {
    super(scope, id);
    const { environment } = AwsStack.of(this);
    const deletionProtection = props.deletionProtection ?? true;
    const key = new EncryptionKey(this, 'key', {
      name: STATE_NAME,
      description: `Terraform state of ${environment}`,
      deletionProtection,
    });
    const bucket = new Bucket(this, 'Resource', {
      name: STATE_NAME,
      encryption: { key },
      accessLogs: this.logs(props.accessLogs ?? 'ownBucket', deletionProtection),
      lifecycle: { noncurrentDays: props.noncurrentDays ?? 365 },
      deletionProtection,
      ...(props.overrides && { overrides: props.overrides }),
    });
    bucket.addToPolicy({
      sid: 'NeverDelete',
      effect: 'Deny',
      actions: ['s3:DeleteBucket', 's3:DeleteObjectVersion'],
      resources: [bucket.bucketArn, `${bucket.bucketArn}/*`],
      principals: 'everyone',
    });
    this.bucketArn = bucket.bucketArn;
    this.bucketName = bucket.physicalName;
    this.keyArn = key.keyArn;
  }

  /** A store that exists already. */
  static fromAttributes(attributes: IStateStore): IStateStore {
    return attributes;
  }

  private logs(
    accessLogs: NonNullable<StateStoreProps['accessLogs']>,
    deletionProtection: boolean,
  ): AccessLogs | 'none' {
    if (accessLogs !== 'ownBucket') return accessLogs;
    return { to: new LogBucket(this, 'logs', { name: `${STATE_NAME}-logs`, deletionProtection }) };
  }
}
