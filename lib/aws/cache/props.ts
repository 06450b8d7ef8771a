import type { ElasticacheParameterGroupConfig } from '@cdktf/provider-aws/lib/elasticache-parameter-group';
import type { ElasticacheReplicationGroupConfig } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import type { ElasticacheUserConfig } from '@cdktf/provider-aws/lib/elasticache-user';
import type { ElasticacheUserGroupConfig } from '@cdktf/provider-aws/lib/elasticache-user-group';
import type { KmsKeyConfig } from '@cdktf/provider-aws/lib/kms-key';
import type { SecurityGroupConfig } from '@cdktf/provider-aws/lib/security-group';
import type { RetentionDays } from '../logs/log-group';
import type { Override } from '../stack/override';

/** What a {@link Cache} runs. */
export type CacheEngine = 'valkey' | 'redis';

/** One primary with replicas: every node holds all keys, and any client can use it. */
export interface SingleTopology {
  /** How keys are spread. */
  readonly mode: 'single';
  /** Replicas beside the primary, 0 to 5. */
  readonly replicas: number;
}

/** Cluster mode: keys are spread over shards, and clients must speak the cluster protocol. */
export interface ClusterTopology {
  /** How keys are spread. */
  readonly mode: 'cluster';
  /** Shards, 1 to 500. */
  readonly shards: number;
  /** Replicas beside each shard's primary, 0 to 5. */
  readonly replicasPerShard: number;
}

/** How the nodes of a {@link Cache} share the keys. */
export type CacheTopology = SingleTopology | ClusterTopology;

/** Where a {@link Cache} is. */
export interface CacheNetwork {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Name of the ElastiCache subnet group; its zones are the zones of the nodes. */
  readonly subnetGroupName: string;
}

/** The backups of a {@link Cache}. */
export interface CacheSnapshot {
  /** Days that automatic snapshots are kept, 0 to 35; 0 takes none. */
  readonly retentionDays: number;
  /** When they are taken, UTC, at least an hour, for example `03:00-04:00`. */
  readonly window: string;
  /**
   * The snapshot taken when the cache is deleted: its name, or `skip`, which loses the data. A name that is taken makes the
   * deletion fail.
   * @default - `<replication group id>-final`
   */
  readonly final?: { readonly name: string } | 'skip';
}

/** A user of a {@link Cache} that signs in with IAM. */
export interface CacheUser {
  /** What it may do, in the terms of ACL SETUSER, for example `on ~product:* -@all +@read +@write`. */
  readonly access: string;
}

/** When the alarms of a {@link Cache} go off. Each watches every node. */
export interface CacheAlarmProps {
  /** ARN of the topic that hears of them. */
  readonly topicArn: string;
  /**
   * EngineCPUUtilization, in percent of the engine's one thread.
   * @default 90
   */
  readonly engineCpuPercent?: number;
  /**
   * DatabaseMemoryUsagePercentage, in percent of maxmemory.
   * @default 85
   */
  readonly memoryPercent?: number;
  /**
   * Evictions in a minute: keys thrown out for want of memory.
   * @default 1000
   */
  readonly evictionsPerMinute?: number;
  /**
   * CurrConnections; a node takes 65,000 at most.
   * @default 50000
   */
  readonly connections?: number;
  /**
   * ReplicationLag of a replica, in seconds.
   * @default 10
   */
  readonly replicationLagSeconds?: number;
}

/** Steps around a {@link Cache}, by resource. Those of users apply to each of them. */
export interface CacheOverrides {
  /**
   * The replication group.
   * @default - none
   */
  readonly replicationGroup?: Override<ElasticacheReplicationGroupConfig>;
  /**
   * The parameter group.
   * @default - none
   */
  readonly parameterGroup?: Override<ElasticacheParameterGroupConfig>;
  /**
   * Every IAM user.
   * @default - none
   */
  readonly user?: Override<ElasticacheUserConfig>;
  /**
   * The user group.
   * @default - none
   */
  readonly userGroup?: Override<ElasticacheUserGroupConfig>;
  /**
   * The security group.
   * @default - none
   */
  readonly securityGroup?: Override<SecurityGroupConfig>;
  /**
   * The key.
   * @default - none
   */
  readonly key?: Override<KmsKeyConfig>;
}

/** What a {@link Cache} is made from. */
export interface CacheProps {
  /** Last part of the replication group's id, `<project>-<environment>-<name>`; 40 characters in all. */
  readonly name: string;
  /** The engine. From `redis` to `valkey` is an upgrade in place; the way back replaces the cache. */
  readonly engine: CacheEngine;
  /**
   * The engine's version, major and minor. A lower one than before replaces the cache.
   * @default - '8.0' for valkey, '7.1' for redis (lib/core/versions/elasticache.ts)
   */
  readonly version?: string;
  /** The nodes' type, for example `cache.t3.small`. */
  readonly nodeType: string;
  /** One primary with replicas, or shards. */
  readonly topology: CacheTopology;
  /**
   * `multiAz` fails over to a replica in another zone by itself. With `noFailover` a lost primary stays lost until somebody acts.
   * A cluster of shards always fails over where it has replicas; `noFailover` lets these stand in the primary's zone.
   * @default 'multiAz'
   */
  readonly availability?: 'multiAz' | 'noFailover';
  /**
   * The global datastore of another region that it follows, read only until the datastore fails over to it. Engine, version, node type, shards
   * and parameters are then those of the datastore: give the same. Joining or leaving replaces the cache.
   * @default - none: keys of its own
   */
  readonly globalDatastore?: { readonly globalReplicationGroupId: string };
  /** Where it is. */
  readonly network: CacheNetwork;
  /** Who may sign in, by name. The user's id is `<replication group id>-<name>`, and is also its user name. */
  readonly users: Readonly<Record<string, CacheUser>>;
  /** Backups. */
  readonly snapshot: CacheSnapshot;
  /** When AWS may change the cache, UTC, at least an hour, for example `sun:05:00-sun:06:00`. */
  readonly maintenanceWindow: string;
  /**
   * Engine parameters by name.
   * @default - those of the engine
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * How long the slow log and the engine log are kept in CloudWatch Logs.
   * @default - 365 days
   */
  readonly logs?: { readonly retention: RetentionDays };
  /** Whom the alarms tell, and when they go off. */
  readonly alarms: CacheAlarmProps;
  /**
   * Whether Terraform refuses to destroy the cache and its key. ElastiCache itself has no such protection.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: CacheOverrides;
}
