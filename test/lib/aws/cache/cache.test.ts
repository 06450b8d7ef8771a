import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { ElasticacheParameterGroup } from '@cdktf/provider-aws/lib/elasticache-parameter-group';
import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { ElasticacheUser } from '@cdktf/provider-aws/lib/elasticache-user';
import { ElasticacheUserGroup } from '@cdktf/provider-aws/lib/elasticache-user-group';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Cache, type CacheProps, importCache, publishCache } from '../../../../lib/aws/cache';
import { SecurityGroup } from '../../../../lib/aws/connections';
import { AwsStack } from '../../../../lib/aws/stack';
import {
  addresses,
  onlyResource,
  problemsOf,
  resources,
  synthTerraform,
  testStack,
} from '../../../../lib/testing';

const topicArn = 'arn:aws:sns:us-east-1:111122223333:shop-test-alarms';

const base: CacheProps = {
  name: 'main',
  engine: 'valkey',
  nodeType: 'cache.t3.small',
  topology: { mode: 'single', replicas: 1 },
  network: { vpcId: 'vpc-1', subnetGroupName: 'shop-test-cache' },
  users: { product: { access: 'on ~product:* -@all +@read +@write' } },
  snapshot: { retentionDays: 7, window: '03:00-04:00' },
  maintenanceWindow: 'sun:05:00-sun:06:00',
  alarms: { topicArn },
};

function made(change: Partial<CacheProps> = {}) {
  const stack = testStack();
  const cache = new Cache(stack, 'cache', { ...base, ...change });
  return { stack, cache };
}

/** Code and place of every problem, relative to the cache. */
function problems(change: Partial<CacheProps>) {
  return problemsOf(made(change).stack).map((one) => [one.code, one.path.replace(/^.*\/cache\.?/, '')]);
}

const block = (change: Partial<CacheProps> = {}) =>
  onlyResource(made(change).stack, ElasticacheReplicationGroup);

describe('Cache', () => {
  test('is a replication group that fails over, speaks TLS only and is encrypted', () => {
    const { stack } = made();
    expect(problemsOf(stack)).toEqual([]);
    expect(onlyResource(stack, ElasticacheReplicationGroup)).toMatchInlineSnapshot(`
{
  "apply_immediately": false,
  "at_rest_encryption_enabled": "true",
  "auto_minor_version_upgrade": "true",
  "automatic_failover_enabled": true,
  "cluster_mode": "disabled",
  "data_tiering_enabled": false,
  "description": "Cache main",
  "engine": "valkey",
  "engine_version": "8.0",
  "final_snapshot_identifier": "shop-test-main-final",
  "ip_discovery": "ipv4",
  "kms_key_id": "\${aws_kms_key.cache_key.arn}",
  "lifecycle": {
    "prevent_destroy": true,
  },
  "log_delivery_configuration": [
    {
      "destination": "\${aws_cloudwatch_log_group.cache_engine-log.name}",
      "destination_type": "cloudwatch-logs",
      "log_format": "json",
      "log_type": "engine-log",
    },
    {
      "destination": "\${aws_cloudwatch_log_group.cache_slow-log.name}",
      "destination_type": "cloudwatch-logs",
      "log_format": "json",
      "log_type": "slow-log",
    },
  ],
  "maintenance_window": "sun:05:00-sun:06:00",
  "multi_az_enabled": true,
  "network_type": "ipv4",
  "node_type": "cache.t3.small",
  "num_cache_clusters": 2,
  "parameter_group_name": "\${aws_elasticache_parameter_group.cache_parameters.name}",
  "port": 6379,
  "replication_group_id": "shop-test-main",
  "security_group_ids": [
    "\${aws_security_group.cache_security-group.id}",
  ],
  "snapshot_retention_limit": 7,
  "snapshot_window": "03:00-04:00",
  "subnet_group_name": "shop-test-cache",
  "transit_encryption_enabled": true,
  "transit_encryption_mode": "required",
  "user_group_ids": [
    "\${aws_elasticache_user_group.cache_users.user_group_id}",
  ],
}
`);
  });

  test('addresses of the default shape', () => {
    expect(addresses(synthTerraform(made().stack))).toMatchInlineSnapshot(`
[
  "aws_cloudwatch_log_group.cache_engine-log",
  "aws_cloudwatch_log_group.cache_slow-log",
  "aws_cloudwatch_metric_alarm.cache_alarm-001-connections",
  "aws_cloudwatch_metric_alarm.cache_alarm-001-engine-cpu",
  "aws_cloudwatch_metric_alarm.cache_alarm-001-evictions",
  "aws_cloudwatch_metric_alarm.cache_alarm-001-memory",
  "aws_cloudwatch_metric_alarm.cache_alarm-001-replication-lag",
  "aws_cloudwatch_metric_alarm.cache_alarm-002-connections",
  "aws_cloudwatch_metric_alarm.cache_alarm-002-engine-cpu",
  "aws_cloudwatch_metric_alarm.cache_alarm-002-evictions",
  "aws_cloudwatch_metric_alarm.cache_alarm-002-memory",
  "aws_cloudwatch_metric_alarm.cache_alarm-002-replication-lag",
  "aws_elasticache_parameter_group.cache_parameters",
  "aws_elasticache_replication_group.cache",
  "aws_elasticache_user.cache_users_user-product",
  "aws_elasticache_user_group.cache_users",
  "aws_kms_alias.cache_key_alias",
  "aws_kms_key.cache_key",
  "aws_security_group.cache_security-group",
]
`);
  });

  test('its key and itself cannot be destroyed, unless said', () => {
    expect(onlyResource(made().stack, KmsKey)['lifecycle']).toEqual({ prevent_destroy: true });
    const { stack } = made({ deletionProtection: false });
    expect(onlyResource(stack, KmsKey)['lifecycle']).toEqual({ prevent_destroy: false });
    expect(block({ deletionProtection: false })['lifecycle']).toEqual({ prevent_destroy: false });
  });

  test('no failover is asked for by name', () => {
    expect(block({ availability: 'noFailover', topology: { mode: 'single', replicas: 0 } })).toMatchObject({
      automatic_failover_enabled: false,
      multi_az_enabled: false,
      num_cache_clusters: 1,
    });
  });

  test('cluster mode has shards, its own parameters and one endpoint', () => {
    const { stack, cache } = made({ topology: { mode: 'cluster', shards: 2, replicasPerShard: 1 } });
    const content = synthTerraform(stack);
    expect(onlyResource(content, ElasticacheReplicationGroup)).toMatchObject({
      cluster_mode: 'enabled',
      num_node_groups: 2,
      replicas_per_node_group: 1,
      automatic_failover_enabled: true,
      multi_az_enabled: true,
    });
    expect(onlyResource(content, ElasticacheReplicationGroup)).not.toHaveProperty('num_cache_clusters');
    expect(onlyResource(content, ElasticacheParameterGroup)).toMatchObject({
      name: 'shop-test-main-valkey8-cluster',
      family: 'valkey8',
      parameter: [{ name: 'cluster-enabled', value: 'yes' }],
    });
    publishCache(stack, cache);
    const { output } = synthTerraform(stack);
    const configuration = '${aws_elasticache_replication_group.cache.configuration_endpoint_address}';
    expect([output['cache_endpoint']?.['value'], output['cache_reader_endpoint']?.['value']]).toEqual([
      configuration,
      configuration,
    ]);
    expect(
      block({ topology: { mode: 'cluster', shards: 1, replicasPerShard: 0 }, availability: 'noFailover' }),
    ).toMatchObject({ automatic_failover_enabled: true, multi_az_enabled: false });
  });

  test('a new family replaces the parameter group without a gap', () => {
    const group = onlyResource(made({ version: '7.2' }).stack, ElasticacheParameterGroup);
    expect(group).toMatchObject({
      name: 'shop-test-main-valkey7',
      family: 'valkey7',
      lifecycle: { create_before_destroy: true },
    });
  });

  test('parameters do not depend on the order they are written in', () => {
    const parameters = { timeout: '300', 'maxmemory-policy': 'allkeys-lru' };
    expect(onlyResource(made({ parameters }).stack, ElasticacheParameterGroup)['parameter']).toEqual([
      { name: 'maxmemory-policy', value: 'allkeys-lru' },
      { name: 'timeout', value: '300' },
    ]);
  });

  test('users sign in with IAM: id and name are one, in a group', () => {
    const { stack } = made({
      users: { worker: { access: 'on ~* +@read' }, product: { access: 'on ~* +@all' } },
    });
    const content = synthTerraform(stack);
    expect(resources(content, ElasticacheUser)).toEqual({
      'cache_users_user-product': {
        user_id: 'shop-test-main-product',
        user_name: 'shop-test-main-product',
        engine: 'valkey',
        access_string: 'on ~* +@all',
        authentication_mode: { type: 'iam' },
      },
      'cache_users_user-worker': {
        user_id: 'shop-test-main-worker',
        user_name: 'shop-test-main-worker',
        engine: 'valkey',
        access_string: 'on ~* -@all +@read',
        authentication_mode: { type: 'iam' },
      },
    });
    expect(onlyResource(content, ElasticacheUserGroup)).toEqual({
      user_group_id: 'shop-test-main',
      engine: 'valkey',
      user_ids: [
        '${aws_elasticache_user.cache_users_user-product.user_id}',
        '${aws_elasticache_user.cache_users_user-worker.user_id}',
      ],
    });
  });

  test('a redis group has a default user that is off', () => {
    const content = synthTerraform(made({ engine: 'redis' }).stack);
    expect(resources(content, ElasticacheUser)['cache_users_default']).toEqual({
      user_id: 'shop-test-main-default',
      user_name: 'default',
      engine: 'redis',
      access_string: 'off ~* -@all',
      authentication_mode: { type: 'no-password-required' },
    });
    expect(onlyResource(content, ElasticacheUserGroup)['user_ids']).toHaveLength(2);
    expect(onlyResource(content, ElasticacheReplicationGroup)).toMatchObject({
      engine: 'redis',
      engine_version: '7.1',
    });
  });

  test('both logs go to encrypted groups', () => {
    const groups = resources(made({ logs: { retention: 30 } }).stack, CloudwatchLogGroup);
    expect(
      Object.values(groups).map((one) => [one['name'], one['retention_in_days'], one['kms_key_id']]),
    ).toEqual([
      ['/aws/elasticache/shop-test-main/engine-log', 30, '${aws_kms_key.cache_key.arn}'],
      ['/aws/elasticache/shop-test-main/slow-log', 30, '${aws_kms_key.cache_key.arn}'],
    ]);
  });

  test('the final snapshot can be skipped, or named', () => {
    expect(block({ snapshot: { ...base.snapshot, final: 'skip' } })).not.toHaveProperty(
      'final_snapshot_identifier',
    );
    expect(block({ snapshot: { ...base.snapshot, final: { name: 'last' } } })).toMatchObject({
      final_snapshot_identifier: 'last',
    });
  });

  test('r6gd nodes tier data, which they must', () => {
    expect(block({ nodeType: 'cache.r6gd.xlarge' })['data_tiering_enabled']).toBe(true);
  });

  test('every node is watched', () => {
    const alarms = Object.values(resources(made().stack, CloudwatchMetricAlarm));
    expect(alarms).toHaveLength(10);
    expect(alarms.map((one) => one['dimensions'].CacheClusterId)).toContain('shop-test-main-002');
    expect(alarms.every((one) => one['alarm_actions'][0] === topicArn)).toBe(true);
    expect(alarms.find((one) => one['alarm_name'] === 'shop-test-cache-main-001-memory')).toMatchObject({
      metric_name: 'DatabaseMemoryUsagePercentage',
      namespace: 'AWS/ElastiCache',
      threshold: 85,
    });
    const lower = made({ alarms: { topicArn, memoryPercent: 60 } }).stack;
    expect(resources(lower, CloudwatchMetricAlarm)['cache_alarm-001-memory']).toMatchObject({
      threshold: 60,
    });
  });

  test('connections open its port', () => {
    const { stack, cache } = made();
    const client = new SecurityGroup(stack, 'client', {
      vpcId: 'vpc-1',
      name: 'client',
      description: 'Client',
    });
    cache.connections.allowFrom(client);
    expect(onlyResource(stack, VpcSecurityGroupIngressRule)).toMatchObject({
      from_port: 6379,
      to_port: 6379,
      description: 'client to cache-main',
    });
  });

  test('a grant names the cache and the one user', () => {
    const { cache } = made();
    expect(cache.connectStatement('product')).toEqual({
      sid: 'ConnectCacheMainProduct',
      actions: ['elasticache:Connect'],
      resources: [
        'arn:aws:elasticache:us-east-1:111122223333:replicationgroup:shop-test-main',
        'arn:aws:elasticache:us-east-1:111122223333:user:shop-test-main-product',
      ],
    });
  });

  test('overrides reach each resource', () => {
    const { stack } = made({
      overrides: {
        replicationGroup: { notificationTopicArn: topicArn },
        parameterGroup: { description: 'Ours' },
        user: { tags: { team: 'shop' } },
        userGroup: { tags: { team: 'shop' } },
        securityGroup: { tags: { team: 'net' } },
        key: { multiRegion: true },
      },
    });
    const content = synthTerraform(stack);
    expect(onlyResource(content, ElasticacheReplicationGroup)['notification_topic_arn']).toBe(topicArn);
    expect(onlyResource(content, ElasticacheParameterGroup)['description']).toBe('Ours');
    expect(onlyResource(content, ElasticacheUser)['tags']).toEqual({ team: 'shop' });
    expect(onlyResource(content, ElasticacheUserGroup)['tags']).toEqual({ team: 'shop' });
    expect(content.resource['aws_security_group']?.['cache_security-group']?.['tags']).toEqual({
      team: 'net',
    });
    expect(onlyResource(content, KmsKey)['multi_region']).toBe(true);
  });
});

describe('a cache of another stack', () => {
  function twoStacks() {
    const { stack, cache } = made();
    publishCache(stack, cache);
    const { account, region, project, environment, state } = stack;
    const reader = new AwsStack(stack.node.root as never, 'test-us-east-1-cluster', {
      account,
      region,
      project,
      environment,
      state,
      owner: 'platform',
      costCentre: 'cc-1',
      today: stack.today,
    });
    return { stack, reader, imported: importCache(reader, 'cache', stack) };
  }

  test('is published without secrets and read back', () => {
    const { stack, reader, imported } = twoStacks();
    expect(Object.keys(synthTerraform(stack).output)).toEqual([
      'cache_arn',
      'cache_endpoint',
      'cache_port',
      'cache_reader_endpoint',
      'cache_replication_group_id',
      'cache_security_group_id',
      'cache_user_ids',
    ]);
    expect(imported.endpoint).toBe(
      '${data.terraform_remote_state.state-test-us-east-1-unit.outputs.cache_endpoint}',
    );
    expect(imported.readerEndpoint).toContain('cache_reader_endpoint');
    expect(imported.port).toBe(6379);
    expect(imported.connectStatement('product').resources).toEqual([
      '${data.terraform_remote_state.state-test-us-east-1-unit.outputs.cache_arn}',
      'arn:aws:elasticache:us-east-1:111122223333:user:${data.terraform_remote_state.state-test-us-east-1-unit.outputs.cache_user_ids["product"]}',
    ]);
    expect(problemsOf(reader)).toEqual([]);
  });

  test('is opened from there', () => {
    const { reader, imported } = twoStacks();
    const client = new SecurityGroup(reader, 'client', {
      vpcId: 'vpc-1',
      name: 'client',
      description: 'Client',
    });
    imported.connections.allowFrom(client);
    expect(onlyResource(reader, VpcSecurityGroupIngressRule)).toMatchObject({
      security_group_id:
        '${data.terraform_remote_state.state-test-us-east-1-unit.outputs.cache_security_group_id}',
      from_port: 6379,
    });
  });

  test('reads from the endpoint when no reader is given', () => {
    const imported = Cache.fromAttributes(testStack(), 'cache', {
      name: 'cache-main',
      replicationGroupId: 'main',
      cacheArn: 'arn:aws:elasticache:us-east-1:111122223333:replicationgroup:main',
      endpoint: 'main.example',
      securityGroupId: 'sg-1',
      userIds: {},
    });
    expect(imported.readerEndpoint).toBe('main.example');
  });
});

describe('mistakes', () => {
  test.each<[string, Partial<CacheProps>, string[][]]>([
    ['a size that the family has not', { nodeType: 'cache.t3.large' }, [['cache/node-type', 'nodeType']]],
    ['a size of burstable types', { nodeType: 'cache.m7g.small' }, [['cache/node-type', 'nodeType']]],
    ['a size that is none', { nodeType: 'cache.r7g.9xlarge' }, [['cache/node-type', 'nodeType']]],
    ['a family that is none', { nodeType: 'cache.z9x.large' }, [['cache/node-type', 'nodeType']]],
    ['a node type without its prefix', { nodeType: 't3.small' }, [['cache/node-type', 'nodeType']]],
    [
      'a node type of an earlier generation',
      { nodeType: 'cache.t1.micro' },
      [['cache/node-type', 'nodeType']],
    ],
    [
      'six replicas',
      { topology: { mode: 'single', replicas: 6 } },
      [['cache/topology', 'topology.replicas']],
    ],
    [
      'no shard',
      { topology: { mode: 'cluster', shards: 0, replicasPerShard: 1 } },
      [['cache/topology', 'topology.shards']],
    ],
    [
      'half a replica',
      { topology: { mode: 'cluster', shards: 1, replicasPerShard: 0.5 } },
      [['cache/topology', 'topology.replicasPerShard']],
    ],
    [
      'more nodes than there may be',
      { topology: { mode: 'cluster', shards: 251, replicasPerShard: 1 } },
      [['cache/topology', 'topology']],
    ],
    ['no replica', { topology: { mode: 'single', replicas: 0 } }, [['cache/no-replica', 'topology']]],
    [
      'no replica in shards',
      { topology: { mode: 'cluster', shards: 2, replicasPerShard: 0 } },
      [['cache/no-replica', 'topology']],
    ],
    [
      'snapshots for too long',
      { snapshot: { retentionDays: 36, window: '03:00-04:00' } },
      [['cache/retention', 'snapshot.retentionDays']],
    ],
    [
      'a negative retention',
      { snapshot: { retentionDays: -1, window: '03:00-04:00' } },
      [['cache/retention', 'snapshot.retentionDays']],
    ],
    [
      'half an hour for snapshots',
      { snapshot: { retentionDays: 1, window: '03:00-03:30' } },
      [['cache/window', 'snapshot.window']],
    ],
    ['a day without a window', { maintenanceWindow: 'sunday' }, [['cache/window', 'maintenanceWindow']]],
    [
      'windows that meet',
      { maintenanceWindow: 'sun:03:30-sun:04:30' },
      [['cache/window-overlap', 'maintenanceWindow']],
    ],
    [
      'cluster mode by parameter',
      { parameters: { 'cluster-enabled': 'yes' } },
      [['cache/parameter', 'parameters.cluster-enabled']],
    ],
    [
      'a parameter about TLS',
      { parameters: { 'tls-port': '0' } },
      [['cache/parameter', 'parameters.tls-port']],
    ],
    ['a misspelt parameter', { parameters: { Timeout: '1' } }, [['cache/parameter', 'parameters.Timeout']]],
    ['no user', { users: {} }, [['cache/no-users', 'users']]],
    [
      'the default user',
      { users: { default: { access: 'on ~* +@read' } } },
      [['cache/user-name', 'users.default']],
    ],
    [
      'a password in an access string',
      { users: { app: { access: 'on >secret ~* +@read' } } },
      [['cache/access', 'users.app.access']],
    ],
    ['a version without IAM', { engine: 'redis', version: '6.2' }, [['cache/iam-version', 'version']]],
    ['an unknown version', { version: '8.7' }, [['versions/unknown', 'version']]],
    ['a valkey version for redis', { engine: 'redis', version: '8.0' }, [['versions/unknown', 'version']]],
  ])('%s', (_, change, expected) => {
    expect(problems(change)).toEqual(expected);
  });

  test('a name too long for a replication group', () => {
    expect(problems({ name: 'a-name-that-goes-on-for-ever-and-ever' }).map(([code]) => code)).toContain(
      'stack/name',
    );
  });

  test('a version past its end, by the day of the stack', () => {
    const stack = testStack({ today: new Date('2027-02-01T00:00:00Z') });
    new Cache(stack, 'cache', { ...base, engine: 'redis', version: '6.2' });
    expect(problemsOf(stack).map((one) => one.code)).toContain('versions/ended');
  });

  test('a user name with a capital', () => {
    const found = problems({ users: { Product: { access: 'on ~* +@read' } } });
    expect(found).toContainEqual(['cache/user-name', 'users.Product']);
  });

  test('a grant to nobody', () => {
    const { stack, cache } = made();
    cache.connectStatement('prodcut');
    expect(problemsOf(stack).map((one) => one.code)).toEqual(['cache/unknown-user']);
  });

  test('a grant to what every object has', () => {
    const { stack, cache } = made();
    cache.connectStatement('constructor');
    expect(problemsOf(stack).map((one) => one.code)).toEqual(['cache/unknown-user']);
  });

  test('a password is never shown', () => {
    const { stack } = made({ users: { app: { access: 'on >hunter2hunter2 ~* +@read' } } });
    expect(JSON.stringify(problemsOf(stack))).not.toContain('hunter2');
  });
});
