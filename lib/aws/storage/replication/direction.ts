import {
  S3BucketReplicationConfigurationA,
  type S3BucketReplicationConfigurationAConfig,
  type S3BucketReplicationConfigurationRule,
} from '@cdktf/provider-aws/lib/s3-bucket-replication-configuration';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Alarm, type AlarmProps } from '../../alarm/alarm';
import { AwsStack } from '../../stack/aws-stack';
import { resourcesOf } from '../../stack/depends-on';
import { overridden } from '../../stack/override';
import type { IBucket } from '../props';
import type { BucketReplicationProps } from './props';
import { ReplicationRole } from './replication-role';

/** The minutes of S3 Replication Time Control; S3 takes no others (S3 API, ReplicationTimeValue). */
const controlledMinutes = 15;

/** What the rules of both directions have in common; of the two buckets only which is which differs. */
export class ReplicationDirection extends Construct {
  constructor(scope: Construct, id: string, props: BucketReplicationProps) {
    super(scope, id);
    const { name, source, destination, overrides = {} } = props;
    const prefixes = [...(props.prefixes ?? [''])].sort();
    const role = new ReplicationRole(this, 'role', {
      name,
      source,
      destination,
      prefixes,
      ...(overrides.role && { override: overrides.role }),
    });
    const rules = prefixes.map((prefix, index) => rule(props, prefix, index + 1));
    const config: S3BucketReplicationConfigurationAConfig = {
      region: source.region,
      bucket: source.bucketName,
      role: role.roleArn,
      rule: rules,
      dependsOn: [role.ready, ...this.versioned(source), ...this.versioned(destination)],
    };
    new S3BucketReplicationConfigurationA(
      this,
      'Resource',
      overridden(this, 'replication', config, overrides.replication),
    );
    for (const { id: ruleId = '' } of rules) this.addAlarms(props, ruleId);
  }

  /** A bucket of this very stack is ready once all its settings are. */
  private versioned(bucket: IBucket): TerraformResource[] {
    if (AwsStack.of(bucket) !== AwsStack.of(this)) return [];
    return resourcesOf(bucket);
  }

  /**
   * S3 User Guide, "Using S3 Replication metrics": latency is published in the region of the destination, failed operations in that of the
   * source; both also while nothing is replicated.
   */
  private addAlarms(props: BucketReplicationProps, ruleId: string): void {
    const { name, source, destination, alarms = {} } = props;
    const from = `bucket-${name}-from-${source.region}-${ruleId}`;
    this.addAlarm(props, destination.region, `alarm-${ruleId}-latency`, ruleId, {
      name: `${from}-latency`,
      description: `Replicas in ${destination.region} of bucket ${name} are late. Look at how much is written, and whether S3 reports an event in either region.`,
      metric: 'ReplicationLatency',
      statistic: 'Maximum',
      comparison: 'above',
      threshold: alarms.latencySeconds ?? controlledMinutes * 60,
      points: 5,
    });
    this.addAlarm(props, source.region, `alarm-${ruleId}-failed`, ruleId, {
      name: `${from}-failed`,
      description: `Objects of bucket ${name} were not replicated to ${destination.region}. Look for replication status FAILED, at the role's policy and the keys; a batch replication job makes up for it.`,
      metric: 'OperationsFailedReplication',
      statistic: 'Sum',
      comparison: 'above',
      threshold: 0,
      points: 1,
    });
  }

  private addAlarm(
    { source, destination, alarms = {}, overrides }: BucketReplicationProps,
    region: string,
    id: string,
    ruleId: string,
    alarm: Omit<AlarmProps, 'namespace' | 'dimensions'>,
  ): void {
    const topicArn = alarms.topicArns?.[region];
    new Alarm(this, id, {
      ...alarm,
      namespace: 'AWS/S3',
      dimensions: {
        SourceBucket: source.bucketName,
        DestinationBucket: destination.bucketName,
        RuleId: ruleId,
      },
      noData: 'good',
      ...(topicArn && { topicArn }),
      overrides: { alarm: { region, ...overrides?.alarm } },
    });
  }
}

/**
 * With a filter, a rule is of S3's second version: it has a priority, and says of delete markers what the first version did without a word
 * (terraform-provider-aws 16250, 22007).
 */
function rule(
  props: BucketReplicationProps,
  prefix: string,
  priority: number,
): S3BucketReplicationConfigurationRule {
  const { source, destination, direction, time = 'within15Minutes', deletions = 'replicated' } = props;
  const encrypted = source.keyArn !== undefined && destination.keyArn !== undefined;
  const minutes = { minutes: controlledMinutes };
  const criteria = {
    ...(encrypted && { sseKmsEncryptedObjects: { status: 'Enabled' } }),
    ...(direction === 'bothWays' && { replicaModifications: { status: 'Enabled' } }),
  };
  return {
    id: prefix === '' ? 'whole-bucket' : prefix.slice(0, -1),
    status: 'Enabled',
    priority,
    filter: { prefix },
    deleteMarkerReplication: { status: deletions === 'replicated' ? 'Enabled' : 'Disabled' },
    ...(Object.keys(criteria).length > 0 && { sourceSelectionCriteria: criteria }),
    destination: {
      bucket: destination.bucketArn,
      ...(encrypted &&
        destination.keyArn !== undefined && {
          encryptionConfiguration: { replicaKmsKeyId: destination.keyArn },
        }),
      metrics: {
        status: 'Enabled',
        ...(time === 'within15Minutes' && { eventThreshold: minutes }),
      },
      ...(time === 'within15Minutes' && { replicationTime: { status: 'Enabled', time: minutes } }),
    },
  };
}
