import { proveConsistency } from '../../../../lib/review/consistency';
import { autoscaler, deployment, manifest, workload } from '../manifests';

const found = (...manifests: Parameters<typeof proveConsistency>[0]) => proveConsistency(manifests);

describe('disruption', () => {
  const budget = (spec: object) =>
    manifest('policy/v1', 'PodDisruptionBudget', 'orders', {
      selector: { matchLabels: { 'app.kubernetes.io/name': 'orders' } },
      ...spec,
    });
  const replicas = (count: number) => deployment('orders', { spec: { replicas: count } });

  test.each([
    [2, { maxUnavailable: 1 }],
    [2, { maxUnavailable: '1%' }],
    [1, { maxUnavailable: 1 }],
    [2, { minAvailable: 1 }],
    [3, { minAvailable: '60%' }],
    [0, { minAvailable: 1 }],
  ])('%d replicas with %j can be drained', (count, spec) => {
    expect(found(replicas(count), budget(spec))).toEqual([]);
  });

  test.each([
    [2, { maxUnavailable: 0 }, '0, while shop/Deployment/orders has 2 at least: 0 may go'],
    [
      2,
      { maxUnavailable: '0%' },
      '0% (0% of 2, rounded up, is 0), while shop/Deployment/orders has 2 at least: 0 may go',
    ],
    [2, { minAvailable: 2 }, '2, while shop/Deployment/orders has 2 at least: 2 - 2 = 0 may go'],
    [1, { minAvailable: 1 }, '1, while shop/Deployment/orders has 1 at least: 1 - 1 = 0 may go'],
    [
      3,
      { minAvailable: '100%' },
      '100% (100% of 3, rounded up, is 3), while shop/Deployment/orders has 3 at least: 3 - 3 = 0 may go',
    ],
    [
      3,
      { minAvailable: '67%' },
      '67% (67% of 3, rounded up, is 3), while shop/Deployment/orders has 3 at least: 3 - 3 = 0 may go',
    ],
  ])('%d replicas with %j cannot', (count, spec, text) => {
    expect(found(replicas(count), budget(spec))).toMatchObject([
      {
        code: 'consistency/disruption-blocked',
        path: expect.stringContaining('shop/PodDisruptionBudget/orders'),
        found: text,
      },
    ]);
  });

  test('counts with the minimum of the autoscaler, not with replicas', () => {
    const scaled = (min: number) => [replicas(5), autoscaler('orders', min, 10), budget({ minAvailable: 2 })];
    expect(found(...scaled(3))).toEqual([]);
    expect(found(...scaled(2))).toHaveLength(1);
  });

  test('says nothing of what a drain does not ask', () => {
    expect(found(workload('DaemonSet', 'orders'), budget({ maxUnavailable: 0 }))).toEqual([]);
  });
});

describe('grace period', () => {
  const stopping = (preStop: object, terminationGracePeriodSeconds?: number) =>
    deployment('orders', {
      pod: terminationGracePeriodSeconds === undefined ? {} : { terminationGracePeriodSeconds },
      container: { lifecycle: { preStop } },
    });

  test.each([
    [{ sleep: { seconds: 29 } }, undefined],
    [{ sleep: { seconds: 59 } }, 60],
    [{ exec: { command: ['sleep', '29'] } }, undefined],
    [{ exec: { command: ['sh', '-c', 'sleep 9; nginx -s quit; sleep 20'] } }, undefined],
    [{ exec: { command: ['nginx', '-s', 'quit'] } }, 1],
    [{ exec: {} }, 1],
    [{ httpGet: { port: 1 } }, 1],
  ])('%j within %p', (preStop, grace) => {
    expect(found(stopping(preStop, grace))).toEqual([]);
  });

  test.each([
    [{ sleep: { seconds: 30 } }, undefined, '30 s of grace - 30 s of preStop = 0 s for the process to end'],
    [{ sleep: { seconds: 61 } }, 60, '60 s of grace - 61 s of preStop = -1 s for the process to end'],
    [
      { exec: { command: ['/bin/sleep', '30'] } },
      undefined,
      '30 s of grace - 30 s of preStop = 0 s for the process to end',
    ],
    [
      { exec: { command: ['sh', '-c', 'sleep 10 && quit && sleep 20'] } },
      30,
      '30 s of grace - 30 s of preStop = 0 s for the process to end',
    ],
    [
      { exec: { command: ['sleep', '1m'] } },
      60,
      '60 s of grace - 60 s of preStop = 0 s for the process to end',
    ],
  ])('%j longer than %p', (preStop, grace, text) => {
    expect(found(stopping(preStop, grace))).toMatchObject([
      { code: 'consistency/grace-period', path: 'shop/Deployment/orders.orders.preStop', found: text },
    ]);
  });

  test('counts for sidecars too', () => {
    const lifecycle = { preStop: { sleep: { seconds: 30 } } };
    const initContainers = [{ name: 'proxy', restartPolicy: 'Always', lifecycle }];
    expect(found(deployment('orders', { pod: { initContainers } }))).toHaveLength(1);
  });
});

describe('rollout deadline', () => {
  const starting = (startupProbe: object, spec: object = {}, pod: object = {}) =>
    deployment('orders', { spec: { ...spec }, pod: { ...pod }, container: { startupProbe } });

  test.each([
    [{}, {}],
    [{ failureThreshold: 59, periodSeconds: 10 }, {}],
    [{ failureThreshold: 30 }, { progressDeadlineSeconds: 301 }],
    [{ periodSeconds: 5 }, { progressDeadlineSeconds: 26, minReadySeconds: 10 }],
  ])('%j within %j', (probe, spec) => {
    expect(found(starting(probe, spec))).toEqual([]);
  });

  test.each([
    [{ failureThreshold: 60 }, {}, "orders's startup of 0 s + 60 x 10 s = 600 s, and the rollout has 600 s"],
    [
      { initialDelaySeconds: 1, failureThreshold: 30 },
      { progressDeadlineSeconds: 301 },
      "orders's startup of 1 s + 30 x 10 s = 301 s, and the rollout has 301 s",
    ],
    [
      { periodSeconds: 5 },
      { progressDeadlineSeconds: 25, minReadySeconds: 10 },
      "orders's startup of 0 s + 3 x 5 s + 10 s of minReadySeconds = 25 s, and the rollout has 25 s",
    ],
  ])('%j beyond %j', (probe, spec, text) => {
    expect(found(starting(probe, spec))).toMatchObject([
      { code: 'consistency/rollout-deadline', found: text },
    ]);
  });

  test('counts a late first question, and sidecars that start before', () => {
    const readinessProbe = { initialDelaySeconds: 600 };
    expect(found(deployment('orders', { container: { readinessProbe } }))).toHaveLength(1);
    const initContainers = [
      { name: 'proxy', restartPolicy: 'Always', startupProbe: { failureThreshold: 30 } },
    ];
    expect(found(starting({ failureThreshold: 29 }, {}, { initContainers }))).toEqual([]);
    expect(found(starting({ failureThreshold: 30 }, {}, { initContainers }))).toHaveLength(1);
  });

  test('is of Deployments alone', () => {
    const container = { startupProbe: { failureThreshold: 600 } };
    expect(found(workload('StatefulSet', 'db', { container }))).toEqual([]);
  });
});

describe('removed APIs', () => {
  const ask = (apiVersion: string, kind: string, version?: string) =>
    proveConsistency([manifest(apiVersion, kind, 'x', {})], version).map(({ found: text }) => text);

  test('are errors from the version on that no longer serves them', () => {
    expect(ask('policy/v1beta1', 'PodSecurityPolicy', '1.24')).toEqual([]);
    expect(ask('policy/v1beta1', 'PodSecurityPolicy', '1.25')).toEqual([
      'policy/v1beta1 PodSecurityPolicy, last served by Kubernetes 1.24; the cluster is 1.25',
    ]);
    expect(proveConsistency([manifest('batch/v1beta1', 'CronJob', 'x', {})])).toMatchObject([
      { code: 'consistency/removed-api', path: 'shop/CronJob/x.apiVersion' },
    ]);
  });

  test('go by kind', () => {
    const beta = 'networking.k8s.io/v1beta1';
    expect(ask(beta, 'Ingress', '1.36')).toHaveLength(1);
    expect(ask(beta, 'IPAddress', '1.36')).toEqual([]);
    expect(ask('extensions/v1beta1', 'Ingress', '1.21')).toEqual([]);
    expect(ask('extensions/v1beta1', 'Deployment', '1.21')).toHaveLength(1);
  });

  test('that are served are no problem', () => {
    expect(ask('apps/v1', 'Thing')).toEqual([]);
    expect(ask('constructor', 'Thing')).toEqual([]);
  });
});
