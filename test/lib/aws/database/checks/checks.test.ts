import type { DatabaseProps } from '../../../../../lib/aws/database';
import { Database } from '../../../../../lib/aws/database';
import { problemsOf, testStack } from '../../../../../lib/testing';
import { faults, keyArn, problems, shop } from '../fixture';

type Changes = Partial<DatabaseProps>;
type Case = readonly [Changes, string];

const network = shop.network;
const pointInTime = { source: { identifier: 'orders' }, time: 'latest' };
const many = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`r${index}`, {}]));
const most = Object.fromEntries(Object.entries(many).slice(1));

describe('mistakes about names and versions', () => {
  test.each<Case>([
    [{ masterUsername: 'admin' }, 'database/master-username masterUsername'],
    [{ masterUsername: 'RdsAdmin' }, 'database/master-username masterUsername'],
    [{ masterUsername: 'user' }, 'database/master-username masterUsername'],
    [{ masterUsername: 'pg_owner' }, 'database/master-username masterUsername'],
    [{ masterUsername: 'rds_superuser' }, 'database/master-username masterUsername'],
    [{ masterUsername: '1owner' }, 'database/master-username masterUsername'],
    [{ masterUsername: 'shop-owner' }, 'database/master-username masterUsername'],
    [{ masterUsername: 'a_name_of_17_char' }, 'database/master-username masterUsername'],
    [{ databaseName: 'my-shop' }, 'database/database-name databaseName'],
    [{ databaseName: '9shops' }, 'database/database-name databaseName'],
    [{ databaseName: 'a'.repeat(64) }, 'database/database-name databaseName'],
    [{ databaseName: 'template1' }, 'database/database-name databaseName'],
    [{ databaseName: 'Order' }, 'database/database-name databaseName'],
    [{ version: '17.11' }, 'database/minor-version version'],
    [{ version: '15.3' }, 'database/minor-version version'],
    [
      { version: '17.9', maintenance: { autoMinorUpgrade: true } },
      'database/pinned-minor maintenance.autoMinorUpgrade',
    ],
    [{ maintenance: { majorUpgrade: 'allowed' } }, 'database/major-upgrade maintenance.majorUpgrade'],
    [
      { maintenance: { majorUpgrade: 'allowed' }, updates: 'blueGreen' },
      'database/blue-green-major maintenance.majorUpgrade',
    ],
    [{ instanceClass: 't3.medium' }, 'database/instance-class instanceClass'],
    [{ instanceClass: 'db.t3.mega' }, 'database/instance-class instanceClass'],
    [{ instanceClass: 'db.t2.medium' }, 'database/instance-class instanceClass'],
    [{ instanceClass: 'db.t3.4xlarge' }, 'database/instance-class instanceClass'],
    [{ instanceClass: 'db.m7g.medium' }, 'database/instance-class instanceClass'],
  ])('%j', (changes, expected) => {
    expect(faults(changes)).toEqual([`error ${expected}`]);
  });

  test('the construct reports them', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ masterUsername: 'admin', passwordVersion: 2, updates: 'blueGreen' })).toEqual([
      'error database/master-username masterUsername',
      'warning database/blue-green-rotation passwordVersion',
    ]);
  });

  test.each<Case>([
    [{ version: '12' }, 'versions/unknown version'],
    [{ version: '17.10.1' }, 'versions/unknown version'],
    [{ name: 'Main' }, 'stack/name '],
    [{ name: 'a'.repeat(60) }, 'stack/name '],
  ])('%j is reported with the construct', (changes, expected) => {
    expect(problems(changes)).toContain(`error ${expected}`);
  });

  test.each<Changes>([
    { masterUsername: 'postgres' },
    { masterUsername: 'a_name_of_16_cha' },
    { databaseName: 'postgres' },
    { databaseName: 'a'.repeat(63) },
    { version: '17' },
    { version: '17.9' },
    { version: '15.7' },
    { version: '17.9', maintenance: { autoMinorUpgrade: false } },
    { maintenance: { majorUpgrade: 'allowed', apply: 'immediately' } },
    {
      maintenance: { majorUpgrade: 'allowed' },
      updates: 'blueGreen',
      parameters: { 'rds.logical_replication': '1' },
    },
    { instanceClass: 'db.r7g.16xlarge' },
  ])('%j is well', (changes) => {
    expect(faults(changes)).toEqual([]);
  });

  test('a version in extended support has to be paid for by name', () => {
    const at = (maintenance: DatabaseProps['maintenance']) => {
      const stack = testStack({ today: new Date('2027-03-01T00:00:00Z') });
      new Database(stack, 'database', { ...shop, version: '14', ...(maintenance && { maintenance }) });
      return problemsOf(stack).map((one) => `${one.severity} ${one.code}`);
    };
    expect(at(undefined)).toEqual(['error database/extended-support', 'warning versions/extended']);
    expect(at({ extendedSupport: 'paid' })).toEqual(['warning versions/extended']);
  });

  test('a version past its end is refused', () => {
    const stack = testStack({ today: new Date('2030-03-01T00:00:00Z') });
    new Database(stack, 'database', { ...shop, version: '14' });
    expect(problemsOf(stack).map((one) => one.code)).toEqual(['versions/ended']);
  });
});

describe('mistakes about place and storage', () => {
  test.each<Case>([
    [{ network: { ...network, zone: 'us-east-1a' } }, 'database/zone network.zone'],
    [{ availability: 'singleAz', network: { ...network, zone: 'us-west-2a' } }, 'database/zone network.zone'],
    [{ availability: 'singleAz', network: { ...network, zone: 'us-east-1c' } }, 'database/zone network.zone'],
    [{ network: { ...network, zones: ['us-east-1a', 'us-east-1a'] } }, 'database/zone network.zones'],
    [{ network: { ...network, port: 80 } }, 'database/port network.port'],
    [{ network: { ...network, port: 65_536 } }, 'database/port network.port'],
    [{ storage: { sizeGiB: 19 } }, 'database/storage-size storage.sizeGiB'],
    [{ storage: { sizeGiB: 65_537 } }, 'database/storage-size storage.sizeGiB'],
    [{ storage: { sizeGiB: 20.5 } }, 'database/storage-size storage.sizeGiB'],
    [{ storage: { sizeGiB: 100, maxGiB: 109 } }, 'database/storage-max storage.maxGiB'],
    [{ storage: { sizeGiB: 100, maxGiB: 70_000 } }, 'database/storage-max storage.maxGiB'],
    [{ storage: { sizeGiB: 399, iops: 12_000 } }, 'database/storage-performance storage.iops'],
    [{ storage: { sizeGiB: 399, throughput: 500 } }, 'database/storage-performance storage.throughput'],
    [{ storage: { sizeGiB: 400, iops: 11_999 } }, 'database/storage-performance storage.iops'],
    [{ storage: { sizeGiB: 400, iops: 64_001 } }, 'database/storage-performance storage.iops'],
    [
      { storage: { sizeGiB: 400, iops: 12_000, throughput: 4_001 } },
      'database/storage-performance storage.throughput',
    ],
    [
      { storage: { sizeGiB: 400, iops: 12_000, throughput: 3_001 } },
      'database/storage-performance storage.throughput',
    ],
    [{ storage: { sizeGiB: 400, throughput: 500 } }, 'database/storage-performance storage.throughput'],
  ])('%j', (changes, expected) => {
    expect(faults(changes)).toEqual([`error ${expected}`]);
  });

  test.each<Changes>([
    { availability: 'singleAz', network: { ...network, zone: 'us-east-1b' } },
    { network: { vpcId: 'vpc-1', subnetGroupName: 'shop-test-database', port: 6432 } },
    { storage: { sizeGiB: 65_536 } },
    { storage: { sizeGiB: 100, maxGiB: 110 } },
    { storage: { sizeGiB: 20, maxGiB: 'fixed' } },
    { storage: { sizeGiB: 400, iops: 16_000, throughput: 4_000 } },
  ])('%j is well', (changes) => {
    expect(faults(changes)).toEqual([]);
  });
});

describe('mistakes about operations', () => {
  test.each<Case>([
    [{ backup: { retentionDays: 0 } }, 'database/retention backup.retentionDays'],
    [{ backup: { retentionDays: 36 } }, 'database/retention backup.retentionDays'],
    [{ backup: { window: '3am-4am' } }, 'database/window backup.window'],
    [{ backup: { window: '02:00-02:20' } }, 'database/window backup.window'],
    [{ backup: { finalSnapshot: 'last_one' } }, 'database/final-snapshot backup.finalSnapshot'],
    [{ backup: { finalSnapshot: 'last--one' } }, 'database/final-snapshot backup.finalSnapshot'],
    [{ maintenance: { window: '04:30-05:30' } }, 'database/window maintenance.window'],
    [{ maintenance: { window: 'sun:04:30-sun:04:45' } }, 'database/window maintenance.window'],
    [{ maintenance: { window: 'sun:03:30-sun:04:30' } }, 'database/windows-overlap maintenance.window'],
    [{ backup: { window: '04:00-05:00' } }, 'database/windows-overlap maintenance.window'],
    [{ monitoring: { intervalSeconds: 20 } }, 'database/monitoring-interval monitoring.intervalSeconds'],
    [{ monitoring: { intervalSeconds: 0 } }, 'database/monitoring-interval monitoring.intervalSeconds'],
    [
      { monitoring: { insights: { mode: 'advanced', retentionDays: 7 } } },
      'database/insights monitoring.insights.retentionDays',
    ],
    [
      { monitoring: { insights: { mode: 'standard', retentionDays: 30 } } },
      'database/insights monitoring.insights.retentionDays',
    ],
    [
      { monitoring: { insights: { mode: 'standard', retentionDays: 744 } } },
      'database/insights monitoring.insights.retentionDays',
    ],
    [{ logs: { slowStatementMilliseconds: -5 } }, 'database/log-settings logs.slowStatementMilliseconds'],
    [{ alarms: { cpuPercent: 800 } }, 'database/alarm-threshold alarms.cpuPercent'],
    [{ alarms: { freeStoragePercent: 0 } }, 'database/alarm-threshold alarms.freeStoragePercent'],
    [{ alarms: { connectionsPercent: 100 } }, 'database/alarm-threshold alarms.connectionsPercent'],
    [{ alarms: { maxConnections: 0 } }, 'database/alarm-threshold alarms.maxConnections'],
    [{ alarms: { replicaLagSeconds: 0.5 } }, 'database/alarm-threshold alarms.replicaLagSeconds'],
    [{ instanceClass: 'db.m99g.large' }, 'database/alarm-threshold alarms.maxConnections'],
    [{ parameters: { 'rds.force_ssl': '0' } }, 'database/parameter parameters.rds.force_ssl'],
    [{ parameters: { port: '6432' } }, 'database/parameter parameters.port'],
    [{ parameters: { Work_Mem: '4096' } }, 'database/parameter parameters.Work_Mem'],
    [{ passwordVersion: 0 }, 'database/password-version passwordVersion'],
    [{ passwordVersion: 1.5 }, 'database/password-version passwordVersion'],
  ])('%j', (changes, expected) => {
    expect(faults(changes)).toEqual([`error ${expected}`]);
  });

  test('a retention that CloudWatch Logs does not know', () => {
    expect(problems({ logs: { retention: 100 as 90 } })).toEqual([
      'error logs/retention /logs-postgresql.retention',
      'error logs/retention /logs-upgrade.retention',
    ]);
  });

  test.each<Changes>([
    { backup: { retentionDays: 1 } },
    { backup: { retentionDays: 35, window: '05:30-06:00' } },
    { monitoring: { intervalSeconds: 'off', insights: 'off' } },
    { monitoring: { insights: { mode: 'advanced' } } },
    { monitoring: { insights: { mode: 'advanced', retentionDays: 465 } } },
    { monitoring: { insights: { mode: 'standard', retentionDays: 713 } } },
    { monitoring: { insights: { mode: 'standard', retentionDays: 731 } } },
    { instanceClass: 'db.m99g.large', alarms: { maxConnections: 300 } },
    { instanceClass: 'db.m99g.large', parameters: { max_connections: '300' } },
  ])('%j is well', (changes) => {
    expect(faults(changes)).toEqual([]);
  });

  test('a password that was rotated does not go with blue/green updates', () => {
    expect(faults({ updates: 'blueGreen', passwordVersion: 2 })).toEqual([
      'warning database/blue-green-rotation passwordVersion',
    ]);
    expect(faults({ updates: 'blueGreen' })).toEqual([]);
    expect(faults({ passwordVersion: 2 })).toEqual([]);
  });
});

describe('mistakes about replicas', () => {
  test.each<Case>([
    [{ updates: 'blueGreen', replicas: { a: {} } }, 'database/blue-green-replicas updates'],
    [{ replicas: many }, 'database/replica replicas'],
    [{ replicas: { a: { zone: 'us-west-2a' } } }, 'database/zone replicas.a.zone'],
    [{ replicas: { a: { zone: 'us-east-1c' } } }, 'database/zone replicas.a.zone'],
    [{ replicas: { a: { backupRetentionDays: 0 } } }, 'database/retention replicas.a.backupRetentionDays'],
    [
      { replicas: { a: { instanceClass: 'db.t2.small' } } },
      'database/instance-class replicas.a.instanceClass',
    ],
    [{ replicas: { a: { version: '16' } } }, 'database/replica replicas.a.version'],
    [{ version: '17.9', replicas: { a: { version: '17.8' } } }, 'database/replica replicas.a.version'],
    [{ replicas: { a: { version: '17.99' } } }, 'database/minor-version replicas.a.version'],
  ])('%j', (changes, expected) => {
    expect(faults(changes)).toEqual([`error ${expected}`]);
  });

  test('a name of the wrong form', () => {
    expect(faults({ replicas: { Reports_1: {} } })).toContain('error database/replica replicas.Reports_1');
    expect(faults({ replicas: { 'a--b': {} } })).toContain('error database/replica replicas.a--b');
  });

  test.each<Changes>([
    { replicas: most },
    { updates: 'blueGreen', replicas: {} },
    { version: '17.9', replicas: { a: { version: '17.9' }, b: { version: '17.10' } } },
    { replicas: { a: { zone: 'us-east-1b', instanceClass: 'db.t3.small', backupRetentionDays: 1 } } },
  ])('%j is well', (changes) => {
    expect(faults(changes)).toEqual([]);
  });
});

describe('mistakes about what is restored', () => {
  const both = { snapshot: 'orders-final', pointInTime, keyArn };
  const time = (text: string) => ({ restore: { pointInTime: { ...pointInTime, time: text }, keyArn } });
  test.each<Case>([
    [{ restore: both }, 'database/restore restore'],
    [{ restore: { keyArn } as unknown as typeof both }, 'database/restore restore'],
    [{ restore: { snapshot: 'no snapshot', keyArn } }, 'database/restore restore.snapshot'],
    [{ restore: { snapshot: 'orders-final', keyArn: 'alias/orders' } }, 'database/restore restore.keyArn'],
    [
      { restore: { snapshot: 'orders-final', keyArn: 'arn:aws:kms:us-east-1:111122223333:alias/orders' } },
      'database/restore restore.keyArn',
    ],
    [
      {
        restore: {
          pointInTime: { source: { identifier: 'orders', resourceId: 'db-1' }, time: 'latest' },
          keyArn,
        },
      },
      'database/restore restore.pointInTime.source',
    ],
    [time('yesterday'), 'database/restore restore.pointInTime.time'],
    [time('2026-13-01T00:00:00Z'), 'database/restore restore.pointInTime.time'],
    [time('2026-11-20T08:15:00+01:00'), 'database/restore restore.pointInTime.time'],
    [time('2026-12-24T08:15:00Z'), 'database/restore restore.pointInTime.time'],
  ])('%j', (changes, expected) => {
    expect(faults(changes)).toEqual([`error ${expected}`]);
  });

  test.each<Changes>([
    { restore: { snapshot: 'orders-final', keyArn } },
    { restore: { snapshot: 'rds:orders-2026-11-20-03-05', keyArn } },
    { restore: { snapshot: 'arn:aws:rds:us-east-1:111122223333:snapshot:orders-final', keyArn } },
    { restore: { snapshot: 'orders-final', keyArn: '${aws_kms_key.orders.arn}' } },
    { restore: { pointInTime, keyArn } },
    time('2026-11-20T08:15:00Z'),
  ])('%j is well', (changes) => {
    expect(faults(changes)).toEqual([]);
  });
});
