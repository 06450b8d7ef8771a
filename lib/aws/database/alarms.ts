import type { Construct } from 'constructs';
import { Alarm, type AlarmCondition } from '../alarm/alarm';
import { maxConnections } from './checks/operations';
import { defaults } from './defaults';
import type { DatabaseSettings } from './props';

/** One instance that alarms watch. */
export interface WatchedInstance {
  /** Its identifier. */
  readonly identifier: string;
  /** Its instance class. */
  readonly instanceClass: string;
  /** Last part of its name, for those of the alarms. */
  readonly name: string;
  /** Whether it is the source or a replica, which can lag. */
  readonly role: 'source' | 'replica';
}

/**
 * The alarms of one instance: CPU, storage and connections, and for a replica how far it lags behind. Metrics: RDS User Guide, "Amazon
 * CloudWatch metrics for Amazon RDS".
 * @param scope - the database or the replica
 * @param instance - what they watch
 * @param props - the database
 */
export function addAlarms(scope: Construct, instance: WatchedInstance, props: DatabaseSettings): void {
  const { alarms = {}, overrides } = props;
  for (const [id, watch] of Object.entries(watches(instance, props))) {
    new Alarm(scope, `alarm-${id}`, {
      name: `database-${instance.name}-${id}`,
      namespace: 'AWS/RDS',
      dimensions: { DBInstanceIdentifier: instance.identifier },
      ...watch,
      ...(alarms.topicArn && { topicArn: alarms.topicArn }),
      ...(overrides?.alarm && { overrides: { alarm: overrides.alarm } }),
    });
  }
}

type Watch = Omit<AlarmCondition, 'namespace' | 'dimensions'> & { readonly description: string };

function watches(
  { identifier, instanceClass, role }: WatchedInstance,
  props: DatabaseSettings,
): Record<string, Watch> {
  const { alarms = {}, storage, parameters } = props;
  const free = alarms.freeStoragePercent ?? defaults.freeStoragePercent;
  const most = alarms.maxConnections ?? maxConnections(instanceClass, parameters);
  const connections = ((most ?? 0) * (alarms.connectionsPercent ?? defaults.connectionsPercent)) / 100;
  const cpu: Watch = {
    description: `${identifier} is short of CPU. Look at the top statements in Database Insights.`,
    metric: 'CPUUtilization',
    statistic: 'Average',
    comparison: 'above',
    threshold: alarms.cpuPercent ?? defaults.cpuPercent,
    points: 10,
  };
  const full: Watch = {
    description: `${identifier} runs out of storage. See whether autoscaling is at its limit and what grew; without space it stops.`,
    metric: 'FreeStorageSpace',
    statistic: 'Minimum',
    comparison: 'below',
    threshold: Math.floor((storage.sizeGiB * 2 ** 30 * free) / 100),
  };
  const crowded: Watch = {
    description: `${identifier} runs out of connections. Look for pools that grew or do not give back.`,
    metric: 'DatabaseConnections',
    statistic: 'Maximum',
    comparison: 'above',
    threshold: Math.floor(connections),
  };
  const late: Watch = {
    description: `${identifier} lags behind its source. Look for long queries on it and heavy writes on the source.`,
    metric: 'ReplicaLag',
    statistic: 'Maximum',
    comparison: 'above',
    threshold: alarms.replicaLagSeconds ?? defaults.replicaLagSeconds,
    noData: 'bad',
  };
  return {
    cpu,
    storage: full,
    ...(most !== undefined && { connections: crowded }),
    ...(role === 'replica' && { lag: late }),
  };
}
