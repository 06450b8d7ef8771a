import fc from 'fast-check';
import {
  alarmFaults,
  calculatedFaults,
  type EndpointHealthCheckProps,
  endpointFaults,
  type FailoverFault,
  type FailoverRecordsProps,
  failoverErrors,
  failoverRouting,
  planCheck,
  recordsFaults,
  recordTypes,
  targetFaults,
} from '../../../../lib/aws/failover';
import { healthCheckerRegions } from '../../../../lib/core/route53';

test.each([
  'checker-regions',
  'endpoint',
  'health-check',
  'host',
  'same-load-balancer',
  'same-region',
  'shared-health-check',
] as const)('a fault %s has the code failover/%s', (name) => {
  expect(failoverErrors[name].code).toBe(`failover/${name}`);
});

const target = { name: 'api', host: 'api.example.com', region: 'us-east-1' };
const at = (faults: readonly FailoverFault[]) => faults.map((one) => [one.error, one.at]);
const endpoint = (change: Partial<EndpointHealthCheckProps>) => at(endpointFaults({ ...target, ...change }));

const east = {
  region: 'us-east-1',
  loadBalancerDnsName: 'east',
  loadBalancerZoneId: 'ZE',
  healthCheckId: 'id',
};
const west = { region: 'us-west-2', loadBalancerDnsName: 'west', loadBalancerZoneId: 'ZW' };
const records = (change: Partial<FailoverRecordsProps>) =>
  at(
    recordsFaults({
      host: 'api.example.com',
      hostedZoneId: 'Z1',
      primary: east,
      secondary: west,
      ...change,
    }),
  );

describe('a check', () => {
  test('has its defaults', () => {
    expect(planCheck()).toEqual({
      path: '/health',
      port: 443,
      interval: 30,
      failureThreshold: 3,
      latency: false,
      checkerRegions: healthCheckerRegions,
    });
  });

  test('of regions in any order, each once', () => {
    const planned = planCheck({ checkerRegions: ['us-west-2', 'us-east-1', 'us-west-2', 'eu-west-1'] });
    expect(planned.checkerRegions).toEqual(['eu-west-1', 'us-east-1', 'us-west-2']);
  });
});

describe('endpointFaults', () => {
  test('a well-formed one has none', () => {
    expect(endpoint({})).toEqual([]);
    expect(endpoint({ endpoint: 'east.example.com', check: { intervalSeconds: 10 } })).toEqual([]);
  });

  test.each([
    'https://api.example.com',
    'api',
    'Api.example.com',
    'api.example.com/',
    '',
    `${'a.'.repeat(127)}a`,
  ])('host %j', (host) => {
    expect(endpoint({ host })).toEqual([['host', 'host']]);
    expect(at(targetFaults({ ...target, host }))).toEqual([['host', 'host']]);
  });

  test('a region that does not exist', () => {
    expect(endpoint({ region: 'us-east-3' })).toEqual([['region', 'region']]);
  });

  test('the host itself is never asked', () => {
    expect(endpoint({ endpoint: 'api.example.com' })).toEqual([['asks-itself', 'endpoint']]);
    expect(endpoint({ endpoint: 'API.example.com' })).toEqual([['asks-itself', 'endpoint']]);
  });

  test('an endpoint is a name, a port and a path', () => {
    expect(endpoint({ endpoint: 'https://east' })).toEqual([['endpoint', 'endpoint']]);
    for (const path of ['health', '/a b', `/${'a'.repeat(255)}`]) {
      expect(endpoint({ check: { path } })).toEqual([['endpoint', 'check.path']]);
    }
    expect(endpoint({ check: { path: `/${'a'.repeat(254)}` } })).toEqual([]);
    for (const port of [0, 65536, 1.5]) {
      expect(endpoint({ check: { port } })).toEqual([['endpoint', 'check.port']]);
    }
  });

  test('its figures', () => {
    expect(endpoint({ check: { intervalSeconds: 20 as 10 } })).toEqual([
      ['health-check', 'check.intervalSeconds'],
    ]);
    for (const failureThreshold of [0, 11, 2.5]) {
      expect(endpoint({ check: { failureThreshold } })).toEqual([['health-check', 'check.failureThreshold']]);
    }
    for (const failureThreshold of [1, 10]) expect(endpoint({ check: { failureThreshold } })).toEqual([]);
  });

  test('three regions at least, of those that there are', () => {
    const wrong = [['checker-regions', 'check.checkerRegions']];
    expect(endpoint({ check: { checkerRegions: [] } })).toEqual(wrong);
    expect(endpoint({ check: { checkerRegions: ['us-east-1', 'us-west-2', 'us-west-2'] } })).toEqual(wrong);
    const checkerRegions = ['us-east-1', 'us-west-2', 'eu-central-1' as 'eu-west-1'] as const;
    expect(endpoint({ check: { checkerRegions } })).toEqual(wrong);
  });

  test('any text and any number is answered, never thrown at', () => {
    fc.assert(
      fc.property(fc.string(), fc.double(), (text, value) => {
        const check = { path: text, port: value, failureThreshold: value };
        expect(Array.isArray(endpoint({ host: text, region: text, endpoint: text, check }))).toBe(true);
      }),
    );
  });
});

describe('calculatedFaults', () => {
  const faults = (children: Record<string, string>, healthyChildren?: number) =>
    at(calculatedFaults({ name: 'x', children, ...(healthyChildren !== undefined && { healthyChildren }) }));
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, `id${index}`]));

  test('any threshold from 1 to the number of children', () => {
    expect(faults(many(255))).toEqual([]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: -2, max: 22 }), (count, threshold) => {
        const fits = threshold >= 1 && threshold <= count;
        expect(faults(many(count), threshold)).toEqual(fits ? [] : [['threshold', 'healthyChildren']]);
      }),
    );
    expect(faults(many(2), 1.5)).toEqual([['threshold', 'healthyChildren']]);
  });

  test('children are some, not too many, and different', () => {
    for (const children of [{}, many(256), { a: 'id', b: 'id' }]) {
      expect(faults(children)).toEqual([['children', 'children']]);
    }
  });
});

describe('recordsFaults', () => {
  test('a well-formed pair has none', () => {
    expect(records({})).toEqual([]);
    expect(records({ primary: 'madeByEdge' })).toEqual([]);
    expect(records({ secondary: { ...west, healthCheckId: 'other' } })).toEqual([]);
  });

  test('host and regions', () => {
    expect(records({ host: 'api' })).toEqual([['host', 'host']]);
    expect(records({ primary: { ...east, region: 'east' } })).toEqual([['region', 'primary.region']]);
    expect(records({ primary: 'madeByEdge', secondary: { ...west, region: 'west' } })).toEqual([
      ['region', 'secondary.region'],
    ]);
  });

  test('a primary without a health check is an error', () => {
    expect(records({ primary: { ...east, healthCheckId: '' } })).toEqual([
      ['no-health-check', 'primary.healthCheckId'],
    ]);
  });

  test('two that are one are not a pair', () => {
    expect(records({ secondary: { ...west, healthCheckId: 'id' } })).toEqual([
      ['shared-health-check', 'secondary.healthCheckId'],
    ]);
    expect(records({ secondary: { ...west, region: 'us-east-1' } })).toEqual([
      ['same-region', 'secondary.region'],
    ]);
    expect(records({ secondary: { ...west, loadBalancerDnsName: 'east' } })).toEqual([
      ['same-load-balancer', 'secondary.loadBalancerDnsName'],
    ]);
  });
});

test('an alarm and its topic are in us-east-1', () => {
  expect(at(alarmFaults('us-east-1', 'arn:aws:sns:us-east-1:1:t'))).toEqual([]);
  expect(at(alarmFaults('us-east-1', '${x}'))).toEqual([]);
  expect(at(alarmFaults('us-east-1', 'topic'))).toEqual([['topic-region', 'topicArn']]);
  expect(at(alarmFaults('us-west-2', 'arn:aws:sns:us-east-1:1:t'))).toEqual([
    ['alarm-region', undefined],
    ['topic-region', 'topicArn'],
  ]);
});

test('what makes a record one of a pair', () => {
  expect(failoverRouting('primary', 'us-east-1', 'id')).toEqual({
    setIdentifier: 'us-east-1',
    failoverRoutingPolicy: { type: 'PRIMARY' },
    healthCheckId: 'id',
  });
  expect(failoverRouting('secondary', 'us-west-2')).toEqual({
    setIdentifier: 'us-west-2',
    failoverRoutingPolicy: { type: 'SECONDARY' },
  });
  expect([recordTypes('ipv4'), recordTypes('dualStack')]).toEqual([['A'], ['A', 'AAAA']]);
});

test('every code is explained', () => {
  for (const { code, title } of Object.values(failoverErrors)) {
    expect(code).toMatch(/^failover\//);
    expect(title).toMatch(/\.$/);
  }
});
