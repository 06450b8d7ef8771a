import {
  databaseFaults,
  imageFaults,
  oldFaults,
  queueFaults,
  replicaFaults,
  userFaults,
  versionOf,
  virtualHostFaults,
  volumeFaults,
} from '../../../../lib/k8s/backing';

const digest = `sha256:${'a'.repeat(64)}`;

describe('versionOf', () => {
  test.each([
    ['postgres:17.10', { numbers: [17, 10], alpine: false }],
    ['registry:5000/shop/postgres:17.10-alpine3.22', { numbers: [17, 10], alpine: true }],
    [`rabbitmq:4.2.4-management@${digest}`, { numbers: [4, 2, 4], alpine: false }],
    ['postgres:17', { numbers: [17], alpine: false }],
    ['postgres', undefined],
    ['postgres:latest', undefined],
    [`postgres@${digest}`, undefined],
    ['registry:5000/postgres', undefined],
  ])('%s', (image, version) => {
    expect(versionOf(image)).toEqual(version);
  });
});

describe('the checks', () => {
  test.each(['postgres', 'postgres:latest', 'postgres:17', 'postgres:17-alpine', `postgres@${digest}`])(
    'the image %s is refused',
    (image) => {
      expect(imageFaults(image, 2, 'postgres:17.10')).toMatchObject([{ error: 'image', at: 'image' }]);
    },
  );

  test('an exact version is taken, and how many numbers that is depends on the engine', () => {
    expect(imageFaults('postgres:17.10', 2, '')).toEqual([]);
    expect(imageFaults('redis:7.4', 3, 'redis:7.4.6')).toHaveLength(1);
    expect(imageFaults('redis:7.4.6-alpine', 3, '')).toEqual([]);
  });

  test('versions before the oldest are refused', () => {
    const faults = (image: string) => oldFaults(image, [4, 1], 'why').map(({ error }) => error);
    expect(faults('rabbitmq:3.13.7-management')).toEqual(['version']);
    expect(faults('rabbitmq:4.0.9')).toEqual(['version']);
    expect(faults('rabbitmq:4.1.0')).toEqual([]);
    expect(faults('rabbitmq:4.2.4')).toEqual([]);
    expect(faults('rabbitmq:5.0.0')).toEqual([]);
    expect(faults('rabbitmq:4')).toEqual([]);
    expect(faults('rabbitmq:latest')).toEqual([]);
  });

  test.each(['', 'micro-shop', 'Shop', '1shop', 'a'.repeat(64), 'postgres', 'template0', 'template1'])(
    'the database "%s" is refused',
    (name) => {
      expect(databaseFaults(name)).toMatchObject([{ error: 'database-name', at: 'database' }]);
    },
  );

  test.each(['', 'shop-user', 'Shop', 'admin', 'postgres', 'rdsadmin', 'pg_shop', 'a'.repeat(64)])(
    'the user "%s" is refused',
    (name) => {
      expect(userFaults(name)).toMatchObject([{ error: 'user-name', at: 'user' }]);
    },
  );

  test.each(['microshop', 'shop_2', '_a', 'a'.repeat(63)])('the name %s is taken', (name) => {
    expect([...databaseFaults(name), ...userFaults(name)]).toEqual([]);
  });

  test('a volume has at least 1Gi; what is no quantity is left to the workload', () => {
    expect(volumeFaults('1023Mi')).toMatchObject([{ error: 'volume', at: 'volume.size' }]);
    expect(volumeFaults('1Gi')).toEqual([]);
    expect(volumeFaults('ten')).toEqual([]);
  });

  test.each([0, 2, 4, 9, -1, 1.5, Number.NaN])('%s brokers are refused', (replicas) => {
    expect(replicaFaults(replicas)).toMatchObject([{ error: 'replicas', at: 'replicas' }]);
  });

  test('an even number of brokers is told what it costs', () => {
    expect(replicaFaults(2)[0]?.found).toBe(
      '2: a loss of 1 of them leaves no majority, so that they bear no more than 1',
    );
  });

  test.each([1, 3, 5, 7])('%s brokers are taken', (replicas) => {
    expect(replicaFaults(replicas)).toEqual([]);
  });

  test.each(['', 'amq.orders', 'a b', 'a'.repeat(256)])('the queue "%s" is refused', (name) => {
    expect(queueFaults(['orders', name])).toMatchObject([{ error: 'queue', at: 'queues[1]' }]);
  });

  test('a queue given twice is refused, others are taken', () => {
    expect(queueFaults(['orders', 'orders'])).toMatchObject([{ error: 'queue', at: 'queues[1]' }]);
    expect(queueFaults(['orders', 'shop.payments:v2', 'a'.repeat(255)])).toEqual([]);
  });

  test.each(['', 'a b', '@password@', 'a'.repeat(256)])('the virtual host "%s" is refused', (name) => {
    expect(virtualHostFaults(name)).toMatchObject([{ error: 'virtual-host', at: 'virtualHost' }]);
  });

  test.each(['/', 'shop', '/shop'])('the virtual host %s is taken', (name) => {
    expect(virtualHostFaults(name)).toEqual([]);
  });
});
