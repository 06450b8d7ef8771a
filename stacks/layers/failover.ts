import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../../lib/aws/alarm/alarm-topic';
import { importEdge } from '../../lib/aws/edge/contract';
import { EncryptionKey } from '../../lib/aws/encryption/encryption-key';
import { importPrimaryHealth } from '../../lib/aws/failover/contract';
import { EndpointHealthCheck } from '../../lib/aws/failover/endpoint-health-check';
import { FailoverAlarms } from '../../lib/aws/failover/failover-alarms';
import { FailoverRecords } from '../../lib/aws/failover/failover-records';
import { AwsStack } from '../../lib/aws/stack/aws-stack';
import { importBucket } from '../../lib/aws/storage/contract';
import { BucketReplication } from '../../lib/aws/storage/replication/bucket-replication';
import { healthCheckMetricsRegion, switchCommand } from '../../lib/core/route53';
import { sortedEntries } from '../../lib/core/sorted-entries';
import { alarmContract, bucketContractOf } from '../contracts';
import { isProtected, type Place, stackId, stackProps, stateRegion } from '../place';
import type { DataStack } from './data';
import { type EdgeStack, entryName } from './edge';
import type { NetworkStack } from './network';

/** One of the two regions, with what the failover is made between. */
export interface FailoverSide {
  /** Where it is. */
  readonly place: Place;
  /** Its network, which has the topic of its alarms. */
  readonly network: NetworkStack;
  /** Its data. */
  readonly data: DataStack | undefined;
  /** Its entry. */
  readonly edge: EdgeStack | undefined;
}

/**
 * What spans both regions of an environment, applied after all else and destroyed before: replication of buckets, the standby's half of the
 * records, and the alarms on both. It stands where Route 53 has the metrics of health checks, with its state in the standby.
 */
export class FailoverStack extends AwsStack {
  constructor(
    scope: Construct,
    private readonly primary: FailoverSide,
    private readonly standby: FailoverSide,
  ) {
    const place = { ...primary.place, region: healthCheckMetricsRegion };
    super(scope, stackId(place, 'failover'), stackProps(place, stateRegion(standby.place)));
    this.replicateBuckets();
    if (primary.edge && standby.edge) this.failOver(primary.edge, standby.edge);
  }

  private replicateBuckets(): void {
    const { primary, standby } = this;
    if (!primary.data || !standby.data) return;
    for (const [name] of sortedEntries(primary.place.settings.buckets ?? {})) {
      const contract = bucketContractOf(name);
      new BucketReplication(this, `bucket-${name}`, {
        name,
        source: importBucket(this, `bucket-${name}-primary`, contract, primary.data),
        destination: importBucket(this, `bucket-${name}-standby`, contract, standby.data),
        direction: 'bothWays',
        alarms: {
          topicArns: {
            [primary.place.region]: alarmContract.read(this, primary.network).topic_arn,
            [standby.place.region]: alarmContract.read(this, standby.network).topic_arn,
          },
        },
      });
    }
  }

  private failOver(primaryEdge: EdgeStack, standbyEdge: EdgeStack): void {
    const { environment, settings, region } = this.primary.place;
    const { host = '', hostedZoneId = '' } = settings.edge ?? {};
    const standby = this.standby.place.region;
    const check = environment.recovery?.healthCheck;
    const health = new EndpointHealthCheck(this, 'standby-health', {
      name: `${entryName}-${standby}`,
      host,
      region: standby,
      ...(check && { check }),
    });
    const entry = importEdge(this, 'edge', standbyEdge);
    new FailoverRecords(this, 'records', {
      host,
      hostedZoneId,
      primary: 'madeByEdge',
      secondary: {
        region: standby,
        loadBalancerDnsName: entry.loadBalancerDnsName,
        loadBalancerZoneId: entry.loadBalancerZoneId,
      },
    });
    const { healthCheckId, endpointHealthCheckId, switchHealthCheckId } = importPrimaryHealth(
      this,
      primaryEdge,
    );
    // The switch is of the primary's state; here its command is at hand while that state is lost.
    for (const serve of ['standby', 'primary'] as const) {
      new TerraformOutput(this, `serve_${serve}_command`, {
        value: switchCommand(switchHealthCheckId, serve),
      });
    }
    new FailoverAlarms(this, 'health-alarms', {
      name: entryName,
      host,
      primary: { region, healthCheckId, endpointHealthCheckId },
      standby: { region: standby, endpointHealthCheckId: health.healthCheckId },
      topicArn: this.topicArn(),
    });
  }

  /** The topic of whichever of the two regions this is; one more in a third. */
  private topicArn(): string {
    const here = [this.primary, this.standby].find((one) => one.place.region === this.region);
    if (here) return alarmContract.read(this, here.network).topic_arn;
    const { environment } = this.primary.place;
    const key = new EncryptionKey(this, 'alarms-key', {
      name: 'alarms',
      description: 'Messages of alarms on the failover',
      deletionProtection: isProtected(this.standby.place),
    });
    return new AlarmTopic(this, 'alarms', { key, emails: environment.alarmEmails ?? [] }).topicArn;
  }
}
