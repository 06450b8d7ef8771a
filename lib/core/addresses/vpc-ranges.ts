import { contains, overlaps, parseRange, type Range } from './range';

/** Shortest and longest prefix of a VPC's range and of a subnet (VPC User Guide, "VPC CIDR blocks", "Subnet CIDR blocks"). */
export const vpcPrefix = { shortest: 16, longest: 28 } as const;

/** Addresses that AWS keeps in every subnet: the first four and the last (VPC User Guide, "Subnet CIDR blocks"). */
export const reservedPerSubnet = 5;

/** How many addresses a subnet has for its users. */
export function usableAddresses(subnet: Range): number {
  return subnet.last - subnet.first + 1 - reservedPerSubnet;
}

/** RFC 1918. */
const rfc1918 = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(known);
/** Shared address space, RFC 6598: not routed on the internet, and free to use in a VPC. */
const shared = known('100.64.0.0/10');
/** Half of the benchmarking block of RFC 2544: AWS has rules of its own for it. */
const benchmarking = known('198.19.0.0/16');
/** What no host can have: this network, loopback, link local, multicast and above (RFC 6890). */
const unusable = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'].map(known);
/** What Docker takes on a host by default, so that hosts cannot reach it in a VPC (VPC User Guide, "VPC CIDR blocks"). */
const docker = known('172.17.0.0/16');
/** A VPC with a range of the lower of these takes none of the lowest. */
const lowerTens = known('10.0.0.0/15');
const lowestTen = known('10.0.0.0/16');
/** The range of default VPCs. */
const defaultVpc = known('172.31.0.0/16');

/** What kind of addresses a VPC's range has. */
export type RangeKind =
  /** RFC 1918, RFC 6598 or 198.19.0.0/16: nobody on the internet has them. */
  | 'private'
  /** 172.17.0.0/16, which Docker uses on every host. */
  | 'docker'
  /** Somebody on the internet has them. */
  | 'public'
  /** No host can have them. */
  | 'unusable';

/** What kind of addresses a VPC's range has. */
export function rangeKind(range: Range): RangeKind {
  if (unusable.some((one) => overlaps(one, range))) return 'unusable';
  if (overlaps(docker, range)) return 'docker';
  return [...rfc1918, shared, benchmarking].some((one) => contains(one, range)) ? 'private' : 'public';
}

/**
 * Why AWS refuses to add a range to a VPC, or `undefined` when it takes it (VPC User Guide, "VPC CIDR blocks", section "IPv4
 * CIDR block association restrictions").
 * @param primary - range that the VPC was created with
 * @param existing - every range of the VPC so far, the primary one among them
 * @param added - the range to add
 */
export function secondaryFault(primary: Range, existing: readonly Range[], added: Range): string | undefined {
  const own = rfc1918.find((one) => contains(one, primary));
  const other = rfc1918.find((one) => overlaps(one, added));
  if (other && other !== own) return `a VPC of ${primary.text} takes no further range of ${other.text}`;
  if (overlaps(benchmarking, added) && !contains(benchmarking, primary))
    return `a VPC of ${primary.text} takes no range of ${benchmarking.text}`;
  if (own && existing.some((one) => overlaps(lowerTens, one)) && overlaps(lowestTen, added))
    return `a VPC with a range of ${lowerTens.text} takes no further range of ${lowestTen.text}`;
  if (own === rfc1918[1] && overlaps(defaultVpc, added))
    return `a VPC of ${own?.text} takes no range of ${defaultVpc.text}`;
  return undefined;
}

function known(text: string): Range {
  const range = parseRange(text);
  if (!range) throw new Error(`${text} is not a range`);
  return range;
}
