import { InClusterPostgres, type InClusterPostgresProps } from '../../../../lib/k8s/backing';
import { made, objects, postgres, problems } from './fixture';

const all = (change: Partial<InClusterPostgresProps> = {}) =>
  objects(InClusterPostgres, 'postgres', { ...postgres, ...change });
const pod = (change: Partial<InClusterPostgresProps> = {}) =>
  all(change)['StatefulSet/postgres'].spec.template.spec;
const faults = (change: Partial<InClusterPostgresProps>) =>
  problems(InClusterPostgres, 'postgres', { ...postgres, ...change });

describe('InClusterPostgres', () => {
  test('a well-formed one has no problem, and these objects', () => {
    expect(faults({})).toEqual([]);
    expect(Object.keys(all()).sort()).toEqual([
      'ExternalSecret/postgres-credentials',
      'Password/postgres-credentials',
      'Service/postgres',
      'Service/postgres-headless',
      'ServiceAccount/postgres',
      'StatefulSet/postgres',
    ]);
  });

  test('its data is in a folder of the volume, its password in a Secret', () => {
    const [container] = pod().containers;
    expect(container.env).toEqual(
      [
        { name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' },
        {
          name: 'POSTGRES_PASSWORD',
          valueFrom: { secretKeyRef: { name: 'postgres-credentials', key: 'password' } },
        },
        { name: 'POSTGRES_DB', value: 'shop' },
        { name: 'POSTGRES_INITDB_ARGS', value: '--auth-host=scram-sha-256 --data-checksums' },
        { name: 'POSTGRES_USER', value: 'shop' },
      ].sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
    expect(container.volumeMounts).toEqual([
      { name: 'data', mountPath: '/var/lib/postgresql/data' },
      { name: 'run', mountPath: '/var/run/postgresql' },
      { name: 'tmp', mountPath: '/tmp' },
    ]);
    const { volumeClaimTemplates } = all({ volume: { size: '10Gi', storageClass: 'gp3' } })[
      'StatefulSet/postgres'
    ].spec;
    expect(volumeClaimTemplates).toMatchObject([
      { spec: { storageClassName: 'gp3', resources: { requests: { storage: '10Gi' } } } },
    ]);
  });

  test('from 18 on the volume is one folder higher', () => {
    const [container] = pod({ image: 'postgres:18.4' }).containers;
    expect(container.volumeMounts).toContainEqual({ name: 'data', mountPath: '/var/lib/postgresql' });
    expect(container.env).toContainEqual({ name: 'PGDATA', value: '/var/lib/postgresql/pgdata' });
  });

  test('runs as the user of its image', () => {
    expect(pod().securityContext).toMatchObject({ runAsUser: 999, runAsGroup: 999, fsGroup: 999 });
    expect(pod({ image: 'postgres:17.10-alpine' }).securityContext).toMatchObject({
      runAsUser: 70,
      runAsGroup: 70,
      fsGroup: 70,
    });
  });

  test('is asked by address, for its own database', () => {
    const [container] = pod({ user: 'shop_app' }).containers;
    const command = ['pg_isready', '-h', '127.0.0.1', '-p', '5432', '-U', 'shop_app', '-d', 'shop'];
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
      expect(container[probe].exec).toEqual({ command });
    }
    expect(container.startupProbe.failureThreshold * container.startupProbe.periodSeconds).toBe(300);
  });

  test('tells a consumer what it needs', () => {
    const { service } = made(InClusterPostgres, 'postgres', { ...postgres, user: 'app' });
    expect(service.attributes()).toEqual({
      variables: {
        DB_HOST: { value: 'postgres.shop-test.svc' },
        DB_NAME: { value: 'shop' },
        DB_PASSWORD: { secret: 'postgres-credentials', key: 'password' },
        DB_PORT: { value: '5432' },
        DB_SSLMODE: { value: 'disable' },
        DB_USER: { value: 'app' },
      },
      peer: { workload: service, port: 'postgres' },
    });
    expect(service).toMatchObject({ mainPort: 'postgres', ports: { postgres: 5432 } });
  });

  test('the user is called like the database unless said, and the service like the construct', () => {
    const { service } = made(InClusterPostgres, 'postgres', {
      ...postgres,
      name: 'db',
      priorityClass: 'low',
    });
    expect(service.attributes().variables).toMatchObject({
      DB_HOST: { value: 'db.shop-test.svc' },
      DB_PASSWORD: { secret: 'db-credentials' },
      DB_USER: { value: 'shop' },
    });
    expect(pod({ priorityClass: 'low' }).priorityClassName).toBe('low');
  });

  test.each<[string, string, Partial<InClusterPostgresProps>]>([
    ['backing/image', 'image', { image: 'postgres:17' }],
    ['backing/version', 'image', { image: 'postgres:13.20' }],
    ['backing/database-name', 'database', { database: 'micro-shop', user: 'shop' }],
    ['backing/user-name', 'user', { user: 'admin' }],
    ['backing/volume', 'volume.size', { volume: { size: '500Mi' } }],
  ])('%s', (code, at, change) => {
    expect(faults(change)).toEqual([[code, at]]);
  });

  test('a size that is no quantity is told once', () => {
    expect(faults({ volume: { size: '10GB' } })).toEqual([['workload/quantity', 'volumeClaims.data.size']]);
  });
});
