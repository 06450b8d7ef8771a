import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { accessLogStatement } from '../../lib/aws/edge/access-logs';
import { publishEdge } from '../../lib/aws/edge/contract';
import { Edge } from '../../lib/aws/edge/edge';
import type { EdgeProps } from '../../lib/aws/edge/props';
import { publishPrimaryHealth } from '../../lib/aws/failover/contract';
import { PrimaryHealth } from '../../lib/aws/failover/primary-health';
import { importNetwork } from '../../lib/aws/network/contract';
import { AwsStack } from '../../lib/aws/stack/aws-stack';
import { LogBucket } from '../../lib/aws/storage/log-bucket';
import type { RegionSettings } from '../../lib/core/environment';
import { alarmContract } from '../contracts';
import { bucketsEnd, isFollowed, isProtected, type Place, stackId, stackProps } from '../place';
import type { NetworkStack } from './network';

/** What an entry is called in every region: part of names, and of the tag by which a runbook finds the switch. */
export const entryName = 'api';

type EdgeSettings = NonNullable<RegionSettings['edge']>;

/** What an entry stands on. */
export interface EdgeStackLayers {
  /** The region's network. */
  readonly network: NetworkStack;
  /** The primary's entry, for that of its standby. @default - this is no standby */
  readonly primary?: EdgeStack | undefined;
  /** Whether another region has an entry that takes over. @default 'none' */
  readonly takesOver?: 'standby' | 'none';
}

/** The public entry of a region: known before a cluster runs, joined by the gateway's pods by its target group's name. */
export class EdgeStack extends AwsStack {
  constructor(
    scope: Construct,
    private readonly place: Place,
    settings: EdgeSettings,
    private readonly layers: EdgeStackLayers,
  ) {
    super(scope, stackId(place, 'edge'), stackProps(place));
    const network = importNetwork(this, layers.network);
    const logs = this.accessLogs(settings.accessLogRetentionDays);
    const edge = new Edge(this, 'edge', {
      name: entryName,
      host: settings.host,
      hostedZoneId: settings.hostedZoneId,
      network: { vpcId: network.vpcId, subnetIds: network.subnetIds('public') },
      target: { port: settings.targetPort, healthPath: '/health' },
      rateLimit: { requestsPerSecond: settings.requestsPerSecond },
      accessLogs: { bucketName: logs.bucketName },
      alarms: { topicArn: alarmContract.read(this, layers.network).topic_arn },
      ...this.names(settings),
      deletionProtection: isProtected(place),
    });
    publishEdge(this, edge);
    new TerraformOutput(this, 'api_url', { value: `https://${settings.host}` });
  }

  /** Which records and certificates are made here, of a host that two regions have. */
  private names(settings: EdgeSettings): Pick<EdgeProps, 'records' | 'certificate' | 'regionalHost'> {
    const { primary, takesOver } = this.layers;
    if (primary) {
      // ACM asks both regions for the same record; the primary's entry keeps it.
      this.addDependency(primary);
      return { records: 'none', certificate: 'zoneElsewhere', regionalHost: 'byRegion' };
    }
    if (!isFollowed(this.place)) return {};
    if (takesOver !== 'standby') return { regionalHost: 'byRegion' };
    const { healthCheckId } = this.health(settings);
    return { records: { failover: 'primary', healthCheckId }, regionalHost: 'byRegion' };
  }

  private health({ host }: EdgeSettings): PrimaryHealth {
    const { recovery } = this.place.environment;
    const health = new PrimaryHealth(this, 'health', {
      name: entryName,
      host,
      region: this.region,
      serve: recovery?.serve ?? 'primary',
      ...(recovery?.healthCheck && { check: recovery.healthCheck }),
    });
    publishPrimaryHealth(this, health);
    return health;
  }

  private accessLogs(expireDays: number): LogBucket {
    const logs = new LogBucket(this, 'access-logs', {
      name: 'edge-logs',
      lifecycle: { expireDays },
      ...bucketsEnd(this.place),
    });
    logs.addToPolicy(accessLogStatement(this, logs.bucketArn));
    return logs;
  }
}
