import type { Verdict } from './proof';

/** A proof of one environment, done. */
export interface Row extends Verdict {
  /** The environment. */
  readonly environment: string;
  /** The proof's name. */
  readonly proof: string;
  /** How long it took. */
  readonly seconds: number;
}

/** The closing table, as text. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ['environment', 'proof', '', 'seconds', 'shown'],
    ...rows.map((row) => [
      row.environment,
      row.proof,
      row.faults.length === 0 ? 'ok' : 'FAILED',
      String(Math.round(row.seconds)),
      row.faults.length === 0 ? row.shown : `${row.faults.length} faults`,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Everything that is wrong, each with where it was found. */
export function faultsOf(rows: readonly Row[]): string {
  return rows
    .filter((row) => row.faults.length > 0)
    .flatMap((row) => [`${row.environment}, ${row.proof}:`, ...row.faults.map((fault) => `  ${fault}`)])
    .join('\n');
}
