import { ElasticacheGlobalReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-global-replication-group';
import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import type { App } from 'cdktf';
import {
  Cache,
  type CacheProps,
  GlobalDatastore,
  type GlobalDatastoreProps,
  importGlobalDatastore,
  publishGlobalDatastore,
} from '../../../../lib/aws/cache';
import { AwsStack } from '../../../../lib/aws/stack';
import { addresses, onlyResource, problemsOf, synthTerraform, testStack } from '../../../../lib/testing';

const base: CacheProps = {
  name: 'main',
  engine: 'valkey',
  nodeType: 'cache.m7g.large',
  topology: { mode: 'single', replicas: 1 },
  network: { vpcId: 'vpc-1', subnetGroupName: 'shop-test-cache' },
  users: { product: { access: 'on ~product:* -@all +@read +@write' } },
  snapshot: { retentionDays: 7, window: '03:00-04:00' },
  maintenanceWindow: 'sun:05:00-sun:06:00',
  alarms: { topicArn: 'arn:aws:sns:us-east-1:111122223333:shop-test-alarms' },
};

function datastore(cache: Partial<CacheProps> = {}, changes: Partial<GlobalDatastoreProps> = {}) {
  const stack = testStack();
  const primary = new Cache(stack, 'cache', { ...base, ...cache });
  return { stack, datastore: new GlobalDatastore(stack, 'global', { name: 'main', primary, ...changes }) };
}

function member(changes: Partial<CacheProps> = {}) {
  const stack = testStack({ id: 'test-us-west-2-unit', region: 'us-west-2' });
  const globalDatastore = { globalReplicationGroupId: 'ldgnf-shop-test-main' };
  new Cache(stack, 'cache', { ...base, globalDatastore, ...changes });
  return stack;
}

const codes = (stack: AwsStack) =>
  problemsOf(stack).map((one) => `${one.code} ${one.path.split('-unit/')[1]}`);

describe('a global datastore', () => {
  test('has a cache as its first member, and survives that another one becomes the first', () => {
    const { stack } = datastore();
    expect(problemsOf(stack)).toEqual([]);
    const { depends_on: waits, ...block } = onlyResource(stack, ElasticacheGlobalReplicationGroup);
    expect(block).toEqual({
      global_replication_group_id_suffix: 'shop-test-main',
      global_replication_group_description: 'Global datastore main',
      primary_replication_group_id: 'shop-test-main',
      lifecycle: { prevent_destroy: true, ignore_changes: ['primary_replication_group_id'] },
    });
    expect(waits).toContain('aws_elasticache_replication_group.cache');
    expect(addresses(synthTerraform(stack))).toContain('aws_elasticache_global_replication_group.global');
  });

  test('follows its settings', () => {
    const overrides = { datastore: { engineVersion: '8.1' } };
    const { stack } = datastore({}, { deletionProtection: false, overrides });
    expect(onlyResource(stack, ElasticacheGlobalReplicationGroup)).toMatchObject({
      engine_version: '8.1',
      lifecycle: { prevent_destroy: false },
    });
  });

  test.each(['cache.t3.small', 'cache.t4g.medium', 'cache.t3.large', 'cache.r4.large', 'cache.m5.medium'])(
    'does not take %s',
    (nodeType) => {
      expect(codes(datastore({ nodeType }).stack)).toContain('cache/global-node-type global.primary');
      expect(codes(member({ nodeType }))).toContain('cache/global-node-type cache.nodeType');
    },
  );

  test.each(['cache.r7g.large', 'cache.m6g.xlarge', 'cache.c7gn.2xlarge'])('takes %s', (nodeType) => {
    expect(codes(datastore({ nodeType }).stack)).toEqual([]);
    expect(codes(member({ nodeType }))).toEqual([]);
  });
});

describe('a cache that joins it', () => {
  const taken = [
    'at_rest_encryption_enabled',
    'cluster_mode',
    'data_tiering_enabled',
    'engine',
    'engine_version',
    'node_type',
    'num_node_groups',
    'parameter_group_name',
    'transit_encryption_enabled',
    'transit_encryption_mode',
  ];

  test('takes over what the provider refuses beside the datastore, and has key, users and nodes of its own', () => {
    const block = onlyResource(member(), ElasticacheReplicationGroup);
    for (const argument of taken) expect(block).not.toHaveProperty(argument);
    expect(block).toMatchObject({
      automatic_failover_enabled: true,
      global_replication_group_id: 'ldgnf-shop-test-main',
      kms_key_id: '${aws_kms_key.cache_key.arn}',
      multi_az_enabled: true,
      num_cache_clusters: 2,
      user_group_ids: ['${aws_elasticache_user_group.cache_users.user_group_id}'],
    });
    expect(addresses(synthTerraform(member()))).not.toContain(
      'aws_elasticache_parameter_group.cache_parameters',
    );
  });

  test('of shards leaves their number to the datastore', () => {
    const topology = { mode: 'cluster', shards: 2, replicasPerShard: 1 } as const;
    const block = onlyResource(member({ topology }), ElasticacheReplicationGroup);
    for (const argument of taken) expect(block).not.toHaveProperty(argument);
    expect(block).toMatchObject({ replicas_per_node_group: 1 });
  });

  test('finds it in the stack that published it', () => {
    const { stack, datastore: made } = datastore();
    publishGlobalDatastore(made);
    const { project, environment, account, state, today } = stack;
    const props = { project, environment, account, state, today, owner: 'o', costCentre: 'c' };
    const west = new AwsStack(stack.node.scope as App, 'test-us-west-2-data', {
      ...props,
      region: 'us-west-2',
    });
    expect(importGlobalDatastore(west, stack)).toEqual({
      globalReplicationGroupId:
        '${data.terraform_remote_state.state-test-us-east-1-unit.outputs.global_datastore_id}',
    });
  });
});
