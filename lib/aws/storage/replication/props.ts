import type { CloudwatchMetricAlarmConfig } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { IamRoleConfig } from '@cdktf/provider-aws/lib/iam-role';
import type { S3BucketReplicationConfigurationAConfig } from '@cdktf/provider-aws/lib/s3-bucket-replication-configuration';
import type { Override } from '../../stack/override';
import type { IBucket } from '../props';

/** When the alarms of a {@link BucketReplication} go off, and who hears of them. */
export interface ReplicationAlarms {
  /**
   * ARNs of topics by region: the latency is measured in the region of the destination, failures in that of the source, and an alarm
   * tells a topic of its own region only.
   * @default - nobody: they show in the console only
   */
  readonly topicArns?: Readonly<Record<string, string>>;
  /**
   * Seconds that the destination may be behind.
   * @default 900
   */
  readonly latencySeconds?: number;
}

/** Changes to the resources of a {@link BucketReplication}; for each direction. */
export interface ReplicationOverrides {
  /**
   * The replication configuration.
   * @default - none
   */
  readonly replication?: Override<S3BucketReplicationConfigurationAConfig>;
  /**
   * The role that S3 works with.
   * @default - none
   */
  readonly role?: Override<IamRoleConfig>;
  /**
   * Each alarm.
   * @default - none
   */
  readonly alarm?: Override<CloudwatchMetricAlarmConfig>;
}

/** What a {@link BucketReplication} is made from. */
export interface BucketReplicationProps {
  /** What the two buckets are called, for the names of roles and alarms, for example `assets`. */
  readonly name: string;
  /** Where objects come from. May be of any region, and of another stack: `importBucket`. */
  readonly source: IBucket;
  /** Where objects go to: a bucket of another region. */
  readonly destination: IBucket;
  /**
   * With `bothWays` what is written on either side arrives on the other, changes to replicas (tags, locks) included: neither side has to be
   * told which one serves. S3 keeps both versions of an object that was written on both sides; the later one is current.
   */
  readonly direction: 'oneWay' | 'bothWays';
  /**
   * Which objects: those below these prefixes.
   * @default - all
   */
  readonly prefixes?: readonly string[];
  /**
   * `within15Minutes` is S3 Replication Time Control: 99.99 % of the objects within 15 minutes (S3 User Guide), at a price per GB.
   * @default 'within15Minutes'
   */
  readonly time?: 'within15Minutes' | 'bestEffort';
  /**
   * Whether what is deleted on one side is hidden on the other too. Older versions stay on both until the lifecycle takes them.
   * @default 'replicated'
   */
  readonly deletions?: 'replicated' | 'ignored';
  /**
   * Alarms on latency and failures of each direction.
   * @default - made, and nobody hears of them
   */
  readonly alarms?: ReplicationAlarms;
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: ReplicationOverrides;
}
