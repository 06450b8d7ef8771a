import { formatCpu } from '../../core/quantity';

/** Bytes in MiB, rounded up. */
export function mebi(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)}Mi`;
}

/** How amounts of a resource are written. */
export function formatter(resource: string): (amount: number) => string {
  if (resource === 'cpu') return formatCpu;
  return resource === 'pods' ? String : mebi;
}

/** One part of a sum. */
export interface Part {
  /** Whose it is. */
  readonly path: string;
  /** How often. */
  readonly count: number;
  /** How much each time. */
  readonly each: number;
}

const SHOWN = 8;

/** A sum written out, the largest parts first and the small ones of a long sum together. */
export function sumText(parts: readonly Part[], format: (amount: number) => string): string {
  const total = (part: Part) => part.count * part.each;
  const sorted = parts
    .filter((one) => total(one) > 0)
    .sort((a, b) => total(b) - total(a) || (a.path < b.path ? -1 : 1));
  const rest = sorted.slice(SHOWN);
  const texts = sorted.slice(0, SHOWN).map((one) => `${one.path} ${one.count} x ${format(one.each)}`);
  if (rest.length > 0) {
    const sum = rest.reduce((all, one) => all + total(one), 0);
    texts.push(`${rest.length} others ${format(sum)}`);
  }
  return texts.join(' + ');
}
