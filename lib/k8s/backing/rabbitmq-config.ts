import { canonicalJson } from '../../core/canonical-json';
import { parseBytes } from '../../core/quantity';

/** Where RabbitMQ's configuration is mounted. */
export const CONFIG_PATH = '/etc/rabbitmq-config';

/** Where its credentials are mounted. */
export const CREDENTIALS_PATH = '/etc/rabbitmq-credentials';

/** Folder that the start writes the definitions into, with the password in its place. */
export const RUN_PATH = '/run/rabbitmq';

/** What stands in the definitions for the password. */
const PASSWORD = '@password@';

/** What RabbitMQ is configured with. */
export interface RabbitMqSettings {
  /** Name of the cluster of brokers. */
  readonly clusterName: string;
  /** How many brokers there are. */
  readonly replicas: number;
  /** The container's memory limit, as a quantity. */
  readonly memoryLimit: string;
  /** The volume's size, as a quantity. */
  readonly volumeSize: string;
  /** Name of the user of the applications. */
  readonly user: string;
  /** Name of the virtual host. */
  readonly virtualHost: string;
  /** Names of the queues. */
  readonly queues: readonly string[];
}

/** The configuration files by name. Pure. */
export function rabbitMqFiles(settings: RabbitMqSettings): Record<string, string> {
  return {
    'definitions.json': definitions(settings),
    enabled_plugins: `[${plugins.join(',')}].\n`,
    'rabbitmq.conf': mainConfig(settings),
    'start.sh': START,
  };
}

const plugins = ['rabbitmq_management', 'rabbitmq_peer_discovery_k8s', 'rabbitmq_prometheus'];

/**
 * Erlang takes its cookie from a file of its owner alone, and a mounted Secret is readable to the pod's group: so it is copied. The
 * definitions get the password on the way, and with it the Secret and the broker agree after every start.
 */
const START = [
  'set -eu',
  'umask 077',
  `cp ${CREDENTIALS_PATH}/erlang-cookie "$HOME/.cookie.new"`,
  'chmod 600 "$HOME/.cookie.new"',
  'mv -f "$HOME/.cookie.new" "$HOME/.erlang.cookie"',
  `password=$(cat ${CREDENTIALS_PATH}/password)`,
  'while IFS= read -r line; do',
  `  case $line in *${PASSWORD}*) line="\${line%%${PASSWORD}*}$password\${line#*${PASSWORD}}" ;; esac`,
  '  printf \'%s\\n\' "$line"',
  `done <${CONFIG_PATH}/definitions.json >${RUN_PATH}/definitions.json`,
  'exec docker-entrypoint.sh rabbitmq-server',
  '',
].join('\n');

/**
 * rabbitmq.conf. Peers are found by the pod's ordinal (RabbitMQ 4.1, "New Kubernetes Peer Discovery Mechanism"), so the pods need no
 * access to the API. Definitions are loaded while the first broker is still alone: reconciliation then gives each queue its other
 * members (RabbitMQ, "Quorum Queues: Continuous Membership Reconciliation").
 */
function mainConfig({ clusterName, replicas, memoryLimit, volumeSize }: RabbitMqSettings): string {
  const clustered = {
    'cluster_formation.peer_discovery_backend': 'k8s',
    'cluster_formation.target_cluster_size_hint': replicas,
    cluster_partition_handling: 'pause_minority',
    'quorum_queue.continuous_membership_reconciliation.auto_remove': 'false',
    'quorum_queue.continuous_membership_reconciliation.enabled': 'true',
    'quorum_queue.continuous_membership_reconciliation.target_group_size': replicas,
  };
  const values: Record<string, string | number> = {
    cluster_name: clusterName,
    default_queue_type: 'quorum',
    // A tenth of the volume: below it publishers wait, before the disk is full and the broker falls.
    'disk_free_limit.absolute': Math.floor((parseBytes(volumeSize) ?? 0) / 10),
    'listeners.tcp.default': 5672,
    load_definitions: `${RUN_PATH}/definitions.json`,
    'log.console': 'true',
    'log.file': 'false',
    'management.tcp.port': 15672,
    'prometheus.tcp.port': 15692,
    // Of the limit a fifth is kept for what is not counted: sockets and the code itself.
    total_memory_available_override_value: Math.floor((parseBytes(memoryLimit) ?? 0) * 0.8),
    ...(replicas > 1 && clustered),
  };
  const lines = Object.keys(values).sort();
  return `${lines.map((key) => `${key} = ${values[key]}`).join('\n')}\n`;
}

/**
 * With definitions the broker makes no default user and no guest (RabbitMQ, "Schema Definition Export and Import"). Queues are quorum
 * queues with one broker too: a client that declares its queue says the same in every environment.
 */
function definitions({ user, virtualHost, queues }: RabbitMqSettings): string {
  return canonicalJson({
    users: [{ name: user, password: PASSWORD, tags: ['management'] }],
    vhosts: [{ name: virtualHost }],
    permissions: [{ user, vhost: virtualHost, configure: '.*', write: '.*', read: '.*' }],
    queues: [...queues].sort().map((name) => ({
      name,
      vhost: virtualHost,
      durable: true,
      auto_delete: false,
      arguments: { 'x-queue-type': 'quorum' },
    })),
  });
}
