import { Construct } from 'constructs';
import { collectProblems } from '../../../../../lib/core/report';
import { Variables } from '../../../../../lib/k8s/workload/pod/variables';
import { faultsOf, testChart } from '../support';

function build() {
  const chart = testChart();
  const owner = new Construct(chart, 'orders');
  return { owner, other: new Construct(chart, 'binding'), variables: new Variables(owner) };
}

test('are sorted by name, those that use others after them', () => {
  const { owner, variables } = build();
  variables.add('URL', { value: 'amqp://$(USER):$(Z)@$(UNKNOWN)' }, owner);
  variables.add('Z', { secret: 's', key: 'z' }, owner);
  variables.add('A', { value: '$(URL) $$(B)' }, owner);
  variables.add('USER', { configMap: 'c', key: 'user' }, owner);
  variables.add('B', { value: 'b' }, owner);
  expect(variables.toEnv().map(({ name }) => name)).toEqual(['USER', 'Z', 'URL', 'A', 'B']);
  expect(variables.toEnv()[1]).toEqual({ name: 'Z', valueFrom: { secretKeyRef: { name: 's', key: 'z' } } });
});

test('a circle ends', () => {
  const { owner, variables } = build();
  variables.add('A', { value: '$(B)' }, owner);
  variables.add('B', { value: '$(A)' }, owner);
  expect(variables.toEnv()).toHaveLength(2);
});

test('two sources for one, with both paths and without a value', () => {
  const { owner, other, variables } = build();
  variables.add('DB_HOST', { value: 'one.example.com' }, owner);
  variables.add('DB_HOST', { configMap: 'orders-db', key: 'host' }, other);
  expect(collectProblems(owner)).toMatchObject([
    {
      code: 'workload/variable-twice',
      path: 'microshop-test/orders.variables.DB_HOST',
      found:
        'a text from microshop-test/orders, and key host of ConfigMap orders-db from microshop-test/binding',
    },
  ]);
  expect(variables.toEnv()).toEqual([{ name: 'DB_HOST', value: 'one.example.com' }]);
});

test('a Secret and a ConfigMap are told apart', () => {
  const { owner, other, variables } = build();
  variables.add('DB_HOST', { secret: 'orders-db', key: 'host' }, owner);
  variables.add('DB_HOST', { configMap: 'orders-db', key: 'host' }, other);
  expect(collectProblems(owner)[0]?.found).toBe(
    'key host of Secret orders-db from microshop-test/orders, and key host of ConfigMap orders-db from microshop-test/binding',
  );
});

test.each([
  [8080, '8080, a number', "give a text: '8080'"],
  [true, 'true, a boolean', "give a text: 'true'"],
  [null, 'null', 'give a text, or leave the variable out'],
  [undefined, 'undefined', 'give a text, or leave the variable out'],
  [{ a: 1 }, 'object', 'give a text, or leave the variable out'],
])('%j is no value', (value, found, fix) => {
  const { owner, variables } = build();
  variables.add('PORT', { value: value as unknown as string }, owner);
  variables.add('OTHER', { value: '8080' }, owner);
  expect(collectProblems(owner)).toMatchObject([
    { code: 'workload/variable-value', path: 'microshop-test/orders.variables.PORT', found, fix },
  ]);
  expect(variables.toEnv()).toHaveLength(2);
});

test('the same source twice is one', () => {
  const { owner, other, variables } = build();
  variables.add('A', { secret: 's', key: 'k' }, owner);
  variables.add('A', { key: 'k', secret: 's' }, other);
  expect(faultsOf(owner)).toEqual([]);
  expect(variables.toEnv()).toHaveLength(1);
});

test.each(['log-level', '1A', '', 'A B', 'A='])('name %j', (name) => {
  const { owner, variables } = build();
  variables.add(name, { value: 'x' }, owner);
  expect(collectProblems(owner)).toMatchObject([{ code: 'workload/variable-name', found: `"${name}"` }]);
});

test.each([
  ['DB_PASSWORD', 'hunter2'],
  ['stripe_api_key', 'sk_live'],
  ['DATABASE_URL', 'postgres://shop:hunter2@db:5432/shop'],
])('%s=%s is no text', (name, value) => {
  const { owner, variables } = build();
  variables.add(name, { value }, owner);
  const [problem] = collectProblems(owner);
  expect(problem?.code).toBe('workload/secret-in-text');
  expect(problem?.found).not.toContain(value);
});

test.each([
  ['DB_PASSWORD', ''],
  ['DB_PASSWORD', '$(OTHER)'],
  ['DB_PASSWORD_FILE', '/run/secrets/db'],
  ['TOKEN_TTL', '60'],
  ['RABBITMQ_URL', 'amqp://shop:$(RABBITMQ_PASSWORD)@rabbitmq:5672'],
  ['ORDERS_URL', 'http://orders:5003/a@b'],
])('%s=%s is', (name, value) => {
  const { owner, variables } = build();
  variables.add(name, { value }, owner);
  variables.add('API_TOKEN', { secret: 's', key: 'token' }, owner);
  expect(faultsOf(owner)).toEqual([]);
});
