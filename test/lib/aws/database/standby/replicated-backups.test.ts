import { DbInstanceAutomatedBackupsReplication } from '@cdktf/provider-aws/lib/db-instance-automated-backups-replication';
import { ReplicatedBackups, type ReplicatedBackupsProps } from '../../../../../lib/aws/database';
import { EncryptionKey } from '../../../../../lib/aws/encryption';
import { addresses, onlyResource, problemsOf, synthTerraform } from '../../../../../lib/testing';
import { resolved } from '../fixture';
import { source, westKeyArn, westStack } from './fixture';

function replicated(changes: Partial<ReplicatedBackupsProps> = {}) {
  const stack = westStack();
  return { stack, backups: new ReplicatedBackups(stack, 'backups', { name: 'main', source, ...changes }) };
}

function problems(changes: Partial<ReplicatedBackupsProps>): string[] {
  const place = /^test-us-west-2-unit\/backups\.?/;
  return problemsOf(replicated(changes).stack).map(
    (one) => `${one.severity} ${one.code} ${one.path.replace(place, '')}`,
  );
}

describe('replicated backups', () => {
  test('are copied with a key of this region', () => {
    const { stack } = replicated();
    expect(problemsOf(stack)).toEqual([]);
    expect(onlyResource(stack, DbInstanceAutomatedBackupsReplication)).toEqual({
      kms_key_id: '${aws_kms_key.backups_key.arn}',
      lifecycle: { prevent_destroy: true },
      retention_period: 30,
      source_db_instance_arn: source.arn,
    });
    expect(addresses(synthTerraform(stack))).toEqual([
      'aws_db_instance_automated_backups_replication.backups',
      'aws_kms_alias.backups_key_alias',
      'aws_kms_key.backups_key',
    ]);
  });

  test('follow their settings', () => {
    const key = EncryptionKey.fromKeyArn(westKeyArn);
    const overrides = { replication: { region: 'us-west-2' } };
    const { stack, backups } = replicated({ key, retentionDays: 7, deletionProtection: false, overrides });
    expect(onlyResource(stack, DbInstanceAutomatedBackupsReplication)).toEqual({
      kms_key_id: westKeyArn,
      lifecycle: { prevent_destroy: false },
      region: 'us-west-2',
      retention_period: 7,
      source_db_instance_arn: source.arn,
    });
    expect(addresses(synthTerraform(stack))).toHaveLength(1);
    expect(backups.keyArn).toBe(westKeyArn);
    expect(resolved(stack, backups.automatedBackupsArn)).toBe(
      '${aws_db_instance_automated_backups_replication.backups.id}',
    );
  });

  test('take a key that is known only after a deploy', () => {
    const key = EncryptionKey.fromKeyArn('${data.terraform_remote_state.x.outputs.key}');
    expect(problems({ key })).toEqual([]);
  });

  test.each([
    ['retention', 'retentionDays', { retentionDays: 0 }],
    ['standby-backups', 'source.backupRetentionDays', { source: { ...source, backupRetentionDays: 0 } }],
    ['standby-key', 'source.encryption', { source: { ...source, encryption: 'none' as const } }],
    ['standby-key', 'key', { key: EncryptionKey.fromKeyArn(westKeyArn.replace('west-2', 'east-1')) }],
    [
      'standby-key',
      'key',
      { key: EncryptionKey.fromKeyArn('arn:aws:kms:us-west-2:111122223333:alias/aws/rds') },
    ],
    [
      'standby-region',
      'source.region',
      { source: { ...source, region: 'us-west-2', arn: source.arn.replace('us-east-1', 'us-west-2') } },
    ],
  ])('%s at %s is an error', (code, at, changes) => {
    expect(problems(changes)).toEqual([`error database/${code} ${at}`]);
  });
});
