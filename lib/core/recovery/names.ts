import type { Environment } from '../environment/schema';
import { healthCheckMetricsRegion } from '../route53';

/** Names that a runbook uses; the constructs choose the same ones. */
export interface RecoveryNames {
  /** `<project>-<environment>`: what every name begins with, and the name of the clusters and the namespace. */
  readonly prefix: string;
  /** Id of the stack that holds what spans regions. */
  readonly failoverStack: string;
  /** Id of the stack that holds the manual switch: that of the primary's record. */
  readonly switchStack: string;
  /** Id of a region's stack, `<environment>-<region>-<layer>`. */
  stack(region: string, layer: string): string;
  /** Identifier of a generation of the database. */
  database(generation: number): string;
  /** Name of a bucket in a region. */
  bucket(region: string, name: string): string;
  /** Name of the kubectl context of a region's cluster. */
  context(region: string): string;
  /** Name of the secret of the database's master user, the same in both regions. */
  readonly masterSecret: string;
}

/** The names of an environment's parts that matter to its recovery. */
export function recoveryNames(environment: Environment): RecoveryNames {
  const { project, name, account, primaryRegion } = environment;
  const prefix = `${project}-${name}`;
  const stack = (region: string, layer: string) => `${name}-${region}-${layer}`;
  return {
    prefix,
    failoverStack: stack(healthCheckMetricsRegion, 'failover'),
    switchStack: stack(primaryRegion, 'edge'),
    stack,
    database: (generation) => `${prefix}-main${generation === 1 ? '' : `-${generation}`}`,
    bucket: (region, bucket) => `${prefix}-${account}-${region}-${bucket}`,
    context: (region) => `${prefix}-${region}`,
    masterSecret: `${prefix}-database-main-master`,
  };
}
