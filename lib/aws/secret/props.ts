import type { SecretsmanagerSecretConfig } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import type { SecretsmanagerSecretPolicyConfig } from '@cdktf/provider-aws/lib/secretsmanager-secret-policy';
import type { SecretsmanagerSecretVersionConfig } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import type { IEncryptionKey } from '../encryption/encryption-key';
import type { Override } from '../stack/override';
import type { PolicyStatement } from '../stack/policy';
import type { SecretReplicas } from './replicas';

/** A secret, made here or elsewhere. */
export interface ISecret {
  /** ARN of the secret, with the six characters that Secrets Manager adds. */
  readonly secretArn: string;
  /** The secret's name. */
  readonly secretName: string;
  /** ARN of the KMS key that encrypts it; `undefined` for the key `aws/secretsmanager`. */
  readonly keyArn: string | undefined;
  /** Statements for the policy of a role that reads the secret's value. */
  grantRead(): PolicyStatement[];
}

/** A value that Secrets Manager makes up and Terraform never keeps. */
export interface GeneratedValue {
  /** Raise it to have a new value made and written; it means nothing else. Begins at 1. */
  readonly version: number;
  /**
   * How many characters, 16 to 4096.
   * @default 32
   */
  readonly length?: number;
  /**
   * Characters it does not contain.
   * @default - quotes, backslash, slash, at sign and backtick, which URLs, shells and RDS take badly
   */
  readonly excludeCharacters?: string;
}

/** What a `Secret` is made from. */
export interface SecretProps {
  /** Last part of the name, `<project>-<environment>-<name>`; parts of it may be separated by slashes. */
  readonly name: string;
  /** What it opens, for people. */
  readonly description: string;
  /**
   * Where the value comes from. In neither case does it reach plan, state or output: `setElsewhere` leaves the secret empty until
   * somebody sets it, a generated one is written without being kept (write-only).
   */
  readonly value: 'setElsewhere' | { readonly generated: GeneratedValue };
  /**
   * The key that encrypts it.
   * @default - a key of its own
   */
  readonly key?: IEncryptionKey;
  /**
   * Days that a deleted secret can be brought back, 7 to 30. `'immediate'` deletes it beyond recovery.
   * @default 30
   */
  readonly recoveryDays?: number | 'immediate';
  /**
   * Whether Terraform refuses to destroy it, and its key.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Regions that it is copied to under the same name, by their names; the copies have the same value and policy, and follow every
   * change. To take a region away while others stay, leave it out. The provider keeps the last one when the argument goes: take
   * that back with `aws secretsmanager remove-regions-from-replication`, and before its key.
   * @default - none
   */
  readonly replicas?: SecretReplicas;
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: {
    readonly secret?: Override<SecretsmanagerSecretConfig>;
    readonly version?: Override<SecretsmanagerSecretVersionConfig>;
    readonly policy?: Override<SecretsmanagerSecretPolicyConfig>;
  };
}
