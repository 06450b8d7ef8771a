import type { Construct } from 'constructs';
import { report } from '../../core/report';
import { NamespaceChart } from '../manifest/namespace-chart';
import type { StatefulServiceProps } from '../workload/props';
import { StatefulService } from '../workload/stateful-service';
import { type BackingAttributes, type IBackingService, serviceHost } from './attributes';
import {
  imageFaults,
  oldFaults,
  queueFaults,
  replicaFaults,
  userFaults,
  virtualHostFaults,
  volumeFaults,
} from './checks';
import { GeneratedCredentials } from './credentials';
import { backingErrors } from './errors';
import { versionOf } from './image';
import { defaultImages, type RabbitMqProps } from './props';
import { CONFIG_PATH, CREDENTIALS_PATH, RUN_PATH, rabbitMqFiles } from './rabbitmq-config';

/** Ports of a broker (RabbitMQ, "Networking"). The last two are for the other brokers, and for its own tools. */
const PORTS = { amqp: 5672, management: 15672, metrics: 15692, epmd: 4369, distribution: 25672 };

/**
 * RabbitMQ in the cluster, one broker or three, each with a volume: vhost, user and quorum queues are there from the start. Password and
 * Erlang cookie are made up by the cluster (see {@link GeneratedCredentials}).
 *
 * The brokers find one another by their names, so their pods have no token and no role. That came with RabbitMQ 4.1: older ones would ask
 * the API server, and are refused. In a namespace that denies by default the graph has to open {@link clusterPorts} among them.
 * Reports `backing/*` and `workload/*`.
 */
export class RabbitMq extends StatefulService implements IBackingService {
  /** Names of the ports that the brokers use among themselves; empty for one alone. */
  readonly clusterPorts: readonly string[];
  private readonly connection: {
    readonly user: string;
    readonly virtualHost: string;
    readonly secret: string;
  };

  constructor(scope: Construct, id: string, props: RabbitMqProps) {
    super(scope, id, statefulProps(scope, id, props));
    const { image = defaultImages.rabbitmq, virtualHost = '/', user, replicas } = props;
    for (const { error, ...finding } of [
      ...imageFaults(image, 3, defaultImages.rabbitmq),
      ...oldFaults(image, [4, 1], 'its brokers would find each other through the API server'),
      ...replicaFaults(replicas),
      ...volumeFaults(props.volume.size),
      ...userFaults(user),
      ...virtualHostFaults(virtualHost),
      ...queueFaults(props.queues),
    ]) {
      report(this, backingErrors[error], finding);
    }
    const { secretName } = new GeneratedCredentials(this, 'credentials', {
      workload: this.name,
      keys: ['erlang-cookie', 'password'],
    });
    this.addVolume('credentials', { path: CREDENTIALS_PATH, secret: secretName }, this);
    this.connection = { user, virtualHost, secret: secretName };
    this.clusterPorts = replicas > 1 ? ['distribution', 'epmd'] : [];
  }

  attributes(): BackingAttributes {
    const { user, virtualHost, secret } = this.connection;
    return {
      variables: {
        RABBITMQ_HOST: { value: serviceHost(this) },
        RABBITMQ_PASSWORD: { secret, key: 'password' },
        RABBITMQ_PORT: { value: String(PORTS.amqp) },
        RABBITMQ_USER: { value: user },
        RABBITMQ_VHOST: { value: virtualHost },
      },
      peer: { workload: this, port: 'amqp' },
    };
  }
}

function statefulProps(scope: Construct, id: string, props: RabbitMqProps): StatefulServiceProps {
  const { image = defaultImages.rabbitmq, name = id, replicas, size, volume } = props;
  const files = rabbitMqFiles({
    clusterName: `${NamespaceChart.of(scope).namespaceName}-${name}`,
    replicas,
    memoryLimit: size.limits.memory,
    volumeSize: volume.size,
    user: props.user,
    virtualHost: props.virtualHost ?? '/',
    queues: props.queues,
  });
  return {
    name,
    ...(props.priorityClass !== undefined && { priorityClass: props.priorityClass }),
    image,
    size,
    component: 'queue',
    replicas,
    ports: PORTS,
    mainPort: 'amqp',
    protocols: { management: 'http', metrics: 'http' },
    user: versionOf(image)?.alpine ? { uid: 100, gid: 101 } : { uid: 999, gid: 999 },
    command: ['/bin/sh', `${CONFIG_PATH}/start.sh`],
    variables: {
      RABBITMQ_CONFIG_FILE: `${CONFIG_PATH}/rabbitmq.conf`,
      RABBITMQ_ENABLED_PLUGINS_FILE: `${CONFIG_PATH}/enabled_plugins`,
      // The name of a pod alone resolves nowhere; with its domain it is the headless Service's.
      RABBITMQ_USE_LONGNAME: 'true',
    },
    config: { settings: { path: CONFIG_PATH, files } },
    writable: { run: { path: RUN_PATH, sizeLimit: '16Mi' } },
    volumeClaims: { data: { path: '/var/lib/rabbitmq', ...volume } },
    // Together: after a loss of all, the first waits for the others before it is ready, and one at a time they would never come.
    podManagementPolicy: 'Parallel',
    // Ready when clients can connect. Alive as long as the runtime is there: a broker that waits for the others is not to be restarted.
    health: {
      tcp: 'amqp',
      startup: { tcp: 'distribution', failureThreshold: 60 },
      liveness: { tcp: 'distribution', failureThreshold: 6 },
    },
    gracefulStop: { drainSeconds: 120 },
  };
}
