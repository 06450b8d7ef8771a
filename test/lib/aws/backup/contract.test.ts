import { BackupPlan as Plan } from '@cdktf/provider-aws/lib/backup-plan';
import { BackupPlan, importBackupVault, publishBackupVault } from '../../../../lib/aws/backup';
import { onlyResource, problemsOf, synthTerraform } from '../../../../lib/testing';
import { databaseArn, neighbour, vaultIn } from './fixture';

describe('the contract about a vault', () => {
  const twoRegions = (lock?: 'none') => {
    const { stack: here, vault } = vaultIn();
    const there = neighbour(here, 'test-us-west-2-backup', 'us-west-2');
    publishBackupVault(there, vaultIn(lock ? { lock } : {}, there).vault);
    return { here, vault, there };
  };

  test('carries ARN, name and key, and for checks the region and the lock', () => {
    const { here, there } = twoRegions();
    const outputs = '${data.terraform_remote_state.state-test-us-west-2-backup.outputs.backup_vault_';
    expect(importBackupVault(here, there)).toEqual({
      vaultArn: `${outputs}arn}`,
      vaultName: `${outputs}name}`,
      keyArn: `${outputs}key_arn}`,
      region: 'us-west-2',
      account: '111122223333',
      lock: { mode: 'governance', minRetentionDays: 7, maxRetentionDays: 365 },
    });
    expect(Object.keys(synthTerraform(there).output).sort()).toEqual([
      'backup_vault_arn',
      'backup_vault_key_arn',
      'backup_vault_name',
    ]);
  });

  test("a plan copies to the standby's vault, and waits for its stack", () => {
    const { here, vault, there } = twoRegions();
    const copyTo = { vault: importBackupVault(here, there), retentionDays: 30 };
    new BackupPlan(here, 'plan', { vault, copyTo }).selects('database', { arn: databaseArn });
    const [rule] = onlyResource(here, Plan)['rule'];
    expect(rule.copy_action[0].destination_vault_arn).toBe(copyTo.vault.vaultArn);
    expect(here.dependsOn(there)).toBe(true);
  });

  test.each([
    [undefined, ['backup/retention-outside-lock']],
    ['none' as const, []],
  ])('a plan holds its copies against the lock %s of the other stack', (lock, codes) => {
    const { here, vault, there } = twoRegions(lock);
    const copyTo = { vault: importBackupVault(here, there), retentionDays: 3 };
    new BackupPlan(here, 'plan', { vault, copyTo }).selects('database', { arn: databaseArn });
    expect(problemsOf(here).map((one) => one.code)).toEqual(codes);
  });
});
