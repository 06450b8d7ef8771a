import { proveConsistency } from '../../../../lib/review/consistency';
import type { Manifest } from '../../../../lib/review/manifest';
import { autoscaler, deployment, manifest, workload } from '../manifests';

const codes = (...manifests: readonly Manifest[]) => proveConsistency(manifests).map(({ code }) => code);
const service = (selector: object) =>
  manifest('v1', 'Service', 'orders', { selector, ports: [{ port: 80, targetPort: 'http' }] });
const named = (name: string) => ({ 'app.kubernetes.io/name': name });

describe('selectors', () => {
  test('of a Service take exactly one workload', () => {
    const orders = deployment('orders');
    expect(codes(orders, service(named('orders')))).toEqual([]);
    expect(proveConsistency([orders, service(named('order'))])).toEqual([
      {
        code: 'consistency/selector-none',
        severity: 'error',
        path: 'shop/Service/orders.selector',
        found: 'app.kubernetes.io/name=order, which no pod of namespace shop has',
        fix: expect.any(String),
      },
    ]);
    const [several] = proveConsistency([
      workload('StatefulSet', 'orders-db', { labels: { tier: 'shop' } }),
      deployment('orders', { labels: { tier: 'shop' } }),
      service({ tier: 'shop' }),
    ]);
    expect(several).toMatchObject({
      code: 'consistency/selector-several',
      found:
        'tier=shop, which the pods of 2 workloads have: shop/Deployment/orders, shop/StatefulSet/orders-db',
    });
  });

  test('of a Service also meet the pods of Jobs and CronJobs', () => {
    const template = { metadata: { labels: named('orders') }, spec: {} };
    const cron = manifest('batch/v1', 'CronJob', 'tidy', { jobTemplate: { spec: { template } } });
    expect(proveConsistency([cron, deployment('orders'), service(named('orders'))])).toMatchObject([
      { code: 'consistency/selector-several', path: 'shop/Deployment/orders.spec.selector' },
      { code: 'consistency/selector-several', path: 'shop/Service/orders.selector' },
    ]);
  });

  test('in another namespace select nothing here', () => {
    const elsewhere = service(named('orders'));
    const moved = {
      ...elsewhere,
      object: { ...elsewhere.object, metadata: { name: 'orders', namespace: 'other' } },
    };
    expect(codes(deployment('orders'), moved)).toEqual(['consistency/selector-none']);
  });

  test('that are not there ask nothing', () => {
    expect(codes(manifest('v1', 'Service', 'outside', { ports: [{ port: 5432 }] }))).toEqual([]);
    expect(
      codes(manifest('v1', 'Service', 'alias', { type: 'ExternalName', selector: named('gone') })),
    ).toEqual([]);
  });

  test('of a PodDisruptionBudget take exactly one workload', () => {
    const budget = (selector: object) =>
      manifest('policy/v1', 'PodDisruptionBudget', 'orders', { selector, maxUnavailable: 1 });
    const both = [deployment('orders'), deployment('users')];
    expect(codes(...both, budget({ matchLabels: named('orders') }))).toEqual([]);
    expect(codes(...both, budget({ matchLabels: named('carts') }))).toEqual(['consistency/selector-none']);
    expect(codes(...both, budget({}))).toEqual(['consistency/selector-several']);
    const expression = { key: 'app.kubernetes.io/name', operator: 'NotIn', values: ['users'] };
    expect(codes(...both, budget({ matchExpressions: [expression] }))).toEqual([]);
  });

  test('of a workload take its own pods and no others', () => {
    expect(codes(deployment('orders', { spec: { selector: { matchLabels: { app: 'orders' } } } }))).toEqual([
      'consistency/own-selector',
    ]);
    const wide = { selector: { matchLabels: { tier: 'shop' } } };
    const labels = { tier: 'shop' };
    expect(
      proveConsistency([deployment('a', { spec: wide, labels }), deployment('b', { labels })]),
    ).toMatchObject([{ code: 'consistency/selector-several', path: 'shop/Deployment/a.spec.selector' }]);
  });

  test('of a NetworkPolicy have to find the workload that they name, on either end', () => {
    const policy = (spec: object) => manifest('networking.k8s.io/v1', 'NetworkPolicy', 'p', { ...spec });
    const all = [deployment('orders'), deployment('users')];
    const good = {
      podSelector: { matchLabels: named('orders') },
      ingress: [{ from: [{ podSelector: { matchLabels: named('users') } }] }],
    };
    expect(codes(...all, policy(good))).toEqual([]);
    expect(codes(...all, policy({ podSelector: {} }))).toEqual([]);
    expect(codes(...all, policy({ podSelector: { matchLabels: { tier: 'none' } } }))).toEqual([]);
    expect(codes(...all, policy({ podSelector: { matchLabels: named('order') } }))).toEqual([
      'consistency/selector-none',
    ]);
    const gone = { podSelector: { matchLabels: named('gone') } };
    expect(
      proveConsistency([...all, policy({ podSelector: {}, ingress: [{ from: [gone] }] })]),
    ).toMatchObject([{ path: 'shop/NetworkPolicy/p.ingress.0.from' }]);
    expect(proveConsistency([...all, policy({ podSelector: {}, egress: [{ to: [gone] }] })])).toMatchObject([
      { path: 'shop/NetworkPolicy/p.egress.0.to' },
    ]);
    const elsewhere = {
      ...gone,
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } },
    };
    expect(codes(...all, policy({ podSelector: {}, ingress: [{ from: [elsewhere] }] }))).toEqual([]);
  });
});

describe('autoscalers', () => {
  test('scale a workload that is there', () => {
    expect(codes(deployment('orders'), autoscaler('orders', 2, 3))).toEqual([]);
    expect(proveConsistency([deployment('orders'), autoscaler('ordres', 2, 3)])).toMatchObject([
      { code: 'consistency/scale-target', found: 'Deployment ordres, which is not in namespace shop' },
    ]);
  });

  test('of KEDA too, and of custom resources', () => {
    const scaled = (scaleTargetRef: object) =>
      manifest('keda.sh/v1alpha1', 'ScaledObject', 's', { scaleTargetRef });
    expect(codes(deployment('orders'), scaled({ name: 'orders' }))).toEqual([]);
    expect(codes(deployment('orders'), scaled({ kind: 'StatefulSet', name: 'orders' }))).toEqual([
      'consistency/scale-target',
    ]);
    const rollout = manifest('argoproj.io/v1alpha1', 'Rollout', 'orders', {});
    expect(codes(rollout, scaled({ kind: 'Rollout', name: 'orders' }))).toEqual([]);
    expect(codes(rollout, scaled({ kind: 'Rollout', name: 'users' }))).toEqual(['consistency/scale-target']);
  });
});
