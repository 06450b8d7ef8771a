import type { Aws } from '../../../../lib/drill';

interface Plan {
  readonly BackupPlan: {
    readonly Rules: readonly {
      readonly TargetBackupVaultName: string;
      readonly CopyActions?: readonly { readonly DestinationBackupVaultArn: string }[];
    }[];
  };
}

interface Selection {
  readonly BackupSelection: { readonly IamRoleArn: string; readonly Resources?: readonly string[] };
}

/**
 * Carries the backup plans of a region out once, as AWS Backup does in the night: what is selected by its ARN is backed up by every rule
 * and copied where that says. What is selected by tags is left out.
 * @returns how many recovery points were copied
 */
export async function backUpOnce(aws: Aws, region: string): Promise<number> {
  const ask = async <Answer>(...args: string[]) =>
    (await aws(['backup', ...args, '--region', region])) as Answer;
  const { BackupPlansList: plans } = await ask<{
    BackupPlansList: readonly { readonly BackupPlanId: string }[];
  }>('list-backup-plans');
  let copies = 0;
  for (const { BackupPlanId: id } of plans) {
    const { BackupPlan: plan } = await ask<Plan>('get-backup-plan', '--backup-plan-id', id);
    const { BackupSelectionsList: selections } = await ask<{
      BackupSelectionsList: readonly { readonly SelectionId: string }[];
    }>('list-backup-selections', '--backup-plan-id', id);
    for (const { SelectionId: selection } of selections) {
      const { BackupSelection: chosen } = await ask<Selection>(
        ...['get-backup-selection', '--backup-plan-id', id, '--selection-id', selection],
      );
      const role = ['--iam-role-arn', chosen.IamRoleArn];
      const arns = (chosen.Resources ?? []).filter((one) => !one.includes('*'));
      for (const rule of plan.Rules) {
        for (const arn of arns) {
          const vault = rule.TargetBackupVaultName;
          const { RecoveryPointArn: point } = await ask<{ RecoveryPointArn: string }>(
            ...['start-backup-job', '--backup-vault-name', vault, '--resource-arn', arn, ...role],
          );
          for (const { DestinationBackupVaultArn: to } of rule.CopyActions ?? []) {
            await ask(
              ...['start-copy-job', '--recovery-point-arn', point, '--source-backup-vault-name', vault],
              ...['--destination-backup-vault-arn', to, ...role],
            );
            copies += 1;
          }
        }
      }
    }
  }
  return copies;
}
