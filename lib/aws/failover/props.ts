import type { Route53HealthCheckConfig } from '@cdktf/provider-aws/lib/route53-health-check';
import type { Route53RecordConfig } from '@cdktf/provider-aws/lib/route53-record';
import type { HealthCheckerRegion, HealthCheckInterval, Serving } from '../../core/route53';
import type { Override } from '../stack/override';

/** How an endpoint is asked whether it is healthy. */
export interface EndpointCheck {
  /**
   * What is asked for. Every answer from 200 to 399 is a good one.
   * @default '/health'
   */
  readonly path?: string;
  /**
   * The port, spoken to by HTTPS.
   * @default 443
   */
  readonly port?: number;
  /**
   * Seconds between two requests of one checker. 10 costs more; a change makes a new health check.
   * @default 30
   */
  readonly intervalSeconds?: HealthCheckInterval;
  /**
   * Answers in a row, good or bad, that change the status: 1 to 10.
   * @default 3
   */
  readonly failureThreshold?: number;
  /**
   * Regions that are asked from, three at least.
   * @default - all that Route 53 has
   */
  readonly checkerRegions?: readonly HealthCheckerRegion[];
  /**
   * Whether Route 53 publishes the checkers' latencies, at a charge. A change makes a new health check.
   * @default 'off'
   */
  readonly latencyMetrics?: 'on' | 'off';
}

/** The region's end that a health check is about. */
export interface HealthCheckTarget {
  /** Last part of the tag Name, which is `<project>-<environment>-<name>`. */
  readonly name: string;
  /** The name that fails over, for example `api.example.com`; not the one that is asked. */
  readonly host: string;
  /** The region that is asked, by the name of its own load balancer, `<region>.<host>`. */
  readonly region: string;
}

/** What an EndpointHealthCheck is made from. */
export interface EndpointHealthCheckProps extends HealthCheckTarget {
  /**
   * Another name of the region's own entry. Never the host itself.
   * @default `<region>.<host>`, which an Edge with `regionalHost: 'byRegion'` makes
   */
  readonly endpoint?: string;
  /**
   * How it is asked.
   * @default - /health by HTTPS on 443, every 30 s, threshold 3, from every region that Route 53 has
   */
  readonly check?: EndpointCheck;
  /**
   * Changes to the resource itself.
   * @default - none
   */
  readonly overrides?: HealthCheckOverrides;
}

/** What a ManualSwitch is made from. */
export interface ManualSwitchProps extends HealthCheckTarget {
  /** Who answers: the primary for as long as it is healthy, or the standby. */
  readonly serve: Serving;
  /**
   * Changes to the resource itself.
   * @default - none
   */
  readonly overrides?: HealthCheckOverrides;
}

/** What a CalculatedHealthCheck is made from. */
export interface CalculatedHealthCheckProps {
  /** Last part of the tag Name, which is `<project>-<environment>-<name>`. */
  readonly name: string;
  /** Ids of health checks by a name for each. None of them a calculated one itself. */
  readonly children: Readonly<Record<string, string>>;
  /**
   * How many children have to be healthy, from 1 to their number.
   * @default - all of them
   */
  readonly healthyChildren?: number;
  /**
   * Changes to the resource itself.
   * @default - none
   */
  readonly overrides?: HealthCheckOverrides;
}

/** What a PrimaryHealth is made from. */
export interface PrimaryHealthProps extends HealthCheckTarget {
  /** Who answers: the primary for as long as it is healthy, or the standby. */
  readonly serve: Serving;
  /**
   * How the primary is asked.
   * @default - /health by HTTPS on 443, every 30 s, threshold 3, from every region that Route 53 has
   */
  readonly check?: EndpointCheck;
  /**
   * Ids of further health checks by a name for each, that have to be healthy too.
   * @default - none
   */
  readonly others?: Readonly<Record<string, string>>;
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: PrimaryHealthOverrides;
}

/** Steps around a health check. */
export interface HealthCheckOverrides {
  /**
   * The health check.
   * @default - none
   */
  readonly healthCheck?: Override<Route53HealthCheckConfig>;
}

/** Steps around a PrimaryHealth, by resource. */
export interface PrimaryHealthOverrides {
  /**
   * The health check of the endpoint.
   * @default - none
   */
  readonly endpoint?: Override<Route53HealthCheckConfig>;
  /**
   * The switch.
   * @default - none
   */
  readonly switch?: Override<Route53HealthCheckConfig>;
  /**
   * The one that combines them.
   * @default - none
   */
  readonly together?: Override<Route53HealthCheckConfig>;
}

/** A region's own entry, as a failover record points to it. */
export interface FailoverEntry {
  /** The region. Tells the records apart, so it is never two regions' in one pair. */
  readonly region: string;
  /** Host name of the region's own load balancer, as stack edge publishes it. */
  readonly loadBalancerDnsName: string;
  /** Id of the hosted zone of that name. */
  readonly loadBalancerZoneId: string;
}

/** The entry that answers for as long as it is healthy. */
export interface PrimaryEntry extends FailoverEntry {
  /** The health check that takes it out of service: a PrimaryHealth's. */
  readonly healthCheckId: string;
}

/** The entry that answers otherwise. */
export interface SecondaryEntry extends FailoverEntry {
  /**
   * A health check of its own, which hands customers back to the primary, healthy or not, whenever it fails.
   * @default - none: the health of its targets is enough
   */
  readonly healthCheckId?: string;
}

/** What FailoverRecords are made from. */
export interface FailoverRecordsProps {
  /** The name that fails over. */
  readonly host: string;
  /** Id of the public hosted zone that the host is in. */
  readonly hostedZoneId: string;
  /** The primary's entry; `madeByEdge` where the primary's Edge makes its record itself. */
  readonly primary: PrimaryEntry | 'madeByEdge';
  /** The standby's entry. */
  readonly secondary: SecondaryEntry;
  /**
   * Addresses that both load balancers have: IPv6 gets records of its own.
   * @default 'ipv4'
   */
  readonly addressType?: 'ipv4' | 'dualStack';
  /**
   * Changes to each record.
   * @default - none
   */
  readonly overrides?: { readonly record?: Override<Route53RecordConfig> };
}
