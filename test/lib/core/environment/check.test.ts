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
const region = prod.regions['us-east-1'];
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
    expect(codes(dev, dev)).toEqual(['environment/duplicate-name']);
  });

  test('two environments whose resources have the same names, in one account only', () => {
    const one = { ...dev, project: 'shop', name: 'eu-dev' };
    const two = { ...dev, project: 'shop-eu', name: 'dev' };
    expect(codes(one, two)).toEqual(['environment/duplicate-prefix']);
    expect(codes(one, { ...two, account: '999999999999' })).toEqual([]);
  });

  test('an environment within the names of another, where a pattern of the one would take the other', () => {
    const other = { ...dev, account: '999999999999', project: 'bank' };
    expect(codes(dev, { ...other, name: 'dev-eu' })).toEqual(['environment/nested-name']);
    expect(codes({ ...other, name: 'dev-eu' }, dev)).toEqual(['environment/nested-name']);
    expect(codes(dev, { ...other, name: 'dev2' }, { ...other, name: 'eu-dev' })).toEqual([]);
  });

  test('an environment within the names of another by its project, in one account only', () => {
    const one = { ...dev, project: 'shop', name: 'dev' };
    const two = { ...dev, project: 'shop-dev', name: 'eu' };
    expect(codes(one, two)).toEqual(['environment/nested-name']);
    expect(codes(one, { ...two, account: '999999999999' })).toEqual([]);
  });

  test('two environments with one host', () => {
    expect(codes(alone, { ...alone, name: 'prod2' })).toEqual(['environment/duplicate-host']);
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
