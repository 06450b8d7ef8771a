import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecurityGroup as SecurityGroupResource } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { SecurityGroup } from '../../../../lib/aws/connections';
import { Database, type DatabaseProps } from '../../../../lib/aws/database';
import {
  addresses,
  type Block,
  onlyResource,
  problemsOf,
  resources,
  synthTerraform,
  testStack,
} from '../../../../lib/testing';
import { shop, shopDatabase } from './fixture';

function instanceOf(changes: Partial<DatabaseProps> = {}): Block {
  return onlyResource(shopDatabase(changes).stack, DbInstance);
}

function parametersOf(changes: Partial<DatabaseProps> = {}): Record<string, string[]> {
  const group = onlyResource(shopDatabase(changes).stack, DbParameterGroup);
  const list = group['parameter'] as { name: string; value: string; apply_method: string }[];
  return Object.fromEntries(list.map((one) => [one.name, [one.value, one.apply_method]]));
}

describe('Database', () => {
  test('is the whole of what RDS needs, and secure', () => {
    expect(instanceOf()).toEqual({
      allocated_storage: 20,
      allow_major_version_upgrade: false,
      apply_immediately: false,
      auto_minor_version_upgrade: true,
      backup_retention_period: 30,
      backup_window: '03:00-04:00',
      ca_cert_identifier: 'rds-ca-rsa2048-g1',
      copy_tags_to_snapshot: true,
      database_insights_mode: 'standard',
      db_name: 'microshop',
      db_subnet_group_name: 'shop-test-database',
      delete_automated_backups: false,
      deletion_protection: true,
      depends_on: [
        'aws_cloudwatch_log_group.database_logs-postgresql',
        'aws_cloudwatch_log_group.database_logs-upgrade',
        'aws_iam_role_policy_attachment.database_monitoring_policy',
      ],
      enabled_cloudwatch_logs_exports: ['postgresql', 'upgrade'],
      engine: 'postgres',
      engine_lifecycle_support: 'open-source-rds-extended-support-disabled',
      engine_version: '17',
      final_snapshot_identifier: 'shop-test-main-final',
      iam_database_authentication_enabled: true,
      identifier: 'shop-test-main',
      instance_class: 'db.t3.medium',
      kms_key_id: '${aws_kms_key.database_key.arn}',
      lifecycle: { prevent_destroy: true },
      maintenance_window: 'sun:04:30-sun:05:30',
      max_allocated_storage: 100,
      monitoring_interval: 60,
      monitoring_role_arn: '${aws_iam_role.database_monitoring.arn}',
      multi_az: true,
      parameter_group_name: '${aws_db_parameter_group.database_parameters.name}',
      password_wo: '${ephemeral.aws_secretsmanager_random_password.database_master.random_password}',
      password_wo_version: 1,
      performance_insights_enabled: true,
      performance_insights_kms_key_id: '${aws_kms_key.database_key.arn}',
      performance_insights_retention_period: 7,
      port: 5432,
      publicly_accessible: false,
      skip_final_snapshot: false,
      storage_encrypted: true,
      storage_type: 'gp3',
      username: 'microshop_admin',
      vpc_security_group_ids: ['${aws_security_group.database_security-group.id}'],
    });
  });

  test('has the addresses that its state is kept by', () => {
    expect(addresses(synthTerraform(shopDatabase().stack))).toEqual([
      'aws_cloudwatch_log_group.database_logs-postgresql',
      'aws_cloudwatch_log_group.database_logs-upgrade',
      'aws_cloudwatch_metric_alarm.database_alarm-connections',
      'aws_cloudwatch_metric_alarm.database_alarm-cpu',
      'aws_cloudwatch_metric_alarm.database_alarm-storage',
      'aws_db_instance.database',
      'aws_db_parameter_group.database_parameters',
      'aws_iam_role.database_monitoring',
      'aws_iam_role_policy_attachment.database_monitoring_policy',
      'aws_kms_alias.database_key_alias',
      'aws_kms_key.database_key',
      'aws_secretsmanager_secret.database_master',
      'aws_secretsmanager_secret_version.database_master_version',
      'aws_security_group.database_security-group',
    ]);
  });

  test('a well-formed input has no problem', () => {
    expect(problemsOf(shopDatabase().stack)).toEqual([]);
  });

  test('follows its choices', () => {
    const changes: Partial<DatabaseProps> = {
      version: '16.14',
      availability: 'singleAz',
      network: { vpcId: 'vpc-1', subnetGroupName: 'group', zone: 'us-east-1a', port: 6432 },
      storage: { sizeGiB: 400, maxGiB: 'fixed', iops: 16_000, throughput: 1_000 },
      backup: { retentionDays: 7, window: '01:00-01:30', finalSnapshot: 'last' },
      maintenance: {
        window: 'mon:02:00-mon:03:00',
        apply: 'immediately',
        majorUpgrade: 'allowed',
        extendedSupport: 'paid',
      },
      monitoring: { intervalSeconds: 15, insights: { mode: 'advanced' } },
      deletionProtection: false,
    };
    expect(instanceOf(changes)).toMatchObject({
      engine_version: '16.14',
      auto_minor_version_upgrade: false,
      multi_az: false,
      availability_zone: 'us-east-1a',
      port: 6432,
      allocated_storage: 400,
      iops: 16_000,
      storage_throughput: 1_000,
      backup_retention_period: 7,
      backup_window: '01:00-01:30',
      final_snapshot_identifier: 'shop-test-main-last',
      maintenance_window: 'mon:02:00-mon:03:00',
      apply_immediately: true,
      allow_major_version_upgrade: true,
      engine_lifecycle_support: 'open-source-rds-extended-support',
      monitoring_interval: 15,
      database_insights_mode: 'advanced',
      performance_insights_retention_period: 465,
      deletion_protection: false,
      lifecycle: { prevent_destroy: false },
    });
    expect(instanceOf(changes)).not.toHaveProperty('max_allocated_storage');
  });

  test('grows to twice its size unless it is told how far', () => {
    expect(instanceOf({ storage: { sizeGiB: 50 } })['max_allocated_storage']).toBe(100);
    expect(instanceOf({ storage: { sizeGiB: 40_000 } })['max_allocated_storage']).toBe(65_536);
  });

  test('is updated in place, or by a copy that takes over', () => {
    expect(instanceOf()).not.toHaveProperty('blue_green_update');
    expect(instanceOf({ updates: 'blueGreen' })['blue_green_update']).toEqual({ enabled: true });
  });

  test('is protected as a whole, or not at all', () => {
    for (const deletionProtection of [true, false]) {
      const { stack } = shopDatabase({ deletionProtection });
      for (const type of [DbInstance, KmsKey, SecretsmanagerSecret]) {
        expect(onlyResource(stack, type)['lifecycle']).toEqual({ prevent_destroy: deletionProtection });
      }
    }
  });

  test('two of a name are an error', () => {
    const stack = testStack();
    new Database(stack, 'one', shop);
    new Database(stack, 'two', shop);
    expect(problemsOf(stack).map((one) => [one.code, one.path])).toEqual([
      ['database/duplicate-name', 'test-us-east-1-unit/two.name'],
    ]);
  });

  test('an override reaches its resource, and one without effect is an error', () => {
    const overrides: DatabaseProps['overrides'] = {
      instance: { dedicatedLogVolume: true },
      parameterGroup: { skipDestroy: true },
      key: { multiRegion: true },
      secret: { forceOverwriteReplicaSecret: true },
      securityGroup: { revokeRulesOnDelete: false },
      monitoringRole: { path: '/rds/' },
      logGroup: { skipDestroy: true },
      alarm: { actionsEnabled: false },
    };
    const content = synthTerraform(shopDatabase({ overrides }).stack);
    expect(onlyResource(content, DbInstance)['dedicated_log_volume']).toBe(true);
    expect(onlyResource(content, DbParameterGroup)['skip_destroy']).toBe(true);
    expect(onlyResource(content, KmsKey)['multi_region']).toBe(true);
    expect(onlyResource(content, SecretsmanagerSecret)['force_overwrite_replica_secret']).toBe(true);
    expect(onlyResource(content, SecurityGroupResource)['revoke_rules_on_delete']).toBe(false);
    expect(onlyResource(content, IamRole)['path']).toBe('/rds/');
    for (const group of Object.values(resources(content, CloudwatchLogGroup))) {
      expect(group['skip_destroy']).toBe(true);
    }
    for (const alarm of Object.values(resources(content, CloudwatchMetricAlarm))) {
      expect(alarm['actions_enabled']).toBe(false);
    }
    const idle = shopDatabase({ overrides: { instance: { multiAz: true } } }).stack;
    expect(problemsOf(idle).map((one) => one.code)).toEqual(['stack/override-without-effect']);
  });

  test('is reached by who is let in, on its own port', () => {
    const { stack, database } = shopDatabase({
      network: { vpcId: 'vpc-1', subnetGroupName: 'group', port: 6432 },
    });
    const app = new SecurityGroup(stack, 'app', { vpcId: 'vpc-1', name: 'app', description: 'App' });
    expect(resources(stack, VpcSecurityGroupIngressRule)).toEqual({});
    database.connections.allowFrom(app);
    expect(onlyResource(stack, VpcSecurityGroupIngressRule)).toEqual({
      description: 'app to database-main',
      from_port: 6432,
      ip_protocol: 'tcp',
      referenced_security_group_id: '${aws_security_group.app.id}',
      security_group_id: '${aws_security_group.database_security-group.id}',
      to_port: 6432,
    });
  });

  test('knows its names at synth', () => {
    const { database } = shopDatabase();
    expect(database.identifier).toBe('shop-test-main');
    expect(database.databaseArn).toBe('arn:aws:rds:us-east-1:111122223333:db:shop-test-main');
  });
});

describe('the parameters of a database', () => {
  test('force TLS and log connections, schema changes and slow statements', () => {
    expect(onlyResource(shopDatabase().stack, DbParameterGroup)).toMatchObject({
      name: 'shop-test-main-postgres17',
      family: 'postgres17',
      lifecycle: { create_before_destroy: true },
    });
    expect(parametersOf()).toEqual({
      log_connections: ['1', 'immediate'],
      log_disconnections: ['1', 'immediate'],
      log_lock_waits: ['1', 'immediate'],
      log_min_duration_statement: ['1000', 'immediate'],
      log_statement: ['ddl', 'immediate'],
      'rds.force_ssl': ['1', 'immediate'],
    });
  });

  test('are of the major version, which is part of their name', () => {
    const group = onlyResource(shopDatabase({ version: '16.14' }).stack, DbParameterGroup);
    expect([group['name'], group['family']]).toEqual(['shop-test-main-postgres16', 'postgres16']);
  });

  test('of the user come over ours, and static ones wait for a restart', () => {
    const parameters = { log_lock_waits: '0', max_connections: '200', work_mem: '8192' };
    expect(parametersOf({ parameters })).toMatchObject({
      log_lock_waits: ['0', 'immediate'],
      max_connections: ['200', 'pending-reboot'],
      work_mem: ['8192', 'immediate'],
    });
  });

  test('follow the log and the transport', () => {
    const logs = { statements: 'none', slowStatementMilliseconds: 'off' } as const;
    const network = { ...shop.network, transport: 'plaintextAllowed' } as const;
    expect(parametersOf({ logs, network })).toMatchObject({
      log_min_duration_statement: ['-1', 'immediate'],
      log_statement: ['none', 'immediate'],
      'rds.force_ssl': ['0', 'immediate'],
    });
  });

  test('are never without TLS by a parameter alone', () => {
    const stack = shopDatabase({ parameters: { 'rds.force_ssl': '0' } }).stack;
    expect(problemsOf(stack).map((one) => one.code)).toEqual(['database/parameter']);
  });
});

describe('what is seen of a database', () => {
  test('its logs are encrypted, kept for a year, and there before RDS makes them', () => {
    const groups = resources(shopDatabase().stack, CloudwatchLogGroup);
    expect(groups['database_logs-postgresql']).toEqual({
      name: '/aws/rds/instance/shop-test-main/postgresql',
      kms_key_id: '${aws_kms_key.database_key.arn}',
      retention_in_days: 365,
    });
    expect(groups['database_logs-upgrade']?.['name']).toBe('/aws/rds/instance/shop-test-main/upgrade');
  });

  test('its logs are kept as long as they are told', () => {
    const groups = resources(shopDatabase({ logs: { retention: 30 } }).stack, CloudwatchLogGroup);
    expect(Object.values(groups).map((one) => one['retention_in_days'])).toEqual([30, 30]);
  });

  test('the role of enhanced monitoring is for this database only', () => {
    const role = onlyResource(shopDatabase().stack, IamRole);
    expect(role['name']).toBe('shop-test-us-east-1-main-rds-monitoring');
    expect(JSON.parse(role['assume_role_policy']).Statement).toEqual([
      {
        Sid: 'Trust',
        Effect: 'Allow',
        Principal: { Service: ['monitoring.rds.amazonaws.com'] },
        Action: ['sts:AssumeRole'],
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          StringLike: {
            'aws:SourceArn': [
              'arn:aws:rds:us-east-1:111122223333:db:shop-test-main',
              'arn:aws:rds:us-east-1:111122223333:db:shop-test-main-*',
            ],
          },
        },
      },
    ]);
  });

  test('monitoring can be turned off by name, and the role goes with it', () => {
    const { stack } = shopDatabase({ monitoring: { intervalSeconds: 'off', insights: 'off' } });
    const instance = onlyResource(stack, DbInstance);
    expect(instance).toMatchObject({ monitoring_interval: 0, performance_insights_enabled: false });
    expect(instance).not.toHaveProperty('monitoring_role_arn');
    expect(instance).not.toHaveProperty('performance_insights_kms_key_id');
    expect(resources(stack, IamRole)).toEqual({});
  });
});

describe('the alarms of a database', () => {
  const thresholds = (changes: Partial<DatabaseProps> = {}) =>
    Object.fromEntries(
      Object.values(resources(shopDatabase(changes).stack, CloudwatchMetricAlarm)).map((one) => [
        one['metric_name'],
        one['threshold'],
      ]),
    );

  test('go off at four fifths of CPU and connections and at a tenth of the storage', () => {
    expect(thresholds()).toEqual({
      CPUUtilization: 80,
      DatabaseConnections: 312,
      FreeStorageSpace: 2 * 2 ** 30,
    });
  });

  test('follow their settings', () => {
    const alarms = { cpuPercent: 90, freeStoragePercent: 25, connectionsPercent: 50 };
    expect(thresholds({ alarms, parameters: { max_connections: '200' } })).toEqual({
      CPUUtilization: 90,
      DatabaseConnections: 100,
      FreeStorageSpace: 5 * 2 ** 30,
    });
    expect(thresholds({ alarms: { maxConnections: 1000 } })['DatabaseConnections']).toBe(800);
  });

  test('tell the topic', () => {
    const topicArn = 'arn:aws:sns:us-east-1:111122223333:shop-test-alarms';
    const alarms = resources(shopDatabase({ alarms: { topicArn } }).stack, CloudwatchMetricAlarm);
    for (const alarm of Object.values(alarms)) {
      expect(alarm).toMatchObject({ alarm_actions: [topicArn], ok_actions: [topicArn] });
    }
    expect(alarms['database_alarm-storage']).toMatchObject({
      alarm_name: 'shop-test-database-main-storage',
      namespace: 'AWS/RDS',
      dimensions: { DBInstanceIdentifier: 'shop-test-main' },
      comparison_operator: 'LessThanThreshold',
      statistic: 'Minimum',
    });
    expect(alarms['database_alarm-cpu']?.['comparison_operator']).toBe('GreaterThanThreshold');
  });
});
