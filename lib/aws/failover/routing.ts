import type { Route53RecordConfig } from '@cdktf/provider-aws/lib/route53-record';

/** Which of two records a record is. */
export type FailoverRole = 'primary' | 'secondary';

/** What makes an alias record one of a failover pair. */
export type FailoverRouting = Pick<
  Route53RecordConfig,
  'setIdentifier' | 'failoverRoutingPolicy' | 'healthCheckId'
>;

/**
 * What makes an alias record one of a failover pair.
 * @param role - which of the two
 * @param region - where it points to; tells the two apart
 * @param healthCheckId - the health check that takes it out of service
 */
export function failoverRouting(role: FailoverRole, region: string, healthCheckId?: string): FailoverRouting {
  return {
    setIdentifier: region,
    failoverRoutingPolicy: { type: role === 'primary' ? 'PRIMARY' : 'SECONDARY' },
    ...(healthCheckId && { healthCheckId }),
  };
}

/** Types of alias records for the addresses that a load balancer has. */
export function recordTypes(addressType: 'ipv4' | 'dualStack' | undefined): readonly ('A' | 'AAAA')[] {
  return addressType === 'dualStack' ? ['A', 'AAAA'] : ['A'];
}
