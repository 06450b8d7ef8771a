import { Construct } from 'constructs';
import { CalculatedHealthCheck } from './calculated-health-check';
import { EndpointHealthCheck } from './endpoint-health-check';
import { ManualSwitch } from './manual-switch';
import type { PrimaryHealthProps } from './props';

/** Ids of what decides whether the primary answers. */
export interface IPrimaryHealth {
  /** Id of the check that combines the others, for the primary's record. */
  readonly healthCheckId: string;
  /** Id of the check that asks the primary's entry. */
  readonly endpointHealthCheckId: string;
  /** Id of the switch, for the runbook. */
  readonly switchHealthCheckId: string;
}

/**
 * What decides whether the primary answers: its entry is healthy, and nobody has decided otherwise, and all else that was named is healthy. An
 * entry whose gateway answers /health by itself is healthy without the services behind it: name what else counts in `others`. Stands in the
 * stack that makes the primary's record. Reports what its parts do.
 */
export class PrimaryHealth extends Construct implements IPrimaryHealth {
  readonly healthCheckId: string;
  readonly endpointHealthCheckId: string;
  readonly switchHealthCheckId: string;
  /** The switch, for its command. */
  readonly manualSwitch: ManualSwitch;

  constructor(scope: Construct, id: string, props: PrimaryHealthProps) {
    super(scope, id);
    const { name, host, region, serve, check, others, overrides } = props;
    const endpoint = new EndpointHealthCheck(this, 'endpoint', {
      name: `${name}-${region}`,
      host,
      region,
      ...(check && { check }),
      ...(overrides?.endpoint && { overrides: { healthCheck: overrides.endpoint } }),
    });
    this.manualSwitch = new ManualSwitch(this, 'switch', {
      name,
      host,
      region,
      serve,
      ...(overrides?.switch && { overrides: { healthCheck: overrides.switch } }),
    });
    const together = new CalculatedHealthCheck(this, 'together', {
      name: `${name}-primary`,
      children: {
        ...Object.fromEntries(Object.entries(others ?? {}).map(([key, one]) => [`other-${key}`, one])),
        endpoint: endpoint.healthCheckId,
        switch: this.manualSwitch.healthCheckId,
      },
      ...(overrides?.together && { overrides: { healthCheck: overrides.together } }),
    });
    this.healthCheckId = together.healthCheckId;
    this.endpointHealthCheckId = endpoint.healthCheckId;
    this.switchHealthCheckId = this.manualSwitch.healthCheckId;
  }
}
