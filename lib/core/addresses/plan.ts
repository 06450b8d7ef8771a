import { isZoneOf } from '../regions';
import { addressErrors } from './errors';
import { Findings } from './findings';
import type { AddressPlan, AddressPlanInput, PlannedSubnet, TierRanges } from './input';
import { contains, type Range } from './range';
import { checkedRange, checkVpcRanges } from './range-checks';
import { hasSlots, slot } from './slots';
import { checkPeers, checkSubnets } from './subnet-checks';
import { checkTiers, checkZones } from './tier-checks';
import { isTier, type Tier } from './tiers';

/**
 * Gives every tier its range in every zone and says everything that is wrong with it. The same tier and zone has the same range
 * whichever others there are. Reports `addresses/*`.
 */
export function planAddresses(input: AddressPlanInput): AddressPlan {
  const findings = new Findings(input.path);
  const { primary, secondary } = checkVpcRanges(findings, input.range, input.secondaryRanges ?? []);
  const vpc = primary ? [primary, ...secondary] : secondary;
  const named = checkZones(findings, input.zones, input.region);
  checkTiers(findings, input.subnets, named, input.privateTier ?? 'anyone');
  // What is no zone has been reported as such, and would only cause further problems.
  const zones = named.filter((zone) => isZoneOf(zone, input.region));
  const tiers = Object.keys(input.subnets).filter(isTier).sort();
  const subnets = tiers.flatMap((tier) => {
    const ranges = rangesOf(findings, tier, input.subnets[tier], zones, primary);
    return ranges.map(({ zone, range }): PlannedSubnet => {
      return { tier, zone, range, within: vpc.find((one) => contains(one, range)) };
    });
  });
  checkSubnets(findings, subnets, vpc, input.privateTier ?? 'anyone');
  checkPeers(findings, vpc, input.peers ?? []);
  const secondaryRanges = [...new Set(secondary.map((one) => one.text))];
  const ranges = [...new Set(vpc.map((one) => one.text))];
  return { zones, ranges, secondaryRanges, subnets, problems: findings.problems };
}

interface ZoneRange {
  readonly zone: string;
  readonly range: Range;
}

function rangesOf(
  findings: Findings,
  tier: Tier,
  ranges: TierRanges | undefined,
  zones: readonly string[],
  vpc: Range | undefined,
): ZoneRange[] {
  if (!ranges) return [];
  if (ranges === 'slots') return slotsOf(findings, tier, zones, vpc);
  return zones.flatMap((zone) => {
    const text = ranges[zone];
    if (text === undefined) return [];
    const range = checkedRange(findings, `subnets.${tier}.${zone}`, text);
    return range ? [{ zone, range }] : [];
  });
}

function slotsOf(
  findings: Findings,
  tier: Tier,
  zones: readonly string[],
  vpc: Range | undefined,
): ZoneRange[] {
  // A range that cannot be read has been reported as such.
  if (!vpc) return [];
  if (!hasSlots(vpc)) {
    findings.error(addressErrors['slot-range'], {
      at: `subnets.${tier}`,
      found: `'slots' in a VPC of ${vpc.text}`,
      fix: 'give the VPC a range of /16 to /20, or give the ranges of the tier by zone',
    });
    return [];
  }
  return zones.flatMap((zone) => {
    const range = slot(vpc, tier, zone);
    if (range) return [{ zone, range }];
    findings.error(addressErrors['slot-zone'], {
      at: `subnets.${tier}`,
      found: `'slots' with zone ${zone}`,
      fix: 'use zones a to h, or give the ranges of the tier by zone',
    });
    return [];
  });
}
