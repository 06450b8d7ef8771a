import { App } from 'cdk8s';
import { collectProblems } from '../../../../lib/core/report';
import { type OutsideAddresses, ServiceGraph, type ServiceNode } from '../../../../lib/k8s/graph';
import { FakeWorkload, testChart } from './fake-workload';

function world() {
  const app = new App();
  const chart = testChart('shop', app);
  const users = new FakeWorkload(chart, 'user-service', { http: 5001, metrics: 9102 });
  const orders = new FakeWorkload(chart, 'order-service', { http: 5003 });
  const graph = new ServiceGraph(chart, 'graph');
  return { app, chart, users, orders, graph };
}

/** What a policy says, by its name. */
function policies(chart: ReturnType<typeof testChart>) {
  return Object.fromEntries(
    chart
      .toJson()
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map(({ metadata, spec }) => [metadata.name, spec]),
  );
}

const found = (app: App) => collectProblems(app).map((one) => [one.code, one.path]);

const pods = (name: string) => ({
  podSelector: { matchLabels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'shop' } },
});
const namespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});
const tcp = (port: number) => [{ port, protocol: 'TCP' }];

describe('calls', () => {
  test('gives both sides their policy and the caller the address', () => {
    const { app, chart, users, orders, graph } = world();
    graph.workload(orders).calls(users);
    expect(collectProblems(app)).toEqual([]);
    expect(policies(chart)).toEqual({
      'order-service-egress': {
        ...pods('order-service'),
        policyTypes: ['Egress'],
        egress: [{ to: [pods('user-service')], ports: tcp(5001) }],
      },
      'user-service-ingress': {
        ...pods('user-service'),
        policyTypes: ['Ingress'],
        ingress: [{ from: [pods('order-service')], ports: tcp(5001) }],
      },
    });
    expect(orders.variables).toEqual({ USER_SERVICE_URL: { value: 'http://user-service:5001' } });
    expect(orders.askedBy).toEqual([graph]);
    expect(users.variables).toEqual({});
  });

  test('the policies carry the name of their workload and stand beside its objects', () => {
    const { chart, users, orders, graph } = world();
    graph.workload(orders).calls(users);
    const [ingress] = chart.toJson().filter(({ metadata }) => metadata.name === 'user-service-ingress');
    expect(ingress.metadata).toEqual({
      name: 'user-service-ingress',
      namespace: 'shop',
      labels: {
        'app.kubernetes.io/managed-by': 'isthmus',
        'app.kubernetes.io/name': 'user-service',
        'app.kubernetes.io/part-of': 'shop',
        environment: 'test',
      },
    });
    expect(users.node.children.map((one) => one.node.id)).toEqual(['IngressPolicy']);
    expect(orders.node.children.map((one) => one.node.id)).toEqual(['EgressPolicy']);
  });

  test('what is declared after the policy is there is in it too', () => {
    const { chart, users, orders, graph } = world();
    const carts = new FakeWorkload(chart, 'carts');
    graph.workload(orders).calls(users);
    graph.workload(carts).calls(users).calls(orders);
    expect(policies(chart)['user-service-ingress'].ingress).toEqual([
      { from: [pods('carts'), pods('order-service')], ports: tcp(5001) },
    ]);
    expect(policies(chart)['carts-egress'].egress).toEqual([
      { to: [pods('user-service')], ports: tcp(5001) },
      { to: [pods('order-service')], ports: tcp(5003) },
    ]);
  });

  test('takes another port, scheme and variable, or none; nodes as well as workloads; the same again changes nothing', () => {
    const { app, users, orders, graph } = world();
    const [caller, callee] = [graph.workload(orders), graph.workload(users)];
    caller.calls(callee, { port: 'metrics', scheme: 'https', variable: 'USERS_METRICS' });
    caller.calls(callee).calls(users);
    callee.calls(caller, { variable: false });
    expect(found(app)).toEqual([]);
    expect(orders.variables).toEqual({
      USERS_METRICS: { value: 'https://user-service:9102' },
      USER_SERVICE_URL: { value: 'http://user-service:5001' },
    });
    expect(orders.askedBy).toHaveLength(2);
    expect(users.variables).toEqual({});
    expect(graph.edges()).toHaveLength(3);
  });

  test('reaches into another namespace of the cluster by its name, on both sides', () => {
    const { app, chart, orders, graph } = world();
    const bank = testChart('bank', app);
    const ledger = new FakeWorkload(bank, 'ledger');
    graph.workload(orders).calls(ledger);
    expect(found(app)).toEqual([]);
    expect(orders.variables).toEqual({ LEDGER_URL: { value: 'http://ledger.bank:8080' } });
    expect(policies(chart)['order-service-egress'].egress).toEqual([
      { to: [{ ...namespace('bank'), ...pods('ledger') }], ports: tcp(8080) },
    ]);
    expect(policies(bank)['ledger-ingress'].ingress).toEqual([
      { from: [{ ...namespace('shop'), ...pods('order-service') }], ports: tcp(8080) },
    ]);
    expect(graph.edges()[0]).toMatchObject({ from: 'order-service', to: 'bank/ledger' });
  });
});

describe('the other ways', () => {
  test('uses opens the way and gives no variable', () => {
    const { chart, orders, graph } = world();
    const queue = new FakeWorkload(chart, 'rabbitmq', { amqp: 5672, management: 15672 });
    graph.workload(orders).uses(queue).uses(queue, { port: 'management' });
    expect(policies(chart)['rabbitmq-ingress'].ingress).toEqual([
      { from: [pods('order-service')], ports: [...tcp(5672), ...tcp(15672)] },
    ]);
    expect(policies(chart)['order-service-egress'].egress).toEqual([
      { to: [pods('rabbitmq')], ports: [...tcp(5672), ...tcp(15672)] },
    ]);
    expect(orders.variables).toEqual({});
  });

  test('clustersOver lets the copies of a workload talk', () => {
    const { chart, graph } = world();
    const queue = new FakeWorkload(chart, 'rabbitmq', { amqp: 5672, epmd: 4369, clustering: 25672 });
    graph.workload(queue).clustersOver('epmd', 'clustering');
    const open = [...tcp(4369), ...tcp(25672)];
    expect(policies(chart)['rabbitmq-ingress'].ingress).toEqual([{ from: [pods('rabbitmq')], ports: open }]);
    expect(policies(chart)['rabbitmq-egress'].egress).toEqual([{ to: [pods('rabbitmq')], ports: open }]);
    graph.workload(queue).clustersOver();
    expect(graph.edges().map(({ kind, port }) => [kind, port])).toEqual([
      ['clusters', 4369],
      ['clusters', 5672],
      ['clusters', 25672],
    ]);
    expect(graph.cycles()).toEqual([]);
  });

  test('reaches opens ranges, the internet without private addresses', () => {
    const { app, chart, orders, graph } = world();
    graph
      .workload(orders)
      .reaches({ ranges: ['10.0.202.0/24', '10.0.201.0/24'], port: 5432, reason: 'database' })
      .reaches({ ranges: 'wholeInternet', port: 443, reason: 'card payments' })
      .reaches({ ranges: ['10.0.0.2/32'], port: 123, protocol: 'UDP', reason: 'time' })
      .reaches({ ranges: ['169.254.170.23/32'], port: 80, reason: 'EKS Pod Identity agent' });
    expect(found(app)).toEqual([]);
    expect(policies(chart)).toEqual({
      'order-service-egress': {
        ...pods('order-service'),
        policyTypes: ['Egress'],
        egress: [
          { to: [{ ipBlock: { cidr: '169.254.170.23/32' } }], ports: tcp(80) },
          { to: [{ ipBlock: { cidr: '10.0.0.2/32' } }], ports: [{ port: 123, protocol: 'UDP' }] },
          {
            to: [
              {
                ipBlock: {
                  cidr: '0.0.0.0/0',
                  except: [
                    '10.0.0.0/8',
                    '100.64.0.0/10',
                    '169.254.0.0/16',
                    '172.16.0.0/12',
                    '192.168.0.0/16',
                  ],
                },
              },
            ],
            ports: tcp(443),
          },
          {
            to: [{ ipBlock: { cidr: '10.0.201.0/24' } }, { ipBlock: { cidr: '10.0.202.0/24' } }],
            ports: tcp(5432),
          },
        ],
      },
    });
  });

  test('isEnteredFrom lets a namespace or ranges in', () => {
    const { app, chart, users, orders, graph } = world();
    graph.workload(users).isEnteredFrom({ namespace: 'ingress', port: 'http' });
    graph.workload(orders).isEnteredFrom({ ranges: ['10.0.101.0/24'] });
    expect(found(app)).toEqual([]);
    expect(policies(chart)['user-service-ingress'].ingress).toEqual([
      { from: [namespace('ingress')], ports: tcp(5001) },
    ]);
    expect(policies(chart)['order-service-ingress'].ingress).toEqual([
      { from: [{ ipBlock: { cidr: '10.0.101.0/24' } }], ports: tcp(5003) },
    ]);
  });

  test('monitoring reads the metrics ports that there are, also of workloads named later; others by hand', () => {
    const { chart, users, orders, graph } = world();
    const late = new FakeWorkload(chart, 'late', { http: 80, metrics: 9000 });
    graph.workload(users);
    graph.monitoring({ namespace: 'monitoring' });
    graph.workload(late);
    graph.workload(orders).isScrapedFrom('monitoring');
    graph.monitoring({ namespace: 'audit', port: 'http' });
    const from = (name: string) => [namespace(name)];
    expect(policies(chart)['user-service-ingress'].ingress).toEqual([
      { from: from('audit'), ports: tcp(5001) },
      { from: from('monitoring'), ports: tcp(9102) },
    ]);
    expect(policies(chart)['late-ingress'].ingress).toEqual([
      { from: from('audit'), ports: tcp(80) },
      { from: from('monitoring'), ports: tcp(9000) },
    ]);
    expect(policies(chart)['order-service-ingress'].ingress).toEqual([
      { from: [namespace('audit'), namespace('monitoring')], ports: tcp(5003) },
    ]);
  });
});

describe('mistakes', () => {
  type World = ReturnType<typeof world>;
  const outside = (change: Partial<OutsideAddresses>) => ({
    ranges: ['10.0.0.0/24'],
    port: 5432,
    reason: 'database',
    ...change,
  });

  test.each<[string, (node: ServiceNode, world: World) => void, string[][]]>([
    [
      'a call to who has no port',
      (node, { chart }) => node.calls(new FakeWorkload(chart, 'mailer', {})),
      [['graph/no-port', 'shop/order-service.calls(mailer)']],
    ],
    [
      'a named port of who has none',
      (node, { chart }) => node.calls(new FakeWorkload(chart, 'mailer', {}), { port: 'http' }),
      [['graph/no-port', 'shop/order-service.calls(mailer)']],
    ],
    [
      'several ports and no main one',
      (node, { chart }) => {
        const queue = new FakeWorkload(chart, 'queue', { a: 1, b: 2 });
        Object.defineProperty(queue, 'mainPort', { value: undefined });
        node.uses(queue);
      },
      [['graph/no-port', 'shop/order-service.uses(queue)']],
    ],
    [
      'a port that is not there',
      (node, { users }) => node.uses(users, { port: 'grpc' }).uses(users, { port: 'constructor' }),
      [
        ['graph/unknown-port', 'shop/order-service.uses(user-service)'],
        ['graph/unknown-port', 'shop/order-service.uses(user-service)'],
      ],
    ],
    [
      'a call to itself',
      (node, { orders }) => node.calls(orders),
      [['graph/self', 'shop/order-service.calls(order-service)']],
    ],
    [
      'a use of itself',
      (node, { orders }) => node.uses(orders),
      [['graph/self', 'shop/order-service.uses(order-service)']],
    ],
    [
      'a cluster over a port that is not there',
      (node) => node.clustersOver('epmd'),
      [['graph/unknown-port', 'shop/order-service.clustersOver']],
    ],
    [
      'a variable with a hyphen',
      (node, { users }) => node.calls(users, { variable: 'user-service' }),
      [['graph/variable', 'shop/order-service.calls(user-service)']],
    ],
    [
      'a name that makes no variable',
      (node, { chart }) => node.calls(new FakeWorkload(chart, '3d')),
      [['graph/variable', 'shop/order-service.calls(3d)']],
    ],
    [
      'the same namespace of another region',
      (node, { app }) => node.calls(new FakeWorkload(testChart('shop', app, 'test', 'west'), 'users')),
      [['graph/elsewhere', 'shop/order-service.calls(users)']],
    ],
    [
      'another namespace of another region',
      (node, { app }) => node.uses(new FakeWorkload(testChart('bank', app, 'test', 'west'), 'ledger')),
      [['graph/elsewhere', 'shop/order-service.uses(ledger)']],
    ],
    [
      'another environment',
      (node, { app }) => node.calls(new FakeWorkload(testChart('shop-prod', app, 'prod'), 'users')),
      [['graph/elsewhere', 'shop/order-service.calls(users)']],
    ],
    [
      'a malformed range',
      (node) => node.reaches(outside({ ranges: ['10.0.0.0'] })),
      [['graph/range', 'shop/order-service.reaches(database)']],
    ],
    [
      'host bits',
      (node) => node.reaches(outside({ ranges: ['10.0.0.1/24'] })),
      [['graph/range', 'shop/order-service.reaches(database)']],
    ],
    [
      'the internet without saying so',
      (node) => node.reaches(outside({ ranges: ['0.0.0.0/0'] })),
      [['graph/range', 'shop/order-service.reaches(database)']],
    ],
    [
      'no range',
      (node) => node.reaches(outside({ ranges: [] })),
      [['graph/range', 'shop/order-service.reaches(database)']],
    ],
    ...[0, 65536, 80.5].map((port): [string, (node: ServiceNode) => void, string[][]] => [
      `port ${port}`,
      (node) => node.reaches(outside({ port })),
      [['graph/port', 'shop/order-service.reaches(database)']],
    ]),
    [
      'an entrance by a malformed range and an unknown port',
      (node) => node.isEnteredFrom({ ranges: ['x'], port: 'y' }),
      [
        ['graph/range', 'shop/order-service.isEnteredFrom'],
        ['graph/unknown-port', 'shop/order-service.isEnteredFrom'],
      ],
    ],
    [
      'an entrance from what is no namespace',
      (node) => node.isEnteredFrom({ namespace: 'Bad_NS' }),
      [['graph/namespace', 'shop/order-service.isEnteredFrom']],
    ],
    [
      'metrics for no namespace',
      (node) => node.isScrapedFrom(''),
      [['graph/namespace', 'shop/order-service.isScrapedFrom']],
    ],
    [
      'metrics of an unknown port',
      (node) => node.isScrapedFrom('monitoring', { port: 'metrics' }),
      [['graph/unknown-port', 'shop/order-service.isScrapedFrom']],
    ],
  ])('%s is one, and opens nothing', (_, declare, expected) => {
    const all = world();
    declare(all.graph.workload(all.orders), all);
    expect(found(all.app).sort()).toEqual(expected);
    if (expected[0]?.[0] !== 'graph/variable') expect(all.chart.objects()).toEqual([]);
    expect(all.orders.variables).toEqual({});
  });

  test('a name that no policy can have', () => {
    const { app, chart, orders, graph } = world();
    graph.workload(orders).calls(new FakeWorkload(chart, 'User_Service'), { variable: 'USERS_URL' });
    expect(found(app)).toEqual([['manifest/name', 'shop/User_Service']]);
  });

  test('two graphs of one workload are one, and the first keeps it', () => {
    const { app, chart, users, orders, graph } = world();
    const second = new ServiceGraph(chart, 'second');
    graph.workload(orders);
    second.workload(orders).calls(users);
    expect(found(app)).toEqual([['graph/second-graph', 'shop/order-service']]);
    expect(collectProblems(app)[0]?.found).toBe('shop/graph and shop/second');
    expect([...graph.edges(), ...second.edges()]).toHaveLength(1);
  });

  test('a call to elsewhere is told with both places', () => {
    const { app, orders, graph } = world();
    graph.workload(orders).calls(new FakeWorkload(testChart('shop', app, 'test', 'west'), 'users'));
    expect(collectProblems(app)[0]?.found).toBe(
      'shop/order-service in test/east/shop, and west-shop/users in test/west/shop',
    );
  });

  test('a bad port is told with what there is', () => {
    const { app, users, orders, graph } = world();
    graph.workload(orders).uses(users, { port: 'grpc' });
    expect(collectProblems(app)[0]).toMatchObject({
      found: 'shop/user-service has the ports http, metrics, and grpc is asked for',
      fix: "say which: { port: 'http' }",
    });
  });
});

describe('the whole graph', () => {
  test('edges, cycles and a flowchart', () => {
    const { chart, users, orders, graph } = world();
    const cache = new FakeWorkload(chart, 'redis', { redis: 6379 });
    graph.workload(orders).calls(users).uses(cache);
    graph.workload(users).calls(orders).isEnteredFrom({ namespace: 'edge', port: 'http' });
    new FakeWorkload(chart, 'alone');
    expect(graph.edges().map((one) => Object.values(one).join(' '))).toEqual([
      'enters namespace edge user-service 5001 ',
      'uses order-service redis 6379 ',
      'calls order-service user-service 5001 USER_SERVICE_URL',
      'calls user-service order-service 5003 ORDER_SERVICE_URL',
    ]);
    expect(graph.cycles()).toEqual([['order-service', 'user-service']]);
    expect(graph.toMermaid()).toBe(`flowchart LR
  n_namespaceBedge["namespace edge"]
  n_order_service["order-service"]
  n_redis["redis"]
  n_user_service["user-service"]
  n_namespaceBedge -->|"enters :5001"| n_user_service
  n_order_service -->|"uses :6379"| n_redis
  n_order_service -->|"calls USER_SERVICE_URL :5001"| n_user_service
  n_user_service -->|"calls ORDER_SERVICE_URL :5003"| n_order_service
`);
  });

  test('a reason with quotes does not break the flowchart', () => {
    const { orders, graph } = world();
    graph.workload(orders).reaches({ ranges: ['10.0.0.0/24'], port: 1, reason: 'the "old" one' });
    expect(graph.toMermaid()).toContain('-->|"reaches the #quot;old#quot; one :1"| n_10D0D0D0N24');
  });
});
