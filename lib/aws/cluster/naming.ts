import type { IConstruct } from 'constructs';
import { AwsStack } from '../stack/aws-stack';

/**
 * The name that a stack's cluster gets when none is given, `<project>-<environment>`: the network stack tags its subnets with it.
 */
export function clusterName(stack: AwsStack): string {
  return stack.prefixed();
}

/** Names of a cluster's parts, so that a second cluster of the same environment gets others. */
export interface ClusterNaming {
  /** The cluster's name. */
  readonly cluster: string;
  /** The name of a regional resource: `<cluster>-<parts>`. */
  regional(...parts: readonly string[]): string;
  /** The name of a role; role names are global: `<cluster>-<region>-<parts>`. */
  role(...parts: readonly string[]): string;
  /** A part's name for helpers that put project and environment before it. */
  part(name: string): string;
}

/** The names of a cluster's parts. */
export function clusterNaming(scope: IConstruct, given: string | undefined): ClusterNaming {
  const stack = AwsStack.of(scope);
  const cluster = given ?? clusterName(stack);
  return {
    cluster,
    regional: (...parts) => [cluster, ...parts].join('-'),
    role: (...parts) => [cluster, stack.region, ...parts].join('-'),
    part: (name) => (cluster === clusterName(stack) ? name : `${cluster}-${name}`),
  };
}
