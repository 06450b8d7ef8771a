import { Route53Record, type Route53RecordConfig } from '@cdktf/provider-aws/lib/route53-record';
import { Construct } from 'constructs';
import { report } from '../../core/report';
import { overridden } from '../stack/override';
import { failoverErrors } from './errors';
import { recordsFaults } from './plan';
import type { FailoverRecordsProps, SecondaryEntry } from './props';
import { type FailoverRole, failoverRouting, recordTypes } from './routing';

/**
 * The PRIMARY and SECONDARY alias records of a host, each pointing at its region's own load balancer. Resolvers keep what they answer for
 * {@link loadBalancerAliasTtlSeconds} seconds.
 *
 * Where the host has a plain record already, Route 53 takes no failover record beside it. Then let the primary's Edge turn its own record into the
 * PRIMARY one, which the provider does in place and Route 53 in one transaction, and say `primary: 'madeByEdge'` here: no moment without an
 * answer. Apply the edge first and this afterwards; on the way back, remove this first.
 *
 * Both follow the health of their load balancer's targets, which Route 53 requires of failover aliases. A target group without targets counts as
 * unhealthy, so a standby whose pods are not up yet gets no customers, whatever the switch says. The secondary has no health check
 * unless it is given one: while the secondary counts as unhealthy, Route 53 answers with the primary, healthy or not (Route 53 API Reference,
 * ResourceRecordSet, Failover), so each further verdict on the standby is a further way to send customers back to a primary that was
 * taken out for a reason. Watch the standby with an EndpointHealthCheck and its alarm instead. Reports `failover/host`,
 * `failover/region`, `failover/no-health-check`, `failover/shared-health-check`, `failover/same-region`,
 * `failover/same-load-balancer`.
 */
export class FailoverRecords extends Construct {
  constructor(scope: Construct, id: string, props: FailoverRecordsProps) {
    super(scope, id);
    for (const { error, ...finding } of recordsFaults(props)) report(this, failoverErrors[error], finding);
    if (props.primary !== 'madeByEdge') this.addRecords(props, 'primary', props.primary);
    this.addRecords(props, 'secondary', props.secondary);
  }

  private addRecords(props: FailoverRecordsProps, role: FailoverRole, entry: SecondaryEntry): void {
    for (const type of recordTypes(props.addressType)) {
      const config: Route53RecordConfig = {
        zoneId: props.hostedZoneId,
        name: props.host,
        type,
        alias: {
          name: entry.loadBalancerDnsName,
          zoneId: entry.loadBalancerZoneId,
          evaluateTargetHealth: true,
        },
        ...failoverRouting(role, entry.region, entry.healthCheckId),
      };
      const id = `${role}-${type.toLowerCase()}`;
      new Route53Record(this, id, overridden(this, 'record', config, props.overrides?.record));
    }
  }
}
