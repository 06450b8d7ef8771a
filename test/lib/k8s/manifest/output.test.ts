import { ApiObject, App, Lazy } from 'cdk8s';
import { parse } from 'yaml';
import { manifestFiles, NamespaceChart, renderManifests } from '../../../../lib/k8s/manifest';
import { KubeNamespace, KubePriorityClass, KubeService } from '../../../../lib/k8s/manifest/kinds';
import { configMap, deployment, problemsOf, testChart } from './fixture';

test('one object a file, in the order of application, and a kustomization over them', () => {
  const chart = testChart();
  deployment(chart, 'orders');
  configMap(chart, 'orders', { a: 'b' }, 'config');
  new KubeNamespace(chart, 'namespace', { metadata: { name: 'shop' } });
  const files = manifestFiles([chart]);
  expect([...files.keys()]).toEqual([
    'test/us-east-1/kustomization.yaml',
    'test/us-east-1/shop/00-namespace-shop.yaml',
    'test/us-east-1/shop/15-configmap-orders.yaml',
    'test/us-east-1/shop/42-deployment-orders.yaml',
  ]);
  expect(files.get('test/us-east-1/kustomization.yaml')).toBe(`apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - shop/00-namespace-shop.yaml
  - shop/15-configmap-orders.yaml
  - shop/42-deployment-orders.yaml
sortOptions:
  order: fifo
`);
  expect(files.get('test/us-east-1/shop/15-configmap-orders.yaml')).toBe(`apiVersion: v1
kind: ConfigMap
metadata:
  labels:
    app.kubernetes.io/managed-by: isthmus
    app.kubernetes.io/part-of: shop
    environment: test
  name: orders
  namespace: shop
data:
  a: b
`);
});

test('environments, regions and namespaces do not overwrite each other, and are counted', () => {
  const app = new App();
  const charts = [
    ['dev', 'us-east-1', 'shop'],
    ['prod', 'us-east-1', 'shop'],
    ['prod', 'us-west-2', 'shop'],
    ['prod', 'us-west-2', 'tools'],
  ].map(([environment = '', region = '', namespace = '']) => {
    const chart = new NamespaceChart(app, `${environment}-${region}-${namespace}`, {
      namespace,
      partOf: 'shop',
      environment,
      region,
      kubernetesVersion: '1.36',
    });
    configMap(chart, 'a');
    deployment(chart, 'b');
    return chart;
  });
  const { files, namespaces } = renderManifests(charts);
  expect(files.size).toBe(4 * 2 + 3);
  expect(namespaces.map((one) => [one.folder, one.kinds])).toEqual(
    ['dev/us-east-1/shop', 'prod/us-east-1/shop', 'prod/us-west-2/shop', 'prod/us-west-2/tools'].map(
      (folder) => [folder, { ConfigMap: 1, Deployment: 1 }],
    ),
  );
  expect(parse(files.get('prod/us-west-2/kustomization.yaml') ?? '').resources).toEqual([
    'shop/15-configmap-a.yaml',
    'tools/15-configmap-a.yaml',
    'shop/42-deployment-b.yaml',
    'tools/42-deployment-b.yaml',
  ]);
});

test('what stands in no namespace has none', () => {
  const chart = testChart();
  new KubePriorityClass(chart, 'class', { metadata: { name: 'high' }, value: 1000 });
  expect(manifestFiles([chart]).get('test/us-east-1/shop/02-priorityclass-high.yaml')).not.toContain(
    'namespace',
  );
});

test('two objects of one kind and name are an error, with both paths', () => {
  const chart = testChart();
  configMap(chart, 'a', { x: '1' }, 'first');
  configMap(chart, 'a', { x: '2' }, 'second');
  expect(problemsOf(chart)).toEqual([['manifest/duplicate-object', 'chart/second']]);
  expect(chart.node.findChild('second').node.metadata[0]?.data.found).toBe(
    'ConfigMap a, which chart/first makes too',
  );
});

test('in two charts too, of one namespace, or of one cluster for what stands in no namespace', () => {
  const make = (id: string, namespace: string) => {
    const chart = testChart({ namespace }, id);
    configMap(chart, 'a');
    new KubePriorityClass(chart, 'class', { metadata: { name: 'high' }, value: 1000 });
    return chart;
  };
  expect(problemsOf(make('one', 'shop'), make('two', 'shop'))).toEqual([
    ['manifest/duplicate-object', 'two/a'],
    ['manifest/duplicate-object', 'two/class'],
  ]);
  expect(problemsOf(make('one', 'shop'), make('two', 'tools'))).toEqual([
    ['manifest/duplicate-object', 'two/class'],
  ]);
});

test('a value that is known only after a deploy is an error, with its field', () => {
  const chart = testChart();
  configMap(chart, 'a', { DB_HOST: `$\{aws_db_instance.main.address}` });
  deployment(chart, 'b', {
    containers: [{ name: 'b', image: 'b:1', env: [{ name: 'X', value: `$\{TfToken[TOKEN.7]}` }] }],
  });
  expect(problemsOf(chart)).toEqual([
    ['manifest/unresolved-token', 'chart/a.data.DB_HOST'],
    ['manifest/unresolved-token', 'chart/b.spec.template.spec.containers[0].env[0].value'],
  ]);
});

test('a value without a JSON form is an error, and the others are still looked at', () => {
  const chart = testChart();
  new ApiObject(chart, 'date', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a' },
    data: { since: new Date(0) },
  });
  configMap(chart, 'b', { X: `$\{var.x}` });
  expect(problemsOf(chart)).toEqual([
    ['manifest/unresolved-token', 'chart/b.data.X'],
    ['manifest/unwritable', 'chart/date'],
  ]);
});

test('lazy values are resolved when the manifests are written, once', () => {
  const chart = testChart();
  let produced = 0;
  const data = Lazy.any({
    produce: () => {
      produced += 1;
      return { late: 'yes' };
    },
  });
  new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data });
  expect(manifestFiles([chart]).get('test/us-east-1/shop/15-configmap-a.yaml')).toContain('late: "yes"');
  expect(produced).toBe(1);
});

test('the order of construction does not show', () => {
  const make = (names: readonly string[]) => {
    const chart = testChart();
    for (const name of names) configMap(chart, name);
    return manifestFiles([chart]);
  };
  expect([...make(['b', 'a', 'c'])]).toEqual([...make(['c', 'b', 'a'])]);
});

test('a thousand services of some objects take no longer than the first hundred each, with a wide margin', () => {
  const time = (services: number) => {
    const chart = testChart();
    for (let one = 0; one < services; one += 1) {
      deployment(chart, `d${one}`);
      new KubeService(chart, `s${one}`, { metadata: { name: `s${one}` }, spec: { ports: [{ port: 80 }] } });
    }
    const start = performance.now();
    manifestFiles([chart]);
    return (performance.now() - start) / services;
  };
  time(100);
  expect(time(1000)).toBeLessThan(4 * time(100));
});
