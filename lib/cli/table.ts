/** Text in columns as wide as their longest cell, two spaces apart. The last rows' trailing spaces are cut. */
export function renderTable(
  rows: readonly (readonly string[])[],
  rightAligned: readonly number[] = [],
): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  const pad = (cell: string, column: number) =>
    rightAligned.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ').trimEnd());
}

/**
 * Counts by kind in a cell: the most frequent ones first, as many as there is room for, for example
 * `34: 12 subnet, 6 route_table, 16 more`.
 * @param counts - how many, by Terraform type
 * @param width - the most characters; a count that has no room at all is still told as a whole
 */
export function kindsCell(counts: Readonly<Record<string, number>>, width: number): string {
  const sum = (some: readonly (readonly [string, number])[]) =>
    some.reduce((total, [, count]) => total + count, 0);
  const kinds = Object.entries(counts).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const total = sum(kinds);
  const cell = (shown: readonly (readonly [string, number])[]) => {
    const parts = shown.map(([type, count]) => `${count} ${type.replace(/^aws_/, '')}`);
    const more = total - sum(shown);
    return `${total}: ${[...parts, ...(more ? [`${more} more`] : [])].join(', ')}`;
  };
  let shown: readonly (readonly [string, number])[] = [];
  for (const kind of kinds) {
    if (cell([...shown, kind]).length > width) break;
    shown = [...shown, kind];
  }
  return shown.length > 0 ? cell(shown) : `${total}`;
}

/** A duration for people: `41 ms`, `1.24 s`. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}
