import type { Size } from '../workload/pod/size';

/** A volume of a backing service. */
export interface BackingVolume {
  /** Its size, for example `10Gi`. It cannot be changed here later: grow the claims themselves. */
  readonly size: string;
  /**
   * Its StorageClass.
   * @default - the cluster's default
   */
  readonly storageClass?: string;
}

/** What every backing service is made from. */
export interface BackingProps {
  /**
   * Name of the workload.
   * @default - the construct's id
   */
  readonly name?: string;
  /** What it may take of a node. */
  readonly size: Size;
  /**
   * Name of its PriorityClass.
   * @default - the cluster's
   */
  readonly priorityClass?: string;
}

/** What an {@link InClusterPostgres} is made from. */
export interface InClusterPostgresProps extends BackingProps {
  /** Name of the database. */
  readonly database: string;
  /**
   * Name of the user; it owns the database. Of the form that RDS takes too, so that the managed service can take its place.
   * @default - the database's name
   */
  readonly user?: string;
  /** Where the data is. Kept when the service is deleted. */
  readonly volume: BackingVolume;
  /**
   * Docker's official image, or a copy of it, with its exact version.
   * @default - defaultImages.postgres
   */
  readonly image?: string;
}

/** What an {@link InClusterRedis} is made from. */
export interface InClusterRedisProps extends BackingProps {
  /**
   * Which of the two; the image has to be of the same.
   * @default 'valkey'
   */
  readonly engine?: 'valkey' | 'redis';
  /**
   * The project's own image, or a copy of it, with its exact version.
   * @default - defaultImages.valkey or defaultImages.redis
   */
  readonly image?: string;
}

/** What a {@link RabbitMq} is made from. */
export interface RabbitMqProps extends BackingProps {
  /** How many brokers: 1, or 3 where one may be lost. */
  readonly replicas: number;
  /** Where each broker's data is. Kept when the service is deleted. */
  readonly volume: BackingVolume;
  /** Names of the queues that are there from the start. Quorum queues, with as many members as there are brokers. */
  readonly queues: readonly string[];
  /** Name of the applications' user. It may do everything in the virtual host, and see it in the management. */
  readonly user: string;
  /**
   * Name of the virtual host.
   * @default '/'
   */
  readonly virtualHost?: string;
  /**
   * Docker's official image, or a copy of it, with its exact version, 4.1 or later.
   * @default - defaultImages.rabbitmq
   */
  readonly image?: string;
}

/** Images by engine, read in November 2026. Exact versions: a restart never brings another one. */
export const defaultImages = {
  postgres: 'postgres:17.10',
  valkey: 'valkey/valkey:8.1.10',
  redis: 'redis:7.4.6',
  rabbitmq: 'rabbitmq:4.2.4-management',
} as const;
