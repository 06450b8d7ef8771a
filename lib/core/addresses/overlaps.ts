import { overlaps, type Range } from './range';

/** A range and whose it is. */
export interface NamedRange {
  /** Whose it is, for errors, for example `private us-east-1a` or `staging us-east-1`. */
  readonly name: string;
  /** The range. */
  readonly range: Range;
}

/**
 * Every pair that shares an address, the wider (or first named) of the two first. The order does not depend on that of the
 * input. Fast for many ranges: sorted, those that a range can meet are the ones around it.
 */
export function overlappingPairs(ranges: readonly NamedRange[]): (readonly [NamedRange, NamedRange])[] {
  const sorted = [...ranges].sort(byRangeThenName);
  const pairs: (readonly [NamedRange, NamedRange])[] = [];
  let around: NamedRange[] = [];
  for (const one of sorted) {
    around = around.filter((other) => overlaps(other.range, one.range));
    for (const other of around) pairs.push([other, one]);
    around.push(one);
  }
  return pairs;
}

function byRangeThenName(a: NamedRange, b: NamedRange): number {
  if (a.range.first !== b.range.first) return a.range.first - b.range.first;
  if (a.range.prefix !== b.range.prefix) return a.range.prefix - b.range.prefix;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
