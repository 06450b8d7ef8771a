import type { Construct } from 'constructs';
import { Alarm, type AlarmCondition } from '../alarm/alarm';
import type { CacheAlarmProps } from './props';

type Watch = Pick<AlarmCondition, 'metric' | 'statistic' | 'threshold'> & {
  readonly name: string;
  readonly description: string;
};

/**
 * The alarms of every node. A node changes its part at a failover, so each is watched as a primary and as a replica.
 * Metrics: ElastiCache User Guide, "Metrics for Valkey and Redis OSS".
 * @param scope - the cache
 * @param name - the cache's name, for the alarms' names
 * @param members - ids of the nodes
 * @param props - topic and thresholds
 */
export function addCacheAlarms(
  scope: Construct,
  name: string,
  members: readonly string[],
  props: CacheAlarmProps,
): void {
  for (const member of members) {
    const node = (/(?:\d{4}-)?\d{3}$/.exec(member) ?? [member])[0];
    for (const watch of watches(props)) {
      const { name: what, description, ...condition } = watch;
      new Alarm(scope, `alarm-${node}-${what}`, {
        ...condition,
        name: `cache-${name}-${node}-${what}`,
        description: `Cache node ${member}: ${description}`,
        namespace: 'AWS/ElastiCache',
        dimensions: { CacheClusterId: member },
        comparison: 'above',
        topicArn: props.topicArn,
      });
    }
  }
}

function watches(props: CacheAlarmProps): Watch[] {
  return [
    {
      name: 'engine-cpu',
      metric: 'EngineCPUUtilization',
      statistic: 'Average',
      threshold: props.engineCpuPercent ?? 90,
      description: 'the engine thread is busy; look at the slow log, then add shards or a larger node type.',
    },
    {
      name: 'memory',
      metric: 'DatabaseMemoryUsagePercentage',
      statistic: 'Average',
      threshold: props.memoryPercent ?? 85,
      description: 'memory fills up; look for keys without a time to live.',
    },
    {
      name: 'evictions',
      metric: 'Evictions',
      statistic: 'Sum',
      threshold: props.evictionsPerMinute ?? 1000,
      description:
        'keys are thrown out for want of memory; the hit rate falls and the database takes the load.',
    },
    {
      name: 'connections',
      metric: 'CurrConnections',
      statistic: 'Maximum',
      threshold: props.connections ?? 50_000,
      description: 'connections near the limit of 65,000; look for a client that opens one per request.',
    },
    {
      name: 'replication-lag',
      metric: 'ReplicationLag',
      statistic: 'Maximum',
      threshold: props.replicationLagSeconds ?? 10,
      description: 'the replica is behind its primary; a failover now would lose these seconds.',
    },
  ];
}
