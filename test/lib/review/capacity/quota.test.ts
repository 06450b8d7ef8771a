import { proveCapacity } from '../../../../lib/review/capacity';
import type { Manifest } from '../../../../lib/review/manifest';
import { autoscaler, deployment, manifest, resources, someNodes, workload } from '../manifests';

const nodes = someNodes(5, 10);
const quota = (hard: object, more: object = {}) =>
  manifest('v1', 'ResourceQuota', 'quota', { hard, ...more });
const found = (...manifests: readonly Manifest[]) =>
  proveCapacity({ manifests, nodes }).map((one) => `${one.code} ${one.path}: ${one.found}`);
const over = (what: string, text: string) => [
  `capacity/quota shop/ResourceQuota/quota.hard.${what}: ${text} too much (each at its maximum with a rollout's surge)`,
];
const surge = (maxSurge: number | string) => ({ strategy: { rollingUpdate: { maxSurge } } });
const orders = deployment('orders', {
  spec: { ...surge(1) },
  container: resources('100m', '128Mi', '500m', '512Mi'),
});
const scaled = autoscaler('orders', 2, 10);

describe('a quota', () => {
  test.each([
    [
      'requests.cpu',
      '1100m',
      '1099m',
      'shop/Deployment/orders 11 x 100m = 1100m, and the quota is 1099m: 1m',
    ],
    ['cpu', '1.1', '1', 'shop/Deployment/orders 11 x 100m = 1100m, and the quota is 1: 100m'],
    [
      'requests.memory',
      '1408Mi',
      '1407Mi',
      'shop/Deployment/orders 11 x 128Mi = 1408Mi, and the quota is 1407Mi: 1Mi',
    ],
    [
      'memory',
      '1408Mi',
      '1407Mi',
      'shop/Deployment/orders 11 x 128Mi = 1408Mi, and the quota is 1407Mi: 1Mi',
    ],
    ['limits.cpu', '5500m', '5', 'shop/Deployment/orders 11 x 500m = 5500m, and the quota is 5: 500m'],
    [
      'limits.memory',
      '5632Mi',
      '5Gi',
      'shop/Deployment/orders 11 x 512Mi = 5632Mi, and the quota is 5120Mi: 512Mi',
    ],
    ['pods', '11', '10', 'shop/Deployment/orders 11 x 1 = 11, and the quota is 10: 1'],
    ['count/pods', '11', '10', 'shop/Deployment/orders 11 x 1 = 11, and the quota is 10: 1'],
  ])('of %s: %s is enough, %s is not', (what, enough, less, text) => {
    expect(found(orders, scaled, quota({ [what]: enough }))).toEqual([]);
    expect(found(orders, scaled, quota({ [what]: less }))).toEqual(over(what, text));
  });

  test.each([
    ['25%, rounded up, when nothing is said', deployment('x', { spec: { replicas: 5 } }), 7],
    ['as said in percent', deployment('x', { spec: { replicas: 5, ...surge('1%') } }), 6],
    ['none for Recreate', deployment('x', { spec: { replicas: 5, strategy: { type: 'Recreate' } } }), 5],
    ['none for a StatefulSet', workload('StatefulSet', 'x', { spec: { replicas: 5 } }), 5],
    ['a DaemonSet on every node', workload('DaemonSet', 'x'), 10],
    [
      'a DaemonSet with surge',
      workload('DaemonSet', 'x', { spec: { updateStrategy: { rollingUpdate: { maxSurge: '10%' } } } }),
      11,
    ],
    ['a Job by its parallelism', workload('Job', 'x', { spec: { parallelism: 4 } }), 4],
    ['a Job with fewer completions', workload('Job', 'x', { spec: { parallelism: 4, completions: 3 } }), 3],
    [
      'a CronJob of one pod',
      manifest('batch/v1', 'CronJob', 'x', { jobTemplate: { spec: { template: { spec: {} } } } }),
      1,
    ],
    ['a bare Pod', manifest('v1', 'Pod', 'x', {}), 1],
  ])('counts the surge: %s', (_, one, pods) => {
    expect(found(one, quota({ pods }))).toEqual([]);
    expect(found(one, quota({ pods: pods - 1 }))).toHaveLength(1);
  });

  test('counts what KEDA may scale to', () => {
    const keda = (more: object) =>
      manifest('keda.sh/v1alpha1', 'ScaledObject', 's', { scaleTargetRef: { name: 'orders' }, ...more });
    expect(found(orders, keda({ maxReplicaCount: 7 }), quota({ pods: 8 }))).toEqual([]);
    expect(found(orders, keda({ maxReplicaCount: 7 }), quota({ pods: 7 }))).toHaveLength(1);
    expect(found(orders, keda({}), quota({ pods: 100 }))).toContainEqual(expect.stringContaining('101 x 1'));
  });

  test('sums the namespace, the largest first, and no other namespace', () => {
    const users = deployment('users', { spec: { ...surge(1) }, container: resources('1', '1Mi') });
    const elsewhere = {
      ...users,
      object: { ...users.object, metadata: { name: 'users', namespace: 'other' } },
    };
    expect(found(orders, users, elsewhere, quota({ 'requests.cpu': '3.3' }))).toEqual([]);
    expect(found(orders, users, elsewhere, quota({ 'requests.cpu': 3 }))).toEqual(
      over(
        'requests.cpu',
        'shop/Deployment/users 3 x 1 + shop/Deployment/orders 3 x 100m = 3300m, and the quota is 3: 300m',
      ),
    );
  });

  test('writes long sums short', () => {
    const many = Array.from({ length: 10 }, (_, index) => deployment(`s${index}`, { spec: { ...surge(0) } }));
    const [text] = found(...many, quota({ pods: 19 }));
    expect(text).toContain('shop/Deployment/s7 2 x 1 + 2 others 4 = 20, and the quota is 19: 1 too much');
  });

  test('counts what the LimitRange gives', () => {
    const bare = deployment('orders', { spec: { ...surge(1) }, container: { resources: {} } });
    const range = manifest('v1', 'LimitRange', 'defaults', {
      limits: [{ type: 'Container', default: { cpu: '500m' } }],
    });
    expect(found(bare, range, quota({ 'limits.cpu': '1500m' }))).toEqual([]);
    expect(found(bare, range, quota({ 'limits.cpu': '1499m' }))).toHaveLength(1);
  });

  test('refuses pods that do not state what it counts', () => {
    const bare = deployment('orders', { container: { resources: { requests: { cpu: '1m' } } } });
    expect(found(bare, quota({ 'requests.cpu': 1 }))).toEqual([]);
    expect(found(bare, quota({ 'limits.cpu': 1 }))).toEqual([
      'capacity/quota-unset shop/Deployment/orders.resources.limits.cpu: orders without, and shop/ResourceQuota/quota counts limits.cpu',
    ]);
    expect(found(bare, quota({ memory: 1 }))).toEqual([
      'capacity/quota-unset shop/Deployment/orders.resources.requests.memory: orders without, and shop/ResourceQuota/quota counts memory',
    ]);
  });

  test('is left out where it counts some pods only, or other things', () => {
    expect(found(orders, quota({ pods: 0 }, { scopes: ['Terminating'] }))).toEqual([]);
    expect(found(orders, quota({ pods: 0 }, { scopeSelector: {} }))).toEqual([]);
    expect(found(orders, quota({ services: 0, toString: 0 }))).toEqual([]);
  });
});
