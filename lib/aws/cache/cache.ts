import {
  ElasticacheParameterGroup,
  type ElasticacheParameterGroupConfig,
} from '@cdktf/provider-aws/lib/elasticache-parameter-group';
import {
  ElasticacheReplicationGroup,
  type ElasticacheReplicationGroupConfig,
} from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { Construct } from 'constructs';
import { report } from '../../core/report';
import { defaultCacheVersion, redisVersions, valkeyVersions } from '../../core/versions/elasticache';
import { checkSupport } from '../../core/versions/support';
import type { Connections } from '../connections/connections';
import { Port } from '../connections/port';
import { SecurityGroup } from '../connections/security-group';
import { EncryptionKey } from '../encryption/encryption-key';
import { LogGroup } from '../logs/log-group';
import { AwsStack, physicalName } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import type { PolicyStatement } from '../stack/policy';
import { CacheAccess } from './access';
import { addCacheAlarms } from './alarms';
import { cacheErrors } from './errors';
import { type CachePlan, memberClusters, planCache } from './plan';
import type { CacheProps } from './props';
import { type CacheAttributes, cachePort, connectStatement, type ICache, ImportedCache } from './reference';

/**
 * An ElastiCache replication group of Valkey or Redis OSS: TLS required, encrypted with its own key, users that sign in with IAM,
 * failover to another zone, snapshots, slow log and engine log in CloudWatch, alarms. Always a replication group:
 * a Redis cluster of its own has one node, and changing its engine to Valkey replaces it (terraform-provider-aws 41181).
 * Reports `cache/*`, `versions/*` and `stack/name`.
 */
export class Cache extends Construct implements ICache {
  readonly replicationGroupId: string;
  readonly cacheArn: string;
  readonly endpoint: string;
  readonly readerEndpoint: string;
  readonly port = cachePort;
  readonly userIds: Readonly<Record<string, string>>;
  readonly connections: Connections;
  /** Type of its nodes. */
  readonly nodeType: string;

  constructor(scope: Construct, id: string, props: CacheProps) {
    super(scope, id);
    const version = props.version ?? defaultCacheVersion[props.engine];
    const plan = planCache(props, version);
    for (const { error, ...finding } of plan.faults) report(this, cacheErrors[error], finding);
    this.checkVersion(props, version);

    this.replicationGroupId = physicalName(this, 'aws_elasticache_replication_group', props.name);
    this.cacheArn = AwsStack.of(this).arn('elasticache', `replicationgroup:${this.replicationGroupId}`);
    const key = this.addKey(props);
    const securityGroup = this.addSecurityGroup(props);
    const access = new CacheAccess(this, 'users', {
      replicationGroupId: this.replicationGroupId,
      engine: props.engine,
      users: plan.users,
      ...(props.overrides && { overrides: props.overrides }),
    });
    const group = this.addGroup(props, version, plan, {
      key,
      securityGroup,
      access,
      // Those of a global datastore come from its first member.
      parameterGroup: props.globalDatastore ? undefined : this.addParameters(props, plan),
    });
    addCacheAlarms(this, props.name, memberClusters(this.replicationGroupId, props.topology), props.alarms);

    const cluster = props.topology.mode === 'cluster';
    this.endpoint = cluster ? group.configurationEndpointAddress : group.primaryEndpointAddress;
    this.readerEndpoint = cluster ? group.configurationEndpointAddress : group.readerEndpointAddress;
    this.userIds = access.userIds;
    this.nodeType = props.nodeType;
    this.connections = securityGroup.connections;
  }

  /** A cache that exists already. */
  static fromAttributes(scope: Construct, id: string, attributes: CacheAttributes): ICache {
    return new ImportedCache(scope, id, attributes);
  }

  connectStatement(user: string): PolicyStatement {
    return connectStatement(this, this, user);
  }

  private checkVersion(props: CacheProps, version: string): void {
    const table = props.engine === 'valkey' ? valkeyVersions : redisVersions;
    checkSupport(this, 'version', table, version, AwsStack.of(this).today);
  }

  private addKey(props: CacheProps): EncryptionKey {
    return new EncryptionKey(this, 'key', {
      name: `cache-${props.name}`,
      description: `Cache ${props.name} and its logs`,
      deletionProtection: props.deletionProtection ?? true,
      ...(props.overrides?.key && { overrides: { key: props.overrides.key } }),
    });
  }

  private addSecurityGroup({ name, network, overrides }: CacheProps): SecurityGroup {
    return new SecurityGroup(this, 'security-group', {
      vpcId: network.vpcId,
      name: `cache-${name}`,
      description: `Cache ${name}`,
      defaultPort: Port.tcp(cachePort),
      ...(overrides?.securityGroup && { overrides: { securityGroup: overrides.securityGroup } }),
    });
  }

  /**
   * Family and cluster mode cannot be changed in a parameter group, so both are part of its name: the new group is made, the
   * cache moves to it, and only then does the old one go.
   */
  private addParameters(props: CacheProps, plan: CachePlan): ElasticacheParameterGroup {
    const mode = props.topology.mode === 'cluster' ? ['cluster'] : [];
    const family = plan.family.replace(/\./g, '-');
    const config: ElasticacheParameterGroupConfig = {
      name: physicalName(this, 'aws_elasticache_parameter_group', props.name, family, ...mode),
      family: plan.family,
      description: `Cache ${props.name}`,
      parameter: [...plan.parameters],
      lifecycle: { createBeforeDestroy: true },
    };
    return new ElasticacheParameterGroup(
      this,
      'parameters',
      overridden(this, 'parameterGroup', config, props.overrides?.parameterGroup),
    );
  }

  private addGroup(
    props: CacheProps,
    version: string,
    plan: CachePlan,
    parts: {
      readonly key: EncryptionKey;
      readonly securityGroup: SecurityGroup;
      readonly access: CacheAccess;
      readonly parameterGroup: ElasticacheParameterGroup | undefined;
    },
  ): ElasticacheReplicationGroup {
    const final = props.snapshot.final ?? { name: `${this.replicationGroupId}-final` };
    const config: ElasticacheReplicationGroupConfig = {
      replicationGroupId: this.replicationGroupId,
      description: `Cache ${props.name}`,
      ...(parts.parameterGroup
        ? ownEngine(props, version, plan, parts.parameterGroup)
        : { globalReplicationGroupId: props.globalDatastore?.globalReplicationGroupId ?? '' }),
      ...nodes(props, parts.parameterGroup !== undefined),
      port: cachePort,
      networkType: 'ipv4',
      ipDiscovery: 'ipv4',
      subnetGroupName: props.network.subnetGroupName,
      securityGroupIds: [parts.securityGroup.securityGroupId],
      kmsKeyId: parts.key.keyArn,
      userGroupIds: [parts.access.userGroupId],
      snapshotRetentionLimit: props.snapshot.retentionDays,
      snapshotWindow: props.snapshot.window,
      ...(final !== 'skip' && { finalSnapshotIdentifier: final.name }),
      maintenanceWindow: props.maintenanceWindow,
      autoMinorVersionUpgrade: 'true',
      applyImmediately: false,
      logDeliveryConfiguration: (['engine-log', 'slow-log'] as const).map((log) => ({
        destination: this.addLog(log, props, parts.key).logGroupName,
        destinationType: 'cloudwatch-logs',
        logFormat: 'json',
        logType: log,
      })),
      lifecycle: { preventDestroy: props.deletionProtection ?? true },
    };
    return new ElasticacheReplicationGroup(
      this,
      'Resource',
      overridden(this, 'replicationGroup', config, props.overrides?.replicationGroup),
    );
  }

  private addLog(log: string, props: CacheProps, key: EncryptionKey): LogGroup {
    return new LogGroup(this, log, {
      name: `/aws/elasticache/${this.replicationGroupId}/${log}`,
      key,
      ...(props.logs && { retention: props.logs.retention }),
    });
  }
}

/** What a member of a global datastore takes over from its first member; the provider refuses it there. */
function ownEngine(
  { engine, nodeType }: CacheProps,
  engineVersion: string,
  { dataTiering }: CachePlan,
  parameterGroup: ElasticacheParameterGroup,
): Partial<ElasticacheReplicationGroupConfig> {
  return {
    engine,
    engineVersion,
    nodeType,
    dataTieringEnabled: dataTiering,
    parameterGroupName: parameterGroup.name,
    atRestEncryptionEnabled: 'true',
    transitEncryptionEnabled: true,
    transitEncryptionMode: 'required',
  };
}

function nodes({ topology, availability = 'multiAz' }: CacheProps, own: boolean) {
  const multiAzEnabled = availability === 'multiAz';
  if (topology.mode === 'single') {
    return {
      ...(own && { clusterMode: 'disabled' }),
      numCacheClusters: topology.replicas + 1,
      automaticFailoverEnabled: multiAzEnabled,
      multiAzEnabled,
    };
  }
  return {
    ...(own && { clusterMode: 'enabled', numNodeGroups: topology.shards }),
    replicasPerNodeGroup: topology.replicasPerShard,
    // Cluster mode is refused without it, replicas or not (CreateReplicationGroup, AutomaticFailoverEnabled).
    automaticFailoverEnabled: true,
    multiAzEnabled,
  };
}
