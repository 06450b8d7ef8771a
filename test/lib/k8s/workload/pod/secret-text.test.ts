import { isSecretByName, secretArguments, secretIn } from '../../../../../lib/k8s/workload/pod/secret-text';

test.each([
  'DB_PASS',
  'PASS',
  'DB_PWD',
  'SSH_PASSPHRASE',
  'GITHUB_PAT',
  'STRIPE_KEY',
  'JWT_SIGNING_KEY',
  'ENCRYPTION_KEY',
  'VENDOR_KEY',
  'DB_PASSWORD',
  'dbPassword',
  'stripe_api_key',
  'AWS_SECRET_ACCESS_KEY',
])('%s is the name of a secret', (name) => {
  expect(isSecretByName(name, 'hunter2')).toBe(true);
});

test('the name of a signing key is enough, whatever its value', () => {
  expect(isSecretByName('JWT_SIGNING_KEY', 'changeme')).toBe(true);
});

test.each([
  ['KEY_PREFIX', 'a1'],
  ['AWS_ACCESS_KEY_ID', 'a1'],
  ['JWT_PUBLIC_KEY', 'a1'],
  ['NEXT_PUBLIC_STRIPE_TEST_KEY', 'pk1'],
  ['CACHE_KEY', 'v1'],
  ['CACHE_KEY_PREFIX', 'v1'],
  ['ROUTING_KEY', 'orders1'],
  ['EVENT_KEY', 'orders.created'],
  ['VENDOR_KEY', 'arn:aws:kms:us-east-1:111122223333:key/1'],
  ['PASSENGER', 'a1'],
  ['COMPASS', 'a1'],
  ['CACHE_BYPASS', 'a1'],
  ['LOG_FORMAT', 'a1'],
  ['PWD', '/app1'],
  ['PROXY_PASS', 'http://orders:5003'],
  ['ALLOW_EMPTY_PASSWORD', 'yes'],
  ['TLS_PRIVATE_KEY', '/etc/tls/tls.key'],
  ['DB_PASSWORD', ''],
  ['DB_PASSWORD', '$(OTHER)'],
  ['MONKEY', 'a1'],
])('%s=%s is no secret', (name, value) => {
  expect(isSecretByName(name, value)).toBe(false);
});

// Put together here, so that no scanner takes them for real ones.
const long = 'a1B2c3D4e5F6g7H8i9J0';

test.each([
  `x ghp_${long}`,
  `github_pat_${long}`,
  `sk_live_${long}`,
  `AKIA${'A1B2'.repeat(4)}`,
  '-----BEGIN RSA PRIVATE KEY-----',
  '-----BEGIN PRIVATE KEY-----',
  `Authorization: Bearer ${long}`,
  'postgres://shop:hunter2@db:5432/shop',
  'postgres://shop:hun/ter2@db:5432/shop',
  'redis://:hunter2@redis:6379',
  'jdbc:postgresql://shop:hunter2@db/shop',
  'host=db password=hunter2',
  'Server=db;Pwd=hunter2;',
  'PGPASSWORD=hunter2 psql',
  "password = 'config.value'",
  'https://example.com/?user=a&password=hunter2',
])('%s holds a secret', (text) => {
  expect(secretIn(text)).toBeDefined();
});

test.each([
  'amqp://shop:$(RABBITMQ_PASSWORD)@rabbitmq:5672',
  'jdbc:postgresql://shop:${DB_PASSWORD}@db/shop',
  'psql postgres://shop:$DB_PASSWORD@db',
  'http://orders:5003/a@b',
  'http://orders:5003?mail=a@b',
  'http://[::1]:8080/a@b',
  'http://orders:5003 a@b',
  '{"url":"http://orders:x","mail":"a@b"}',
  'ghp_short',
  'AKIA',
  '-----BEGIN PUBLIC KEY-----',
  '-----BEGIN CERTIFICATE-----',
  'Bearer authorization-required',
  'WWW-Authenticate: Bearer realm="shop1"',
  'proxy_set_header Authorization "Bearer $token";',
  'host=db password=$(DB_PASSWORD)',
  'password=',
  'password={{ .password }}',
  'password=<your-password>',
  'password_encryption=on',
  'password = config.password',
  'password = os.getenv("DB_PASSWORD")',
  'if (password == given) {}',
  'require_password=true',
  'cwd=app1',
  'pwd=/app',
  '--password-file=/run/secrets/db',
])('%s holds none', (text) => {
  expect(secretIn(text)).toBeUndefined();
});

test('a flag says that its value is a secret', () => {
  const texts = ['serve', '--db-password=hunter2', '--password', 'hunter2', '--api-key', 'a1b2'];
  expect(secretArguments(texts).map(({ index }) => index)).toEqual([1, 3, 5]);
  expect(JSON.stringify(secretArguments(texts))).not.toContain('hunter2');
});

test.each([
  [['--password', '$(DB_PASSWORD)', '--password=$(DB_PASSWORD)']],
  [['--password', '--verbose']],
  [['--password-file', '/run/secrets/db']],
  [['--tls-private-key=/etc/tls/tls.key']],
  [['sh', '-c', 'psql "$DATABASE_URL"']],
])('%j are no secrets', (texts) => {
  expect(secretArguments(texts)).toEqual([]);
});

test.each([
  ['sh', '-c', `curl -H "Authorization: Bearer ${long}"`],
  ['psql', '--', 'postgres://shop:hunter2@db/shop'],
])('%s %s has one by its look', (...texts) => {
  expect(secretArguments(texts).map(({ index }) => index)).toEqual([2]);
});
