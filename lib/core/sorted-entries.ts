/** Keys and values of a record by key, whatever order it was written in: what is made from them then never depends on that order. */
export function sortedEntries<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  const keys = Object.keys(record).sort();
  return keys.map((key) => [key, record[key] as Value]);
}
