import {
  Route53HealthCheck,
  type Route53HealthCheckConfig,
} from '@cdktf/provider-aws/lib/route53-health-check';
import { Construct } from 'constructs';
import { report } from '../../core/report';
import { sortedEntries } from '../../core/sorted-entries';
import { AwsStack } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import { failoverErrors } from './errors';
import { calculatedFaults } from './plan';
import type { CalculatedHealthCheckProps } from './props';

/**
 * A health check that is healthy while enough of its children are. Reports `failover/children`, and `failover/threshold` for one that could
 * never change: Route 53 takes a threshold of 0 for always healthy, one above the number of children for always unhealthy (Route 53
 * API Reference, HealthCheckConfig, HealthThreshold).
 */
export class CalculatedHealthCheck extends Construct {
  /** Id of the health check, known after a deploy. */
  readonly healthCheckId: string;

  constructor(scope: Construct, id: string, props: CalculatedHealthCheckProps) {
    super(scope, id);
    for (const { error, ...finding } of calculatedFaults(props)) report(this, failoverErrors[error], finding);
    const children = sortedEntries(props.children).map(([, child]) => child);
    // No interval, threshold of failures or latency: the API refuses them for this type.
    const config: Route53HealthCheckConfig = {
      type: 'CALCULATED',
      childHealthchecks: children,
      childHealthThreshold: props.healthyChildren ?? children.length,
      invertHealthcheck: false,
      disabled: false,
      tags: { Name: AwsStack.of(this).prefixed(props.name) },
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
