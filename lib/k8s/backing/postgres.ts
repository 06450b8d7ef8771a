import type { Construct } from 'constructs';
import { report } from '../../core/report';
import type { StatefulServiceProps } from '../workload/props';
import { StatefulService } from '../workload/stateful-service';
import { type BackingAttributes, type IBackingService, serviceHost } from './attributes';
import { databaseFaults, imageFaults, oldFaults, userFaults, volumeFaults } from './checks';
import { GeneratedCredentials } from './credentials';
import { backingErrors } from './errors';
import { versionOf } from './image';
import { defaultImages, type InClusterPostgresProps } from './props';

const PORT = 5432;

/**
 * Postgres in the cluster, one pod with a volume, for environments without a managed one. No TLS and no backup: what must not be
 * lost belongs into RDS. The password is made up by the cluster (see {@link GeneratedCredentials}). Reports `backing/*` and
 * `workload/*`.
 */
export class InClusterPostgres extends StatefulService implements IBackingService {
  private readonly connection: { readonly database: string; readonly user: string; readonly secret: string };

  constructor(scope: Construct, id: string, props: InClusterPostgresProps) {
    super(scope, id, statefulProps(props));
    const { database, user = database, image = defaultImages.postgres, volume } = props;
    for (const { error, ...finding } of [
      ...imageFaults(image, 2, defaultImages.postgres),
      ...oldFaults(image, [14], 'without support'),
      ...databaseFaults(database),
      ...userFaults(user),
      ...volumeFaults(volume.size),
    ]) {
      report(this, backingErrors[error], finding);
    }
    const { secretName } = new GeneratedCredentials(this, 'credentials', {
      workload: this.name,
      keys: ['password'],
    });
    this.connection = { database, user, secret: secretName };
    this.addVariable('POSTGRES_PASSWORD', { secret: secretName, key: 'password' }, this);
  }

  attributes(): BackingAttributes {
    const { database, user, secret } = this.connection;
    return {
      variables: {
        DB_HOST: { value: serviceHost(this) },
        DB_NAME: { value: database },
        DB_PASSWORD: { secret, key: 'password' },
        DB_PORT: { value: String(PORT) },
        DB_SSLMODE: { value: 'disable' },
        DB_USER: { value: user },
      },
      peer: { workload: this, port: 'postgres' },
    };
  }
}

function statefulProps(props: InClusterPostgresProps): StatefulServiceProps {
  const { database, user = database, image = defaultImages.postgres, volume } = props;
  const version = versionOf(image);
  // From 18 on the image has its volume one folder higher; mounted elsewhere, the runtime would put an empty one over the data.
  const path = (version?.numbers[0] ?? 0) >= 18 ? '/var/lib/postgresql' : '/var/lib/postgresql/data';
  const id = version?.alpine ? 70 : 999;
  // By address: while it is set up for the first time, the server listens on its socket alone, and is not ready.
  const command = ['pg_isready', '-h', '127.0.0.1', '-p', String(PORT), '-U', user, '-d', database];
  return {
    ...(props.name !== undefined && { name: props.name }),
    ...(props.priorityClass !== undefined && { priorityClass: props.priorityClass }),
    image,
    size: props.size,
    component: 'database',
    replicas: 1,
    ports: { postgres: PORT },
    user: { uid: id, gid: id },
    variables: {
      // A folder below the volume's root: a file system of its own has lost+found there, and initdb wants an empty folder.
      PGDATA: `${path}/pgdata`,
      POSTGRES_DB: database,
      POSTGRES_INITDB_ARGS: '--auth-host=scram-sha-256 --data-checksums',
      POSTGRES_USER: user,
    },
    writable: { run: { path: '/var/run/postgresql', sizeLimit: '16Mi' } },
    volumeClaims: { data: { path, ...volume } },
    // A start after a crash replays the log first.
    health: {
      command,
      startup: { failureThreshold: 60 },
      liveness: { failureThreshold: 6, timeoutSeconds: 5 },
    },
    gracefulStop: { drainSeconds: 60 },
  };
}
