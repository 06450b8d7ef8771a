import { App } from 'cdk8s';
import { collectProblems } from '../../../../lib/core/report';
import { type GatewayNode, gatewayFiles, type NginxSettings, ServiceGraph } from '../../../../lib/k8s/graph';
import { WebService } from '../../../../lib/k8s/workload/web-service';
import { FakeWorkload, testChart } from './fake-workload';

function world(settings?: NginxSettings, ports: Record<string, number> = { http: 8080 }) {
  const app = new App();
  const chart = testChart('shop', app);
  const users = new FakeWorkload(chart, 'user-service', { http: 5001, admin: 5011 });
  const edge = new FakeWorkload(chart, 'api-gateway', ports);
  const graph = new ServiceGraph(chart, 'graph');
  const gateway = graph.gateway(edge, settings);
  return { app, chart, users, edge, graph, gateway };
}

const found = (app: App) =>
  collectProblems(app).map((one) => [one.code, one.path.replace('shop/api-gateway', '')]);
const configMap = (chart: ReturnType<typeof testChart>) =>
  chart.toJson().find(({ kind }) => kind === 'ConfigMap');

describe('a gateway', () => {
  test('routes by path: policies on both sides, a configuration, no variable', () => {
    const { app, chart, users, edge, graph, gateway } = world();
    gateway.routes('/api/users', users);
    expect(found(app)).toEqual([]);
    expect(
      chart
        .toJson()
        .map(({ kind, metadata }) => `${kind}/${metadata.name}`)
        .sort(),
    ).toEqual([
      'ConfigMap/api-gateway-routes',
      'NetworkPolicy/api-gateway-egress',
      'NetworkPolicy/user-service-ingress',
    ]);
    expect(graph.edges()).toEqual([
      { kind: 'routes', from: 'api-gateway', to: 'user-service', port: 5001, label: '/api/users' },
    ]);
    expect(configMap(chart)).toMatchObject({
      metadata: {
        name: 'api-gateway-routes',
        namespace: 'shop',
        labels: { 'app.kubernetes.io/name': 'api-gateway' },
      },
      data: { 'nginx.conf': gateway.config },
    });
    expect(gateway.config).toContain('location /api/users/ {\n      proxy_pass http://user-service:5001;');
    expect(edge.variables).toEqual({});
  });

  test('its files are known before there is a graph', () => {
    expect(gatewayFiles('api-gateway')).toEqual({
      configMap: 'api-gateway-routes',
      path: '/etc/nginx/gateway',
      args: ['nginx', '-c', '/etc/nginx/gateway/nginx.conf', '-g', 'daemon off;'],
    });
  });

  test('without a route it has a configuration all the same, on its own port', () => {
    const { chart } = world({}, { http: 9000 });
    expect(configMap(chart)?.data['nginx.conf']).toContain('listen 9000 default_server;');
  });

  test('its pods roll when a route is added, whatever the order of the routes', () => {
    const { users, edge, gateway } = world();
    const before = edge.rolls['routes'];
    gateway
      .routes('/a', users)
      .routes('/b', users, { port: 'admin', path: 'withoutPrefix', readTimeout: 60 });
    expect(before).toHaveLength(1);
    expect(edge.rolls['routes']).toHaveLength(3);
    const other = world();
    other.gateway
      .routes('/b', other.users, { port: 'admin', path: 'withoutPrefix', readTimeout: 60 })
      .routes('/a', other.users);
    expect(other.edge.rolls).toEqual(edge.rolls);
    expect(gateway.config).toContain('proxy_read_timeout 60s;\n      proxy_pass http://user-service:5011/;');
  });

  test('a real workload rolls on its routes and on nothing of their order', () => {
    const checksum = (...prefixes: string[]) => {
      const chart = testChart();
      const service = (name: string) =>
        new WebService(chart, name, {
          image: `registry.example/${name}:1.0.0`,
          ports: { http: 8080 },
          size: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
          scale: { replicas: 1 },
        });
      const [edge, users] = [service('edge'), service('users')];
      const gateway = new ServiceGraph(chart, 'graph').gateway(edge);
      for (const prefix of prefixes) gateway.routes(prefix, users);
      expect(collectProblems(chart)).toEqual([]);
      const template = (name: string) =>
        chart.toJson().find((one) => one.kind === 'Deployment' && one.metadata.name === name).spec.template;
      return template('edge').metadata.annotations['checksum/config'];
    };
    expect(checksum('/a', '/b')).toMatch(/^[0-9a-f]{64}$/);
    expect(checksum('/a', '/b')).toBe(checksum('/b', '/a'));
    expect(checksum('/a', '/b')).not.toBe(checksum('/a'));
    expect(checksum()).not.toBe(checksum('/a'));
  });

  test('routes to another namespace by its name', () => {
    const { app, gateway } = world();
    gateway.routes('/bank', new FakeWorkload(testChart('bank', app), 'ledger'));
    expect(gateway.config).toContain('proxy_pass http://ledger.bank:8080;');
  });

  test('named again it is the same, also as a workload that calls', () => {
    const { app, users, edge, graph, gateway } = world();
    expect(graph.gateway(edge)).toBe(gateway);
    graph.workload(edge).calls(users);
    gateway.routes('/api/users', graph.workload(users));
    expect(found(app)).toEqual([]);
    expect(Object.keys(edge.variables)).toEqual(['USER_SERVICE_URL']);
  });

  test('of a second graph it is that of the first', () => {
    const { app, chart, edge, gateway } = world();
    expect(new ServiceGraph(chart, 'second').gateway(edge)).toBe(gateway);
    expect(found(app)).toEqual([['graph/second-graph', '']]);
  });
});

describe('mistakes', () => {
  type World = ReturnType<typeof world>;
  test.each<[string, (gateway: GatewayNode, world: World) => void, string[][]]>([
    [
      'no slash',
      (gateway, { users }) => gateway.routes('api', users),
      [['graph/route-prefix', '.routes(api)']],
    ],
    [
      'a slash at the end',
      (gateway, { users }) => gateway.routes('/api/', users),
      [['graph/route-prefix', '.routes(/api/)']],
    ],
    [
      'a prefix twice',
      (gateway, { users }) => gateway.routes('/api', users).routes('/api', users, { port: 'admin' }),
      [['graph/route-twice', '.routes(/api)']],
    ],
    [
      "the gateway's own path",
      (gateway, { users }) => gateway.routes('/health', users),
      [['graph/route-twice', '.routes(/health)']],
    ],
    [
      'a wait without end',
      (gateway, { users }) => gateway.routes('/api', users, { readTimeout: 0 }),
      [['graph/gateway-setting', '.routes(/api)']],
    ],
    [
      'a route to itself',
      (gateway, { edge }) => gateway.routes('/api', edge),
      [['graph/self', '.routes(/api)']],
    ],
    [
      'a route to who has no port',
      (gateway, { chart }) => gateway.routes('/api', new FakeWorkload(chart, 'mailer', {})),
      [['graph/no-port', '.routes(/api)']],
    ],
    [
      'settings twice',
      (_, { graph, edge }) => graph.gateway(edge, { workers: 2 }),
      [['graph/gateway-twice', '']],
    ],
  ])('%s is one', (_, declare, expected) => {
    const all = world();
    declare(all.gateway, all);
    expect(found(all.app)).toEqual(expected);
  });

  test.each<[string, NginxSettings, string[][]]>([
    ['a negative body', { maxBodyMiB: -1 }, [['graph/gateway-setting', '.maxBodyMiB']]],
    ['half a worker', { workers: 0.5 }, [['graph/gateway-setting', '.workers']]],
    ['no time to connect', { timeouts: { connect: 0 } }, [['graph/gateway-setting', '.timeouts.connect']]],
    ['too much time', { timeouts: { read: 3601 } }, [['graph/gateway-setting', '.timeouts.read']]],
    ['a privileged status', { statusPort: 80 }, [['graph/gateway-setting', '.statusPort']]],
    ['a health of everything', { healthPath: '/' }, [['graph/gateway-setting', '.healthPath']]],
    ['a health that is no path', { healthPath: 'health' }, [['graph/gateway-setting', '.healthPath']]],
    ['a proxy that is no range', { trustedProxies: ['edge'] }, [['graph/range', '.trustedProxies']]],
    ['all proxies', { trustedProxies: ['0.0.0.0/0'] }, [['graph/range', '.trustedProxies']]],
  ])('%s is one', (_, settings, expected) => {
    expect(found(world(settings).app)).toEqual(expected);
  });

  test('a privileged port, or none', () => {
    expect(found(world({}, { http: 80 }).app)).toEqual([['graph/gateway-setting', '.ports']]);
    expect(found(world({}, {}).app)).toEqual([['graph/no-port', '.gateway']]);
  });

  test('a path of its own is where the settings say', () => {
    const { app, users, gateway } = world({ healthPath: '/up' });
    gateway.routes('/health', users).routes('/up', users);
    expect(found(app)).toEqual([['graph/route-twice', '.routes(/up)']]);
  });

  test('a name that no ConfigMap can have', () => {
    const { app, chart, graph } = world();
    graph.gateway(new FakeWorkload(chart, 'Edge'));
    expect(found(app)).toEqual([['manifest/name', 'shop/Edge']]);
  });

  test('no proxies are none', () => {
    expect(found(world({ trustedProxies: [] }).app)).toEqual([]);
  });

  test('a path with two answers is told with both', () => {
    const { app, users, gateway } = world();
    gateway.routes('/api', users).routes('/api', users, { port: 'admin' });
    expect(collectProblems(app)[0]?.found).toBe(
      '/api goes to shop/user-service and already to user-service:5001',
    );
  });
});
