import { Bindings } from '../../../lib/bridge';
import { InClusterPostgres } from '../../../lib/k8s/backing';
import { ServiceGraph } from '../../../lib/k8s/graph';
import { WebService } from '../../../lib/k8s/workload';
import { problemsOf, synthTerraform, testStack } from '../../../lib/testing';
import { chart, codesOf, sourcesIn } from './fixture';

const size = { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } };

function shop() {
  const manifests = chart();
  const graph = new ServiceGraph(manifests, 'graph');
  const bindings = new Bindings({ place: 'test/us-east-1', region: 'us-east-1', graph });
  const orders = new WebService(manifests, 'orders', {
    image: 'shop/orders:1.0.0',
    size,
    ports: { http: 8080 },
    scale: { replicas: 2 },
  });
  return { manifests, bindings, orders };
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  // biome-ignore lint/suspicious/noExplicitAny: the spec of an object of any kind, which a test reads by path
  readonly spec: any;
}

const find = (objects: readonly Manifest[], kind: string, name: string): Manifest => {
  const found = objects.find((one) => one.kind === kind && one.metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
};

/** Names of the variables of the workload that come from elsewhere or are about the database. */
function databaseVariables(objects: readonly Manifest[]): string[] {
  const [container] = find(objects, 'Deployment', 'orders').spec.template.spec.containers;
  const names = (container as { env: { name: string }[] }).env.map((one) => one.name);
  return names.filter((one) => one.startsWith('DB_'));
}

test('with a managed database', () => {
  const { manifests, bindings, orders } = shop();
  bindings.bindDatabase(orders, { name: 'orders-db', user: 'orders', ranges: ['10.0.21.0/24'] });
  const stack = testStack({ id: 'test-us-east-1-platform' });
  bindings.cloudEnds(stack, sourcesIn(stack));
  expect([...bindings.check(), ...codesOf(manifests), ...problemsOf(stack)]).toEqual([]);
  const objects = manifests.toJson() as Manifest[];
  expect(databaseVariables(objects)).toEqual([
    'DB_AUTH',
    'DB_HOST',
    'DB_NAME',
    'DB_PORT',
    'DB_SSLMODE',
    'DB_USER',
  ]);
  expect(find(objects, 'NetworkPolicy', 'orders-egress').spec.egress).toEqual([
    { ports: [{ port: 80, protocol: 'TCP' }], to: [{ ipBlock: { cidr: '169.254.170.23/32' } }] },
    { ports: [{ port: 5432, protocol: 'TCP' }], to: [{ ipBlock: { cidr: '10.0.21.0/24' } }] },
  ]);
  expect(JSON.stringify(objects)).not.toContain('${');
  expect(Object.keys(synthTerraform(stack).resource)).toContain('kubernetes_config_map_v1');
});

test('with a database in the cluster it has the same variables, and the password', () => {
  const { manifests, bindings, orders } = shop();
  const service = new InClusterPostgres(manifests, 'postgres', {
    database: 'shop',
    size,
    volume: { size: '10Gi' },
  });
  bindings.bindInCluster(orders, { name: 'orders-db', kind: 'database', service });
  expect([...bindings.check(), ...codesOf(manifests)]).toEqual([]);
  const objects = manifests.toJson() as Manifest[];
  expect(databaseVariables(objects)).toEqual([
    'DB_AUTH',
    'DB_HOST',
    'DB_NAME',
    'DB_PASSWORD',
    'DB_PORT',
    'DB_SSLMODE',
    'DB_USER',
  ]);
  expect(find(objects, 'NetworkPolicy', 'postgres-ingress')).toBeDefined();
});
