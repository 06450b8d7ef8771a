import { ApiObject, App, Chart } from 'cdk8s';
import { IsthmusError } from '../../../../lib/core/errors';
import { collectProblems } from '../../../../lib/core/report';
import {
  checkObjectName,
  manifestFiles,
  NamespaceChart,
  type NamespaceChartProps,
} from '../../../../lib/k8s/manifest';
import { configMap, testChart } from './fixture';

test('labels are on every object, and the region is a folder', () => {
  const chart = testChart({ labels: { team: 'orders', environment: 'other' } });
  const map = configMap(chart, 'a');
  expect(map.metadata.toJson().labels).toEqual({
    'app.kubernetes.io/managed-by': 'isthmus',
    'app.kubernetes.io/part-of': 'shop',
    environment: 'test',
    team: 'orders',
  });
  expect(chart.objects()).toEqual([map]);
  expect(chart.kubernetesMinor).toBe(36);
});

test('without a region the folder is local', () => {
  const chart = new NamespaceChart(new App(), 'c', {
    namespace: 'shop',
    partOf: 'shop',
    environment: 'dev',
    kubernetesVersion: '1.36',
  });
  configMap(chart, 'a');
  expect([...manifestFiles([chart]).keys()]).toContain('dev/local/shop/15-configmap-a.yaml');
});

test('a construct knows the chart that it stands in', () => {
  const chart = testChart();
  expect(NamespaceChart.of(configMap(chart, 'a'))).toBe(chart);
  const other = new ApiObject(new Chart(new App(), 'x'), 'a', { apiVersion: 'v1', kind: 'ConfigMap' });
  expect(() => NamespaceChart.of(other)).toThrow(IsthmusError);
  expect(() => NamespaceChart.of(other)).toThrow('manifest/no-namespace-chart');
});

test.each([
  ['Orders', 'subdomain'],
  ['orders_api', 'label'],
  ['orders.api', 'label'],
  ['-a', 'label'],
  ['a'.repeat(64), 'label'],
  ['a'.repeat(254), 'subdomain'],
  ['', 'label'],
] as const)('%s is no %s', (name, form) => {
  const chart = testChart();
  expect(checkObjectName(chart, name, form)).toBe(name);
  expect(collectProblems(chart).map((one) => one.code)).toEqual(['manifest/name']);
});

test('names that are well', () => {
  const chart = testChart();
  checkObjectName(chart, 'orders-2', 'label');
  checkObjectName(chart, 'orders.api-2');
  expect(collectProblems(chart)).toEqual([]);
});

test("the namespace's own name is checked", () => {
  expect(collectProblems(testChart({ namespace: 'My.Shop' })).map((one) => one.code)).toEqual([
    'manifest/name',
  ]);
});

test.each<[string, Partial<NamespaceChartProps>]>([
  ['chart.partOf', { partOf: 'my shop!' }],
  ['chart.labels.a b', { labels: { 'a b': 'c' } }],
  ['chart.labels.team', { labels: { team: 'x/y' } }],
])('%s is no label', (path, props) => {
  expect(collectProblems(testChart(props))).toMatchObject([{ code: 'manifest/label', path }]);
});

test.each<[string, Partial<NamespaceChartProps>]>([
  ['chart.environment', { environment: 'prod/eu' }],
  ['chart.environment', { environment: '..' }],
  ['chart.region', { region: '../../etc' }],
  ['chart.region', { region: '' }],
])('%s is no folder', (path, props) => {
  expect(collectProblems(testChart(props))).toMatchObject([{ code: 'manifest/name', path }]);
});

test.each(['v1.36', '1.36.2', '1', '2.0', 'latest', ''])('%j is no version', (kubernetesVersion) => {
  expect(collectProblems(testChart({ kubernetesVersion }))).toMatchObject([
    { code: 'manifest/version', path: 'chart.kubernetesVersion' },
  ]);
});

test('labels that are well', () => {
  const labels = { 'example.com/team': 'Orders_1', empty: '' };
  expect(collectProblems(testChart({ labels, partOf: 'Micro.Shop' }))).toEqual([]);
});
