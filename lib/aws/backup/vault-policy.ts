import { type Problem, problem } from '../../core/errors';
import type { PolicyStatement } from '../stack/policy';
import { isReference } from './arn';
import { backupErrors } from './errors';

/**
 * What a vault refuses, whatever IAM allows: deleting a backup by hand, and shortening its life. AWS Backup still deletes it when its
 * days are over. RDS and EBS keep doors of their own to their snapshots, which this policy does not close (AWS Backup Developer
 * Guide, "Vault access policies"). The actions are named one by one: such a policy knows no wildcard there.
 * @param account - of the vault
 * @param partition - of the vault
 * @param administrators - who alone may change the vault itself; `undefined` for whoever IAM lets
 */
export function vaultStatements(
  { account, partition }: { readonly account: string; readonly partition: string },
  administrators: readonly string[] | undefined,
): PolicyStatement[] {
  const keep: PolicyStatement = {
    sid: 'KeepBackups',
    effect: 'Deny',
    actions: ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'],
    resources: ['*'],
    principals: 'everyone',
  };
  if (!administrators) return [keep];
  // Without the root user, a role that is deleted would leave a policy behind that nobody can change.
  const allowed = [...new Set([...administrators, `arn:${partition}:iam::${account}:root`])].sort();
  return [
    keep,
    {
      sid: 'OnlyAdministrators',
      effect: 'Deny',
      actions: [
        'backup:DeleteBackupVault',
        'backup:DeleteBackupVaultAccessPolicy',
        'backup:DeleteBackupVaultLockConfiguration',
        'backup:PutBackupVaultAccessPolicy',
        'backup:PutBackupVaultLockConfiguration',
      ],
      resources: ['*'],
      principals: 'everyone',
      conditions: { ArnNotLike: { 'aws:PrincipalArn': allowed } },
    },
  ];
}

/** What is wrong with the administrators of a vault. Reports `backup/administrators`. */
export function administratorProblems(
  path: string,
  administrators: readonly string[] | undefined,
): Problem[] {
  if (!administrators) return [];
  const refuse = (found: string) =>
    problem(backupErrors.administrators, path, {
      at: 'administrators',
      found,
      fix: 'give the ARN of each role, for example arn:aws:iam::111122223333:role/bootstrap/shop-prod-deploy, or leave it out',
    });
  if (administrators.length === 0) return [refuse('nobody')];
  return administrators
    .filter((one) => !isReference(one) && !/^arn:[a-z-]+:iam::\d{12}:role\/.+$/.test(one))
    .map((one) => refuse(`"${one}"`));
}
