/** Alarms of a database and of each of its replicas. */
export interface DatabaseAlarmSettings {
  /**
   * ARN of the topic that hears of them.
   * @default - nobody: they show in the console only
   */
  readonly topicArn?: string;
  /**
   * CPU use in percent over which it is too busy.
   * @default 80
   */
  readonly cpuPercent?: number;
  /**
   * Free storage in percent of `sizeGiB` under which it is too full. RDS itself grows the storage at a tenth of its size.
   * @default 10
   */
  readonly freeStoragePercent?: number;
  /**
   * Connections in percent of the most there can be over which they run out.
   * @default 80
   */
  readonly connectionsPercent?: number;
  /**
   * The most connections there can be.
   * @default - the parameter `max_connections`, or what RDS computes from the class's memory
   */
  readonly maxConnections?: number;
  /**
   * Seconds that a replica may lag behind. On an idle source the metric climbs to five minutes by itself (RDS User Guide,
   * "Monitoring read replication" for PostgreSQL).
   * @default 600
   */
  readonly replicaLagSeconds?: number;
}
