import type { BackupVaultConfig } from '@cdktf/provider-aws/lib/backup-vault';
import type { BackupVaultLockConfigurationConfig } from '@cdktf/provider-aws/lib/backup-vault-lock-configuration';
import type { BackupVaultPolicyConfig } from '@cdktf/provider-aws/lib/backup-vault-policy';
import type { CloudwatchEventRuleConfig } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import type { KmsKeyConfig } from '@cdktf/provider-aws/lib/kms-key';
import type { IEncryptionKey } from '../encryption/encryption-key';
import type { Override } from '../stack/override';
import type { KnownLock, VaultLock } from './lock';

/** A vault, made here or elsewhere. */
export interface IBackupVault {
  /** ARN of the vault. */
  readonly vaultArn: string;
  /** The vault's name. */
  readonly vaultName: string;
  /** ARN of the key that encrypts it. */
  readonly keyArn: string;
  /** The region it is in; empty when nobody knows it before the apply. */
  readonly region: string;
  /** The account it is in; empty when nobody knows it before the apply. */
  readonly account: string;
  /** What protects its backups. */
  readonly lock: KnownLock;
}

/** What is known of a vault that exists already. */
export interface BackupVaultAttributes {
  /** ARN of the vault. */
  readonly vaultArn: string;
  /** ARN of the key that encrypts it. */
  readonly keyArn: string;
  /**
   * The vault's name.
   * @default - the last part of its ARN
   */
  readonly vaultName?: string;
  /**
   * The region it is in.
   * @default - the one that its ARN names
   */
  readonly region?: string;
  /**
   * The account it is in.
   * @default - the one that its ARN names
   */
  readonly account?: string;
  /**
   * What protects its backups.
   * @default 'unknown'
   */
  readonly lock?: KnownLock;
}

/** Changes to the resources of a vault. */
export interface BackupVaultOverrides {
  /**
   * The vault itself.
   * @default - none
   */
  readonly vault?: Override<BackupVaultConfig>;
  /**
   * Its lock.
   * @default - none
   */
  readonly lock?: Override<BackupVaultLockConfigurationConfig>;
  /**
   * Its policy, as a whole.
   * @default - none
   */
  readonly policy?: Override<BackupVaultPolicyConfig>;
  /**
   * Its own key.
   * @default - none
   */
  readonly key?: Override<KmsKeyConfig>;
  /**
   * The rule that tells of failed jobs.
   * @default - none
   */
  readonly failures?: Override<CloudwatchEventRuleConfig>;
}

/** What a `BackupVault` is made from. */
export interface BackupVaultProps {
  /**
   * Last part of the vault's name, `<project>-<environment>-<name>`, 50 characters in all.
   * @default 'backups'
   */
  readonly name?: string;
  /**
   * What encrypts it: a key of its own, or a key of yours of the same region.
   * @default 'ownKey'
   */
  readonly encryption?: 'ownKey' | { readonly key: IEncryptionKey };
  /**
   * What keeps backups from being deleted early, and refuses jobs with other retentions. Backups that were there before a lock are
   * not bound by it. `'none'` leaves them to the vault's policy alone; `'compliance'` can never be taken back.
   * @default - governance, 7 to 365 days
   */
  readonly lock?: VaultLock | 'none';
  /**
   * ARNs of the roles that alone may change the vault's policy and lock, or delete the vault; a path and wildcards are allowed. The
   * account's root user always may.
   * @default - whoever IAM lets
   */
  readonly administrators?: readonly string[];
  /**
   * ARN of the topic that hears of backups and copies that failed, expired or were stopped. EventBridge has to be let in to it,
   * as an `AlarmTopic` does.
   * @default - nobody hears of them
   */
  readonly topicArn?: string;
  /**
   * Whether Terraform refuses to destroy it, and its key.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: BackupVaultOverrides;
}
