import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { Token } from 'cdktf';
import { Bindings, databaseBinding, tokenOrigin } from '../../../lib/bridge';
import { testStack } from '../../../lib/testing';
import { chart, codesOf, FakeWorkload, sourcesIn } from './fixture';

const workload = { namespace: 'shop-test', serviceAccount: 'orders' };
const good = { name: 'orders-db', user: 'orders', ranges: ['10.0.21.0/24'], workload };

const found = (change: Partial<Parameters<typeof databaseBinding>[0]>) =>
  databaseBinding({ ...good, ...change })
    .check('x')
    .map((one) => [one.code, one.path]);

test('a good binding has nothing wrong', () => {
  expect(found({})).toEqual([]);
  expect(databaseBinding(good).variables).toEqual([
    'DB_AUTH',
    'DB_HOST',
    'DB_NAME',
    'DB_PORT',
    'DB_SSLMODE',
    'DB_USER',
  ]);
});

test.each(['Orders_DB', '', '-a', 'a'.repeat(254)])('the name "%s"', (name) => {
  expect(found({ name })).toEqual([['bridge/name', 'x.name']]);
});

test.each(['db', 'DB_', '_DB', '1DB', 'DB__A', ''])('the prefix "%s"', (prefix) => {
  expect(found({ prefix })).toEqual([['bridge/prefix', 'x.prefix']]);
});

test.each([[[]], [['0.0.0.0/0']], [['10.0.21.1/24']], [['10.0.21.1']], [['::/0']], [['x']]])(
  'the ranges %j',
  (ranges) => {
    expect(found({ ranges })).toEqual([['bridge/range', 'x.ranges']]);
  },
);

describe('a value that only a deploy knows', () => {
  const stack = testStack();
  const bucket = new S3Bucket(stack, 'bucket');

  test.each([
    ['name', { name: bucket.id }],
    ['database', { database: bucket.id }],
    ['user', { user: bucket.id }],
    ['prefix', { prefix: bucket.id }],
    ['ranges', { ranges: ['10.0.0.0/24', bucket.id] }],
    ['port', { port: Token.asNumber(bucket.id) }],
    ['workload.namespace', { workload: { ...workload, namespace: bucket.id } }],
    ['workload.serviceAccount', { workload: { ...workload, serviceAccount: bucket.id } }],
    ['secretName', { signIn: { password: { secretName: bucket.id } } }],
    ['property', { signIn: { password: { secretName: 'a', property: bucket.id } } }],
  ])('%s', (at, change) => {
    expect(found(change)).toEqual([['bridge/token', `x.${at}`]]);
  });

  test('is told of with the path of both constructs, and reaches neither manifest nor cloud', () => {
    const bindings = new Bindings({ place: 'test/us-east-1', region: 'us-east-1' });
    const manifests = chart();
    const orders = new FakeWorkload(manifests, 'orders');
    bindings.bindDatabase(orders, { ...good, user: bucket.arn });
    const platform = testStack();
    bindings.cloudEnds(platform, sourcesIn(platform));
    expect(codesOf(manifests)).toEqual([['bridge/token', 'shop-test/orders/binding-orders-db.user']]);
    expect(databaseBinding({ ...good, user: bucket.arn }).check('x')[0]?.found).toContain(bucket.node.path);
    expect(orders.given).toEqual({});
    expect(platform.node.tryFindChild('binding')).toBeUndefined();
    expect(bindings.check()).toEqual([]);
  });

  test('in a binding that nobody has is told of too', () => {
    const bindings = new Bindings({ place: 'test/us-east-1', region: 'us-east-1' });
    bindings.add(databaseBinding({ ...good, user: bucket.arn }));
    expect(bindings.check().map((one) => one.code)).toEqual(['bridge/token']);
  });

  test('comes from a construct, from a state, from an expression, or is known', () => {
    expect(tokenOrigin(bucket.arn)).toContain(bucket.node.path);
    expect(tokenOrigin(`arn of ${bucket.arn}`)).toContain('aws_s3_bucket.bucket.arn');
    expect(tokenOrigin('${data.terraform_remote_state.x.outputs.y}')).toBe(
      '${data.terraform_remote_state.x.outputs.y}',
    );
    expect(tokenOrigin(Token.asString({ resolve: () => 'x' }))).toBe('a Terraform expression');
    expect(tokenOrigin('orders')).toBeUndefined();
    expect(tokenOrigin(5432)).toBeUndefined();
  });
});
