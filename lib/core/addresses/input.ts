import type { Problem } from '../errors';
import type { Range } from './range';
import type { Tier } from './tiers';

/** A tier's ranges in CIDR form by zone, or `'slots'`: the fixed slots of the address plan. */
export type TierRanges = 'slots' | Readonly<Record<string, string>>;

/** Another network that this one is meant to be peered with. */
export interface Peer {
  /** Whose network it is, for errors, for example `staging/us-east-1`. */
  readonly name: string;
  /** Its range in CIDR form. */
  readonly range: string;
}

/** Who uses the private tier. */
export type PrivateTier = 'cluster' | 'anyone';

/** What an {@link AddressPlan} is made from. */
export interface AddressPlanInput {
  /** What the problems' paths begin with, for example the construct's path. */
  readonly path: string;
  /** The region that the zones have to be of. */
  readonly region: string;
  /** Primary range of the VPC in CIDR form, /16 to /28. */
  readonly range: string;
  /** Zones by name; their order means nothing. */
  readonly zones: readonly string[];
  /** Ranges by tier. */
  readonly subnets: Readonly<Partial<Record<Tier, TierRanges>>>;
  /**
   * Further ranges of the VPC in CIDR form, /16 to /28.
   * @default - none
   */
  readonly secondaryRanges?: readonly string[];
  /**
   * Networks whose ranges may not meet this one's.
   * @default - none
   */
  readonly peers?: readonly Peer[];
  /**
   * Who uses the private tier: an EKS cluster has wishes of its own.
   * @default 'anyone'
   */
  readonly privateTier?: PrivateTier;
}

/** One subnet of an {@link AddressPlan}. */
export interface PlannedSubnet {
  /** Kind of subnet. */
  readonly tier: Tier;
  /** Name of its zone. */
  readonly zone: string;
  /** Its range. */
  readonly range: Range;
  /** The VPC's range that it lies in, or `undefined` when there is none. */
  readonly within: Range | undefined;
}

/** Who has which range. */
export interface AddressPlan {
  /** Zones of the region, sorted, each once. */
  readonly zones: readonly string[];
  /** Every range of the VPC that could be read, the primary one first, the others sorted, each once. */
  readonly ranges: readonly string[];
  /** Those of them that are not the primary one. */
  readonly secondaryRanges: readonly string[];
  /** Subnets, sorted by tier and zone. One whose range cannot be told is left out. */
  readonly subnets: readonly PlannedSubnet[];
  /** What is wrong, and warnings. */
  readonly problems: readonly Problem[];
}
