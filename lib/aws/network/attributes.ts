import type { Tier } from '../../core/addresses/tiers';
import { sortedEntries } from '../../core/sorted-entries';

/** Texts by zone. */
export type ByZone = Readonly<Record<string, string>>;

/** A network, made here or elsewhere. */
export interface INetwork {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Primary range of the VPC, known at synth. */
  readonly range: string;
  /** Every IPv4 range of the VPC, the primary one first. */
  readonly ranges: readonly string[];
  /** Zones, sorted. */
  readonly zones: readonly string[];
  /** Whether its subnets have IPv6 ranges too. */
  readonly ipv6: 'none' | 'dualStack';
  /** Ids of a tier's subnets by zone, in the order of the zones; empty when there is no such tier. */
  subnetIds(tier: Tier): ByZone;
  /** Ranges of a tier's subnets by zone, known at synth; empty when there is no such tier. */
  subnetRanges(tier: Tier): ByZone;
  /** Name of the RDS subnet group; `undefined` without a database tier. */
  readonly databaseSubnetGroupName: string | undefined;
  /** Name of the ElastiCache subnet group; `undefined` without a cache tier. */
  readonly cacheSubnetGroupName: string | undefined;
}

/** One subnet of a network that exists already. */
export interface SubnetAttributes {
  /** Id of the subnet. */
  readonly id: string;
  /** Its range in CIDR form. */
  readonly range: string;
}

/** What is known of a network that exists already. */
export interface NetworkAttributes {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Primary range of the VPC in CIDR form. */
  readonly range: string;
  /**
   * Further ranges of the VPC.
   * @default - none
   */
  readonly secondaryRanges?: readonly string[];
  /** Zones by name. */
  readonly zones: readonly string[];
  /** Subnets by tier and zone. */
  readonly subnets: Readonly<Partial<Record<Tier, Readonly<Record<string, SubnetAttributes>>>>>;
  /**
   * Whether its subnets have IPv6 ranges too.
   * @default 'none'
   */
  readonly ipv6?: 'none' | 'dualStack';
  /**
   * Name of the RDS subnet group.
   * @default - there is none
   */
  readonly databaseSubnetGroupName?: string;
  /**
   * Name of the ElastiCache subnet group.
   * @default - there is none
   */
  readonly cacheSubnetGroupName?: string;
}

/** A network that exists already. */
export class ExistingNetwork implements INetwork {
  readonly vpcId: string;
  readonly range: string;
  readonly ranges: readonly string[];
  readonly zones: readonly string[];
  readonly ipv6: 'none' | 'dualStack';
  readonly databaseSubnetGroupName: string | undefined;
  readonly cacheSubnetGroupName: string | undefined;

  /** @param attributes - what is known of it */
  constructor(private readonly attributes: NetworkAttributes) {
    this.vpcId = attributes.vpcId;
    this.range = attributes.range;
    this.ranges = [attributes.range, ...(attributes.secondaryRanges ?? [])];
    this.zones = [...attributes.zones].sort();
    this.ipv6 = attributes.ipv6 ?? 'none';
    this.databaseSubnetGroupName = attributes.databaseSubnetGroupName;
    this.cacheSubnetGroupName = attributes.cacheSubnetGroupName;
  }

  subnetIds(tier: Tier): ByZone {
    return this.byZone(tier, (one) => one.id);
  }

  subnetRanges(tier: Tier): ByZone {
    return this.byZone(tier, (one) => one.range);
  }

  private byZone(tier: Tier, value: (one: SubnetAttributes) => string): ByZone {
    const entries = sortedEntries(this.attributes.subnets[tier] ?? {});
    return Object.fromEntries(entries.map(([zone, one]) => [zone, value(one)]));
  }
}
