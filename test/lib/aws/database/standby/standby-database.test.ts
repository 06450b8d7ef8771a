import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { App } from 'cdktf';
import { SecurityGroup } from '../../../../../lib/aws/connections';
import {
  generationName,
  importDatabase,
  publishDatabase,
  readStandbySource,
  StandbyDatabase,
} from '../../../../../lib/aws/database';
import { EncryptionKey } from '../../../../../lib/aws/encryption';
import { AwsStack } from '../../../../../lib/aws/stack';
import {
  addresses,
  onlyResource,
  problemsOf,
  resources,
  synthTerraform,
  testStack,
} from '../../../../../lib/testing';
import { resolved, shopDatabase } from '../fixture';
import { problems, shopStandby, source, standby, westKeyArn, westStack } from './fixture';

describe('a standby', () => {
  test('is well', () => {
    expect(problems({})).toEqual([]);
  });

  test('follows its source, with key, subnets, parameters and backups of its own', () => {
    expect(onlyResource(shopStandby().stack, DbInstance)).toEqual({
      allow_major_version_upgrade: false,
      apply_immediately: false,
      auto_minor_version_upgrade: true,
      backup_retention_period: 30,
      backup_window: '03:00-04:00',
      ca_cert_identifier: 'rds-ca-rsa2048-g1',
      copy_tags_to_snapshot: true,
      database_insights_mode: 'standard',
      db_subnet_group_name: 'shop-test-database',
      delete_automated_backups: false,
      deletion_protection: true,
      depends_on: [
        'aws_cloudwatch_log_group.database_logs-postgresql',
        'aws_cloudwatch_log_group.database_logs-upgrade',
        'aws_iam_role_policy_attachment.database_monitoring_policy',
      ],
      enabled_cloudwatch_logs_exports: ['postgresql', 'upgrade'],
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
      performance_insights_enabled: true,
      performance_insights_kms_key_id: '${aws_kms_key.database_key.arn}',
      performance_insights_retention_period: 7,
      port: 5432,
      publicly_accessible: false,
      replicate_source_db: 'arn:aws:rds:us-east-1:111122223333:db:shop-test-main',
      skip_final_snapshot: true,
      storage_encrypted: true,
      storage_type: 'gp3',
      vpc_security_group_ids: ['${aws_security_group.database_security-group.id}'],
    });
  });

  test('has these addresses', () => {
    expect(addresses(synthTerraform(shopStandby().stack))).toEqual([
      'aws_cloudwatch_log_group.database_logs-postgresql',
      'aws_cloudwatch_log_group.database_logs-upgrade',
      'aws_cloudwatch_metric_alarm.database_alarm-connections',
      'aws_cloudwatch_metric_alarm.database_alarm-cpu',
      'aws_cloudwatch_metric_alarm.database_alarm-lag',
      'aws_cloudwatch_metric_alarm.database_alarm-storage',
      'aws_db_instance.database',
      'aws_db_parameter_group.database_parameters',
      'aws_iam_role.database_monitoring',
      'aws_iam_role_policy_attachment.database_monitoring_policy',
      'aws_kms_alias.database_key_alias',
      'aws_kms_key.database_key',
      'aws_security_group.database_security-group',
    ]);
  });

  test('is watched for its lag, by its own threshold', () => {
    const alarms = resources(
      shopStandby({ alarms: { replicaLagSeconds: 300 } }).stack,
      CloudwatchMetricAlarm,
    );
    expect(alarms['database_alarm-lag']).toMatchObject({
      metric_name: 'ReplicaLag',
      dimensions: { DBInstanceIdentifier: 'shop-test-main' },
      threshold: 300,
      treat_missing_data: 'breaching',
    });
  });

  test('follows its own settings', () => {
    const changes = {
      availability: 'singleAz',
      network: { ...standby.network, zone: 'us-west-2b' },
      backup: { retentionDays: 7, window: '01:00-02:00', finalSnapshot: 'last' },
      deletionProtection: false,
      version: '17.10',
      overrides: { instance: { dedicatedLogVolume: true } },
    } as const;
    expect(onlyResource(shopStandby(changes).stack, DbInstance)).toMatchObject({
      multi_az: false,
      availability_zone: 'us-west-2b',
      backup_retention_period: 7,
      backup_window: '01:00-02:00',
      final_snapshot_identifier: 'shop-test-main-last',
      deletion_protection: false,
      lifecycle: { prevent_destroy: false },
      engine_version: '17.10',
      dedicated_log_volume: true,
    });
  });
});

describe('a promotion', () => {
  test('touches the source and what a destruction leaves, and nothing else of the instance', () => {
    const before = onlyResource(shopStandby().stack, DbInstance);
    const after = onlyResource(shopStandby({ role: 'promoted' }).stack, DbInstance);
    const { replicate_source_db: followed, ...rest } = before;
    expect(followed).toBe(source.arn);
    expect(after).toEqual({ ...rest, skip_final_snapshot: false });
  });

  test('changes nothing beside the instance but the alarm on the lag', () => {
    const [before, after] = (['standby', 'promoted'] as const).map((role) =>
      synthTerraform(shopStandby({ role }).stack),
    );
    const rest = (content: typeof before) => {
      const { aws_db_instance: _, aws_cloudwatch_metric_alarm: alarms, ...others } = content?.resource ?? {};
      const { 'database_alarm-lag': __, ...kept } = alarms ?? {};
      return { ...others, kept };
    };
    expect(rest(after)).toEqual(rest(before));
    expect(Object.keys(after?.resource['aws_cloudwatch_metric_alarm'] ?? {})).not.toContain(
      'database_alarm-lag',
    );
  });

  test('needs no source any more, nor looks at it', () => {
    const { source: _, ...without } = standby;
    const stack = westStack();
    new StandbyDatabase(stack, 'database', { ...without, role: 'promoted' });
    expect(problemsOf(stack)).toEqual([]);
    expect(problems({ role: 'promoted', source: { ...source, backupRetentionDays: 0 } })).toEqual([]);
  });

  test('leads back over a new generation beside the old instance, which stays as it is', () => {
    const { stack, database } = shopDatabase();
    const before = synthTerraform(shopDatabase().stack).resource;
    const promoted = shopStandby({ role: 'promoted' }).database;
    const back = (role: 'standby' | 'promoted') => ({
      ...standby,
      role,
      source: promoted.source,
      generation: 2,
      network: { vpcId: 'vpc-1', subnetGroupName: 'shop-test-database' },
      secret: { keyArn: database.keyArn },
    });
    const id = generationName('database', 2);
    new StandbyDatabase(stack, id, back('standby'));
    expect(problemsOf(stack)).toEqual([]);
    const content = synthTerraform(stack);
    for (const [type, blocks] of Object.entries(before)) {
      for (const [name, block] of Object.entries(blocks)) {
        expect([type, name, content.resource[type]?.[name]]).toEqual([type, name, block]);
      }
    }
    expect(content.resource['aws_db_instance']?.['database-2']).toMatchObject({
      identifier: 'shop-test-main-2',
      replicate_source_db: 'arn:aws:rds:us-west-2:111122223333:db:shop-test-main',
      final_snapshot_identifier: 'shop-test-main-2-final',
    });
    expect(content.resource['aws_kms_alias']?.['database-2_key_alias']).toMatchObject({
      name: 'alias/shop-test-database-main-2',
    });
    expect(content.resource['aws_db_parameter_group']?.['database-2_parameters']).toMatchObject({
      name: 'shop-test-main-2-postgres17',
    });
  });

  test('of the second generation lets this region follow again, beside the promoted instance', () => {
    const { stack } = shopStandby({ role: 'promoted' });
    new StandbyDatabase(stack, 'database-2', {
      ...standby,
      generation: 2,
      source: { ...source, arn: 'arn:aws:rds:us-east-1:111122223333:db:shop-test-main-2' },
    });
    expect(problemsOf(stack)).toEqual([]);
    const instances = resources(stack, DbInstance);
    expect(instances['database']).toEqual(onlyResource(shopStandby({ role: 'promoted' }).stack, DbInstance));
    expect(instances['database-2']).toMatchObject({
      identifier: 'shop-test-main-2',
      replicate_source_db: 'arn:aws:rds:us-east-1:111122223333:db:shop-test-main-2',
    });
  });
});

describe('generations', () => {
  test('are named', () => {
    expect([generationName('main', 1), generationName('main', 2)]).toEqual(['main', 'main-2']);
  });

  test('of one stack may share a key, and not an identifier', () => {
    const stack = westStack();
    const key = new EncryptionKey(stack, 'database-key', {
      name: 'database-main',
      description: 'Database main',
    });
    new StandbyDatabase(stack, 'database', { ...standby, key, role: 'promoted' });
    new StandbyDatabase(stack, 'database-2', { ...standby, key, generation: 2 });
    expect(problemsOf(stack)).toEqual([]);
    expect(Object.values(resources(stack, DbInstance)).map((one) => one['kms_key_id'])).toEqual([
      '${aws_kms_key.database-key.arn}',
      '${aws_kms_key.database-key.arn}',
    ]);
    new StandbyDatabase(stack, 'again', { ...standby, generation: 2, key });
    expect(problemsOf(stack).map((one) => one.code)).toContain('database/duplicate-name');
  });

  test('a key of another stack is an error', () => {
    const key = new EncryptionKey(testStack(), 'key', { name: 'other', description: 'Other' });
    expect(problems({ key })).toContain('error database/standby-key key');
  });
});

describe('a source', () => {
  test('is what a database says of itself', () => {
    expect(shopDatabase().database.source).toEqual(source);
    const parameters = { max_connections: '200' };
    expect(
      shopDatabase({ version: '17.10', parameters, backup: { retentionDays: 3 } }).database.source,
    ).toEqual({
      ...source,
      version: '17.10',
      backupRetentionDays: 3,
      parameters,
    });
  });

  test('tells what an override does', () => {
    const of = (instance: object) => shopDatabase({ overrides: { instance } }).database.source;
    expect(of({ storageEncrypted: false }).encryption).toBe('none');
    expect(of({ kmsKeyId: undefined }).encryption).toBe('defaultKey');
    expect(of({ kmsKeyId: 'arn:aws:kms:us-east-1:111122223333:alias/aws/rds' }).encryption).toBe(
      'defaultKey',
    );
    expect(of({ manageMasterUserPassword: true }).masterPassword).toBe('managedByRds');
    expect(of({ backupRetentionPeriod: 0 }).backupRetentionDays).toBe(0);
    expect(of({ backupRetentionPeriod: undefined }).backupRetentionDays).toBe(0);
    expect(of({ engineVersion: undefined }).version).toBe('17');
  });

  test('a standby is one itself, once promoted', () => {
    expect(shopStandby({ role: 'promoted' }).database.source).toEqual({
      ...source,
      arn: 'arn:aws:rds:us-west-2:111122223333:db:shop-test-main',
      region: 'us-west-2',
    });
  });
});

describe('errors of a standby', () => {
  const from = (changes: Partial<typeof source>) => problems({ source: { ...source, ...changes } });

  test.each([
    ['standby-source', 'source.arn', () => from({ arn: 'shop-test-main' })],
    [
      'standby-source',
      'source.arn',
      () => from({ arn: 'arn:aws:rds:eu-west-1:111122223333:db:shop-test-main' }),
    ],
    ['standby-key', 'source.encryption', () => from({ encryption: 'none' })],
    ['standby-key', 'source.encryption', () => from({ encryption: 'defaultKey' })],
    ['standby-backups', 'source.backupRetentionDays', () => from({ backupRetentionDays: 0 })],
    ['standby-password', 'source.masterPassword', () => from({ masterPassword: 'managedByRds' })],
    ['replica', 'version', () => from({ version: '16' })],
    ['replica', 'version', () => problems({ version: '17.9', source: { ...source, version: '17.10' } })],
    [
      'standby-parameter',
      'parameters.max_connections',
      () => from({ parameters: { max_connections: '200' } }),
    ],
    [
      'standby-parameter',
      'parameters.max_wal_senders',
      () =>
        problems({
          parameters: { max_wal_senders: '9' },
          source: { ...source, parameters: { max_wal_senders: '10' } },
        }),
    ],
    ['standby-generation', 'generation', () => problems({ generation: 0 })],
    ['standby-generation', 'generation', () => problems({ generation: 1000, role: 'promoted' })],
    ['retention', 'backup.retentionDays', () => problems({ backup: { retentionDays: 0 } })],
    ['instance-class', 'instanceClass', () => problems({ instanceClass: 'db.t2.medium' })],
    ['database-name', 'databaseName', () => problems({ databaseName: 'my-shop' })],
    ['storage-size', 'storage.sizeGiB', () => problems({ storage: { sizeGiB: 1, maxGiB: 'fixed' } })],
    [
      'monitoring-interval',
      'monitoring.intervalSeconds',
      () => problems({ monitoring: { intervalSeconds: 7 } }),
    ],
    ['alarm-threshold', 'alarms.cpuPercent', () => problems({ alarms: { cpuPercent: 800 } })],
    ['parameter', 'parameters.Work_mem', () => problems({ parameters: { Work_mem: '1' } })],
    ['minor-version', 'version', () => problems({ version: '17.99', role: 'promoted' })],
    [
      'standby-key',
      'overrides.instance',
      () => problems({ overrides: { instance: { storageEncrypted: false } } }),
    ],
    [
      'standby-key',
      'overrides.instance',
      () => problems({ overrides: { instance: { kmsKeyId: undefined } } }),
    ],
    [
      'standby-password',
      'overrides.instance.manageMasterUserPassword',
      () => problems({ overrides: { instance: { manageMasterUserPassword: true } } }),
    ],
  ])('%s at %s', (code, at, found) => {
    expect(found()).toEqual([`error database/${code} ${at}`]);
  });

  test('of the region of its source', () => {
    expect(
      from({ region: 'us-west-2', arn: 'arn:aws:rds:us-west-2:111122223333:db:shop-test-main' }),
    ).toEqual(['error database/standby-region source.region']);
  });

  test('without a source', () => {
    const { source: _, ...without } = standby;
    const stack = westStack();
    new StandbyDatabase(stack, 'database', without);
    expect(problemsOf(stack).map((one) => one.code)).toEqual(['database/standby-source']);
  });

  test('a zone of another region', () => {
    const network = { ...standby.network, zone: 'us-east-1a' };
    expect(problems({ network, availability: 'singleAz' })).toEqual(['error database/zone network.zone']);
  });

  test('a major upgrade, until it is promoted', () => {
    const maintenance = { majorUpgrade: 'allowed', apply: 'immediately' } as const;
    expect(problems({ maintenance })).toEqual(['error database/standby-upgrade maintenance.majorUpgrade']);
    const { stack } = shopStandby({ maintenance, role: 'promoted' });
    expect(onlyResource(stack, DbInstance)['allow_major_version_upgrade']).toBe(true);
  });

  test('an old version', () => {
    expect(problems({ version: '9', role: 'promoted' })).toContain('error versions/unknown version');
  });

  test('a smaller class is a warning; one without known memory passes', () => {
    const large = { ...source, instanceClass: 'db.r7g.large' };
    expect(problems({ source: large })).toEqual(['warning database/standby-class instanceClass']);
    expect(problems({ source: { ...source, instanceClass: 'db.m99g.large' } })).toEqual([]);
    expect(problems({ instanceClass: 'db.t3.large' })).toEqual([]);
  });

  test('parameters that are high enough, or formulas, pass', () => {
    const parameters = { max_connections: '200' };
    expect(problems({ parameters, source: { ...source, parameters } })).toEqual([]);
    const formula = { max_connections: 'LEAST({DBInstanceClassMemory/9531392},5000)' };
    expect(problems({ parameters: formula, source: { ...source, parameters } })).toEqual([]);
    expect(problems({ source: { ...source, parameters: formula } })).toEqual([]);
  });

  test('a reference as the ARN passes', () => {
    expect(from({ arn: '${data.terraform_remote_state.x.outputs.database_arn}' })).toEqual([]);
  });
});

describe('what layers above see of a standby', () => {
  test('its secret has the name of the source, and the key of this region', () => {
    const { database } = shopStandby({ generation: 3 });
    expect(database.secretArn).toBe(
      'arn:aws:secretsmanager:us-west-2:111122223333:secret:shop-test-database-main-master-??????',
    );
    expect(database.readSecretStatements().map((one) => one.resources)).toEqual([
      [database.secretArn],
      [westKeyArn],
    ]);
    expect(shopStandby({ secret: { name: 'theirs', keyArn: westKeyArn } }).database.secretArn).toBe(
      'arn:aws:secretsmanager:us-west-2:111122223333:secret:theirs-??????',
    );
  });

  test('a user connects to its own resource id', () => {
    const { stack, database } = shopStandby();
    expect(resolved(stack, database.connectStatement('orders').resources)).toEqual([
      'arn:aws:rds-db:us-west-2:111122223333:dbuser:${aws_db_instance.database.resource_id}/orders',
    ]);
  });

  test('it is published and imported as a database is', () => {
    const { stack, database } = shopStandby({ network: { ...standby.network, port: 6432 } });
    publishDatabase(stack, database);
    const upper = upperStack(stack, 'us-west-2');
    const imported = importDatabase(upper, 'database', stack);
    const app = new SecurityGroup(upper, 'app', { vpcId: 'vpc-2', name: 'app', description: 'App' });
    imported.connections.allowFrom(app);
    expect(imported.databaseName).toBe(
      '${data.terraform_remote_state.state-test-us-west-2-unit.outputs.database_database_name}',
    );
    expect(onlyResource(upper, VpcSecurityGroupIngressRule)).toMatchObject({ from_port: 6432 });
  });

  test('a standby finds its source without reading its state, and after its stack', () => {
    const { stack, database } = shopDatabase();
    publishDatabase(stack, database);
    const west = upperStack(stack, 'us-west-2');
    new StandbyDatabase(west, 'database', { ...standby, source: readStandbySource(west, stack) });
    expect(onlyResource(west, DbInstance)['replicate_source_db']).toBe(source.arn);
    expect(synthTerraform(west).data).toEqual({});
    expect(west.dependencies.map((one) => one.node.id)).toEqual(['test-us-east-1-unit']);
  });

  test('a source that nobody published is an error', () => {
    const stack = testStack();
    expect(() => readStandbySource(upperStack(stack, 'us-west-2'), stack)).toThrow(
      'stack/unpublished-contract',
    );
  });
});

function upperStack(below: AwsStack, region: string): AwsStack {
  return new AwsStack(App.of(below), `test-${region}-upper`, {
    project: 'shop',
    environment: 'test',
    owner: 'platform',
    costCentre: 'cc-1',
    account: '111122223333',
    region,
    state: below.state,
    today: below.today,
  });
}
