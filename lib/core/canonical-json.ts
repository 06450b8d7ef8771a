import { sortedEntries } from './sorted-entries';

/**
 * A value as JSON with sorted keys, two spaces and a final newline: the same bytes for the same content, whatever the order
 * its keys were written in. Lists keep their order.
 */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  if ('toJSON' in value) return value;
  const entries = sortedEntries(value as Readonly<Record<string, unknown>>);
  return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
}
