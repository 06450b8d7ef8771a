import type { PolicyStatement } from '../../stack/policy';
import { anyRegion, inRegions, type PolicyContext } from './policy-context';

/**
 * Backup vaults, plans and tests of restoring. Backups themselves are out of reach: nothing here deletes one, restores one or changes how
 * long it is kept.
 */
export function recoveryStatements(context: PolicyContext): PolicyStatement[] {
  return [vaults(context), ...vaultStorage(context), plans(context), restoreTests(context)];
}

function vaults(context: PolicyContext): PolicyStatement {
  return {
    sid: 'BackupVaults',
    actions: [
      'backup:CreateBackupVault',
      'backup:DeleteBackupVault',
      'backup:DeleteBackupVaultAccessPolicy',
      'backup:DeleteBackupVaultLockConfiguration',
      'backup:PutBackupVaultAccessPolicy',
      'backup:PutBackupVaultLockConfiguration',
      'backup:TagResource',
      'backup:UntagResource',
    ],
    resources: [anyRegion(context, 'backup', `backup-vault:${context.prefix}*`)],
    conditions: inRegions(context),
  };
}

/** What making a vault asks for beside that (AWS Backup Developer Guide, "Create a backup vault", required permissions). */
function vaultStorage(context: PolicyContext): PolicyStatement[] {
  const services = context.regions.map((one) => `backup.${one}.amazonaws.com`);
  return [
    {
      // It knows no resource.
      sid: 'VaultStorage',
      actions: ['backup-storage:MountCapsule'],
      resources: ['*'],
      conditions: inRegions(context),
    },
    {
      sid: 'KeysOfVaults',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:RetireGrant'],
      resources: [anyRegion(context, 'kms', 'key/*')],
      conditions: { StringEquals: { 'kms:ViaService': services } },
    },
  ];
}

/** AWS names plans by ids, and selections are part of them. */
function plans(context: PolicyContext): PolicyStatement {
  return {
    sid: 'BackupPlans',
    actions: [
      'backup:CreateBackupPlan',
      'backup:CreateBackupSelection',
      'backup:DeleteBackupPlan',
      'backup:DeleteBackupSelection',
      'backup:TagResource',
      'backup:UntagResource',
      'backup:UpdateBackupPlan',
    ],
    resources: [anyRegion(context, 'backup', 'backup-plan:*')],
    conditions: inRegions(context),
  };
}

/** Their names take underscores where all others have hyphens. */
function restoreTests(context: PolicyContext): PolicyStatement {
  const prefix = context.prefix.replaceAll('-', '_');
  return {
    sid: 'RestoreTests',
    actions: [
      'backup:CreateRestoreTestingPlan',
      'backup:CreateRestoreTestingSelection',
      'backup:DeleteRestoreTestingPlan',
      'backup:DeleteRestoreTestingSelection',
      'backup:TagResource',
      'backup:UntagResource',
      'backup:UpdateRestoreTestingPlan',
      'backup:UpdateRestoreTestingSelection',
    ],
    resources: [anyRegion(context, 'backup', `restore-testing-plan:${prefix}*`)],
    conditions: inRegions(context),
  };
}
