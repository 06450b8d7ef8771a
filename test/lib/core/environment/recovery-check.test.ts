import dev from '../../../../environments/dev';
import prod from '../../../../environments/prod';
import { checkEnvironments } from '../../../../lib/core/environment';
import { recoveryErrors } from '../../../../lib/core/recovery/errors';
import { backups, data } from '../recovery/fixture';

const check = (...all: readonly unknown[]) =>
  checkEnvironments(all.map((one, index) => ({ path: `environments/e${index}`, data: one }))).problems;
const found = (...all: readonly unknown[]) =>
  check(...all).map(({ code, path }) => `${code} ${path.slice(16)}`);
const lock = (change: object) => ({ backups: { ...backups, lock: { ...backups.lock, ...change } } });
const schedule = (text: string) => ({ backups: { ...backups, schedule: text } });
const backupOnly = {
  readiness: 'backupOnly',
  rto: '5h',
  rpo: { database: '30m', objects: '15m', volumes: '33h' },
};
const restore = {
  automatedBackupsArn: 'arn:aws:rds:us-west-2:444444444444:auto-backup:ab-1',
  time: 'latest',
};

const inside = { ...prod.workloads, entry: dev.workloads.entry };

/** Every mistake, with the code it has and where. */
const mistakes: readonly (readonly [string, unknown, string])[] = [
  [
    'the primary as its own standby',
    data({ standby: 'us-east-1' }),
    'recovery/standby-region recovery.standby',
  ],
  [
    'a standby without the letters of the primary',
    data({ standby: 'ap-northeast-1' }),
    'recovery/zones recovery.network.zones',
  ],
  [
    'a standby whose zones differ by account',
    data({ standby: 'us-west-1' }),
    'recovery/zones recovery.network.zones',
  ],
  [
    'the range of the primary',
    data({ network: { range: '10.0.128.0/17' } }),
    'recovery/range-overlap recovery.network.range',
  ],
  ['no edge', data({}, { workloads: inside }, { edge: undefined }), 'recovery/edge recovery'],
  ['no database', data({ rpo: '33h' }, {}, { database: undefined }), 'recovery/database recovery'],
  [
    'an environment that may be deleted',
    data({}, { protection: 'disposable' }),
    'recovery/disposable protection',
  ],
  ['no backups', data({}, { backups: undefined }), 'recovery/no-backups backups'],
  [
    'a replica where there are copies only',
    data({ ...backupOnly, database: 'replica' }),
    'recovery/database-choice recovery.database',
  ],
  [
    'pods without a database',
    data({ database: 'replicatedBackups', rto: '4h', rpo: '33h' }),
    'recovery/database-choice recovery.database',
  ],
  [
    'promotion of a backup',
    data({ ...backupOnly, databaseRole: 'promoted' }),
    'recovery/database-role recovery.databaseRole',
  ],
  [
    'a second generation of a backup',
    data({ ...backupOnly, databaseGeneration: 2 }),
    'recovery/database-role recovery.databaseRole',
  ],
  ['restoring beside a replica', data({ restore }), 'recovery/restore recovery.restore'],
  [
    'restoring to an odd time',
    data({ ...backupOnly, restore: { ...restore, time: 'yesterday' } }),
    'recovery/restore recovery.restore.time',
  ],
  [
    'serving without nodes',
    data({ readiness: 'pilotLight', rto: '21m', serve: 'standby' }),
    'recovery/serve recovery.serve',
  ],
  [
    'a promoted database, and customers elsewhere',
    data({ databaseRole: 'promoted' }),
    'recovery/serve-primary recovery.serve',
  ],
  [
    'a primary that follows, and has the customers',
    data({ databaseRole: 'returning', serve: 'primary' }),
    'recovery/serve-primary recovery.serve',
  ],
  [
    'a global datastore of a small type',
    data({ cache: 'globalDatastore' }),
    'recovery/global-datastore recovery.cache',
  ],
  [
    'images from the region that is lost',
    data({ registry: undefined }),
    'recovery/registry recovery.registry',
  ],
  ['a rate', data({}, schedule('rate(1 day)')), 'recovery/schedule backups.schedule'],
  [
    'backups every half hour',
    data({}, schedule('cron(0/30 * * * ? *)')),
    'recovery/schedule backups.schedule',
  ],
  [
    'backups that are given up before the windows of the database are over',
    data({ rpo: '33h' }, { backups: { ...backups, schedule: 'cron(0 3 * * ? *)', startWithinMinutes: 60 } }),
    'recovery/blocked-backup backups.startWithinMinutes',
  ],
  [
    'a restore test at no time',
    data({}, { backups: { ...backups, restoreTest: { schedule: 'monthly' } } }),
    'recovery/schedule backups.restoreTest.schedule',
  ],
  [
    'a lock for longer than the retention',
    data({}, lock({ minRetentionDays: 31 })),
    'recovery/lock backups.lock',
  ],
  [
    'a lock for less than the retention',
    data({}, lock({ maxRetentionDays: 29 })),
    'recovery/lock backups.lock',
  ],
  [
    'a promise without objects',
    data({ rpo: { database: '5m', volumes: '33h' } }),
    'recovery/rpo-kinds recovery.rpo.objects',
  ],
  [
    'a promise of buckets that are not there',
    data({}, {}, { buckets: undefined }),
    'recovery/rpo-kinds recovery.rpo.objects',
  ],
  ['too short a time', data({ rto: '14m' }), 'recovery/rto recovery.rto'],
  [
    'too small a loss',
    data({ rpo: { database: '4m', objects: '15m', volumes: '33h' } }),
    'recovery/rpo recovery.rpo.database',
  ],
];

describe('checkRecovery', () => {
  test('finds nothing in what is right', () => {
    expect(check(data(), dev)).toEqual([]);
    expect(check(data(backupOnly))).toEqual([]);
    expect(check(data({ readiness: 'pilotLight', rto: '21m' }))).toEqual([]);
    expect(check(data({ readiness: 'active', databaseRole: 'promoted', serve: 'standby' }))).toEqual([]);
    expect(check(data({ databaseRole: 'returned' }))).toEqual([]);
    expect(
      check(
        data({
          standby: 'us-west-1',
          network: { range: '10.1.0.0/16', zones: ['us-west-1b', 'us-west-1c'] },
        }),
      ),
    ).toEqual([]);
    expect(
      check(
        data(
          { cache: 'globalDatastore', rto: '20m' },
          {},
          { cache: { ...prodCache(), nodeType: 'cache.r7g.large' } },
        ),
      ),
    ).toEqual([]);
  });

  test.each(mistakes)('%s is an error', (_, input, expected) => {
    expect(found(input)).toEqual([expected]);
  });

  test('every code is provoked here', () => {
    const provoked = new Set(mistakes.map(([, , expected]) => expected.split(' ')[0]));
    expect([...provoked].sort()).toEqual(
      Object.values(recoveryErrors)
        .map((one) => one.code)
        .sort(),
    );
  });

  test('backups that never begin say when, and how long they have to wait', () => {
    const blocked = (text: string, startWithinMinutes: number, window = '03:00-04:00') =>
      check(
        data(
          { rpo: '9d' },
          { backups: { ...backups, schedule: text, startWithinMinutes } },
          { database: { ...prodDatabase(), backup: { ...prodDatabase().backup, window } } },
        ),
      ).map((one) => [one.found, one.fix]);
    expect(blocked('cron(0 3 * * ? *)', 60)).toEqual([
      [
        '60 minutes from sun:03:00 on (cron(0 3 * * ? *)) lie within the windows 03:00-04:00 and sun:05:00-sun:06:00 of the database or in the hour before them',
        'let startWithinMinutes be more than 180, or choose another time',
      ],
    ]);
    expect(blocked('cron(0 3 * * ? *)', 181)).toEqual([]);
    expect(blocked('cron(0 3 ? * MON *)', 61)).toEqual([]);
    expect(blocked('cron(0 1 * * ? *)', 480, '01:00-00:30')).toEqual([
      [expect.any(String), 'shorten database.backup.window: with the hour before it, it never ends'],
    ]);
  });

  test('a region with data of its own is no standby', () => {
    const one = data() as { regions: Record<string, object> };
    const both = { ...one, regions: { ...one.regions, 'us-west-2': one.regions['us-east-1'] } };
    expect(found(both)).toContain('recovery/standby-region recovery.standby');
  });

  test("another environment's standby has a range of its own too", () => {
    const staging = data(
      {},
      { name: 'staging', account: '333333333333' },
      { edge: { ...prodEdge(), host: 'b.microshop.com' } },
    );
    expect(check(data(), staging).map(({ found: text }) => text)).toEqual([
      '10.1.0.0/16, and 10.1.0.0/16 of staging/us-west-2',
      '10.1.0.0/16, and 10.1.0.0/16 of prod/us-west-2',
    ]);
  });

  test('subnets that are given have every tier that is needed', () => {
    const private_ = { 'us-west-2a': '10.1.1.0/24' };
    const network = {
      range: '10.1.0.0/16',
      zones: ['us-west-2a'],
      subnets: { private: private_, cache: 'slots' },
    };
    expect(check(data({ network })).map((one) => [one.code, one.path, one.found])).toEqual([
      [
        'environment/missing-tier',
        'environments/e0.recovery.network.subnets',
        'no database, with a database in the standby',
      ],
      [
        'environment/missing-tier',
        'environments/e0.recovery.network.subnets',
        'no public, with an edge in the standby',
      ],
    ]);
    expect(check(data({ ...backupOnly, network }))).toEqual([]);
  });

  test('finds everything at once', () => {
    const wrong = data(
      { standby: 'us-east-1', rto: '1m', database: 'replicatedBackups', registry: undefined },
      { protection: 'disposable', ...schedule('hourly') },
    );
    expect(found(wrong).sort()).toEqual([
      'recovery/database-choice recovery.database',
      'recovery/disposable protection',
      'recovery/registry recovery.registry',
      'recovery/rpo recovery.rpo.database',
      'recovery/rto recovery.rto',
      'recovery/schedule backups.schedule',
      'recovery/standby-region recovery.standby',
    ]);
  });

  test.each([
    ['an rto that is no duration', data({ rto: 'soon' }), 'environment/schema recovery.rto'],
    ['an rpo of nothing', data({ rpo: '0m' }), 'environment/schema recovery.rpo'],
    [
      'an interval that Route 53 does not have',
      data({ healthCheck: { intervalSeconds: 20, failureThreshold: 3 } }),
      'environment/schema recovery.healthCheck.intervalSeconds',
    ],
    [
      'a lock that is loose for a day only',
      data({}, lock({ mode: 'compliance', changeableForDays: 1 })),
      'environment/schema backups.lock.changeableForDays',
    ],
    ['an unknown readiness', data({ readiness: 'hot' }), 'environment/schema recovery.readiness'],
  ])('%s does not pass the schema', (_, input, expected) => {
    expect(found(input)).toEqual([expected]);
  });
});

function prodCache(): object {
  return (data() as { regions: Record<string, { cache: object }> }).regions['us-east-1']?.cache ?? {};
}

function prodEdge(): object {
  return (data() as { regions: Record<string, { edge: object }> }).regions['us-east-1']?.edge ?? {};
}

function prodDatabase() {
  return prod.regions['us-east-1'].database;
}
