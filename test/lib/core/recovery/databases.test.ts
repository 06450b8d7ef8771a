import { databaseInstances, isWrittenInStandby } from '../../../../lib/core/recovery/databases';
import { environment } from './fixture';

const show = (change: object) =>
  databaseInstances(environment(change)).map(
    ({ region, generation, origin, role, follows, serves, released }) =>
      `${region} ${generation} ${origin} ${role}${follows ? ` of ${follows.region} ${follows.generation}` : ''}${serves ? ' serves' : ''}${released ? ' released' : ''}`,
  );

const steps = [
  { databaseRole: 'standby' },
  { databaseRole: 'promoted' },
  { databaseRole: 'returning' },
  { databaseRole: 'returned' },
  { databaseRole: 'standby', databaseGeneration: 2 },
  { databaseRole: 'promoted', databaseGeneration: 2 },
  { databaseRole: 'returning', databaseGeneration: 2 },
  { databaseRole: 'returned', databaseGeneration: 2 },
  { databaseRole: 'standby', databaseGeneration: 3 },
];

describe('databaseInstances', () => {
  test('there and back', () => {
    expect(steps.slice(0, 5).map(show)).toEqual([
      ['us-east-1 1 original promoted serves', 'us-west-2 1 follower standby of us-east-1 1'],
      ['us-east-1 1 original promoted', 'us-west-2 1 follower promoted serves'],
      [
        'us-east-1 1 original promoted',
        'us-west-2 1 follower promoted serves',
        'us-east-1 2 follower standby of us-west-2 1',
      ],
      [
        'us-east-1 1 original promoted',
        'us-west-2 1 follower promoted',
        'us-east-1 2 follower promoted serves',
      ],
      [
        'us-east-1 1 original promoted',
        'us-west-2 1 follower promoted',
        'us-east-1 2 follower promoted serves',
        'us-west-2 2 follower standby of us-east-1 2',
      ],
    ]);
  });

  test('no step removes an instance, turns one back into a follower, or has two to write to', () => {
    const all = steps.map((change) => databaseInstances(environment(change)));
    for (const [index, now] of all.entries()) {
      expect(now.filter((one) => one.serves)).toHaveLength(1);
      expect(now.find((one) => one.serves)?.role).toBe('promoted');
      for (const before of all[index - 1] ?? []) {
        const after = now.find((one) => one.region === before.region && one.generation === before.generation);
        expect(after).toBeDefined();
        if (before.role === 'promoted') expect(after?.role).toBe('promoted');
        if (after?.role === 'standby') expect(after.follows).toEqual(before.follows);
      }
    }
  });

  test('one step changes one region', () => {
    const by = (change: object, region: string) =>
      JSON.stringify(
        databaseInstances(environment(change))
          .filter((one) => one.region === region)
          .map(({ serves, ...rest }) => rest),
      );
    for (const [index, change] of steps.slice(1).entries()) {
      const changed = ['us-east-1', 'us-west-2'].filter(
        (region) => by(change, region) !== by(steps[index] ?? {}, region),
      );
      expect(changed).toHaveLength(1);
    }
  });

  test('old generations go in two steps', () => {
    const third = { databaseGeneration: 3, databaseRole: 'standby' };
    expect(show({ ...third, oldDatabases: 'unprotected' })).toEqual([
      'us-east-1 1 original promoted released',
      'us-west-2 1 follower promoted released',
      'us-east-1 2 follower promoted released',
      'us-west-2 2 follower promoted released',
      'us-east-1 3 follower promoted serves',
      'us-west-2 3 follower standby of us-east-1 3',
    ]);
    expect(show({ ...third, oldDatabases: 'gone' })).toEqual([
      'us-east-1 3 follower promoted serves',
      'us-west-2 3 follower standby of us-east-1 3',
    ]);
  });

  test('copied backups have no instance until they are restored', () => {
    const copies = { readiness: 'pilotLight', database: 'replicatedBackups' };
    expect(show(copies)).toEqual(['us-east-1 1 original promoted serves']);
    const restore = {
      automatedBackupsArn: 'arn:aws:rds:us-west-2:444444444444:auto-backup:ab-1',
      time: 'latest',
    };
    expect(show({ ...copies, restore })).toEqual([
      'us-east-1 1 original promoted serves',
      'us-west-2 1 restored promoted',
    ]);
    expect(show({ ...copies, readiness: 'active', restore, serve: 'standby' })).toEqual([
      'us-east-1 1 original promoted',
      'us-west-2 1 restored promoted serves',
    ]);
  });

  test('the standby is written to from its promotion until the way back is done', () => {
    const written = (change: object, settings: object = {}) =>
      isWrittenInStandby(environment(change, {}, settings));
    const roles = ['standby', 'promoted', 'returning', 'returned'];
    expect(roles.map((databaseRole) => written({ databaseRole, serve: 'standby' }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(written({ databaseGeneration: 2 })).toBe(false);
    const none = { database: undefined };
    expect([written({ serve: 'standby' }, none), written({}, none)]).toEqual([true, false]);
    expect(isWrittenInStandby(environment({}, { recovery: undefined }, none))).toBe(false);
  });

  test('without recovery there is the one, without a database none', () => {
    expect(databaseInstances(environment({}, { recovery: undefined })).map((one) => one.serves)).toEqual([
      true,
    ]);
    expect(databaseInstances(environment({}, {}, { database: undefined }))).toEqual([]);
  });
});
