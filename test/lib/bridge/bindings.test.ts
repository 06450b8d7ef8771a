import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import {
  Bindings,
  cacheBinding,
  databaseBinding,
  podIdentityAgent,
  secretBinding,
} from '../../../lib/bridge';
import {
  addresses,
  onlyResource,
  problemsOf,
  resources,
  synthTerraform,
  testStack,
} from '../../../lib/testing';
import { chart, codesOf, FakeGraph, FakeWorkload, sourcesIn } from './fixture';

const ranges = ['10.0.21.0/24', '10.0.22.0/24'];
const orderDb = { name: 'orders-db', user: 'orders', ranges };

function place() {
  const graph = new FakeGraph();
  const bindings = new Bindings({ place: 'test/us-east-1', region: 'us-east-1', graph });
  const manifests = chart();
  const stack = testStack({ id: 'test-us-east-1-platform' });
  return { graph, bindings, manifests, stack, sources: sourcesIn(stack) };
}

/** The statements of the only role policy. */
const statements = (stack: ReturnType<typeof testStack>) =>
  JSON.parse(onlyResource(stack, IamRolePolicy)['policy']).Statement;

describe('a database', () => {
  test('is published, granted and opened on the one side, and read and reached on the other', () => {
    const { graph, bindings, manifests, stack, sources } = place();
    const orders = new FakeWorkload(manifests, 'orders');
    bindings.bindDatabase(orders, orderDb);
    bindings.cloudEnds(stack, sources);
    expect([...bindings.check(), ...codesOf(manifests), ...problemsOf(stack)]).toEqual([]);
    expect(orders.given).toEqual({
      DB_AUTH: { configMap: 'orders-db', key: 'AUTH' },
      DB_HOST: { configMap: 'orders-db', key: 'HOST' },
      DB_NAME: { configMap: 'orders-db', key: 'NAME' },
      DB_PORT: { configMap: 'orders-db', key: 'PORT' },
      DB_SSLMODE: { configMap: 'orders-db', key: 'SSLMODE' },
      DB_USER: { configMap: 'orders-db', key: 'USER' },
    });
    expect(manifests.toJson()).toEqual([]);
    expect(graph.reached).toEqual([
      ['orders', { ranges, port: 5432, reason: 'PostgreSQL main' }],
      ['orders', podIdentityAgent],
    ]);
    const content = synthTerraform(stack);
    expect(onlyResource(content, ConfigMapV1)).toMatchObject({
      metadata: {
        name: 'orders-db',
        namespace: '${kubernetes_namespace_v1.namespace-shop-test.metadata[0].name}',
      },
      data: {
        AUTH: 'iam',
        HOST: '${data.terraform_remote_state.data.outputs.database_endpoint}',
        NAME: 'shop',
        PORT: '5432',
        SSLMODE: 'require',
        USER: 'orders',
      },
    });
    expect(statements(stack)).toEqual([
      {
        Sid: 'Connectorders',
        Effect: 'Allow',
        Action: ['rds-db:connect'],
        Resource: ['arn:aws:rds-db:us-east-1:111122223333:dbuser:db-ABC/orders'],
      },
    ]);
    expect(onlyResource(content, EksPodIdentityAssociation)).toMatchObject({
      namespace: 'shop-test',
      service_account: 'orders',
    });
    expect(onlyResource(content, IamRole)['name']).toBe('shop-test-us-east-1-pod-orders');
    expect(onlyResource(content, VpcSecurityGroupIngressRule)).toMatchObject({
      security_group_id: 'sg-database',
      referenced_security_group_id: 'sg-cluster',
      from_port: 5432,
      to_port: 5432,
    });
    expect(addresses(content)).toEqual([
      'aws_eks_pod_identity_association.cluster_identity_shop-test_orders_association',
      'aws_iam_role.cluster_identity_shop-test_orders',
      'aws_iam_role_policy.cluster_identity_shop-test_orders_policy',
      'aws_vpc_security_group_ingress_rule.database_from-cluster-tcp-5432',
      'kubernetes_config_map_v1.binding_shop-test_orders-db_config',
      'kubernetes_namespace_v1.namespace-shop-test',
    ]);
  });

  test('with a password, the one secret comes by External Secrets and the role gets nothing', () => {
    const { graph, bindings, manifests, stack, sources } = place();
    const orders = new FakeWorkload(manifests, 'orders');
    const password = { secretName: 'shop-test-orders-db', property: 'password' };
    bindings.bindDatabase(orders, { ...orderDb, signIn: { password } });
    bindings.cloudEnds(stack, sources);
    expect([...bindings.check(), ...codesOf(manifests), ...problemsOf(stack)]).toEqual([]);
    expect(orders.given['DB_PASSWORD']).toEqual({ secret: 'orders-db', key: 'PASSWORD' });
    expect(graph.reached.map(([, one]) => one.reason)).toEqual(['PostgreSQL main']);
    expect(onlyResource(stack, ConfigMapV1)['data'].AUTH).toBe('password');
    expect(resources(stack, IamRole)).toEqual({});
    expect(bindings.secretNames()).toEqual(['shop-test-orders-db']);
    expect(manifests.toJson()).toEqual([
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'SecretStore',
        metadata: expect.objectContaining({ name: 'aws-secrets-manager', namespace: 'shop-test' }),
        spec: { provider: { aws: { service: 'SecretsManager', region: 'us-east-1' } } },
      },
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: expect.objectContaining({ name: 'orders-db', namespace: 'shop-test' }),
        spec: {
          refreshInterval: '1h',
          secretStoreRef: { kind: 'SecretStore', name: 'aws-secrets-manager' },
          target: { name: 'orders-db', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
          data: [{ secretKey: 'PASSWORD', remoteRef: { key: 'shop-test-orders-db', property: 'password' } }],
        },
      },
    ]);
  });

  test('on another port than the binding opens', () => {
    const { bindings, manifests, stack, sources } = place();
    bindings.bindDatabase(new FakeWorkload(manifests, 'orders'), { ...orderDb, port: 5433 });
    bindings.cloudEnds(stack, sources);
    expect(codesOf(stack)).toEqual([['bridge/port', `${stack.node.path}/binding/shop-test/orders-db.port`]]);
  });
});

test('a cache is signed in to as one user, and named for its tokens', () => {
  const { graph, bindings, manifests, stack, sources } = place();
  const products = new FakeWorkload(manifests, 'products');
  bindings.bindCache(products, { name: 'products-cache', user: 'products', ranges: ['10.0.31.0/24'] });
  bindings.cloudEnds(stack, sources);
  expect([...bindings.check(), ...codesOf(manifests), ...problemsOf(stack)]).toEqual([]);
  expect(Object.keys(products.given)).toEqual([
    'REDIS_AUTH',
    'REDIS_GROUP',
    'REDIS_HOST',
    'REDIS_PORT',
    'REDIS_TLS',
    'REDIS_USER',
  ]);
  expect(onlyResource(stack, ConfigMapV1)['data']).toEqual({
    AUTH: 'iam',
    GROUP: 'shop-test-main',
    HOST: 'master.shop.cache.amazonaws.com',
    PORT: '6379',
    TLS: 'true',
    USER: 'shop-test-main-products',
  });
  expect(statements(stack)[0]).toMatchObject({
    Action: ['elasticache:Connect'],
    Resource: [
      'arn:aws:elasticache:us-east-1:111122223333:replicationgroup:shop-test-main',
      'arn:aws:elasticache:us-east-1:111122223333:user:shop-test-main-products',
    ],
  });
  expect(onlyResource(stack, VpcSecurityGroupIngressRule)['security_group_id']).toBe('sg-cache');
  expect(graph.reached).toEqual([
    ['products', { ranges: ['10.0.31.0/24'], port: 6379, reason: 'cache main' }],
    ['products', podIdentityAgent],
  ]);
});

test('a user that the cache does not have is published as nobody', () => {
  const { bindings, manifests, stack, sources } = place();
  bindings.bindCache(new FakeWorkload(manifests, 'products'), { name: 'c', user: 'toString', ranges });
  bindings.cloudEnds(stack, sources);
  expect(codesOf(stack).map(([code]) => code)).toEqual(['cache/unknown-user']);
  const workload = { namespace: 'shop-test', serviceAccount: 'products' };
  const { spec } = cacheBinding({ name: 'c', user: 'toString', ranges, workload });
  expect(spec.publish(sources.caches.main).values['USER']).toBe('');
});

test('a bucket is open below one prefix', () => {
  const { graph, bindings, manifests, stack, sources } = place();
  const bucket = { bucket: 'assets', access: 'readWrite', ranges: 'wholeInternet' } as const;
  const products = new FakeWorkload(manifests, 'products');
  bindings.bindBucket(products, { name: 'images', objects: { prefix: 'images/' }, ...bucket });
  bindings.cloudEnds(stack, sources);
  expect([...bindings.check(), ...codesOf(manifests), ...problemsOf(stack)]).toEqual([]);
  expect(Object.keys(products.given)).toEqual(['S3_BUCKET', 'S3_PREFIX']);
  expect(onlyResource(stack, ConfigMapV1)['data']).toEqual({
    BUCKET: 'shop-test-assets',
    PREFIX: 'images/',
  });
  expect(statements(stack).map((one: { Resource: string[] }) => one.Resource)).toEqual([
    ['arn:aws:s3:::shop-test-assets'],
    ['arn:aws:s3:::shop-test-assets/images/*'],
  ]);
  expect(graph.reached).toEqual([
    ['products', { ranges: 'wholeInternet', port: 443, reason: 'S3, bucket assets' }],
    ['products', podIdentityAgent],
  ]);
  expect(resources(stack, VpcSecurityGroupIngressRule)).toEqual({});
});

test('a bucket that is only read, as a whole', () => {
  const { bindings, manifests, stack, sources } = place();
  bindings.bindBucket(new FakeWorkload(manifests, 'products'), {
    name: 'images',
    bucket: 'assets',
    access: 'read',
    objects: 'wholeBucket',
    ranges,
  });
  bindings.cloudEnds(stack, sources);
  expect(statements(stack).flatMap((one: { Action: string[] }) => one.Action)).toEqual([
    's3:ListBucket',
    's3:GetObject',
  ]);
});

test.each([
  ['send', 'SendOrders', ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage']],
  [
    'receive',
    'ReceiveOrders',
    [
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ReceiveMessage',
    ],
  ],
] as const)('a queue to %s', (access, of, actions) => {
  const { bindings, manifests, stack, sources } = place();
  const payments = new FakeWorkload(manifests, 'payments');
  bindings.bindQueue(payments, { name: 'orders-queue', queue: 'orders', access, ranges });
  bindings.cloudEnds(stack, sources);
  expect([...bindings.check(), ...codesOf(manifests), ...problemsOf(stack)]).toEqual([]);
  expect(payments.given).toEqual({ QUEUE_URL: { configMap: 'orders-queue', key: 'URL' } });
  const [key, use] = statements(stack);
  expect(use).toMatchObject({ Sid: `Queue${of}`, Action: actions });
  expect(key).toMatchObject({ Sid: `QueueKey${of}`, Resource: [sources.queues?.['orders']?.keyArn] });
});

test('a queue without a key of its own needs no key', () => {
  const { bindings, manifests, stack, sources } = place();
  const payments = new FakeWorkload(manifests, 'payments');
  bindings.bindQueue(payments, { name: 'q', queue: 'plain', access: 'send', ranges });
  const queues = { plain: { queueArn: 'arn:aws:sqs:::plain', queueUrl: 'https://q', keyArn: undefined } };
  bindings.cloudEnds(stack, { ...sources, queues });
  expect(statements(stack)).toHaveLength(1);
});

test('secrets alone need nothing of the cloud but that External Secrets may read them', () => {
  const { graph, bindings, manifests, stack, sources } = place();
  const payments = new FakeWorkload(manifests, 'payments');
  const variables = { API_KEY: { secretName: 'shop-test-acquirer' } };
  bindings.bindSecret(payments, { name: 'acquirer', prefix: 'ACQUIRER', variables });
  bindings.cloudEnds(stack, sources);
  expect([...bindings.check(), ...codesOf(manifests), ...problemsOf(stack)]).toEqual([]);
  expect(payments.given).toEqual({ ACQUIRER_API_KEY: { secret: 'acquirer', key: 'API_KEY' } });
  expect(manifests.toJson()[1].spec.data).toEqual([
    { secretKey: 'API_KEY', remoteRef: { key: 'shop-test-acquirer' } },
  ]);
  expect(graph.reached).toEqual([]);
  expect(addresses(synthTerraform(stack))).toEqual(['kubernetes_namespace_v1.namespace-shop-test']);
});

describe('two ends', () => {
  test('a cloud end is missing: nothing of that name, or nobody made any', () => {
    const { bindings, manifests, stack, sources } = place();
    bindings.bindDatabase(new FakeWorkload(manifests, 'orders'), { ...orderDb, database: 'toString' });
    const missing = ['bridge/missing-cloud-end', 'shop-test/orders/binding-orders-db'];
    expect(bindings.check().map((one) => [one.code, one.path])).toEqual([missing]);
    bindings.cloudEnds(stack, sources);
    expect(bindings.check().map((one) => [one.code, one.path])).toEqual([missing]);
    expect(bindings.check()[0]?.found).toBe(`${stack.node.path} has no database "toString"`);
  });

  test('a cloud end has no namespace to lie in', () => {
    const { bindings, stack, sources } = place();
    bindings.bindDatabase(new FakeWorkload(chart('jobs'), 'orders'), orderDb);
    bindings.cloudEnds(stack, sources);
    expect(bindings.check()).toMatchObject([
      {
        code: 'bridge/no-namespace',
        path: 'jobs/orders/binding-orders-db',
        found: `namespace jobs, where ${stack.node.path} makes shop-test`,
      },
    ]);
    expect(bindings.namespaces()).toEqual(['jobs']);
  });

  test('a cluster end is missing', () => {
    const { bindings, stack, sources } = place();
    const workload = { namespace: 'shop-test', serviceAccount: 'orders' };
    bindings.add(databaseBinding({ ...orderDb, workload }));
    bindings.cloudEnds(stack, sources);
    expect(bindings.check().map((one) => [one.code, one.path])).toEqual([
      ['bridge/missing-cluster-end', `${stack.node.path}/binding/shop-test/orders-db`],
    ]);
  });

  test('both are missing', () => {
    const { bindings } = place();
    bindings.add(databaseBinding({ ...orderDb, workload: { namespace: 'shop-test', serviceAccount: 'a' } }));
    expect(bindings.check().map((one) => one.code)).toEqual([
      'bridge/missing-cluster-end',
      'bridge/missing-cloud-end',
    ]);
  });

  test('a service account that nothing is granted to', () => {
    const { bindings, manifests, stack, sources } = place();
    const orders = new FakeWorkload(manifests, 'orders', 'default');
    const workload = { namespace: 'shop-test', serviceAccount: 'orders' };
    bindings.bind(databaseBinding({ ...orderDb, workload }), orders);
    bindings.bind(
      databaseBinding({
        ...orderDb,
        name: 'b',
        prefix: 'B',
        workload: { namespace: 'other', serviceAccount: 'default' },
      }),
      orders,
    );
    bindings.cloudEnds(stack, sources);
    expect(codesOf(manifests)).toEqual([
      ['bridge/no-identity', 'shop-test/orders/binding-b'],
      ['bridge/no-identity', 'shop-test/orders/binding-orders-db'],
    ]);
  });

  test('workloads of one service account share a binding, its secret and its grants', () => {
    const { bindings, manifests, stack, sources } = place();
    const web = new FakeWorkload(manifests, 'web', 'orders');
    const worker = new FakeWorkload(manifests, 'worker', 'orders');
    const binding = secretBinding({
      name: 'acquirer',
      prefix: 'ACQUIRER',
      variables: { API_KEY: { secretName: 'shop-test-acquirer' } },
      workload: { namespace: 'shop-test', serviceAccount: 'orders' },
    });
    for (const one of [web, worker, web]) bindings.bind(binding, one);
    bindings.cloudEnds(stack, sources);
    expect([...bindings.check(), ...codesOf(manifests)]).toEqual([]);
    expect(worker.given).toEqual(web.given);
    expect(manifests.toJson()).toHaveLength(2);
  });

  test('two bindings of one name', () => {
    const { bindings, manifests, stack, sources } = place();
    const users = new FakeWorkload(manifests, 'users');
    bindings.bindDatabase(new FakeWorkload(manifests, 'orders'), orderDb);
    bindings.bindDatabase(users, orderDb);
    bindings.bindInCluster(users, { name: 'orders-db', kind: 'other', service: nothing(users) });
    bindings.add(databaseBinding({ ...orderDb, workload: { namespace: 'shop-test', serviceAccount: 'a' } }));
    bindings.cloudEnds(stack, sources);
    expect(bindings.check().map((one) => [one.code, one.path])).toEqual([
      ['bridge/duplicate-name', 'shop-test/users'],
      ['bridge/duplicate-name', 'shop-test/users'],
      ['bridge/duplicate-name', 'test/us-east-1.shop-test/orders-db'],
    ]);
    expect(bindings.check()[0]?.found).toContain('beside that of shop-test/orders');
    expect(users.given).toEqual({});
  });

  test('two bindings on one variable are told of with both paths', () => {
    const { bindings, manifests } = place();
    const orders = new FakeWorkload(manifests, 'orders');
    bindings.bindDatabase(orders, orderDb);
    bindings.bindSecret(orders, {
      name: 'x',
      prefix: 'DB',
      variables: { HOST: { secretName: 'shop-test-x' } },
    });
    expect(codesOf(manifests)).toEqual([['workload/variable-twice', 'shop-test/orders.variables.DB_HOST']]);
  });

  test('the order in which bindings are made changes nothing in the cloud', () => {
    const made = (names: string[]) => {
      const { bindings, manifests, stack, sources } = place();
      for (const name of names)
        bindings.bindDatabase(new FakeWorkload(manifests, name), { ...orderDb, name });
      bindings.cloudEnds(stack, sources);
      return synthTerraform(stack);
    };
    expect(JSON.stringify(made(['b', 'a']))).toBe(JSON.stringify(made(['a', 'b'])));
  });

  test('a namespace of another name than the environment is in the name of the role', () => {
    const { bindings, stack, sources } = place();
    const [namespace] = [...sources.namespaces];
    bindings.bindDatabase(new FakeWorkload(chart('jobs'), 'orders'), orderDb);
    bindings.cloudEnds(stack, {
      ...sources,
      namespaces: namespace ? [Object.assign(Object.create(namespace), { namespaceName: 'jobs' })] : [],
    });
    expect(onlyResource(stack, IamRole)['name']).toBe('shop-test-us-east-1-pod-jobs-orders');
  });
});

function nothing(workload: FakeWorkload) {
  const attributes = () => ({ variables: {}, peer: { workload, port: 'x' } });
  return Object.assign(workload, { attributes });
}
