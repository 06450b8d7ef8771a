import { Address4 } from 'ip-address';

/** A range of IPv4 addresses. */
export interface Range {
  /** In CIDR form, for example `10.0.0.0/16`. */
  readonly text: string;
  /** First address, as a number. */
  readonly first: number;
  /** Last address, as a number. */
  readonly last: number;
  /** Length of the prefix, 0 to 32. */
  readonly prefix: number;
}

/** What {@link readRange} makes of a text. */
export type ReadRange =
  | { readonly state: 'range'; readonly range: Range }
  /** Well formed, but the address is not the first of its range; `network` is the range it lies in. */
  | { readonly state: 'hostBits'; readonly network: Range }
  | { readonly state: 'malformed' };

/**
 * Reads an IPv4 range in CIDR form: four numbers without leading zeros and a prefix length. A bare address is malformed, since
 * who writes one may mean a host or a network.
 */
export function readRange(text: string): ReadRange {
  if (!/^[\d.]+\/(?:0|[1-9]\d?)$/.test(text) || !Address4.isValid(text)) return { state: 'malformed' };
  const address = new Address4(text);
  const network = toRange(Number(address.startAddress().bigInt()), address.subnetMask);
  return network.text === text ? { state: 'range', range: network } : { state: 'hostBits', network };
}

/** The range that a text stands for, or `undefined` when it is malformed or has host bits. */
export function parseRange(text: string): Range | undefined {
  const read = readRange(text);
  return read.state === 'range' ? read.range : undefined;
}

/** How many addresses a range has. */
export function sizeOf(range: Range): number {
  return range.last - range.first + 1;
}

/** Whether the second range lies within the first, or is the same. */
export function contains(outer: Range, inner: Range): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether two ranges share an address. Ranges of whole prefixes then lie one within the other. */
export function overlaps(a: Range, b: Range): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/**
 * The `index`-th of the parts that a range is cut into.
 * @param range - the whole
 * @param prefix - length of the prefix of every part, at least that of the range
 * @param index - from 0
 */
export function partOf(range: Range, prefix: number, index: number): Range {
  return toRange(range.first + index * 2 ** (32 - prefix), prefix);
}

function toRange(first: number, prefix: number): Range {
  const text = `${Address4.fromBigInt(BigInt(first)).correctForm()}/${prefix}`;
  return { text, first, last: first + 2 ** (32 - prefix) - 1, prefix };
}
