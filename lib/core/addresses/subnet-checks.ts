import { addressErrors } from './errors';
import type { Findings } from './findings';
import type { Peer, PlannedSubnet, PrivateTier } from './input';
import { overlappingPairs } from './overlaps';
import { overlaps, type Range } from './range';
import { checkedRange } from './range-checks';
import { usableAddresses, vpcPrefix } from './vpc-ranges';

/**
 * EKS needs 6 free addresses in each of a cluster's subnets and recommends 16 (EKS User Guide, "Amazon EKS networking requirements
 * for VPC and subnets"); with 6, nodes and pods would have none, so 16 are the least here.
 */
const leastForCluster = 16;
/** Below this a warning: a t3.medium takes up to 18 addresses (EKS, "maximum pods per node"), so 128 are about seven nodes. */
const fewForCluster = 128;
/** A load balancer's subnet is a /27 at least (Elastic Load Balancing, "Application Load Balancers", section on subnets). */
const loadBalancerPrefix = 27;

/** Reports wrong sizes, subnets outside the VPC and subnets that overlap. */
export function checkSubnets(
  findings: Findings,
  subnets: readonly PlannedSubnet[],
  vpc: readonly Range[],
  privateTier: PrivateTier,
): void {
  for (const one of subnets) {
    checkSize(findings, one, privateTier);
    // A VPC range that cannot be read has been reported as such.
    if (one.within || vpc.length === 0) continue;
    findings.error(addressErrors['outside-vpc'], {
      at: place(one),
      found: `${one.range.text}, outside ${vpc.map((range) => range.text).join(' and ')}`,
      fix: 'choose a range within the VPC, or add its range to secondaryRanges',
    });
  }
  const named = subnets.map((one) => ({ name: place(one), range: one.range }));
  for (const [wide, narrow] of overlappingPairs(named)) {
    findings.error(addressErrors['range-overlap'], {
      at: narrow.name,
      found: `${narrow.range.text}, which overlaps ${wide.range.text} of ${wide.name}`,
      fix: 'choose a range that no other subnet has',
    });
  }
}

function checkSize(findings: Findings, one: PlannedSubnet, privateTier: PrivateTier): void {
  const at = place(one);
  const { prefix, text } = one.range;
  const usable = usableAddresses(one.range);
  if (prefix < vpcPrefix.shortest || prefix > vpcPrefix.longest) {
    findings.error(addressErrors['subnet-size'], {
      at,
      found: text,
      fix: `choose a range of /${vpcPrefix.shortest} to /${vpcPrefix.longest}`,
    });
  } else if (one.tier === 'public' && prefix > loadBalancerPrefix) {
    findings.warn(addressErrors['load-balancer-subnet-size'], {
      at,
      found: `${text}, ${usable} free addresses`,
      fix: `choose a range of /${loadBalancerPrefix} or larger`,
    });
  } else if (one.tier === 'private' && privateTier === 'cluster' && usable < leastForCluster) {
    findings.error(addressErrors['cluster-subnet-size'], {
      at,
      found: `${text}, ${usable} free addresses`,
      fix: 'choose a /24 or larger: every pod takes an address',
    });
  } else if (one.tier === 'private' && privateTier === 'cluster' && usable < fewForCluster) {
    findings.warn(addressErrors['few-addresses'], {
      at,
      found: `${text}, ${usable} free addresses`,
      fix: 'choose a /24 or larger: every pod takes an address',
    });
  }
}

/** Reports `addresses/peer-overlap`, and a peer's range that cannot be read. */
export function checkPeers(findings: Findings, vpc: readonly Range[], peers: readonly Peer[]): void {
  for (const peer of peers) {
    const at = `peers.${peer.name}`;
    const range = checkedRange(findings, at, peer.range);
    if (!range) continue;
    for (const own of vpc) {
      if (!overlaps(own, range)) continue;
      findings.error(addressErrors['peer-overlap'], {
        at,
        found: `${own.text} here and ${range.text} of ${peer.name} share addresses`,
        fix: 'give one of the two another range: networks that overlap cannot be peered',
      });
    }
  }
}

function place(subnet: PlannedSubnet): string {
  return `subnets.${subnet.tier}.${subnet.zone}`;
}
