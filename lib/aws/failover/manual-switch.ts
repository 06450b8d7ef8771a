import {
  Route53HealthCheck,
  type Route53HealthCheckConfig,
} from '@cdktf/provider-aws/lib/route53-health-check';
import { Construct } from 'constructs';
import { report } from '../../core/report';
import {
  healthCheckerRegions,
  regionalHost,
  type Serving,
  switchCommand,
  switchName,
} from '../../core/route53';
import { AwsStack } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import { failoverErrors } from './errors';
import { targetFaults } from './plan';
import type { ManualSwitchProps } from './props';

/**
 * A health check that asks nobody: its status is what somebody decided. It is a disabled check, which Route 53 always takes for healthy, and
 * inverted where the standby is to serve (Route 53 API Reference, UpdateHealthCheck, Disabled: to stop routing traffic then, change
 * Inverted). A calculated check with a threshold of 0 would be as constant, but would be a calculated check below another one.
 *
 * Flipped by data (`serve`) or by hand ({@link command}). By hand is quicker, and from then on a plan shows the difference,
 * `invert_healthcheck: true -> false`; applying that plan sends customers back to the primary. So the data follows at once: set `serve:
 * 'standby'`, and the plan is empty again.
 *
 * Keep it at `standby` from the promotion of the standby's database until the way back is done: otherwise a primary that recovers by itself gets
 * customers again, with a database of yesterday. Flipping is a call to Route 53's control plane, which stands in us-east-1. When that region
 * fails as a whole the call may fail too; the health check of the endpoint needs no such call and takes the primary out by itself.
 * Reports `failover/host`, `failover/region`.
 */
export class ManualSwitch extends Construct {
  /** Id of the health check, known after a deploy. */
  readonly healthCheckId: string;
  /** Its tag Name, known at synth: how a runbook finds the id. */
  readonly nameTag: string;

  constructor(scope: Construct, id: string, props: ManualSwitchProps) {
    super(scope, id);
    for (const { error, ...finding } of targetFaults(props)) report(this, failoverErrors[error], finding);
    const stack = AwsStack.of(this);
    this.nameTag = switchName(stack.prefixed(), props.name);
    const config: Route53HealthCheckConfig = {
      type: 'HTTPS',
      disabled: true,
      invertHealthcheck: props.serve === 'standby',
      // Never asked, but an endpoint's check has to have one.
      fqdn: regionalHost(props.host, props.region),
      port: 443,
      resourcePath: '/health',
      enableSni: true,
      requestInterval: 30,
      failureThreshold: 3,
      measureLatency: false,
      regions: [...healthCheckerRegions],
      tags: { Name: this.nameTag },
      lifecycle: { createBeforeDestroy: true },
    };
    const made = new Route53HealthCheck(
      this,
      'Resource',
      overridden(this, 'healthCheck', config, props.overrides?.healthCheck),
    );
    this.healthCheckId = made.id;
  }

  /**
   * The command that flips it by hand, for an output: the id in it is known after a deploy.
   * @param serve - who answers afterwards
   */
  command(serve: Serving): string {
    return switchCommand(this.healthCheckId, serve);
  }
}
