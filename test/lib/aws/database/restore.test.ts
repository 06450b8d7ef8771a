import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import type { DatabaseRestore } from '../../../../lib/aws/database';
import { onlyResource } from '../../../../lib/testing';
import { keyArn, shopDatabase } from './fixture';

function restored(restore: DatabaseRestore) {
  return onlyResource(shopDatabase({ restore }).stack, DbInstance);
}

describe('a restored database', () => {
  test('is made from a snapshot, with its key, user and database name', () => {
    const instance = restored({ snapshot: 'orders-final', keyArn });
    expect(instance).toMatchObject({ snapshot_identifier: 'orders-final', kms_key_id: keyArn });
    for (const name of ['db_name', 'username', 'restore_to_point_in_time']) {
      expect(instance).not.toHaveProperty(name);
    }
  });

  test('gets a new password', () => {
    const instance = restored({ snapshot: 'orders-final', keyArn });
    expect(instance['password_wo']).toContain('ephemeral.aws_secretsmanager_random_password.database_master');
  });

  test('is made from a point in time', () => {
    const time = '2026-11-20T08:15:00Z';
    const instance = restored({ pointInTime: { source: { identifier: 'orders' }, time }, keyArn });
    expect(instance['restore_to_point_in_time']).toEqual({
      source_db_instance_identifier: 'orders',
      restore_time: time,
    });
    for (const name of ['db_name', 'username', 'snapshot_identifier']) {
      expect(instance).not.toHaveProperty(name);
    }
  });

  test('is made from the latest point of a database that is gone', () => {
    const automatedBackupsArn = 'arn:aws:rds:us-east-1:111122223333:auto-backup:ab-1';
    const latest = { use_latest_restorable_time: true };
    expect(
      restored({ pointInTime: { source: { automatedBackupsArn }, time: 'latest' }, keyArn })[
        'restore_to_point_in_time'
      ],
    ).toEqual({ ...latest, source_db_instance_automated_backups_arn: automatedBackupsArn });
    expect(
      restored({ pointInTime: { source: { resourceId: 'db-ABC' }, time: 'latest' }, keyArn })[
        'restore_to_point_in_time'
      ],
    ).toEqual({ ...latest, source_dbi_resource_id: 'db-ABC' });
  });
});
