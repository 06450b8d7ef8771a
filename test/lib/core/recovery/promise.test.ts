import type { Environment } from '../../../../lib/core/environment';
import { checkPromise } from '../../../../lib/core/recovery/check-promise';
import { figures } from '../../../../lib/core/recovery/figures';
import { recoveryNames } from '../../../../lib/core/recovery/names';
import {
  keptKinds,
  recoveryPoints,
  recoveryTime,
  replicaLagAlarmSeconds,
} from '../../../../lib/core/recovery/promise';
import { backups, environment } from './fixture';

const recoveryOf = (one: Environment) => {
  if (!one.recovery) throw new Error('no recovery');
  return one.recovery;
};
const time = (change: object = {}, primary: object = {}) => {
  const one = environment(change, {}, primary);
  return recoveryTime(one, recoveryOf(one));
};
const parts = (change: object = {}, primary: object = {}) =>
  Object.fromEntries(time(change, primary).parts.map(({ name, seconds }) => [name, seconds]));
const points = (change: object = {}, whole: object = {}, primary: object = {}) => {
  const one = environment(change, whole, primary);
  return recoveryPoints(one, recoveryOf(one));
};

describe('recoveryTime', () => {
  test("the shop's, part by part", () => {
    expect(parts()).toEqual({
      detection: 90,
      decision: 300,
      commands: 60,
      promotion: 300,
      reconnection: 30,
      'cold cache': 30,
      DNS: 60,
    });
    expect(time()).toMatchObject({ kind: 'rto', at: 'recovery.rto', promised: 900, reached: 870 });
  });

  test('less readiness takes longer', () => {
    const reached = ['active', 'warmStandby', 'pilotLight', 'backupOnly'].map(
      (readiness) => time({ readiness }).reached,
    );
    expect(reached).toEqual([870, 870, 1260, 14_160]);
    expect(parts({ readiness: 'pilotLight' })).toMatchObject({ 'node start': 300, 'pod start': 120 });
    expect(parts({ readiness: 'backupOnly' })).toMatchObject({
      restore: 10_800,
      entry: 600,
      'control plane': 900,
      'new cache': 900,
    });
  });

  test('every choice has its part', () => {
    expect(parts({ healthCheck: { intervalSeconds: 10, failureThreshold: 2 } })['detection']).toBe(20);
    expect(parts({ decision: '90s' })['decision']).toBe(90);
    expect(parts({ readiness: 'pilotLight', database: 'replicatedBackups' })['restore']).toBe(10_800);
    expect(parts({ cache: 'globalDatastore' })).toMatchObject({ 'cache promotion': 60 });
    expect(parts({}, { cache: undefined })).not.toHaveProperty('cold cache');
    expect(parts({ readiness: 'backupOnly' }, { cache: undefined })).not.toHaveProperty('new cache');
  });

  test('every figure names its source', () => {
    for (const { source, why, seconds } of Object.values(figures)) {
      expect(source).toMatch(/^assumption: |Guide|AWS Prescriptive Guidance/);
      expect(why).not.toBe('');
      expect(seconds).toBeGreaterThan(0);
    }
  });
});

describe('recoveryPoints', () => {
  test('each kind of data goes its own way', () => {
    expect(points().map(({ kind, at, promised, reached }) => [kind, at, promised, reached])).toEqual([
      ['database', 'recovery.rpo.database', 300, 300],
      ['secrets', 'recovery.rpo.database', 300, 60],
      ['objects', 'recovery.rpo.objects', 900, 900],
      ['volumes', 'recovery.rpo.volumes', 118_800, 118_800],
    ]);
  });

  test('one promise is for all kinds', () => {
    expect(new Set(points({ rpo: '33h' }).map(({ at, promised }) => `${at} ${promised}`))).toEqual(
      new Set(['recovery.rpo 118800']),
    );
  });

  test('the loss of volumes follows the schedule and the window', () => {
    const volumes = (change: object) => points({}, { backups: { ...backups, ...change } }).at(-1)?.reached;
    expect(volumes({ schedule: 'cron(0 0/6 * * ? *)' })).toBe(15 * 3600);
    expect(volumes({ startWithinMinutes: 120 })).toBe(27 * 3600);
    expect(points({}, { backups: { ...backups, schedule: 'never' } }).map(({ kind }) => kind)).not.toContain(
      'volumes',
    );
    expect(points({}, { backups: undefined }).map(({ kind }) => kind)).not.toContain('volumes');
  });

  test('copied backups may lose more than a replica', () => {
    expect(points({ readiness: 'pilotLight', database: 'replicatedBackups' })[0]?.reached).toBe(1800);
  });

  test('kinds are those that the environment keeps', () => {
    expect(keptKinds(environment())).toEqual(['database', 'objects', 'volumes']);
    expect(keptKinds(environment({}, { workloads: undefined }, { buckets: {} }))).toEqual(['database']);
  });

  test('the alarm of the replica goes off above the promise, and never below what an idle source shows', () => {
    const alarm = (rpo: string) => replicaLagAlarmSeconds(recoveryOf(environment({ rpo })));
    expect([alarm('1m'), alarm('5m'), alarm('1h')]).toEqual([300, 300, 3600]);
  });
});

describe('checkPromise', () => {
  test('says nothing of promises that hold, or that nobody made', () => {
    expect(checkPromise(environment())).toEqual([]);
    expect(checkPromise(environment({}, { recovery: undefined }))).toEqual([]);
  });

  test('a promise that is just kept is kept', () => {
    expect(checkPromise(environment({ rto: '870s' }))).toEqual([]);
    expect(checkPromise(environment({ rto: '869s' })).map((one) => one.code)).toEqual(['recovery/rto']);
  });

  test('refuses a time that is too short, part by part, with what would help', () => {
    const [one] = checkPromise(environment({ readiness: 'pilotLight' }));
    expect(one).toEqual({
      code: 'recovery/rto',
      severity: 'error',
      path: 'environments/prod.recovery.rto',
      found: [
        '15m promised, 21m reached: detection 1m 30s (3 failures in a row, one every 30 s)',
        'decision 5m (people are called and decide to promote, which cannot be taken back)',
        'commands 1m (commands of the runbook, typed and confirmed)',
        'promotion 5m (the replica applies what it has, restarts and takes writes)',
        'node start 5m (instances start and join the cluster)',
        'pod start 2m (images are pulled, pods become ready, targets healthy)',
        'cold cache 30s (an empty cache fills from the database)',
        'DNS 1m (resolvers keep the old answer); slowest: decision',
      ].join(' + '),
      fix: [
        "decision: '1m', by people on call with the authority, would take 4m off",
        'healthCheck.intervalSeconds: 10 would take 1m off',
        "readiness: 'warmStandby' would take 6m 30s off, which is enough",
        "or promise rto: '21m'",
      ].join('; '),
    });
  });

  test('offers nothing that is chosen already', () => {
    const fast = { rto: '1m', decision: '1m', healthCheck: { intervalSeconds: 10, failureThreshold: 3 } };
    expect(checkPromise(environment(fast))[0]?.fix).toBe("or promise rto: '10m'");
  });

  test('offers a replica for restoring', () => {
    const copies = { readiness: 'pilotLight', database: 'replicatedBackups', rpo: '33h', rto: '1h' };
    expect(checkPromise(environment(copies))[0]?.fix).toContain(
      "database: 'replica' would take 2h 55m off, which is enough",
    );
    const cold = { readiness: 'backupOnly', rpo: '33h', rto: '1h' };
    const fix = checkPromise(environment(cold))[0]?.fix;
    expect(fix).toContain(
      "readiness: 'pilotLight' with database: 'replica' would take 3h 35m off, which is enough",
    );
    expect(fix).not.toContain('; database:');
  });

  test('one promise of 5 minutes cannot be kept for objects and volumes, and what can is said', () => {
    const problems = checkPromise(environment({ rpo: '5m' }), 'environments/x');
    expect(problems.map(({ path, found }) => [path, found.split(':')[0]])).toEqual([
      ['environments/x.recovery.rpo', 'of objects 5m promised, 15m reached'],
      ['environments/x.recovery.rpo', 'of volumes 5m promised, 33h reached'],
    ]);
    expect(problems[0]?.fix).toBe(
      "promise each kind what it can have: rpo: { database: '5m', objects: '15m', volumes: '33h' }",
    );
    expect(problems[1]?.fix).toContain('let backups.schedule run more often');
  });

  test('a promise of one kind is corrected for that kind', () => {
    const fix = (rpo: object, change: object = {}) => checkPromise(environment({ rpo, ...change }))[0]?.fix;
    expect(fix({ database: '5m', objects: '5m', volumes: '33h' })).toBe("promise rpo.objects: '15m'");
    expect(fix({ database: '1m', objects: '15m', volumes: '33h' })).toBe("promise rpo.database: '5m'");
    expect(
      fix(
        { database: '5m', objects: '15m', volumes: '33h' },
        { readiness: 'pilotLight', rto: '4h', database: 'replicatedBackups' },
      ),
    ).toBe(
      "database: 'replica' may lose 5m, with readiness: 'pilotLight' or more; or promise rpo.database: '30m'",
    );
    expect(
      checkPromise(environment({ rpo: { database: '30s', objects: '15m', volumes: '33h' } })).map(
        ({ found }) => found.split(' ')[1],
      ),
    ).toEqual(['database', 'secrets']);
  });
});

describe('recoveryNames', () => {
  test('are those of the constructs', () => {
    const names = recoveryNames(environment());
    expect(names).toMatchObject({
      prefix: 'microshop-prod',
      failoverStack: 'prod-us-east-1-failover',
      masterSecret: 'microshop-prod-database-main-master',
    });
    expect(names.stack('us-west-2', 'data')).toBe('prod-us-west-2-data');
    expect([names.database(1), names.database(2)]).toEqual(['microshop-prod-main', 'microshop-prod-main-2']);
    expect(names.bucket('us-west-2', 'assets')).toBe('microshop-prod-444444444444-us-west-2-assets');
    expect(names.context('us-west-2')).toBe('microshop-prod-us-west-2');
  });
});
