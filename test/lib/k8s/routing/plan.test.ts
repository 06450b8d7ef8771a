import type { RoutingProps } from '../../../../lib/k8s/routing';
import { alb, edge, gateway, nginx, problems } from './fixture';

const via = (change: object): Partial<RoutingProps> => ({ via: { ...edge, ...change } as typeof edge });

describe('routingFaults', () => {
  test.each([
    'api',
    'API.example.com',
    'https://api.example.com',
    'api.example.com:443',
    'api.example.com/',
    '*.example.com',
    'api..example.com',
    'api.example.com.',
    '-api.example.com',
    '10.0.0.1',
    '',
    `${'a'.repeat(60)}.example.com`,
  ])('the host "%s" is refused', (host) => {
    expect(problems({ host })).toEqual([['routing/host', 'host']]);
  });

  test.each(['api.example.com', 'a.io', 'dev.api-2.example.com', `${'a'.repeat(52)}.example.com`])(
    'the host %s is taken',
    (host) => {
      expect(problems({ host })).toEqual([]);
    },
  );

  test.each(['', 'a'.repeat(33), 'shop_test', '-shop', 'shop-', 'internal-shop'])(
    'the target group "%s" is refused',
    (targetGroupName) => {
      expect(problems(via({ targetGroupName }))).toEqual([
        ['routing/target-group-name', 'via.targetGroupName'],
      ]);
    },
  );

  test.each(['a', 'a'.repeat(32), 'Shop-test-8080'])('the target group %s is taken', (targetGroupName) => {
    expect(problems(via({ targetGroupName }))).toEqual([]);
  });

  test.each([
    [[], 'via.clients'],
    [['10.0.101.0'], 'via.clients[0]'],
    [['10.0.101.0/24', '10.0.102.1/24'], 'via.clients[1]'],
    [['0.0.0.0/0'], 'via.clients[0]'],
    [['10.0.101.0/24', '10.0.101.0/24'], 'via.clients[1]'],
  ])('the ranges %j are refused', (clients, at) => {
    expect(problems(via({ clients }))).toEqual([['routing/clients', at]]);
    expect(problems({ via: { ...alb, clients } })).toEqual([['routing/clients', at]]);
  });

  test.each(['', 'Lets Encrypt', '-a', 'a_b'])('the names "%s" of issuer and class are refused', (name) => {
    expect(problems({ via: { ...gateway, issuer: name } })).toEqual([['routing/issuer', 'via.issuer']]);
    expect(problems({ via: { ...gateway, gatewayClassName: name } })).toEqual([
      ['routing/class', 'via.gatewayClassName'],
    ]);
    expect(problems({ via: { ...nginx, issuer: name } })).toContainEqual(['routing/issuer', 'via.issuer']);
    expect(problems({ via: { ...alb, className: name } })).toEqual([['routing/class', 'via.className']]);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('a rate of %s is refused', (rate) => {
    const rateLimit = { requestsPerSecond: rate };
    const at = 'via.rateLimit.requestsPerSecond';
    expect(problems({ via: { ...gateway, rateLimit } })).toEqual([['routing/rate', at]]);
    expect(problems({ via: { ...nginx, rateLimit } })).toContainEqual(['routing/rate', at]);
  });

  test.each(['', 'my acl', 'none', 'a'.repeat(129)])('the web ACL "%s" is refused', (webAclName) => {
    expect(problems({ via: { ...alb, rateLimit: { webAclName } } })).toEqual([
      ['routing/web-acl', 'via.rateLimit.webAclName'],
    ]);
  });

  test.each(['health', '', '/a b', '/health?deep'])('the health path "%s" is refused', (healthPath) => {
    expect(problems({ via: alb, healthPath })).toEqual([['routing/health-path', 'healthPath']]);
  });

  test('every mistake is told, not the first alone', () => {
    const wrong = { host: 'x', via: { ...gateway, issuer: '', rateLimit: { requestsPerSecond: 0 } } };
    expect(problems(wrong).map(([code]) => code)).toEqual(['routing/host', 'routing/issuer', 'routing/rate']);
  });
});
