import { BackupVault as Vault } from '@cdktf/provider-aws/lib/backup-vault';
import { BackupVaultLockConfiguration } from '@cdktf/provider-aws/lib/backup-vault-lock-configuration';
import { BackupVaultNotifications } from '@cdktf/provider-aws/lib/backup-vault-notifications';
import { BackupVaultPolicy } from '@cdktf/provider-aws/lib/backup-vault-policy';
import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { BackupVault, type BackupVaultProps } from '../../../../lib/aws/backup';
import { EncryptionKey } from '../../../../lib/aws/encryption';
import { addresses, onlyResource, resources, synthTerraform, testStack } from '../../../../lib/testing';
import { findings, topicArn, vaultIn } from './fixture';

describe('BackupVault', () => {
  test('has a key of its own and is protected', () => {
    const content = synthTerraform(vaultIn().stack);
    expect(onlyResource(content, Vault)).toEqual({
      name: 'shop-test-backups',
      kms_key_arn: '${aws_kms_key.vault_key.arn}',
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(onlyResource(content, KmsKey)).toMatchObject({ lifecycle: { prevent_destroy: true } });
  });

  test('is locked in governance mode unless told otherwise', () => {
    expect(onlyResource(vaultIn().stack, BackupVaultLockConfiguration)).toEqual({
      backup_vault_name: '${aws_backup_vault.vault.name}',
      min_retention_days: 7,
      max_retention_days: 365,
    });
    expect(resources(vaultIn({ lock: 'none' }).stack, BackupVaultLockConfiguration)).toEqual({});
  });

  test('only a compliance lock, named as such, has a day from which nobody can lift it', () => {
    const { stack } = vaultIn({
      lock: { mode: 'compliance', minRetentionDays: 30, maxRetentionDays: 90, changeableForDays: 7 },
    });
    expect(findings(stack)).toEqual([['warning', 'backup/lock-for-ever', 'vault.lock.mode']]);
    expect(onlyResource(stack, BackupVaultLockConfiguration)).toMatchObject({ changeable_for_days: 7 });
  });

  test('lets nobody delete a backup by hand', () => {
    const policy = onlyResource(vaultIn().stack, BackupVaultPolicy);
    expect(policy['backup_vault_name']).toBe('${aws_backup_vault.vault.name}');
    expect(JSON.parse(policy['policy']).Statement).toEqual([
      {
        Sid: 'KeepBackups',
        Effect: 'Deny',
        Principal: '*',
        Action: ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'],
        Resource: ['*'],
      },
    ]);
  });

  test('is changed by its administrators alone, and by the root user, who can always mend it', () => {
    const deploy = 'arn:aws:iam::111122223333:role/bootstrap/shop-test-us-east-1-deploy';
    const { stack } = vaultIn({ administrators: [deploy, deploy] });
    const [, only] = JSON.parse(onlyResource(stack, BackupVaultPolicy)['policy']).Statement;
    expect(only).toEqual({
      Sid: 'OnlyAdministrators',
      Effect: 'Deny',
      Principal: '*',
      Action: [
        'backup:DeleteBackupVault',
        'backup:DeleteBackupVaultAccessPolicy',
        'backup:DeleteBackupVaultLockConfiguration',
        'backup:PutBackupVaultAccessPolicy',
        'backup:PutBackupVaultLockConfiguration',
      ],
      Resource: ['*'],
      Condition: { ArnNotLike: { 'aws:PrincipalArn': [deploy, 'arn:aws:iam::111122223333:root'] } },
    });
  });

  test('names every action of its policy whole, as such policies ask for', () => {
    const { stack } = vaultIn({ administrators: ['arn:aws:iam::111122223333:role/deploy'] });
    expect(JSON.parse(onlyResource(stack, BackupVaultPolicy)['policy']).Statement).not.toContainEqual(
      expect.objectContaining({ Action: expect.arrayContaining([expect.stringContaining('*')]) }),
    );
  });

  test('tells a topic of failed backups and copies, and of no others', () => {
    const content = synthTerraform(vaultIn({ topicArn }).stack);
    const rule = onlyResource(content, CloudwatchEventRule);
    const arn = 'arn:aws:backup:us-east-1:111122223333:backup-vault:shop-test-backups';
    expect(rule['name']).toBe('shop-test-vault-backups-failures');
    expect(JSON.parse(rule['event_pattern'])).toEqual({
      source: ['aws.backup'],
      account: ['111122223333'],
      'detail-type': ['Backup Job State Change', 'Copy Job State Change'],
      detail: {
        state: ['ABORTED', 'EXPIRED', 'FAILED', 'PARTIAL'],
        $or: [{ backupVaultArn: [arn] }, { sourceBackupVaultArn: [arn] }],
      },
    });
    expect(onlyResource(content, CloudwatchEventTarget)).toEqual({
      rule: '${aws_cloudwatch_event_rule.vault_failures.name}',
      target_id: 'topic',
      arn: topicArn,
    });
    // What the vault could send by itself of failures is accepted and never sent.
    expect(resources(content, BackupVaultNotifications)).toEqual({});
    expect(resources(vaultIn().stack, CloudwatchEventRule)).toEqual({});
  });

  test('can be given up in an environment that is', () => {
    const content = synthTerraform(vaultIn({ deletionProtection: false }).stack);
    expect(onlyResource(content, Vault)['lifecycle']).toEqual({ prevent_destroy: false });
    expect(onlyResource(content, KmsKey)['lifecycle']).toEqual({ prevent_destroy: false });
  });

  test('takes a key of the same region', () => {
    const stack = testStack();
    const key = new EncryptionKey(stack, 'key', { name: 'backups', description: 'Backups' });
    vaultIn({ encryption: { key } }, stack);
    expect(onlyResource(stack, Vault)['kms_key_arn']).toBe('${aws_kms_key.key.arn}');
    expect(findings(stack)).toEqual([]);
  });

  test('one that exists already is known by its ARN', () => {
    const vaultArn = 'arn:aws:backup:us-west-2:111122223333:backup-vault:shop';
    const keyArn = 'arn:aws:kms:us-west-2:111122223333:key/1';
    expect(BackupVault.fromAttributes({ vaultArn, keyArn })).toEqual({
      vaultArn,
      keyArn,
      vaultName: 'shop',
      region: 'us-west-2',
      account: '111122223333',
      lock: 'unknown',
    });
    expect(BackupVault.fromAttributes({ vaultArn: '${x}', keyArn: '${y}' })).toMatchObject({
      region: '',
      account: '',
      vaultName: '',
    });
  });

  test.each([
    ['vault', Vault, { forceDestroy: true }, { force_destroy: true }],
    ['lock', BackupVaultLockConfiguration, { minRetentionDays: 1 }, { min_retention_days: 1 }],
    ['policy', BackupVaultPolicy, { policy: '{}' }, { policy: '{}' }],
    ['key', KmsKey, { multiRegion: false }, { multi_region: false }],
    ['failures', CloudwatchEventRule, { description: 'x' }, { description: 'x' }],
  ] as const)('the override of %s reaches its resource', (name, type, override, expected) => {
    const { stack } = vaultIn({ topicArn, overrides: { [name]: override } });
    expect(onlyResource(stack, type)).toMatchObject(expected);
  });

  test('addresses', () => {
    expect(addresses(synthTerraform(vaultIn({ topicArn }).stack))).toEqual([
      'aws_backup_vault.vault',
      'aws_backup_vault_lock_configuration.vault_lock',
      'aws_backup_vault_policy.vault_policy',
      'aws_cloudwatch_event_rule.vault_failures',
      'aws_cloudwatch_event_target.vault_failures_target',
      'aws_kms_alias.vault_key_alias',
      'aws_kms_key.vault_key',
    ]);
  });
});

describe('mistakes about a vault', () => {
  const found = (props: BackupVaultProps) => findings(vaultIn(props).stack);
  const lock = { mode: 'governance', minRetentionDays: 7, maxRetentionDays: 90 } as const;

  test('a well-formed one has none', () => {
    expect(found({})).toEqual([]);
    expect(found({ lock, topicArn, administrators: ['arn:aws:iam::111122223333:role/deploy/*'] })).toEqual(
      [],
    );
    expect(found({ lock: { ...lock, minRetentionDays: 90 } })).toEqual([]);
    expect(found({ administrators: ['${aws_iam_role.deploy.arn}'] })).toEqual([]);
  });

  test.each([
    [{ ...lock, minRetentionDays: 0 }, 'minRetentionDays'],
    [{ ...lock, minRetentionDays: 1.5 }, 'minRetentionDays'],
    [{ ...lock, minRetentionDays: 91 }, 'minRetentionDays'],
    [{ ...lock, maxRetentionDays: 36501 }, 'maxRetentionDays'],
    [{ ...lock, mode: 'compliance' as const, changeableForDays: 2 }, 'changeableForDays'],
    [{ ...lock, mode: 'compliance' as const, changeableForDays: 36501 }, 'changeableForDays'],
  ])('the lock %j', (wrong, at) => {
    expect(found({ lock: wrong })).toEqual([['error', 'backup/lock', `vault.lock.${at}`]]);
  });

  test.each([[['deploy']], [['arn:aws:iam::111122223333:user/me']], [['*']], [[]]])(
    'administrators %j',
    (administrators) => {
      expect(found({ administrators })).toEqual([['error', 'backup/administrators', 'vault.administrators']]);
    },
  );

  test('a key of another region', () => {
    const key = EncryptionKey.fromKeyArn('arn:aws:kms:us-west-2:111122223333:key/1');
    expect(found({ encryption: { key } })).toEqual([['error', 'backup/key', 'vault.encryption.key']]);
  });

  test('names that AWS Backup refuses', () => {
    expect(found({ name: 'a'.repeat(40) })).toEqual([]);
    expect(found({ name: 'a'.repeat(41) })).toContainEqual(['error', 'stack/name', 'vault']);
    expect(found({ name: 'a.b' })).toContainEqual(['error', 'stack/name', 'vault']);
  });
});
