import dev from '../../../../environments/dev';
import prod from '../../../../environments/prod';
import staging from '../../../../environments/staging';
import testing from '../../../../environments/test';
import { checkEnvironments, type EnvironmentSource } from '../../../../lib/core/environment';

const source = (data: unknown, path = 'environments/x'): EnvironmentSource => ({ path, data });
const codes = (...data: readonly unknown[]) =>
  checkEnvironments(data.map((one, index) => source(one, `environments/e${index}`))).problems.map(
    (one) => one.code,
  );
const problems = (...data: readonly unknown[]) =>
  checkEnvironments(data.map((one, index) => source(one, `environments/e${index}`))).problems.map(
    ({ code, path, found }) => `${code} ${path}: ${found}`,
  );
const region = prod.regions['us-east-1'];
const { workloads: __, ...bare } = dev;
const delivery = { ...dev.delivery, oidcProvider: 'existing' };
const { recovery: _, ...alone } = prod;
const withRegion = (change: object) => ({ ...alone, regions: { 'us-east-1': { ...region, ...change } } });

describe('checkEnvironments', () => {
  test("finds nothing in the shop's own environments", () => {
    const { environments, problems } = checkEnvironments([
      source(testing),
      source(prod),
      source(dev),
      source(staging),
    ]);
    expect(problems).toEqual([]);
    expect(environments.map((one) => one.name)).toEqual(['dev', 'prod', 'staging', 'test']);
  });

  test('says where a value is wrong, and what it is', () => {
    const { problems, environments } = checkEnvironments([
      source({ ...prod, account: '12345' }, 'environments/prod'),
    ]);
    expect(environments).toEqual([]);
    expect(problems).toEqual([
      {
        code: 'environment/schema',
        severity: 'error',
        path: 'environments/prod.account',
        found: '"12345"; twelve digits, as a string',
        fix: expect.stringContaining('environment.schema.json'),
      },
    ]);
  });

  test('finds all mistakes of all files at once', () => {
    const broken = { ...dev, owner: undefined, protection: 'maybe', colour: 'blue' };
    const { problems } = checkEnvironments([source(broken, 'environments/a'), source({}, 'environments/b')]);
    const paths = problems.map((one) => one.path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'environments/a',
        'environments/a.owner',
        'environments/a.protection',
        'environments/b.name',
      ]),
    );
    expect(problems.find((one) => one.path === 'environments/a')?.found).toBe('unknown keys "colour"');
  });

  test.each([
    [
      'an unknown key deep inside',
      withRegion({ network: { ...region.network, natt: 'single' } }),
      'environment/schema',
    ],
    [
      'a region that does not exist',
      { ...prod, regions: { ...prod.regions, 'us-east-9': region } },
      'environment/schema',
    ],
    ['text for a number', withRegion({ cache: { ...region.cache, replicas: '1' } }), 'environment/schema'],
    [
      'a repository without an owner',
      { ...prod, delivery: { repository: 'infrastructure' } },
      'environment/schema',
    ],
    ['a name with capitals', { ...prod, name: 'Prod' }, 'environment/schema'],
    [
      'a primary region that is not there',
      { ...alone, primaryRegion: 'us-west-2' },
      'environment/primary-region',
    ],
    [
      'a database without its tier',
      withRegion({
        network: { ...region.network, subnets: { ...region.network.subnets, database: undefined } },
      }),
      'environment/missing-tier',
    ],
    [
      'a peer that does not exist',
      withRegion({ network: { ...region.network, peers: ['stagign/us-east-1'] } }),
      'environment/unknown-peer',
    ],
    [
      'a network peered with itself',
      withRegion({ network: { ...region.network, peers: ['prod/us-east-1'] } }),
      'environment/unknown-peer',
    ],
  ])('%s is an error', (_, data, code) => {
    expect(codes(data)).toEqual([code]);
  });

  test('a peer that exists is fine', () => {
    expect(codes(withRegion({ network: { ...region.network, peers: ['dev/us-east-1'] } }), dev)).toEqual([]);
  });

  test('two environments of one name', () => {
    expect(codes(dev, dev)).toEqual([
      'environment/duplicate-name',
      'environment/duplicate-host',
      'environment/duplicate-oidc-provider',
    ]);
  });

  test('two environments whose resources have the same names, in one account only', () => {
    const one = { ...bare, delivery, project: 'shop', name: 'eu-dev' };
    const two = { ...bare, delivery, project: 'shop-eu', name: 'dev' };
    expect(codes(one, two)).toEqual(['environment/duplicate-prefix']);
    expect(codes(one, { ...two, account: '999999999999' })).toEqual([]);
  });

  test('an environment within the names of another, where a pattern of the one would take the other', () => {
    const other = { ...bare, delivery, account: '999999999999', project: 'bank' };
    expect(codes(dev, { ...other, name: 'dev-eu' })).toEqual(['environment/nested-name']);
    expect(codes({ ...other, name: 'dev-eu' }, dev)).toEqual(['environment/nested-name']);
    expect(codes(dev, { ...other, name: 'dev2' }, { ...other, name: 'eu-dev' })).toEqual([]);
  });

  test('an environment within the names of another by its project, in one account only', () => {
    const one = { ...bare, delivery, project: 'shop', name: 'dev' };
    const two = { ...bare, delivery, project: 'shop-dev', name: 'eu' };
    expect(codes(one, two)).toEqual(['environment/nested-name']);
    expect(codes(one, { ...two, account: '999999999999' })).toEqual([]);
  });

  test('two environments with one host', () => {
    expect(codes(alone, { ...alone, name: 'prod2', delivery })).toEqual(['environment/duplicate-host']);
  });

  test('two environments with one host inside their clusters, or there and at an edge', () => {
    const other = { ...dev, name: 'other', delivery };
    expect(codes(dev, other)).toEqual(['environment/duplicate-host']);
    const entry = { ...dev.workloads.entry, host: region.edge.host };
    const met = { ...other, workloads: { ...dev.workloads, entry } };
    expect(problems(alone, met)).toEqual([
      'environment/duplicate-host environments/e1.workloads.entry.host: host api.microshop.com, as in environments/e0',
    ]);
  });

  test('one host at the edges of two regions, of which neither stands by', () => {
    const twice = (host: string, more: object = alone) => ({
      ...more,
      regions: { ...prod.regions, 'us-west-2': { ...region, edge: { ...region.edge, host } } },
    });
    expect(problems(twice(region.edge.host))).toEqual([
      'environment/duplicate-host environments/e0.regions.us-west-2.edge.host: host api.microshop.com, as in another region',
    ]);
    expect(codes(twice('west.microshop.com'))).toEqual([]);
    expect(codes(twice(region.edge.host, prod))).not.toContain('environment/duplicate-host');
    const inside = { ...dev, regions: { ...dev.regions, 'us-west-2': dev.regions['us-east-1'] } };
    expect(codes(inside)).toEqual([]);
  });

  test("two environments of one account that both make GitHub's provider", () => {
    const other = { ...bare, name: 'other' };
    const found = checkEnvironments([source(dev, 'environments/dev'), source(other)]).problems;
    expect(found).toMatchObject([
      {
        code: 'environment/duplicate-oidc-provider',
        path: 'environments/x.delivery.oidcProvider',
        found: "'create' in account 111111111111, as in environments/dev",
        fix: expect.stringContaining("oidcProvider: 'existing'"),
      },
    ]);
    const create = { ...dev.delivery, oidcProvider: 'create' };
    expect(codes(dev, { ...other, delivery: create })).toEqual(['environment/duplicate-oidc-provider']);
    expect(codes(dev, { ...other, delivery })).toEqual([]);
    expect(codes({ ...dev, delivery }, other)).toEqual([]);
    expect(codes(dev, { ...other, account: '999999999999' })).toEqual([]);
  });

  test.each(['state', 'state-logs', 'data-logs', 'edge-logs'])('a bucket called %s is taken', (name) => {
    expect(
      problems(withRegion({ buckets: { assets: { noncurrentDays: 1 }, [name]: { noncurrentDays: 1 } } })),
    ).toEqual([
      `environment/reserved-bucket environments/e0.regions.us-east-1.buckets.${name}: "${name}", the name of a bucket that the environment makes by itself`,
    ]);
  });

  test('a bucket whose name is like one that is taken is fine', () => {
    const buckets = {
      logs: { noncurrentDays: 1 },
      'assets-logs': { noncurrentDays: 1 },
      states: { noncurrentDays: 1 },
    };
    expect(codes(withRegion({ buckets }))).toEqual([]);
  });

  test('workloads that come in by an edge need one in every region', () => {
    expect(problems(withRegion({ edge: undefined }))).toEqual([
      "environment/entry-without-edge environments/e0.workloads.entry: kind 'edge', and no edge in us-east-1",
    ]);
    expect(codes({ ...withRegion({ edge: undefined }), workloads: undefined })).toEqual([]);
  });

  test('an edge needs workloads that come in by it, or none', () => {
    const { entry } = dev.workloads;
    expect(problems({ ...alone, workloads: { ...prod.workloads, entry } })).toEqual([
      "environment/edge-without-entry environments/e0.regions.us-east-1.edge: an edge, and workloads that come in by kind 'gateway'",
    ]);
    expect(codes({ ...alone, workloads: undefined })).toEqual([]);
    expect(codes({ ...withRegion({ edge: undefined }), workloads: { ...prod.workloads, entry } })).toEqual(
      [],
    );
  });

  test('an unknown peer is told those that there are, but for its own network', () => {
    const peers = { ...region.network, peers: ['stagign/us-east-1'] };
    const fixes = (...data: readonly unknown[]) =>
      checkEnvironments(data.map((one) => source(one))).problems.map((one) => one.fix);
    expect(fixes(withRegion({ network: peers }), dev)).toEqual(['name one of dev/us-east-1']);
    expect(fixes(withRegion({ network: peers }))).toEqual(['remove it: there is no other network']);
  });

  test('a file of another name', () => {
    const { problems } = checkEnvironments([{ ...source(staging), expectedName: 'stage' }]);
    expect(problems.map((one) => one.code)).toEqual(['environment/file-name']);
  });

  test('a missing value says what was expected', () => {
    const { problems } = checkEnvironments([source({ ...prod, owner: undefined })]);
    expect(problems.map((one) => one.found)).toEqual(['nothing; expected string']);
  });

  test('a file that cannot be read', () => {
    const { problems } = checkEnvironments([{ ...source(undefined), unreadable: 'no default export' }]);
    expect(problems.map((one) => [one.code, one.found])).toEqual([
      ['environment/unreadable', 'no default export'],
    ]);
  });

  test.each([[null], [[]], ['text'], [42], [undefined]])('%p is a problem, not a crash', (data) => {
    expect(new Set(codes(data))).toEqual(new Set(['environment/schema']));
  });
});
