import type { PolicyStatement } from '../../stack/policy';

/**
 * IAM path of the roles and policies made here. What the deployer may change begins with `role/<project>-`, so a path sets these
 * apart whatever their names.
 */
export const BOOTSTRAP_PATH = '/bootstrap/';

/** What the policies of the two roles are computed from. */
export interface PolicyContext {
  /** `aws`, or another partition. */
  readonly partition: string;
  /** The account, twelve digits. */
  readonly account: string;
  /** What names of the environment begin with, `<project>-<environment>-`. */
  readonly prefix: string;
  /** The environment's name, which its states' keys begin with. */
  readonly environment: string;
  /** Regions of the environment, sorted. */
  readonly regions: readonly string[];
  /** Zones whose records may change, sorted. */
  readonly hostedZoneIds: readonly string[];
  /** Names whose records may change there, with all below them, sorted; none: all. */
  readonly recordNames: readonly string[];
  /** ARN of the policy that no role of the environment can exceed. */
  readonly boundaryArn: string;
  /** ARNs of the state buckets. */
  readonly stateBucketArns: readonly string[];
  /** ARNs of the states' keys. */
  readonly stateKeyArns: readonly string[];
  /** ARNs of the buckets whose objects may be deleted, and of those objects; none when that is refused. */
  readonly emptiedBuckets: readonly string[];
}

/** An ARN in this account and in any region; a condition of the statement narrows the region. */
export function anyRegion(context: PolicyContext, service: string, resource: string): string {
  return `arn:${context.partition}:${service}:*:${context.account}:${resource}`;
}

/** Names that a cluster of the environment may have: the default one is the prefix without its hyphen. */
export function clusterNames({ prefix }: PolicyContext): readonly string[] {
  return [prefix.replace(/-$/, ''), `${prefix}*`];
}

/** An ARN of IAM in this account. */
export function iamArn(context: PolicyContext, resource: string): string {
  return `arn:${context.partition}:iam::${context.account}:${resource}`;
}

/** The condition that keeps a statement within the environment's regions. */
export function inRegions(context: PolicyContext): NonNullable<PolicyStatement['conditions']> {
  return { StringEquals: { 'aws:RequestedRegion': context.regions } };
}

/** Objects that hold states of the environment. */
export function stateObjects(context: PolicyContext): string[] {
  return context.stateBucketArns.map((bucket) => `${bucket}/${context.environment}-*/terraform.tfstate`);
}

/** Objects that lock states of the environment. */
export function lockObjects(context: PolicyContext): string[] {
  return stateObjects(context).map((one) => `${one}.tflock`);
}
