import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey, type KmsKeyConfig } from '@cdktf/provider-aws/lib/kms-key';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { report } from '../../core/report';
import { AwsStack, physicalName } from '../stack/aws-stack';
import { type Override, overridden } from '../stack/override';
import { type PolicyStatement, policyDocument } from '../stack/policy';
import { encryptionErrors } from './errors';

/** What using a key takes, for whoever encrypts and decrypts with it (KMS, "Default key policy": key users). */
export const keyUseActions = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey*',
  'kms:ReEncrypt*',
] as const;

/** A KMS key, made here or elsewhere. */
export interface IEncryptionKey {
  /** ARN of the key itself (never of an alias: some services resolve an alias once and then lose track of it). */
  readonly keyArn: string;
}

/** What an {@link EncryptionKey} is made from. */
export interface EncryptionKeyProps {
  /** What it encrypts, for people, for example `Database orders`. */
  readonly description: string;
  /** Last part of the alias: `alias/<project>-<environment>-<name>`. */
  readonly name: string;
  /**
   * Whether Terraform refuses to destroy it. What is encrypted with a lost key is lost.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Days between the order to delete the key and its end, 7 to 30 (KMS ScheduleKeyDeletion).
   * @default 30
   */
  readonly deletionWindowInDays?: number;
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: { readonly key?: Override<KmsKeyConfig> };
}

/**
 * A customer managed KMS key that rotates every year. Its policy always lets the account's own IAM administer it
 * (AWS KMS, "Default key policy": without that statement a key can become unmanageable).
 */
export class EncryptionKey extends Construct implements IEncryptionKey {
  readonly keyArn: string;
  /** ARN of the alias, known at synth. */
  readonly aliasArn: string;
  private readonly statements: PolicyStatement[] = [];

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const stack = AwsStack.of(this);
    const name = physicalName(this, 'aws_kms_alias', props.name);
    this.checkWindow(props.deletionWindowInDays);
    const config: KmsKeyConfig = {
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: props.deletionWindowInDays ?? 30,
      policy: Lazy.stringValue({ produce: () => this.policy(stack) }),
      lifecycle: { preventDestroy: props.deletionProtection ?? true },
    };
    const key = new KmsKey(this, 'Resource', overridden(this, 'key', config, props.overrides?.key));
    new KmsAlias(this, 'alias', { name: `alias/${name}`, targetKeyId: key.keyId });
    this.keyArn = key.arn;
    this.aliasArn = stack.arn('kms', `alias/${name}`);
  }

  private checkWindow(days = 30): void {
    if (Number.isInteger(days) && days >= 7 && days <= 30) return;
    const fix = 'give a whole number from 7 to 30 (AWS KMS API Reference, ScheduleKeyDeletion)';
    report(this, encryptionErrors['deletion-window'], { at: 'deletionWindowInDays', found: `${days}`, fix });
  }

  /** A key that exists already. */
  static fromKeyArn(keyArn: string): IEncryptionKey {
    return { keyArn };
  }

  /**
   * Lets a service encrypt and decrypt with the key, on behalf of this account only.
   * @param service - the principal, for example `logs.us-east-1.amazonaws.com`
   * @param conditions - replaces the condition on the account; `{}` for a service that sends none
   */
  grantService(service: string, conditions?: PolicyStatement['conditions']): void {
    const { account } = AwsStack.of(this);
    this.addToPolicy({
      sid: `Service${service.replace(/[^A-Za-z0-9]/g, '')}`,
      actions: keyUseActions,
      resources: ['*'],
      principals: { services: [service] },
      conditions: conditions ?? { StringEquals: { 'aws:SourceAccount': account } },
    });
  }

  /** Adds a statement to the key's policy; the same `sid` a second time replaces the first. */
  addToPolicy(statement: PolicyStatement): void {
    const index = this.statements.findIndex((one) => one.sid === statement.sid);
    if (index >= 0) this.statements[index] = statement;
    else this.statements.push(statement);
  }

  private policy(stack: AwsStack): string {
    const root: PolicyStatement = {
      sid: 'AccountAdministers',
      actions: ['kms:*'],
      resources: ['*'],
      principals: { aws: [`arn:${stack.partition}:iam::${stack.account}:root`] },
    };
    const sorted = [...this.statements].sort((a, b) => (a.sid < b.sid ? -1 : 1));
    return policyDocument(this, [root, ...sorted]);
  }
}
