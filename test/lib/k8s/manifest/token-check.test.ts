import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { App, Fn, TerraformStack, Token } from 'cdktf';
import { findTokens } from '../../../../lib/k8s/manifest/token-check';

const stack = new TerraformStack(new App({ outdir: '/tmp', stackTraces: false }), 'stack');
const database = new DbInstance(stack, 'database', { instanceClass: 'db.t3.medium' });

test.each([
  ['a text token', database.endpoint],
  ['a token within a text', `postgres://${database.address}:5432`],
  ['a number token', database.port],
  ['a number token within a text', `host:${database.port}`],
  ['a list token', Token.asList(database.domainDnsIps)],
  ['a map token', Token.asStringMap(database.tagsAll)],
  ['a function', Fn.lower(database.endpoint)],
  ['a reference', `$\{aws_db_instance.main.endpoint}`],
  ['a reference by index', `$\{aws_db_instance.main[0].endpoint}`],
  ['a reference in a function', `$\{join(",", aws_subnet.a.*.id, aws_subnet.b.id)}`],
  ['a data source', `x-$\{data.aws_region.current.name}`],
  ['a module', `$\{module.network.vpc_id}`],
  ['a variable', `$\{var.region}`],
  ['an older marker', `$\{Token[TOKEN.12]}`],
])('%s is found', (_, value) => {
  expect(
    findTokens({ a: [{ b: value }] } as never).map((one) => one.path.replace(/(\[0\]|\.[^.]*Token.*)$/, '')),
  ).toContain('a[0].b'.replace(/\[0\]$/, ''));
});

test.each([
  `$\{DB_HOST}`,
  `$\{DB_HOST:-db.example.com}`,
  '$(DB_HOST)',
  `$\{__value.raw}`,
  '$host$request_uri { proxy_pass http://a.b.c; }',
  '{{ .password }}',
  -1e10,
  '-1.5e+28',
  'arn:aws:s3:::aws_x.y.z',
])('%j is none', (value) => {
  expect(findTokens({ a: value })).toEqual([]);
});

test('keys are looked at too', () => {
  expect(findTokens({ data: { [`$\{aws_vpc.main.id}`]: 1 } }).map((one) => one.path)).toEqual([
    `data.$\{aws_vpc.main.id}`,
  ]);
});
