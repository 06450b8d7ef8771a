import { addressErrors } from './errors';
import type { Findings } from './findings';
import { overlappingPairs } from './overlaps';
import { type Range, readRange } from './range';
import { rangeKind, secondaryFault, vpcPrefix } from './vpc-ranges';

/** Ranges that a VPC can have without a raised quota, the primary one included (Amazon VPC quotas, "IPv4 CIDR blocks per VPC"). */
const rangesPerVpc = 5;

/** Reads a range; reports `addresses/range` and `addresses/host-bits`. With host bits it is the range that was surely meant. */
export function checkedRange(findings: Findings, at: string, text: string): Range | undefined {
  const read = readRange(text);
  if (read.state === 'range') return read.range;
  if (read.state === 'hostBits') {
    findings.error(addressErrors['host-bits'], {
      at,
      found: `"${text}", an address within ${read.network.text}`,
      fix: `write ${read.network.text}, or the range that is meant`,
    });
    return read.network;
  }
  findings.error(addressErrors.range, {
    at,
    found: `"${text}"`,
    fix: 'write it as 10.0.0.0/16: an IPv4 address without leading zeros and a prefix length',
  });
  return undefined;
}

/** The ranges of a VPC that could be read. */
export interface VpcRanges {
  /** The primary one. */
  readonly primary: Range | undefined;
  /** The others, sorted. */
  readonly secondary: readonly Range[];
}

/** Reads the ranges of a VPC. Reports what is wrong with each and with them together. */
export function checkVpcRanges(findings: Findings, primary: string, secondary: readonly string[]): VpcRanges {
  const first = checkedVpcRange(findings, 'range', primary);
  const unique = [...new Set(secondary)].sort();
  if (unique.length >= rangesPerVpc) {
    findings.warn(addressErrors['secondary-count'], {
      at: 'secondaryRanges',
      found: `${unique.length + 1} ranges with the primary one`,
      fix: `keep to ${rangesPerVpc}, or have the quota of IPv4 CIDR blocks per VPC raised first`,
    });
  }
  const ranges: Range[] = first ? [first] : [];
  for (const text of unique) {
    const at = `secondaryRanges.${text}`;
    const range = checkedVpcRange(findings, at, text);
    if (!range) continue;
    const fault = first && secondaryFault(first, ranges, range);
    if (fault) {
      findings.error(addressErrors['secondary-range'], {
        at,
        found: `${text}: ${fault}`,
        fix: 'choose one that the VPC User Guide permits, for example of 100.64.0.0/10',
      });
    }
    ranges.push(range);
  }
  const named = ranges.map((range) => ({ name: range === first ? 'range' : 'secondaryRanges', range }));
  for (const [wide, narrow] of overlappingPairs(named)) {
    findings.error(addressErrors['range-overlap'], {
      at: 'secondaryRanges',
      found: `${narrow.range.text} (${narrow.name}) overlaps ${wide.range.text} (${wide.name})`,
      fix: 'choose a range that no other has',
    });
  }
  return { primary: first, secondary: ranges.filter((one) => one !== first) };
}

function checkedVpcRange(findings: Findings, at: string, text: string): Range | undefined {
  const range = checkedRange(findings, at, text);
  if (!range) return undefined;
  if (range.prefix < vpcPrefix.shortest || range.prefix > vpcPrefix.longest) {
    findings.error(addressErrors['vpc-size'], {
      at,
      found: `/${range.prefix}`,
      fix: `choose a range of /${vpcPrefix.shortest} to /${vpcPrefix.longest}`,
    });
  }
  checkKind(findings, at, range);
  return range;
}

function checkKind(findings: Findings, at: string, range: Range): void {
  const kind = rangeKind(range);
  const fix = 'choose a range of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16';
  if (kind === 'unusable') {
    findings.error(addressErrors['unusable-range'], {
      at,
      found: `${range.text}, which no host can have`,
      fix,
    });
  } else if (kind === 'public') {
    findings.warn(addressErrors['public-range'], {
      at,
      found: `${range.text}, which is not private: the VPC can no longer reach its owners on the internet`,
      fix,
    });
  } else if (kind === 'docker') {
    findings.warn(addressErrors['docker-range'], {
      at,
      found: `${range.text}, which Docker uses on every host`,
      fix: 'choose another range than 172.17.0.0/16',
    });
  }
}
