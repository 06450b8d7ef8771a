import {
  Route53HealthCheck,
  type Route53HealthCheckConfig,
} from '@cdktf/provider-aws/lib/route53-health-check';
import { Construct } from 'constructs';
import { report } from '../../core/report';
import { regionalHost } from '../../core/route53';
import { AwsStack } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import { failoverErrors } from './errors';
import { endpointFaults, planCheck } from './plan';
import type { EndpointHealthCheckProps } from './props';

/**
 * Route 53's health checkers ask one region's entry by HTTPS whether it is healthy.
 *
 * They ask `<region>.<host>`, not the host itself. The host follows the failover: after one, a check of it would see the standby, find
 * the primary healthy and switch back, and so on. AWS says of such a check that its results are unpredictable, and to give each endpoint a name
 * of its own (Route 53 API Reference, HealthCheckConfig, FullyQualifiedDomainName). That name is sent as Host and by SNI; the load
 * balancer of an Edge with `regionalHost: 'byRegion'` has its record and its certificate. Route 53 itself does not look at the certificate; the
 * people and the tests that visit the standby before customers do.
 *
 * The checkers use IPv4 and TLS 1.2 at most, so the entry has to be open to the internet and take TLS 1.2. A health check belongs to no region:
 * it can stand in any stack; its alarm cannot. Reports `failover/host`, `failover/region`, `failover/asks-itself`,
 * `failover/endpoint`, `failover/health-check`, `failover/checker-regions`.
 */
export class EndpointHealthCheck extends Construct {
  /** Id of the health check, known after a deploy. */
  readonly healthCheckId: string;
  /** The name that is asked. */
  readonly endpoint: string;

  constructor(scope: Construct, id: string, props: EndpointHealthCheckProps) {
    super(scope, id);
    for (const { error, ...finding } of endpointFaults(props)) report(this, failoverErrors[error], finding);
    this.endpoint = props.endpoint ?? regionalHost(props.host, props.region);
    const check = planCheck(props.check);
    const config: Route53HealthCheckConfig = {
      type: 'HTTPS',
      fqdn: this.endpoint,
      port: check.port,
      resourcePath: check.path,
      enableSni: true,
      requestInterval: check.interval,
      failureThreshold: check.failureThreshold,
      measureLatency: check.latency,
      invertHealthcheck: false,
      disabled: false,
      // Always written: the provider before 6.29 plans to remove what Route 53 fills in.
      regions: check.checkerRegions,
      tags: { Name: AwsStack.of(this).prefixed(props.name) },
      // Records and parents move to the next one before this one goes.
      lifecycle: { createBeforeDestroy: true },
    };
    const made = new Route53HealthCheck(
      this,
      'Resource',
      overridden(this, 'healthCheck', config, props.overrides?.healthCheck),
    );
    this.healthCheckId = made.id;
  }
}
