import { boundaryArn } from '../lib/aws/bootstrap/boundary';
import { stateOf } from '../lib/aws/bootstrap/state-place';
import type { AwsStackProps } from '../lib/aws/stack/aws-stack';
import type { BucketProps } from '../lib/aws/storage/props';
import type { AddressPlan } from '../lib/core/addresses/input';
import { planAddresses } from '../lib/core/addresses/plan';
import type { Tier } from '../lib/core/addresses/tiers';
import type { Environment, RegionSettings } from '../lib/core/environment';
import type { Workloads } from '../lib/core/environment/workloads';
import type { StandbyRegion } from '../lib/core/recovery';

/** One region of one environment: where a stack stands, and the data it is made from. */
export interface Place {
  /** The environment. */
  readonly environment: Environment;
  /** The region's name. */
  readonly region: string;
  /** The region's own data. */
  readonly settings: RegionSettings;
  /** The networks it is meant to be peered with. */
  readonly peers: readonly Peer[];
  /** The day that support dates are held against. */
  readonly today: Date;
  /**
   * What stands by here for the primary region.
   * @default - nothing: the region serves
   */
  readonly standby?: StandbyRegion;
}

/** A network that is meant to be peered with. */
export interface Peer {
  /** `<environment>/<region>`. */
  readonly name: string;
  /** Its range. */
  readonly range: string;
}

/** The layers of an environment, in the order in which those of one region are applied. Part of every stack's id. */
export type Layer =
  | 'bootstrap'
  | 'network'
  | 'backup'
  | 'data'
  | 'edge'
  | 'cluster'
  | 'platform'
  | 'failover';

/** `<environment>-<region>-<layer>`. Public contract: it is part of the state's key. */
export function stackId(place: Place, layer: Layer): string {
  return `${place.environment.name}-${place.region}-${layer}`;
}

/** What all stacks of a place have in common, but for their state. */
export function ownership(place: Place): Omit<AwsStackProps, 'state'> {
  const { project, name, owner, costCentre, tags, account } = place.environment;
  return {
    project,
    environment: name,
    owner,
    costCentre,
    ...(tags && { tags }),
    account,
    region: place.region,
    today: place.today,
  };
}

/** Whether what is stateful refuses to be destroyed. */
export function isProtected({ environment, standby }: Place): boolean {
  const own = standby && environment.recovery?.protection;
  return (own ?? environment.protection) === 'protected';
}

/**
 * How the buckets of a place go: protected, or with every object that is in them. The state buckets are none of these: what is in them
 * tells whether anything is left.
 */
export function bucketsEnd(place: Place): Pick<BucketProps, 'deletionProtection' | 'emptyOnDestroy'> {
  return isProtected(place)
    ? { deletionProtection: true, emptyOnDestroy: 'nothing' }
    : { deletionProtection: false, emptyOnDestroy: 'everyVersion' };
}

/** What runs in the cluster of a place. */
export function workloadsOf({ environment, standby }: Place): Workloads | undefined {
  return standby ? standby.workloads : environment.workloads;
}

/** Whether another region takes over from this one. */
export function isFollowed({ environment, region }: Place): boolean {
  return environment.recovery !== undefined && region === environment.primaryRegion;
}

/**
 * The region of the bucket that a place's states are in: a standby's own, so that it can be applied while the primary is lost; for all
 * others the environment's primary region.
 */
export function stateRegion({ environment, region, standby }: Place): string {
  return standby ? region : environment.primaryRegion;
}

/**
 * The properties of a place's stack, with its state in a state bucket of the environment and its roles within the environment's boundary.
 * @param place - where the stack stands
 * @param region - of the state bucket
 */
export function stackProps(place: Place, region = stateRegion(place)): AwsStackProps {
  const { project, name, account } = place.environment;
  return {
    ...ownership(place),
    state: stateOf({ project, environment: name, account, region }),
    permissionsBoundary: boundaryArn({ project, environment: name, account }),
  };
}

const plans = new WeakMap<Place, AddressPlan>();

/** Ranges of a tier's subnets by zone; empty when the network has no such tier. */
export function subnetRangesByZone(place: Place, tier: Tier): Record<string, string> {
  const planned = planOf(place).subnets.filter((one) => one.tier === tier);
  return Object.fromEntries(planned.map((one) => [one.zone, one.range.text]));
}

function planOf(place: Place): AddressPlan {
  const { range, zones, subnets } = place.settings.network;
  const plan =
    plans.get(place) ??
    planAddresses({ path: place.environment.name, region: place.region, range, zones, subnets });
  plans.set(place, plan);
  return plan;
}

/** Ranges of a tier's subnets, sorted. */
export function subnetRanges(place: Place, tier: Tier): string[] {
  return Object.values(subnetRangesByZone(place, tier)).sort();
}
