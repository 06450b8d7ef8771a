import { type BackupVaultConfig, BackupVault as Vault } from '@cdktf/provider-aws/lib/backup-vault';
import {
  BackupVaultLockConfiguration,
  type BackupVaultLockConfigurationConfig,
} from '@cdktf/provider-aws/lib/backup-vault-lock-configuration';
import { BackupVaultPolicy } from '@cdktf/provider-aws/lib/backup-vault-policy';
import { Construct } from 'constructs';
import { attachAll, report } from '../../core/report';
import { EncryptionKey, type IEncryptionKey } from '../encryption/encryption-key';
import { AwsStack, physicalName } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import { policyDocument } from '../stack/policy';
import { parseArn } from './arn';
import { backupErrors } from './errors';
import { FailureRule, failedStates } from './failure-rule';
import { defaultLock, lockProblems, type VaultLock } from './lock';
import { administratorProblems, vaultStatements } from './vault-policy';
import type { BackupVaultAttributes, BackupVaultProps, IBackupVault } from './vault-props';

/**
 * Where backups are kept: with a key of its own, locked, with a policy under which nobody deletes one by hand, and a rule that
 * tells of jobs that failed. What AWS Backup encrypts itself, and every copy from another region, is encrypted with the vault's
 * key; snapshots of RDS and EBS in their own region keep the key of what they were made from (Developer Guide, "Encryption for
 * backups in AWS Backup"). The key's policy leaves its use to IAM, which is what the roles of plans and tests use it by.
 * A vault that has backups in it cannot be deleted. Reports `backup/*` and `stack/name`.
 */
export class BackupVault extends Construct implements IBackupVault {
  readonly vaultArn: string;
  readonly vaultName: string;
  readonly keyArn: string;
  readonly region: string;
  readonly account: string;
  readonly lock: VaultLock | 'none';
  /** The vault's name as text, known at synth: for runbooks. */
  readonly physicalName: string;

  constructor(scope: Construct, id: string, props: BackupVaultProps = {}) {
    super(scope, id);
    const { region, account } = AwsStack.of(this);
    const { name = 'backups' } = props;
    this.region = region;
    this.account = account;
    this.lock = props.lock ?? defaultLock;
    this.physicalName = physicalName(this, 'aws_backup_vault', name);
    attachAll(this, lockProblems(this.node.path, this.lock));
    attachAll(this, administratorProblems(this.node.path, props.administrators));

    this.keyArn = this.key(name, props).keyArn;
    const config: BackupVaultConfig = {
      name: this.physicalName,
      kmsKeyArn: this.keyArn,
      forceDestroy: false,
      lifecycle: { preventDestroy: props.deletionProtection ?? true },
    };
    const vault = new Vault(this, 'Resource', overridden(this, 'vault', config, props.overrides?.vault));
    this.vaultArn = vault.arn;
    this.vaultName = vault.name;
    this.addLock(props);
    this.addPolicy(props);
    if (props.topicArn !== undefined) this.addFailureRule(name, props.topicArn, props);
  }

  /** A vault that exists already. */
  static fromAttributes(attributes: BackupVaultAttributes): IBackupVault {
    const { vaultArn, keyArn, lock = 'unknown' } = attributes;
    const place = parseArn(vaultArn);
    return {
      vaultArn,
      keyArn,
      lock,
      vaultName: attributes.vaultName ?? place?.resource.replace(/^backup-vault:/, '') ?? '',
      region: attributes.region ?? place?.region ?? '',
      account: attributes.account ?? place?.account ?? '',
    };
  }

  private key(name: string, { encryption = 'ownKey', ...props }: BackupVaultProps): IEncryptionKey {
    if (encryption === 'ownKey') {
      return new EncryptionKey(this, 'key', {
        name: `vault-${name}`,
        description: `Backup vault ${name}`,
        deletionProtection: props.deletionProtection ?? true,
        ...(props.overrides?.key && { overrides: { key: props.overrides.key } }),
      });
    }
    const place = parseArn(encryption.key.keyArn);
    if (place && place.region !== this.region) {
      report(this, backupErrors.key, {
        at: 'encryption.key',
        found: `a key of ${place.region}, while the vault is in ${this.region}`,
        fix: `give a key of ${this.region}, or leave it out`,
      });
    }
    return encryption.key;
  }

  private addLock({ overrides }: BackupVaultProps): void {
    if (this.lock === 'none') return;
    const { minRetentionDays, maxRetentionDays } = this.lock;
    const config: BackupVaultLockConfigurationConfig = {
      backupVaultName: this.vaultName,
      minRetentionDays,
      maxRetentionDays,
      ...(this.lock.mode === 'compliance' && { changeableForDays: this.lock.changeableForDays }),
    };
    new BackupVaultLockConfiguration(this, 'lock', overridden(this, 'lock', config, overrides?.lock));
  }

  private addPolicy({ administrators, overrides }: BackupVaultProps): void {
    const config = {
      backupVaultName: this.vaultName,
      policy: policyDocument(this, vaultStatements(AwsStack.of(this), administrators)),
    };
    new BackupVaultPolicy(this, 'policy', overridden(this, 'policy', config, overrides?.policy));
  }

  private addFailureRule(name: string, topicArn: string, { overrides }: BackupVaultProps): void {
    // From the name, not from the vault: the pattern is then known before the apply.
    const arn = AwsStack.of(this).arn('backup', `backup-vault:${this.physicalName}`);
    new FailureRule(this, 'failures', {
      name: `vault-${name}-failures`,
      description: `Backups into vault ${this.physicalName} that failed, and copies out of it`,
      detailTypes: ['Backup Job State Change', 'Copy Job State Change'],
      detail: { state: failedStates, $or: [{ backupVaultArn: [arn] }, { sourceBackupVaultArn: [arn] }] },
      topicArn,
      ...(overrides?.failures && { override: overrides.failures }),
    });
  }
}
