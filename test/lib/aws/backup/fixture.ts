import type { App } from 'cdktf';
import {
  BackupPlan,
  type BackupPlanProps,
  BackupVault,
  type BackupVaultProps,
  type IBackupVault,
} from '../../../../lib/aws/backup';
import { AwsStack } from '../../../../lib/aws/stack';
import { problemsOf, testStack } from '../../../../lib/testing';

/** A database of the test stack's own region and account. */
export const databaseArn = 'arn:aws:rds:us-east-1:111122223333:db:shop-test-main';

/** A topic of the test stack. */
export const topicArn = 'arn:aws:sns:us-east-1:111122223333:shop-test-alarms';

/** A vault of another region, with a key of its own. */
export const standby: IBackupVault = BackupVault.fromAttributes({
  vaultArn: 'arn:aws:backup:us-west-2:111122223333:backup-vault:shop-test-backups',
  keyArn: 'arn:aws:kms:us-west-2:111122223333:key/1',
  lock: { mode: 'governance', minRetentionDays: 7, maxRetentionDays: 90 },
});

/** A vault in a stack. */
export function vaultIn(props: BackupVaultProps = {}, stack: AwsStack = testStack()) {
  return { stack, vault: new BackupVault(stack, 'vault', props) };
}

/** A plan that selects a database, beside a vault. */
export function planIn(props: Partial<BackupPlanProps> = {}, selects: string | 'nothing' = databaseArn) {
  const { stack, vault } = vaultIn();
  const plan = new BackupPlan(stack, 'plan', { vault, ...props });
  if (selects !== 'nothing') plan.selects('database', { arn: selects });
  return { stack, vault, plan };
}

/** Severity, code and place below the stack of every problem. */
export function findings(stack: AwsStack): string[][] {
  return problemsOf(stack).map((one) => [
    one.severity,
    one.code,
    one.path.replace('test-us-east-1-unit/', ''),
  ]);
}

/** A second stack of the same program, perhaps of another region. */
export function neighbour(first: AwsStack, id: string, region: string = first.region): AwsStack {
  const { project, environment, account, state, today } = first;
  return new AwsStack(first.node.scope as App, id, {
    project,
    environment,
    account,
    region,
    state,
    today,
    owner: 'platform',
    costCentre: 'cc-1',
  });
}
