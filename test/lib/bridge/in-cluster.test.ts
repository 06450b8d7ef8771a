import { Bindings, databaseKeys } from '../../../lib/bridge';
import type { VariableSource } from '../../../lib/k8s/workload/pod/reference';
import { chart, codesOf, FakeGraph, FakeWorkload } from './fixture';

const postgres: Record<string, VariableSource> = {
  DB_HOST: { value: 'postgres' },
  DB_NAME: { value: 'shop' },
  DB_PASSWORD: { secret: 'postgres', key: 'password' },
  DB_PORT: { value: '5432' },
  DB_SSLMODE: { value: 'disable' },
  DB_USER: { value: 'shop' },
};

function bound(
  variables: Record<string, VariableSource>,
  kind: 'database' | 'cache' | 'other' = 'database',
  prefix?: string,
) {
  const manifests = chart();
  const graph = new FakeGraph();
  const workload = new FakeWorkload(manifests, 'orders');
  const server = new FakeWorkload(manifests, 'postgres');
  const service = Object.assign(server, {
    attributes: () => ({ variables, peer: { workload: server, port: 'postgres' } }),
  });
  const bindings = new Bindings({ place: 'test/us-east-1', region: 'us-east-1', graph });
  bindings.bindInCluster(workload, { name: 'orders-db', kind, service, ...(prefix && { prefix }) });
  return { manifests, graph, workload, bindings };
}

test('the workload gets what the managed twin would give it, and may call the service', () => {
  const { manifests, graph, workload, bindings } = bound(postgres);
  expect([...codesOf(manifests), ...bindings.check()]).toEqual([]);
  expect(workload.given).toEqual({
    ...postgres,
    DB_AUTH: { value: 'password' },
  });
  for (const key of databaseKeys) expect(workload.given).toHaveProperty(`DB_${key}`);
  expect(graph.called).toEqual([['orders', 'postgres:postgres']]);
});

test('what the service says of itself is kept', () => {
  const { workload } = bound({ ...postgres, DB_AUTH: { value: 'scram' } });
  expect(workload.given['DB_AUTH']).toEqual({ value: 'scram' });
});

test('a variable that the managed twin gives is missing', () => {
  const { DB_NAME: _, ...rest } = postgres;
  const { manifests } = bound(rest);
  expect(codesOf(manifests)).toEqual([['bridge/missing-variable', 'shop-test/orders/binding-orders-db']]);
});

test('the prefix is that of the service', () => {
  expect(codesOf(bound(postgres, 'database', 'PG').manifests).map(([code]) => code)).toEqual([
    'bridge/missing-variable',
    'bridge/missing-variable',
    'bridge/missing-variable',
    'bridge/missing-variable',
    'bridge/missing-variable',
  ]);
});

test('a cache has fewer variables, and what has no managed twin has its own', () => {
  const redis = Object.fromEntries(
    ['HOST', 'PORT', 'TLS', 'USER'].map((key) => [`REDIS_${key}`, { value: key }]),
  );
  expect(codesOf(bound(redis, 'cache').manifests)).toEqual([]);
  const amqp = { AMQP_HOST: { value: 'rabbitmq' } };
  expect(bound(amqp, 'other').workload.given).toEqual(amqp);
});

test('a service outside the cluster is reached by its ranges', () => {
  const manifests = chart();
  const graph = new FakeGraph();
  const workload = new FakeWorkload(manifests, 'orders');
  const service = Object.assign(new FakeWorkload(manifests, 'outside'), {
    attributes: () => ({ variables: postgres, peer: { ranges: ['10.9.0.0/24'], port: 5432 } }),
  });
  new Bindings({ place: 'a', region: 'us-east-1', graph }).bindInCluster(workload, {
    name: 'db',
    kind: 'database',
    service,
  });
  expect(graph.reached).toEqual([['orders', { ranges: ['10.9.0.0/24'], port: 5432, reason: 'db' }]]);
});
