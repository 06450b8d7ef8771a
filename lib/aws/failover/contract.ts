import type { AwsStack } from '../stack/aws-stack';
import { Contract } from '../stack/contract';
import type { IPrimaryHealth } from './primary-health';

/** What the layer with the primary's record promises to the layers above it. */
export const primaryHealthContract = new Contract('primary_health', {
  endpoint_health_check_id: 'text',
  health_check_id: 'text',
  switch_health_check_id: 'text',
});

/** Publishes the primary's health as outputs of its stack. */
export function publishPrimaryHealth(stack: AwsStack, health: IPrimaryHealth): void {
  primaryHealthContract.publish(stack, {
    endpoint_health_check_id: health.endpointHealthCheckId,
    health_check_id: health.healthCheckId,
    switch_health_check_id: health.switchHealthCheckId,
  });
}

/**
 * The primary's health that another stack publishes.
 * @param reader - the stack that needs it
 * @param publisher - the stack that called {@link publishPrimaryHealth}
 */
export function importPrimaryHealth(reader: AwsStack, publisher: AwsStack): IPrimaryHealth {
  const values = primaryHealthContract.read(reader, publisher);
  return {
    healthCheckId: values.health_check_id,
    endpointHealthCheckId: values.endpoint_health_check_id,
    switchHealthCheckId: values.switch_health_check_id,
  };
}
