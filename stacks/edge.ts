import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { accessLogStatement } from '../lib/aws/edge/access-logs';
import { publishEdge } from '../lib/aws/edge/contract';
import { Edge } from '../lib/aws/edge/edge';
import { importNetwork } from '../lib/aws/network/contract';
import { AwsStack } from '../lib/aws/stack/aws-stack';
import { LogBucket } from '../lib/aws/storage/log-bucket';
import type { RegionSettings } from '../lib/core/environment';
import { alarmContract } from './contracts';
import type { NetworkStack } from './network';
import { isProtected, type Place, stackId, stackProps } from './place';

/** The public entry of a region: known before a cluster runs, joined by the gateway's pods by its target group's name. */
export class EdgeStack extends AwsStack {
  constructor(
    scope: Construct,
    place: Place,
    settings: NonNullable<RegionSettings['edge']>,
    networkStack: NetworkStack,
  ) {
    super(scope, stackId(place, 'edge'), stackProps(place));
    const network = importNetwork(this, networkStack);
    const logs = this.accessLogs(place, settings.accessLogRetentionDays);
    const edge = new Edge(this, 'edge', {
      name: 'api',
      host: settings.host,
      hostedZoneId: settings.hostedZoneId,
      network: { vpcId: network.vpcId, subnetIds: network.subnetIds('public') },
      target: { port: settings.targetPort, healthPath: '/health' },
      rateLimit: { requestsPerSecond: settings.requestsPerSecond },
      accessLogs: { bucketName: logs.bucketName },
      alarms: { topicArn: alarmContract.read(this, networkStack).topic_arn },
      deletionProtection: isProtected(place),
    });
    publishEdge(this, edge);
    new TerraformOutput(this, 'api_url', { value: `https://${settings.host}` });
  }

  private accessLogs(place: Place, expireDays: number): LogBucket {
    const deletionProtection = isProtected(place);
    const logs = new LogBucket(this, 'access-logs', {
      name: 'edge-logs',
      lifecycle: { expireDays },
      deletionProtection,
    });
    logs.addToPolicy(accessLogStatement(this, logs.bucketArn));
    return logs;
  }
}
