import { InClusterRedis, type InClusterRedisProps } from '../../../../lib/k8s/backing';
import { made, objects, problems, redis } from './fixture';

const all = (change: Partial<InClusterRedisProps> = {}) =>
  objects(InClusterRedis, 'redis', { ...redis, ...change });
const pod = (change: Partial<InClusterRedisProps> = {}) =>
  all(change)['StatefulSet/redis'].spec.template.spec;
const faults = (change: Partial<InClusterRedisProps>) =>
  problems(InClusterRedis, 'redis', { ...redis, ...change });

describe('InClusterRedis', () => {
  test('a well-formed one has no problem, and these objects', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ engine: 'redis' })).toEqual([]);
    expect(Object.keys(all()).sort()).toEqual([
      'ConfigMap/redis-settings',
      'ExternalSecret/redis-credentials',
      'Password/redis-credentials',
      'Service/redis',
      'Service/redis-headless',
      'ServiceAccount/redis',
      'StatefulSet/redis',
    ]);
  });

  test('keeps nothing, and throws out what is used least at three quarters of its limit', () => {
    expect(all()['ConfigMap/redis-settings'].data['redis.conf'].split('\n')).toEqual([
      'appendonly no',
      'dir /tmp',
      `maxmemory ${384 * 2 ** 20}`,
      'maxmemory-policy allkeys-lru',
      'port 6379',
      'save ""',
      '',
    ]);
    expect(all()['StatefulSet/redis'].spec.volumeClaimTemplates).toEqual([]);
  });

  test.each(['valkey', 'redis'] as const)('%s starts and is asked by its own programs', (engine) => {
    const [container] = pod({ engine }).containers;
    expect(container.image).toMatch(new RegExp(`${engine}:\\d+\\.\\d+\\.\\d+$`));
    expect(container.command).toEqual([
      `${engine}-server`,
      '/etc/redis/redis.conf',
      '--requirepass',
      '$(REDIS_PASSWORD)',
    ]);
    expect(container.livenessProbe.exec.command).toEqual([`${engine}-cli`, '-e', 'ping']);
    const secretKeyRef = { name: 'redis-credentials', key: 'password' };
    expect(container.env).toEqual([
      { name: 'REDISCLI_AUTH', valueFrom: { secretKeyRef } },
      { name: 'REDIS_PASSWORD', valueFrom: { secretKeyRef } },
    ]);
  });

  test('runs as the user of its image', () => {
    expect(pod().securityContext).toMatchObject({ runAsUser: 999, runAsGroup: 999 });
    expect(pod({ image: 'valkey/valkey:8.1.10-alpine' }).securityContext).toMatchObject({
      runAsUser: 999,
      runAsGroup: 1000,
    });
    expect(pod({ priorityClass: 'low' }).priorityClassName).toBe('low');
  });

  test('tells a consumer what it needs', () => {
    const { service } = made(InClusterRedis, 'redis', { ...redis, name: 'cache' });
    expect(service.attributes()).toEqual({
      variables: {
        REDIS_HOST: { value: 'cache.shop-test.svc' },
        REDIS_PASSWORD: { secret: 'cache-credentials', key: 'password' },
        REDIS_PORT: { value: '6379' },
        REDIS_TLS: { value: 'false' },
        REDIS_USER: { value: 'default' },
      },
      peer: { workload: service, port: 'redis' },
    });
    expect(service.mainPort).toBe('redis');
  });

  test.each<[string, Partial<InClusterRedisProps>]>([
    ['backing/image', { image: 'valkey/valkey:8.1' }],
    ['backing/version', { engine: 'redis', image: 'redis:6.2.21' }],
  ])('%s', (code, change) => {
    expect(faults(change)).toEqual([[code, 'image']]);
  });
});
