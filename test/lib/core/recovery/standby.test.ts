import fc from 'fast-check';
import { planAddresses } from '../../../../lib/core/addresses/plan';
import type { Environment } from '../../../../lib/core/environment';
import { standbyRegion } from '../../../../lib/core/recovery/standby';
import { environment } from './fixture';

const readinesses = ['backupOnly', 'pilotLight', 'warmStandby', 'active'] as const;
const of = (one: Environment) => {
  const standby = standbyRegion(one);
  if (!standby) throw new Error('no standby');
  return standby;
};
const at = (readiness: string, change: object = {}) => of(environment({ readiness, ...change }));
const nodes = (readiness: string) =>
  Object.entries(at(readiness).settings.cluster.nodeGroups).map(([name, { min, desired, max }]) => [
    name,
    min,
    desired,
    max,
  ]);

describe('standbyRegion', () => {
  test('there is none without recovery', () => {
    expect(standbyRegion(environment({}, { recovery: undefined }))).toBeUndefined();
    expect(standbyRegion(environment({}, { primaryRegion: 'eu-west-1' }))).toBeUndefined();
  });

  test('has the zones of the same letters, its own range and slots for every tier', () => {
    const { region, settings } = at('warmStandby');
    expect(region).toBe('us-west-2');
    expect(settings.network).toEqual({
      range: '10.1.0.0/16',
      zones: ['us-west-2a', 'us-west-2b', 'us-west-2c'],
      subnets: { private: 'slots', public: 'slots', database: 'slots', cache: 'slots' },
      nat: 'perZone',
      flowLogRetentionDays: 365,
    });
    const { range, zones, subnets } = settings.network;
    expect(planAddresses({ path: '', region, range, zones, subnets }).problems).toEqual([]);
  });

  test('takes zones and subnets that are given', () => {
    const network = {
      range: '10.9.0.0/16',
      zones: ['us-west-2d'],
      subnets: { private: { 'us-west-2d': '10.9.1.0/24' } },
    };
    expect(at('active', { network }).settings.network).toMatchObject(network);
  });

  test('leaves out what its region does not have, or who knows', () => {
    expect(at('active', { standby: 'ca-central-1' }).settings.network.zones).toEqual([
      'ca-central-1a',
      'ca-central-1b',
    ]);
    expect(at('active', { standby: 'us-west-1' }).settings.network.zones).toEqual([]);
  });

  test('nodes follow the readiness', () => {
    expect(nodes('backupOnly')).toEqual([
      ['general', 0, 0, 10],
      ['spot', 0, 0, 5],
    ]);
    expect(nodes('pilotLight')).toEqual(nodes('backupOnly'));
    expect(nodes('warmStandby')).toEqual([
      ['general', 3, 3, 10],
      ['spot', 0, 0, 5],
    ]);
    expect(nodes('active')).toEqual([
      ['general', 3, 3, 10],
      ['spot', 0, 2, 5],
    ]);
  });

  test('a warm standby has nodes even where no group has a minimum', () => {
    const one = environment();
    const region = one.regions['us-east-1'];
    const general = { ...region?.cluster.nodeGroups['general'], min: 0, desired: 2 };
    const changed = environment({}, {}, { cluster: { ...region?.cluster, nodeGroups: { general } } });
    expect(of(changed).settings.cluster.nodeGroups['general']).toMatchObject({ min: 0, desired: 2 });
  });

  test('layers follow the readiness', () => {
    const all = ['network', 'backup', 'data', 'edge', 'cluster', 'platform'];
    expect(readinesses.map((one) => at(one).layers)).toEqual([['network', 'backup', 'data'], all, all, all]);
    expect(of(environment({}, { workloads: undefined })).layers).toEqual(all.slice(0, 5));
  });

  test('copies of data need no cache, entry, instance or way to the internet', () => {
    const { settings } = at('backupOnly');
    expect(settings).not.toHaveProperty('cache');
    expect(settings).not.toHaveProperty('edge');
    expect(settings).not.toHaveProperty('database');
    expect(settings.network).toMatchObject({ nat: 'none' });
    expect(settings.buckets).toEqual({ assets: { noncurrentDays: 90 } });
  });

  test('a database stands there as a replica, or once it was restored', () => {
    expect(at('pilotLight', { database: 'replicatedBackups' }).settings.database).toBeUndefined();
    const restore = {
      automatedBackupsArn: 'arn:aws:rds:us-west-2:444444444444:auto-backup:ab-1',
      time: 'latest',
    };
    expect(at('pilotLight', { database: 'replicatedBackups', restore }).settings.database).toBeDefined();
    const region = environment().regions['us-east-1'];
    const replicas = environment({}, {}, { database: { ...region?.database, replicas: { reports: {} } } });
    expect(of(replicas).settings.database?.replicas).toBeUndefined();
  });

  test('images come from a registry of its own', () => {
    expect(at('active').workloads?.registry).toBe('444444444444.dkr.ecr.us-west-2.amazonaws.com');
    expect(at('active', { registry: undefined }).workloads?.registry).toBe(
      '444444444444.dkr.ecr.us-east-1.amazonaws.com',
    );
  });

  test('more readiness never means fewer nodes, whatever the groups, and the primary is not touched', () => {
    const group = fc
      .record({ min: fc.nat(5), more: fc.nat(5), most: fc.nat(5) })
      .map(({ min, more, most }) => ({
        instanceTypes: ['t3.medium'],
        capacity: 'onDemand',
        min,
        desired: min + more,
        max: min + more + most + 1,
      }));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c'), group, { minKeys: 1 }), (nodeGroups) => {
        const cluster = { ...environment().regions['us-east-1']?.cluster, nodeGroups };
        const counts = readinesses.map((readiness) => {
          const whole = environment({ readiness }, {}, { cluster });
          const before = JSON.stringify(whole);
          const groups = Object.values(of(whole).settings.cluster.nodeGroups);
          expect(JSON.stringify(whole)).toBe(before);
          for (const { min, desired, max } of groups) expect(min <= desired && desired <= max).toBe(true);
          return groups.reduce((all, { desired }) => all + desired, 0);
        });
        expect([...counts].sort((a, b) => a - b)).toEqual(counts);
      }),
    );
  });
});
