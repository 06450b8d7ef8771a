import type { Construct } from 'constructs';
import { AwsStack } from '../stack/aws-stack';
import { Contract } from '../stack/contract';
import { BackupVault } from './backup-vault';
import type { KnownLock } from './lock';
import type { IBackupVault } from './vault-props';

/** What the layer with the vault promises to other layers, also to those of other regions. */
export const backupVaultContract = new Contract('backup_vault', {
  arn: 'text',
  key_arn: 'text',
  name: 'text',
});

/** A plan holds its retention against the lock at synth, which a reference into a state cannot tell. */
const locks = new WeakMap<AwsStack, KnownLock>();

/** Publishes a vault as outputs of its stack. */
export function publishBackupVault(stack: AwsStack, vault: IBackupVault): void {
  locks.set(stack, vault.lock);
  backupVaultContract.publish(stack, {
    arn: vault.vaultArn,
    key_arn: vault.keyArn,
    name: vault.vaultName,
  });
}

/**
 * The vault that another stack publishes, of this region or of another.
 * @param scope - a construct of the reading stack
 * @param publisher - the stack that called {@link publishBackupVault}
 */
export function importBackupVault(scope: Construct, publisher: AwsStack): IBackupVault {
  const values = backupVaultContract.read(AwsStack.of(scope), publisher);
  return BackupVault.fromAttributes({
    vaultArn: values.arn,
    vaultName: values.name,
    keyArn: values.key_arn,
    region: publisher.region,
    account: publisher.account,
    lock: locks.get(publisher) ?? 'unknown',
  });
}
