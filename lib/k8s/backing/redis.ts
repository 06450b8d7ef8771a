import type { Construct } from 'constructs';
import { parseBytes } from '../../core/quantity';
import { report } from '../../core/report';
import type { StatefulServiceProps } from '../workload/props';
import { StatefulService } from '../workload/stateful-service';
import { type BackingAttributes, type IBackingService, serviceHost } from './attributes';
import { imageFaults, oldFaults } from './checks';
import { GeneratedCredentials } from './credentials';
import { backingErrors } from './errors';
import { versionOf } from './image';
import { defaultImages, type InClusterRedisProps } from './props';

const PORT = 6379;
const CONFIG_PATH = '/etc/redis';

/**
 * A cache with Redis' protocol in the cluster, Valkey unless said, for environments without a managed one. One pod that keeps nothing: no
 * volume, and what is used least goes when memory is full. No TLS. The password is made up by the cluster (see
 * {@link GeneratedCredentials}). Reports `backing/*` and `workload/*`.
 */
export class InClusterRedis extends StatefulService implements IBackingService {
  private readonly secretName: string;

  constructor(scope: Construct, id: string, props: InClusterRedisProps) {
    super(scope, id, statefulProps(props));
    const { engine, image } = imageOf(props);
    for (const { error, ...finding } of [
      ...imageFaults(image, 3, defaultImages[engine]),
      ...oldFaults(image, [7], 'without support'),
    ]) {
      report(this, backingErrors[error], finding);
    }
    this.secretName = new GeneratedCredentials(this, 'credentials', {
      workload: this.name,
      keys: ['password'],
    }).secretName;
    // The server reads the first in its arguments, the probes' client the second.
    for (const name of ['REDIS_PASSWORD', 'REDISCLI_AUTH']) {
      this.addVariable(name, { secret: this.secretName, key: 'password' }, this);
    }
  }

  attributes(): BackingAttributes {
    return {
      variables: {
        REDIS_HOST: { value: serviceHost(this) },
        REDIS_PASSWORD: { secret: this.secretName, key: 'password' },
        REDIS_PORT: { value: String(PORT) },
        REDIS_TLS: { value: 'false' },
        REDIS_USER: { value: 'default' },
      },
      peer: { workload: this, port: 'redis' },
    };
  }
}

function imageOf(props: InClusterRedisProps) {
  const { engine = 'valkey' } = props;
  return { engine, image: props.image ?? defaultImages[engine] };
}

function statefulProps(props: InClusterRedisProps): StatefulServiceProps {
  const { engine, image } = imageOf(props);
  return {
    ...(props.name !== undefined && { name: props.name }),
    ...(props.priorityClass !== undefined && { priorityClass: props.priorityClass }),
    image,
    size: props.size,
    component: 'cache',
    replicas: 1,
    ports: { redis: PORT },
    user: { uid: 999, gid: versionOf(image)?.alpine ? 1000 : 999 },
    // Kubernetes puts the password into the argument; it is in no manifest and no file.
    command: [`${engine}-server`, `${CONFIG_PATH}/redis.conf`, '--requirepass', '$(REDIS_PASSWORD)'],
    config: {
      settings: { path: CONFIG_PATH, files: { 'redis.conf': configFile(props.size.limits.memory) } },
    },
    volumeClaims: {},
    // With -e an answer such as LOADING or NOAUTH fails the command.
    health: { command: [`${engine}-cli`, '-e', 'ping'] },
    gracefulStop: { drainSeconds: 10 },
  };
}

/** Redis, "Using Redis as an LRU cache": a quarter of the limit is left for connections, buffers and fragmentation. */
function configFile(memoryLimit: string): string {
  return [
    'appendonly no',
    'dir /tmp',
    `maxmemory ${Math.floor((parseBytes(memoryLimit) ?? 0) * 0.75)}`,
    'maxmemory-policy allkeys-lru',
    `port ${PORT}`,
    'save ""',
    '',
  ].join('\n');
}
