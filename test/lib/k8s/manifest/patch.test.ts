import { ApiObject } from 'cdk8s';
import { collectProblems } from '../../../../lib/core/report';
import { manifestFiles, type Patch, patchObject } from '../../../../lib/k8s/manifest';
import { deployment, problemsOf, testChart } from './fixture';

const target = { kind: 'Deployment', name: 'orders' };

function patched(...patches: readonly Patch[]) {
  const chart = testChart();
  deployment(chart, 'orders');
  for (const one of patches) patchObject(chart, target, one);
  return chart;
}

const text = (...patches: readonly Patch[]) =>
  manifestFiles([patched(...patches)]).get('test/us-east-1/shop/42-deployment-orders.yaml') ?? '';

test('a merge patch is laid over the finished manifest, newer fields too', () => {
  const merge = {
    spec: { replicas: null, minReadySeconds: 5, template: { spec: { hostnameOverride: 'orders' } } },
  };
  const yaml = text({ merge });
  expect(yaml).toContain('minReadySeconds: 5');
  expect(yaml).toContain('hostnameOverride: orders');
  expect(yaml).not.toContain('replicas');
  expect(problemsOf(patched({ merge }))).toEqual([]);
});

test('a list in a merge patch replaces the list', () => {
  expect(
    text({ merge: { spec: { template: { spec: { containers: [{ name: 'other' }] } } } } }),
  ).not.toContain('orders:1');
});

test('operations apply in order, all kinds of them', () => {
  const operations = [
    { op: 'test', path: '/spec/replicas', value: 2 },
    { op: 'replace', path: '/spec/replicas', value: 4 },
    { op: 'copy', from: '/spec/replicas', path: '/spec/minReadySeconds' },
    { op: 'add', path: '/metadata/annotations', value: { a: 'b', c: 'd' } },
    { op: 'move', from: '/metadata/annotations/a', path: '/metadata/annotations/e' },
    { op: 'remove', path: '/metadata/annotations/c' },
  ] as const;
  const yaml = text({ operations });
  expect(yaml).toContain('replicas: 4');
  expect(yaml).toContain('minReadySeconds: 4');
  expect(yaml).toContain('annotations:\n    e: b\n');
  expect(problemsOf(patched({ operations }))).toEqual([]);
});

test('patches apply one after the other', () => {
  expect(text({ merge: { spec: { replicas: 4 } } }, { merge: { spec: { replicas: 5 } } })).toContain(
    'replicas: 5',
  );
});

test.each<[string, Patch]>([
  ['an empty merge', { merge: {} }],
  ['no operation', { operations: [] }],
  ['a value that is there already', { merge: { spec: { replicas: 2 } } }],
  ['one value of several that is there already', { merge: { spec: { replicas: 2, minReadySeconds: 3 } } }],
  ['a field to remove that is not there', { merge: { spec: { paused: null } } }],
  [
    'an operation that changes nothing',
    { operations: [{ op: 'replace', path: '/spec/replicas', value: 2 }] },
  ],
])('%s has no effect', (_, patch) => {
  expect(problemsOf(patched(patch))).toEqual([['manifest/patch-without-effect', 'chart']]);
});

test.each<[string, Patch]>([
  ['a path that is not there', { operations: [{ op: 'add', path: '/spec/nothing/here', value: 1 }] }],
  ['a test that fails', { operations: [{ op: 'test', path: '/spec/replicas', value: 3 }] }],
])('%s fails', (_, patch) => {
  expect(problemsOf(patched(patch))).toEqual([['manifest/patch-failed', 'chart']]);
});

test.each<[string, Patch]>([
  ['name', { merge: { metadata: { name: 'other' } } }],
  ['namespace', { merge: { metadata: { namespace: 'other' } } }],
  ['kind', { operations: [{ op: 'replace', path: '/kind', value: 'StatefulSet' }] }],
  ['apiVersion', { merge: { apiVersion: 'apps/v2' } }],
])('the %s cannot be patched', (_, patch) => {
  expect(problemsOf(patched(patch))).toEqual([['manifest/patch-identity', 'chart']]);
});

test('a field that the kind does not have is not dropped without a word', () => {
  expect(problemsOf(patched({ merge: { spec: { replica: 3 } } }))).toEqual([
    ['manifest/unknown-field', 'chart/orders.spec.replica'],
  ]);
});

test('a custom resource is held against its schema after the patch', () => {
  const chart = testChart();
  new ApiObject(chart, 'secret', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'a' },
    spec: { secretStoreRef: { name: 'aws' }, dataFrom: [{ extract: { key: 'k' } }] },
  });
  patchObject(chart, { kind: 'ExternalSecret', name: 'a' }, { merge: { spec: { refreshIntervall: '1h' } } });
  expect(problemsOf(chart)).toEqual([['custom/unknown-field', 'chart/secret.spec.refreshIntervall']]);
});

test('a patch for an object that is not there names those that are', () => {
  const chart = testChart();
  deployment(chart, 'orders');
  patchObject(chart, { kind: 'Deployment', name: 'order' }, { merge: { spec: { replicas: 3 } } });
  patchObject(chart, { kind: 'DaemonSet', name: 'orders' }, { merge: { spec: { minReadySeconds: 3 } } });
  expect(problemsOf(chart).map(([code]) => code)).toEqual([
    'manifest/patch-no-object',
    'manifest/patch-no-object',
  ]);
  expect(collectProblems(chart).map((one) => one.fix)).toEqual(
    expect.arrayContaining(['correct the name: orders', 'correct the kind: the namespace has no DaemonSet']),
  );
});
