import type { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListenerCertificate } from '@cdktf/provider-aws/lib/lb-listener-certificate';
import { Route53Record, type Route53RecordConfig } from '@cdktf/provider-aws/lib/route53-record';
import { Construct } from 'constructs';
import { overridden } from '../stack/override';
import { Certificate } from './certificate';
import type { EdgeOverrides } from './props';

/** What a {@link RegionalName} is made from. */
export interface RegionalNameProps {
  /** The region's name, for example `us-east-1.api.example.com`. */
  readonly host: string;
  /** Id of the hosted zone of the host. */
  readonly hostedZoneId: string;
  /** Types of records that it gets. */
  readonly recordTypes: readonly ('A' | 'AAAA')[];
  /** The region's load balancer. */
  readonly loadBalancer: Lb;
  /** ARN of the listener of port 443. */
  readonly listenerArn: string;
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: Pick<EdgeOverrides, 'regionalCertificate' | 'regionalRecord'>;
}

/**
 * A name for one region's load balancer alone. Its certificate is one of its own, beside the host's on the same listener: a further name in the
 * host's certificate would replace that, and both names' validation records would have to be told apart. No other region
 * has this name, so its validation record is always made here.
 */
export class RegionalName extends Construct {
  constructor(scope: Construct, id: string, props: RegionalNameProps) {
    super(scope, id);
    const { host, hostedZoneId, overrides } = props;
    const certificate = new Certificate(this, 'certificate', {
      host,
      hostedZoneId,
      record: 'here',
      ...(overrides?.regionalCertificate && { overrides: { certificate: overrides.regionalCertificate } }),
    });
    new LbListenerCertificate(this, 'listener', {
      listenerArn: props.listenerArn,
      certificateArn: certificate.certificateArn,
    });
    for (const type of props.recordTypes) {
      const config: Route53RecordConfig = {
        zoneId: hostedZoneId,
        name: host,
        type,
        // Always answers: whoever asks this name wants to see the region as it is.
        alias: {
          name: props.loadBalancer.dnsName,
          zoneId: props.loadBalancer.zoneId,
          evaluateTargetHealth: false,
        },
      };
      const record = `record-${type.toLowerCase()}`;
      new Route53Record(this, record, overridden(this, 'regionalRecord', config, overrides?.regionalRecord));
    }
  }
}
