import { type ReadRange, readRange } from '../../core/addresses/range';
import type { Finding } from '../../core/errors';
import type { PolicyPeer } from './policy';

/** Private, shared and link-local addresses (RFC 1918, RFC 6598, RFC 3927): what the internet is not. */
const notTheInternet = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];

/** Ranges of IPv4 addresses, or every public address. */
export type Ranges = readonly string[] | 'wholeInternet';

/** The sides of a connection that ranges stand for; those that are no ranges are left out. */
export function rangePeers(ranges: Ranges): PolicyPeer[] {
  if (ranges === 'wholeInternet') return [{ ipBlock: { cidr: '0.0.0.0/0', except: notTheInternet } }];
  return [...new Set(ranges)]
    .filter((one) => isSomeRange(readRange(one)))
    .map((cidr) => ({ ipBlock: { cidr } }));
}

/** Ranges as a diagram shows them. */
export function rangesText(ranges: Ranges): string {
  return ranges === 'wholeInternet' ? 'the internet' : [...new Set(ranges)].sort().join(', ');
}

/** What is wrong with ranges. */
export function rangeFaults(at: string, ranges: Ranges): Finding[] {
  if (ranges === 'wholeInternet') return [];
  if (ranges.length === 0) return [{ at, found: 'no range', fix: 'give at least one' }];
  return ranges.flatMap((text) => {
    const read = readRange(text);
    if (isSomeRange(read)) return [];
    return [{ at, found: `"${text}"`, fix: fixOf(read) }];
  });
}

function isSomeRange(read: ReadRange): boolean {
  return read.state === 'range' && read.range.prefix > 0;
}

function fixOf(read: ReadRange): string {
  if (read.state === 'range') return "say 'wholeInternet' if that is meant: it leaves out private addresses";
  return read.state === 'hostBits'
    ? `write the range as ${read.network.text}`
    : 'give an IPv4 range in CIDR form, for example 10.0.1.0/24';
}
