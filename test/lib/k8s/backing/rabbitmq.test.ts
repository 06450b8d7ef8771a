import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RabbitMq, type RabbitMqProps } from '../../../../lib/k8s/backing';
import { made, objects, problems, rabbitMq } from './fixture';

const all = (change: Partial<RabbitMqProps> = {}) =>
  objects(RabbitMq, 'rabbitmq', { ...rabbitMq, ...change });
const files = (change: Partial<RabbitMqProps> = {}) => all(change)['ConfigMap/rabbitmq-settings'].data;
const spec = (change: Partial<RabbitMqProps> = {}) => all(change)['StatefulSet/rabbitmq'].spec;
const faults = (change: Partial<RabbitMqProps>) => problems(RabbitMq, 'rabbitmq', { ...rabbitMq, ...change });

describe('RabbitMq', () => {
  test('a well-formed one has no problem, and these objects: no role and no token', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ replicas: 1 })).toEqual([]);
    expect(Object.keys(all()).sort()).toEqual([
      'ConfigMap/rabbitmq-settings',
      'ExternalSecret/rabbitmq-credentials',
      'Password/rabbitmq-credentials',
      'PodDisruptionBudget/rabbitmq',
      'Service/rabbitmq',
      'Service/rabbitmq-headless',
      'ServiceAccount/rabbitmq',
      'StatefulSet/rabbitmq',
    ]);
    expect(spec().template.spec.automountServiceAccountToken).toBe(false);
  });

  test('three brokers find one another and stop without a majority', () => {
    expect(files()['rabbitmq.conf'].split('\n')).toMatchInlineSnapshot(`
[
  "cluster_formation.peer_discovery_backend = k8s",
  "cluster_formation.target_cluster_size_hint = 3",
  "cluster_name = shop-test-rabbitmq",
  "cluster_partition_handling = pause_minority",
  "default_queue_type = quorum",
  "disk_free_limit.absolute = 1073741824",
  "listeners.tcp.default = 5672",
  "load_definitions = /run/rabbitmq/definitions.json",
  "log.console = true",
  "log.file = false",
  "management.tcp.port = 15672",
  "prometheus.tcp.port = 15692",
  "quorum_queue.continuous_membership_reconciliation.auto_remove = false",
  "quorum_queue.continuous_membership_reconciliation.enabled = true",
  "quorum_queue.continuous_membership_reconciliation.target_group_size = 3",
  "total_memory_available_override_value = 429496729",
  "",
]
`);
    expect(files().enabled_plugins).toBe(
      '[rabbitmq_management,rabbitmq_peer_discovery_k8s,rabbitmq_prometheus].\n',
    );
  });

  test('one broker looks for no other', () => {
    expect(files({ replicas: 1 })['rabbitmq.conf']).not.toMatch(/cluster_formation|membership|partition/);
  });

  test('the queues are quorum queues, and the user sees the management, in the virtual host', () => {
    expect(
      JSON.parse(files({ queues: ['payments', 'orders'], virtualHost: 'shop' })['definitions.json']),
    ).toEqual({
      vhosts: [{ name: 'shop' }],
      users: [{ name: 'shop', password: '@password@', tags: ['management'] }],
      permissions: [{ user: 'shop', vhost: 'shop', configure: '.*', write: '.*', read: '.*' }],
      queues: ['orders', 'payments'].map((name) => ({
        name,
        vhost: 'shop',
        durable: true,
        auto_delete: false,
        arguments: { 'x-queue-type': 'quorum' },
      })),
    });
  });

  test('the start puts cookie and password in their places, and nobody else can read them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'isthmus-rabbitmq-'));
    try {
      const script = files()['start.sh'] as string;
      writeFileSync(join(folder, 'definitions.json'), files()['definitions.json']);
      writeFileSync(join(folder, 'password'), 'aB3\\1&x');
      writeFileSync(join(folder, 'erlang-cookie'), 'cookie');
      writeFileSync(join(folder, 'docker-entrypoint.sh'), '#!/bin/sh\necho "started $1"\n', { mode: 0o755 });
      const run = () =>
        execFileSync(
          '/bin/sh',
          [
            '-c',
            script
              .replaceAll('/etc/rabbitmq-credentials', folder)
              .replaceAll('/etc/rabbitmq-config/definitions.json', join(folder, 'definitions.json'))
              .replaceAll('/run/rabbitmq/definitions.json', join(folder, 'loaded.json')),
          ],
          { env: { HOME: folder, PATH: `${folder}:/usr/bin:/bin` }, encoding: 'utf8' },
        );
      expect(run()).toBe('started rabbitmq-server\n');
      // A second start finds the files of the first.
      expect(run()).toBe('started rabbitmq-server\n');
      expect(readFileSync(join(folder, '.erlang.cookie'), 'utf8')).toBe('cookie');
      const loaded = readFileSync(join(folder, 'loaded.json'), 'utf8');
      expect(loaded).toBe((files()['definitions.json'] as string).replace('@password@', () => 'aB3\\1&x'));
      for (const name of ['.erlang.cookie', 'loaded.json']) {
        expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('is ready when clients can connect, and alive as long as it runs', () => {
    const [container] = spec().template.spec.containers;
    expect(container.command).toEqual(['/bin/sh', '/etc/rabbitmq-config/start.sh']);
    expect(container.readinessProbe.tcpSocket).toEqual({ port: 'amqp' });
    expect(container.livenessProbe.tcpSocket).toEqual({ port: 'distribution' });
    expect(container.startupProbe.tcpSocket).toEqual({ port: 'distribution' });
    expect(container.env).toEqual([
      { name: 'RABBITMQ_CONFIG_FILE', value: '/etc/rabbitmq-config/rabbitmq.conf' },
      { name: 'RABBITMQ_ENABLED_PLUGINS_FILE', value: '/etc/rabbitmq-config/enabled_plugins' },
      { name: 'RABBITMQ_USE_LONGNAME', value: 'true' },
    ]);
    expect(container.volumeMounts).toEqual([
      { name: 'config-settings', mountPath: '/etc/rabbitmq-config', readOnly: true },
      { name: 'credentials', mountPath: '/etc/rabbitmq-credentials', readOnly: true },
      { name: 'data', mountPath: '/var/lib/rabbitmq' },
      { name: 'run', mountPath: '/run/rabbitmq' },
      { name: 'tmp', mountPath: '/tmp' },
    ]);
    expect(spec()).toMatchObject({ podManagementPolicy: 'Parallel', replicas: 3 });
  });

  test('password and cookie are two values of one generator', () => {
    const generatorRef = {
      apiVersion: 'generators.external-secrets.io/v1alpha1',
      kind: 'Password',
      name: 'rabbitmq-credentials',
    };
    expect(all()['ExternalSecret/rabbitmq-credentials'].spec).toEqual({
      refreshPolicy: 'CreatedOnce',
      target: {
        name: 'rabbitmq-credentials',
        creationPolicy: 'Orphan',
        deletionPolicy: 'Retain',
        immutable: true,
      },
      dataFrom: [
        {
          sourceRef: { generatorRef },
          rewrite: [{ regexp: { source: '^password$', target: 'erlang-cookie' } }],
        },
        { sourceRef: { generatorRef } },
      ],
    });
    expect(all()['Password/rabbitmq-credentials'].spec).toEqual({
      length: 32,
      digits: 8,
      symbols: 0,
      noUpper: false,
      allowRepeat: true,
    });
  });

  test('runs as the user of its image', () => {
    expect(spec().template.spec.securityContext).toMatchObject({ runAsUser: 999, runAsGroup: 999 });
    const alpine = spec({ image: 'rabbitmq:4.2.4-management-alpine', priorityClass: 'high' }).template.spec;
    expect(alpine.securityContext).toMatchObject({ runAsUser: 100, runAsGroup: 101, fsGroup: 101 });
    expect(alpine.priorityClassName).toBe('high');
  });

  test('tells a consumer what it needs, and the graph what the brokers need', () => {
    const { service } = made(RabbitMq, 'rabbitmq', rabbitMq);
    expect(service.attributes()).toEqual({
      variables: {
        RABBITMQ_HOST: { value: 'rabbitmq.shop-test.svc' },
        RABBITMQ_PASSWORD: { secret: 'rabbitmq-credentials', key: 'password' },
        RABBITMQ_PORT: { value: '5672' },
        RABBITMQ_USER: { value: 'shop' },
        RABBITMQ_VHOST: { value: '/' },
      },
      peer: { workload: service, port: 'amqp' },
    });
    expect(service.clusterPorts).toEqual(['distribution', 'epmd']);
    expect(made(RabbitMq, 'rabbitmq', { ...rabbitMq, replicas: 1 }).service.clusterPorts).toEqual([]);
    expect(service.ports).toMatchObject({ amqp: 5672, management: 15672, metrics: 15692 });
    expect(service.mainPort).toBe('amqp');
  });

  test('the order of the queues changes nothing', () => {
    expect(all({ queues: ['b', 'a'] })).toEqual(all({ queues: ['a', 'b'] }));
  });

  test.each<[string, string, Partial<RabbitMqProps>]>([
    ['backing/replicas', 'replicas', { replicas: 2 }],
    ['backing/replicas', 'replicas', { replicas: 0 }],
    ['backing/image', 'image', { image: 'rabbitmq:4.2-management' }],
    ['backing/version', 'image', { image: 'rabbitmq:3.12.14-management' }],
    ['backing/volume', 'volume.size', { volume: { size: '1Mi' } }],
    ['backing/user-name', 'user', { user: 'admin' }],
    ['backing/virtual-host', 'virtualHost', { virtualHost: '' }],
    ['backing/queue', 'queues[0]', { queues: ['amq.orders'] }],
  ])('%s', (code, at, change) => {
    expect(faults(change)).toEqual([[code, at]]);
  });
});
