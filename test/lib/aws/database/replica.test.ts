import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import type { DatabaseProps } from '../../../../lib/aws/database';
import { addresses, type Block, problemsOf, resources, synthTerraform } from '../../../../lib/testing';
import { resolved, shopDatabase } from './fixture';

function replicaOf(changes: Partial<DatabaseProps>, name = 'reports'): Block {
  const replica = resources(shopDatabase(changes).stack, DbInstance)[`database_replica-${name}`];
  if (!replica) throw new Error('no replica');
  return replica;
}

describe('a read replica', () => {
  test('says what RDS takes of a replica, and nothing of what it takes over', () => {
    expect(replicaOf({ replicas: { reports: {} } })).toEqual({
      apply_immediately: false,
      auto_minor_version_upgrade: true,
      backup_retention_period: 7,
      backup_window: '03:00-04:00',
      ca_cert_identifier: 'rds-ca-rsa2048-g1',
      copy_tags_to_snapshot: true,
      database_insights_mode: 'standard',
      delete_automated_backups: false,
      deletion_protection: true,
      depends_on: [
        'aws_cloudwatch_log_group.database_replica-reports_logs-postgresql',
        'aws_cloudwatch_log_group.database_replica-reports_logs-upgrade',
        'aws_iam_role_policy_attachment.database_monitoring_policy',
      ],
      enabled_cloudwatch_logs_exports: ['postgresql', 'upgrade'],
      iam_database_authentication_enabled: true,
      identifier: 'shop-test-main-replica-reports',
      instance_class: 'db.t3.medium',
      lifecycle: { prevent_destroy: true },
      maintenance_window: 'sun:04:30-sun:05:30',
      max_allocated_storage: 100,
      monitoring_interval: 60,
      monitoring_role_arn: '${aws_iam_role.database_monitoring.arn}',
      multi_az: false,
      parameter_group_name: '${aws_db_parameter_group.database_parameters.name}',
      performance_insights_enabled: true,
      performance_insights_kms_key_id: '${aws_kms_key.database_key.arn}',
      performance_insights_retention_period: 7,
      port: 5432,
      publicly_accessible: false,
      replicate_source_db: '${aws_db_instance.database.identifier}',
      skip_final_snapshot: true,
      storage_encrypted: true,
      storage_type: 'gp3',
      vpc_security_group_ids: ['${aws_security_group.database_security-group.id}'],
    });
  });

  test('follows its own settings', () => {
    const reports = {
      instanceClass: 'db.t3.large',
      zone: 'us-east-1b',
      version: '17.10',
      backupRetentionDays: 1,
      deletionProtection: false,
    };
    expect(replicaOf({ version: '17.9', replicas: { reports } })).toMatchObject({
      instance_class: 'db.t3.large',
      availability_zone: 'us-east-1b',
      engine_version: '17.10',
      auto_minor_version_upgrade: false,
      backup_retention_period: 1,
      deletion_protection: false,
      lifecycle: { prevent_destroy: false },
    });
  });

  test('is protected as its source is, and takes its backup window', () => {
    const changes = {
      deletionProtection: false,
      backup: { window: '01:00-02:00' },
      replicas: { reports: {} },
    };
    expect(replicaOf(changes)).toMatchObject({ deletion_protection: false, backup_window: '01:00-02:00' });
  });

  test('has logs and alarms of its own, how far it lags among them', () => {
    const content = synthTerraform(shopDatabase({ replicas: { reports: {} } }).stack);
    const groups = resources(content, CloudwatchLogGroup);
    expect(groups['database_replica-reports_logs-postgresql']?.['name']).toBe(
      '/aws/rds/instance/shop-test-main-replica-reports/postgresql',
    );
    const alarms = resources(content, CloudwatchMetricAlarm);
    expect(Object.keys(alarms).filter((name) => name.includes('replica-reports'))).toEqual([
      'database_replica-reports_alarm-connections',
      'database_replica-reports_alarm-cpu',
      'database_replica-reports_alarm-lag',
      'database_replica-reports_alarm-storage',
    ]);
    expect(alarms['database_replica-reports_alarm-lag']).toMatchObject({
      alarm_name: 'shop-test-database-main-replica-reports-lag',
      metric_name: 'ReplicaLag',
      dimensions: { DBInstanceIdentifier: 'shop-test-main-replica-reports' },
      threshold: 600,
      treat_missing_data: 'breaching',
    });
  });

  test('its lag and its connections are measured by its own settings', () => {
    const changes: Partial<DatabaseProps> = {
      alarms: { replicaLagSeconds: 900 },
      replicas: { reports: { instanceClass: 'db.t3.micro' } },
    };
    const alarms = resources(shopDatabase(changes).stack, CloudwatchMetricAlarm);
    expect(alarms['database_replica-reports_alarm-lag']?.['threshold']).toBe(900);
    expect(alarms['database_replica-reports_alarm-connections']?.['threshold']).toBe(69);
    expect(alarms['database_alarm-connections']?.['threshold']).toBe(312);
  });

  test('of a class without known memory has no alarm on connections', () => {
    const { stack } = shopDatabase({ replicas: { reports: { instanceClass: 'db.m99g.large' } } });
    expect(problemsOf(stack)).toEqual([]);
    expect(addresses(synthTerraform(stack))).not.toContain(
      'aws_cloudwatch_metric_alarm.database_replica-reports_alarm-connections',
    );
  });

  test('an override is for each, and the order of the keys changes nothing', () => {
    const overrides: DatabaseProps['overrides'] = { replica: { dedicatedLogVolume: true } };
    const one = synthTerraform(shopDatabase({ overrides, replicas: { a: {}, b: {} } }).stack);
    const other = synthTerraform(shopDatabase({ overrides, replicas: { b: {}, a: {} } }).stack);
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
    const instances = resources(one, DbInstance);
    expect(instances['database_replica-a']?.['dedicated_log_volume']).toBe(true);
    expect(instances['database_replica-b']?.['dedicated_log_volume']).toBe(true);
    expect(instances['database']).not.toHaveProperty('dedicated_log_volume');
  });

  test('is found by its endpoint', () => {
    const { stack, database } = shopDatabase({ replicas: { reports: {} } });
    expect(resolved(stack, database.replicaEndpoints)).toEqual({
      reports: '${aws_db_instance.database_replica-reports.address}',
    });
  });

  test('a name that makes the identifier too long is an error', () => {
    const { stack } = shopDatabase({ replicas: { ['r'.repeat(45)]: {} } });
    expect(problemsOf(stack).map((one) => one.code)).toEqual(['stack/name']);
  });
});
