import { instanceSizes } from '../../../../lib/core/instance-table';
import { capacityReport, proveCapacity } from '../../../../lib/review/capacity';
import { allocatable } from '../../../../lib/review/capacity/allocatable';
import type { Manifest, NodeGroup, Nodes } from '../../../../lib/review/manifest';
import { autoscaler, deployment, manifest, resources, someNodes, workload } from '../manifests';

const MiB = 2 ** 20;
const prove = (nodes: Nodes, ...manifests: readonly Manifest[]) => proveCapacity({ manifests, nodes });
const codes = (nodes: Nodes, ...manifests: readonly Manifest[]) =>
  prove(nodes, ...manifests).map((one) => one.code);
const group = (min: number, max: number, changes: Partial<NodeGroup> = {}): NodeGroup => ({
  instanceTypes: ['t3.medium'],
  min,
  max,
  capacity: 'onDemand',
  ...changes,
});
const still = { strategy: { rollingUpdate: { maxSurge: 0 } } };

describe('what a node offers', () => {
  const offers = (type: string) => {
    const size = instanceSizes[type];
    if (!size) throw new Error(type);
    const { cpu, memory, pods } = allocatable(size);
    return [cpu, memory / MiB, pods];
  };

  test('on t3.medium is what such nodes show, to the next MiB below', () => {
    expect(offers('t3.medium')).toEqual([1930, 3308, 17]);
  });

  test('reserves less of every further core, and more memory for every possible pod', () => {
    expect(offers('t3a.small')).toEqual([1930, 1925 - 255 - 88 - 100, 8]);
    expect(offers('m5.xlarge')).toEqual([3920, 15400 - 255 - 11 * 58 - 100, 58]);
    expect(offers('m5.2xlarge')).toEqual([7910, 30801 - 255 - 11 * 58 - 100, 58]);
  });

  test('is 110 pods at most on a managed node of fewer than 30 cores, and 250 on others', () => {
    expect(offers('m5.4xlarge')).toEqual([15890, 61603 - 255 - 11 * 234 - 100, 110]);
    const huge = { cpus: 30, memoryMiB: 2 ** 17, interfaces: 15, addressesPerInterface: 50 };
    expect([allocatable(huge).pods, allocatable({ ...huge, cpus: 29 }).pods]).toEqual([250, 110]);
    expect(allocatable({ ...huge, interfaces: 8, addressesPerInterface: 30 }).pods).toBe(234);
  });

  test('is nothing rather than less', () => {
    expect(allocatable({ cpus: 1, memoryMiB: 256, interfaces: 2, addressesPerInterface: 4 }).memory).toBe(0);
  });
});

describe('pods', () => {
  // One t3.medium: 1930m less 180m for each node's add-ons, less 320m of the cluster's own, leaves 1430m.
  const asking = (cpu: string, more: object = {}) =>
    deployment('orders', { spec: { replicas: 1, ...still, ...more }, container: resources(cpu, '1Mi') });

  test('fit one node exactly, add-ons counted', () => {
    expect(prove(someNodes(1, 1), asking('1430m'))).toEqual([]);
    expect(prove(someNodes(1, 2, { path: 'prod.us-east-1' }), asking('1431m'))).toEqual([
      {
        code: 'capacity/minimum',
        severity: 'error',
        path: 'prod.us-east-1',
        found:
          'at minimum, general 1 x t3.medium offer 1930m CPU, 3308Mi, 17 pods; pods, DaemonSets and add-ons ask for 1931m CPU, 741Mi, 9 pods; no place for 1 of add-on coredns',
        fix: expect.any(String),
      },
    ]);
  });

  test('fit by memory, and by number', () => {
    // 3308Mi - 120Mi of each node - 620Mi of the cluster; 17 pods - 4 - 4.
    const big = (memory: string) =>
      deployment('a', { spec: { replicas: 1, ...still }, container: resources('1m', memory) });
    expect(codes(someNodes(1, 2), big('2568Mi'))).toEqual([]);
    expect(codes(someNodes(1, 2), big('2569Mi'))).toEqual(['capacity/minimum']);
    const many = (replicas: number) =>
      deployment('a', { spec: { replicas, ...still }, container: resources('1m', '1Mi') });
    expect(codes(someNodes(1, 2), many(9))).toEqual([]);
    expect(codes(someNodes(1, 2), many(10))).toEqual(['capacity/minimum']);
  });

  test('fit at the maximum of their autoscaler with the surge of a rollout', () => {
    const scaled = [
      asking('1750m', { strategy: { rollingUpdate: { maxSurge: 1 } } }),
      autoscaler('orders', 1, 4),
    ];
    expect(prove(someNodes(2, 6), ...scaled)).toEqual([]);
    expect(prove(someNodes(2, 5), ...scaled)).toMatchObject([
      {
        code: 'capacity/maximum',
        found: expect.stringContaining("at maximum with a rollout's surge, general 5 x t3.medium"),
      },
    ]);
    expect(codes(someNodes(2, 5), asking('1750m'), autoscaler('orders', 1, 4))).toEqual([]);
  });

  test('both ends are told when neither fits', () => {
    expect(codes(someNodes(1, 1), asking('2'))).toEqual(['capacity/maximum', 'capacity/minimum']);
  });

  test('fit with a zone lost where that is promised, its share rounded up', () => {
    const promised = (min: number) => someNodes(min, 12, { survivesZoneLoss: true });
    const three = asking('1750m', { replicas: 3 });
    expect(codes(someNodes(4, 12), three)).toEqual([]);
    expect(codes(promised(6), three)).toEqual([]);
    // Of five nodes in three zones two are lost.
    expect(prove(promised(5), three)).toMatchObject([
      {
        code: 'capacity/zone-lost',
        found: expect.stringContaining('at minimum, with one of 3 zones lost, general 3 x t3.medium offer'),
      },
    ]);
    expect(codes(promised(1), three)).toEqual(['capacity/minimum']);
  });

  test('a zone may be lost at the maximum too', () => {
    const scaled = [asking('1750m'), autoscaler('orders', 1, 8)];
    const nodes = (max: number) => someNodes(4, max, { survivesZoneLoss: true });
    expect(codes(nodes(14), ...scaled)).toEqual([]);
    expect(codes(nodes(12), ...scaled)).toEqual(['capacity/zone-lost']);
  });

  test('the least of a group with several instance types counts', () => {
    const mixed = (...instanceTypes: string[]) =>
      someNodes(1, 1, { groups: { a: group(1, 1, { instanceTypes }) } });
    const four = deployment('a', { spec: { replicas: 4, ...still }, container: resources('1m', '1Mi') });
    expect(codes(mixed('t3.medium'), four)).toEqual([]);
    expect(codes(mixed('t3.medium', 't3a.small'), four)).toEqual(['capacity/maximum', 'capacity/minimum']);
  });

  test('DaemonSets take their part of every node', () => {
    const agent = (cpu: string) => workload('DaemonSet', 'agent', { container: resources(cpu, '1Mi') });
    expect(codes(someNodes(1, 1), asking('1400m'), agent('30m'))).toEqual([]);
    expect(codes(someNodes(1, 2), asking('1400m'), agent('31m'))).toEqual(['capacity/minimum']);
    expect(prove(someNodes(0, 0), agent('1751m'))).toContainEqual(
      expect.objectContaining({
        code: 'capacity/node-too-small',
        path: 'nodes.general',
        found:
          'add-ons, shop/DaemonSet/agent ask for 1931m CPU, 121Mi, 5 pods on each node; one of t3.medium has 1930m CPU, 3308Mi, 17 pods',
      }),
    );
    expect(codes(someNodes(2, 2), agent('1430m'))).toEqual([]);
  });

  test('DaemonSets take it only of the nodes that they select', () => {
    const nodes = someNodes(1, 1, {
      groups: { general: group(1, 1), spot: group(1, 1, { labels: { Type: 'spot' } }) },
    });
    const agent = (pod: object) =>
      workload('DaemonSet', 'agent', { container: resources('1400m', '1Mi'), pod: { ...pod } });
    expect(codes(nodes, asking('1430m'), agent({ nodeSelector: { Type: 'spot' } }))).toEqual([]);
    expect(codes(nodes, asking('1430m'), agent({}))).toEqual(['capacity/maximum', 'capacity/minimum']);
  });

  test('fit when they do with the large nodes filled first', () => {
    const sizes = {
      'x.small': { cpus: 2, memoryMiB: 4096, interfaces: 3, addressesPerInterface: 6 },
      'x.large': { cpus: 2, memoryMiB: 5000, interfaces: 3, addressesPerInterface: 6 },
    };
    const nodes = someNodes(1, 1, {
      groups: {
        a: group(1, 1, { instanceTypes: ['x.small'] }),
        b: group(1, 1, { instanceTypes: ['x.large'] }),
      },
      sizes,
    });
    const two = (name: string, memory: string) =>
      deployment(name, { spec: { replicas: 2, ...still }, container: resources('1m', memory) });
    // 3188Mi and 4038Mi are free: 1700Mi twice on the large one, 1590Mi twice on the small one, and no other way.
    expect(codes(nodes, two('x', '1700Mi'), two('y', '1590Mi'))).toEqual([]);
    expect(codes(nodes, two('x', '1700Mi'), two('y', '1595Mi'))).toEqual([
      'capacity/maximum',
      'capacity/minimum',
    ]);
  });

  test('that may not share a host get one each', () => {
    const affinity = {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          {
            topologyKey: 'kubernetes.io/hostname',
            labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'orders' } },
          },
        ],
      },
    };
    const apart = deployment('orders', { spec: { replicas: 3, ...still }, pod: { affinity } });
    expect(codes(someNodes(3, 3), apart)).toEqual([]);
    expect(codes(someNodes(2, 3), apart)).toEqual(['capacity/minimum']);
  });

  test('go to the groups whose labels they select', () => {
    const nodes = someNodes(1, 1, {
      groups: { general: group(1, 1), spot: group(0, 1, { capacity: 'spot', labels: { Type: 'spot' } }) },
    });
    const on = (nodeSelector: object, replicas = 0) =>
      deployment('orders', { spec: { replicas, ...still }, pod: { nodeSelector } });
    expect(codes(nodes, on({ Type: 'spot' }), autoscaler('orders', 0, 1))).toEqual([]);
    expect(codes(nodes, on({ Type: 'spot' }, 1))).toEqual(['capacity/minimum']);
    expect(codes(nodes, on({ 'eks.amazonaws.com/capacityType': 'SPOT' }, 1))).toEqual(['capacity/minimum']);
    expect(
      codes(nodes, on({ 'eks.amazonaws.com/nodegroup': 'general', 'kubernetes.io/os': 'linux' }, 1)),
    ).toEqual([]);
    expect(codes(nodes, on({ 'topology.kubernetes.io/zone': 'us-east-1a' }, 1))).toEqual([]);
    expect(prove(nodes, on({ Type: 'gpu' }))).toMatchObject([
      {
        code: 'capacity/no-nodes',
        path: 'shop/Deployment/orders.nodeSelector',
        found: '{"Type":"gpu"}, which none of the groups general, spot satisfies',
      },
    ]);
    const arm = { 'kubernetes.io/arch': 'arm64' };
    expect(codes(nodes, on(arm))).toEqual(['capacity/no-nodes']);
    expect(
      codes(someNodes(1, 1, { groups: { g: group(1, 1, { instanceTypes: ['t4g.medium'] }) } }), on(arm)),
    ).toEqual([]);
  });

  test('and to those that their node affinity requires', () => {
    const nodes = someNodes(1, 1, { groups: { spot: group(1, 1, { labels: { Type: 'spot' } }) } });
    const requires = (...nodeSelectorTerms: readonly object[]) =>
      deployment('orders', {
        pod: {
          affinity: {
            nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
          },
        },
      });
    const term = (key: string, operator: string, ...values: string[]) => ({
      matchExpressions: [{ key, operator, values }],
    });
    expect(codes(nodes, requires(term('Type', 'In', 'spot')))).toEqual([]);
    expect(codes(nodes, requires(term('Type', 'Exists')))).toEqual([]);
    expect(codes(nodes, requires(term('Gpu', 'DoesNotExist')))).toEqual([]);
    expect(codes(nodes, requires(term('Gpu', 'Exists'), term('Type', 'Exists')))).toEqual([]);
    expect(codes(nodes, requires(term('topology.kubernetes.io/zone', 'In', 'us-east-1a')))).toEqual([]);
    expect(codes(nodes, requires(term('Type', 'NotIn', 'spot')))).toEqual(['capacity/no-nodes']);
    expect(codes(nodes, requires(term('Type', 'Odd')))).toEqual(['capacity/no-nodes']);
    expect(prove(nodes, requires(term('Type', 'DoesNotExist')))[0]?.path).toBe(
      'shop/Deployment/orders.affinity.nodeAffinity',
    );
  });

  test('no group at all is said once', () => {
    const none = someNodes(1, 1, { groups: {} });
    expect(prove(none, deployment('a'), deployment('b'))).toEqual([
      {
        code: 'capacity/no-nodes',
        severity: 'error',
        path: 'nodes',
        found: 'no node group, for 2 workloads',
        fix: 'add a node group',
      },
    ]);
    expect(prove(none)).toEqual([]);
  });

  test('an unknown instance type asks for its size', () => {
    const unknown = (more: Partial<Nodes> = {}) =>
      someNodes(1, 1, { groups: { a: group(1, 1, { instanceTypes: ['x9.large'] }) }, ...more });
    expect(prove(unknown(), asking('1'))).toMatchObject([
      {
        code: 'capacity/instance-type',
        path: 'nodes.a.instanceTypes',
        found: expect.stringContaining('x9.large'),
      },
    ]);
    const [ours] = prove(unknown({ path: 'environments/dev.nodes' }), asking('1'));
    expect(ours?.fix).toMatch(/^choose a type of the table, for example \w+\.large, or add its size/);
    const sizes = { 'x9.large': { cpus: 2, memoryMiB: 4096, interfaces: 3, addressesPerInterface: 6 } };
    expect(prove(unknown({ sizes }), asking('1'))).toEqual([]);
  });

  test('problems of amounts come along', () => {
    expect(
      codes(someNodes(1, 1), deployment('a', { container: { resources: { limits: { cpu: 'x' } } } })),
    ).toEqual(['capacity/quantity']);
  });
});

describe('pods that have to stand apart', () => {
  const zone = 'topology.kubernetes.io/zone';
  const host = 'kubernetes.io/hostname';
  const labelSelector = { matchLabels: { 'app.kubernetes.io/name': 'orders' } };
  const tiny = resources('1m', '1Mi');
  const anti = (
    topologyKey: string,
    replicas: number,
    spec: object = still,
    selector: object = labelSelector,
  ) =>
    deployment('orders', {
      spec: { replicas, ...spec },
      container: tiny,
      pod: {
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey, labelSelector: selector }],
          },
        },
      },
    });
  const spread = (constraint: object, replicas: number) =>
    deployment('orders', {
      spec: { replicas, ...still },
      container: tiny,
      pod: { topologySpreadConstraints: [{ maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', ...constraint }] },
    });
  const nodes = someNodes(4, 5);

  test('have a zone each', () => {
    expect(prove(nodes, anti(zone, 3))).toEqual([]);
    expect(prove(nodes, anti(zone, 4))).toMatchObject([
      {
        code: 'capacity/spread',
        path: `shop/Deployment/orders.podAntiAffinity.${zone}`,
        found: `3 at most of ${zone}; each takes one, and there are 4 pods (4 replicas + 0 of a rollout)`,
      },
    ]);
    expect(codes(nodes, anti(zone, 3, { strategy: { rollingUpdate: { maxSurge: 1 } } }))).toEqual([
      'capacity/spread',
    ]);
    expect(
      codes(nodes, anti(zone, 4, still, { matchLabels: { 'app.kubernetes.io/name': 'users' } })),
    ).toEqual([]);
  });

  test('have a host each', () => {
    expect(codes(someNodes(5, 5), anti(host, 5))).toEqual([]);
    expect(codes(someNodes(5, 5), anti(host, 6))).toContain('capacity/spread');
    const two = someNodes(2, 2);
    expect(codes(two, anti(zone, 2))).toEqual([]);
    expect(codes(two, anti(zone, 3))).toContain('capacity/spread');
  });

  test('have their least number of domains, or room in those there are', () => {
    expect(prove(nodes, spread({ topologyKey: zone }, 8))).toEqual([]);
    expect(prove(nodes, spread({ topologyKey: zone, minDomains: 3 }, 8))).toEqual([]);
    expect(prove(nodes, spread({ topologyKey: zone, minDomains: 4 }, 3))).toEqual([]);
    expect(prove(nodes, spread({ topologyKey: zone, minDomains: 4 }, 4))).toMatchObject([
      {
        code: 'capacity/spread',
        found: `3 at most of ${zone}; minDomains is 4, so each takes maxSkew 1: 3 x 1 = 3, and there are 4 pods (4 replicas + 0 of a rollout)`,
      },
    ]);
    expect(codes(nodes, spread({ topologyKey: zone, minDomains: 4, maxSkew: 2 }, 6))).toEqual([]);
    expect(
      codes(nodes, spread({ topologyKey: zone, minDomains: 4, whenUnsatisfiable: 'ScheduleAnyway' }, 9)),
    ).toEqual([]);
  });

  test('ask for labels that nodes have', () => {
    expect(prove(nodes, spread({ topologyKey: 'rack' }, 1))).toMatchObject([
      {
        code: 'capacity/spread',
        found: 'no node has the label rack; DoNotSchedule keeps pods off such nodes',
      },
    ]);
    expect(codes(nodes, spread({ topologyKey: 'eks.amazonaws.com/nodegroup', minDomains: 2 }, 2))).toEqual([
      'capacity/spread',
    ]);
    expect(codes(nodes, spread({ topologyKey: 'eks.amazonaws.com/capacityType' }, 2))).toEqual([]);
    expect(codes(nodes, spread({ topologyKey: 'topology.kubernetes.io/region' }, 2))).toEqual([]);
    const labelled = someNodes(4, 5, {
      groups: { a: group(2, 2, { labels: { rack: '1' } }), b: group(2, 2, { labels: { rack: '2' } }) },
    });
    expect(codes(labelled, spread({ topologyKey: 'rack', minDomains: 2 }, 3))).toEqual([]);
    expect(codes(labelled, spread({ topologyKey: 'rack', minDomains: 3 }, 3))).toEqual(['capacity/spread']);
  });

  test('DaemonSets are not asked', () => {
    expect(
      codes(
        nodes,
        workload('DaemonSet', 'a', {
          pod: {
            topologySpreadConstraints: [
              { topologyKey: 'rack', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' },
            ],
          },
        }),
      ),
    ).toEqual([]);
  });
});

test('capacityReport gives the numbers', () => {
  const nodes = someNodes(2, 4, { survivesZoneLoss: true });
  const quota = manifest('v1', 'ResourceQuota', 'q', { hard: { pods: 50 } });
  const { fits, quotas, addresses } = capacityReport({
    manifests: [deployment('orders'), autoscaler('orders', 2, 8), quota],
    nodes,
  });
  expect(
    fits.map(({ situation, nodes: { general }, used, available }) => [
      situation.name,
      general,
      used.cpu,
      available.cpu,
    ]),
  ).toEqual([
    ['at minimum', 2, 2 * 180 + 320 + 200, 2 * 1930],
    ['at minimum, with one of 3 zones lost', 1, 180 + 320 + 200, 1930],
    ["at maximum with a rollout's surge", 4, 4 * 180 + 320 + 1000, 4 * 1930],
    ["at maximum with a rollout's surge, with one of 3 zones lost", 2, 2 * 180 + 320 + 1000, 2 * 1930],
  ]);
  expect(fits[0]).toMatchObject({
    used: { pods: 2 * 4 + 4 + 2, memory: (2 * 120 + 620 + 2 * 128) * MiB },
    available: { pods: 34, memory: 2 * 3308 * MiB },
    unplaced: [],
  });
  expect(quotas).toMatchObject([{ namespace: 'shop', what: 'pods', used: 10, hard: 50 }]);
  expect(addresses[0]).toMatchObject({ zone: 'us-east-1a', used: 36, available: 251 });
});

test('a thousand services are no burden', () => {
  const services = Array.from({ length: 1000 }, (_, index) => deployment(`s${index}`));
  const start = process.hrtime.bigint();
  expect(prove(someNodes(400, 400), ...services)).toEqual([]);
  expect(Number(process.hrtime.bigint() - start) / 1e9).toBeLessThan(2);
});
