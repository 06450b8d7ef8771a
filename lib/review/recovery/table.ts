import { formatDuration } from '../../core/duration';
import type { Environment } from '../../core/environment';
import { type PromisedTime, recoveryPoints, recoveryTime } from '../../core/recovery/promise';

/**
 * What an environment promises of its recovery and what its mechanisms reach, part by part with sources, as text of several lines. Empty
 * for an environment without `recovery`.
 */
export function recoveryTable(environment: Environment): string {
  const { name, primaryRegion, recovery } = environment;
  if (!recovery) return '';
  const times = [recoveryTime(environment, recovery), ...recoveryPoints(environment, recovery)];
  const sources = [...new Set(times.flatMap(({ parts }) => parts.map((one) => one.source)))];
  return [
    `${name}: ${recovery.standby} stands by for ${primaryRegion}, ${recovery.readiness}`,
    ...columns(times.flatMap((time) => rowsOf(time, sources))),
    ...sources.map((source, index) => `[${index + 1}] ${source}`),
    '',
  ].join('\n');
}

/** What a promised time is called: `rto`, or `rpo` and the kind of data. */
export function timeName({ kind }: Pick<PromisedTime, 'kind'>): string {
  return kind === 'rto' ? 'rto' : `rpo ${kind}`;
}

function rowsOf(time: PromisedTime, sources: readonly string[]): (readonly string[])[] {
  const promised =
    time.promised === undefined ? 'not promised' : `of ${formatDuration(time.promised)} promised`;
  return [
    [timeName(time), formatDuration(time.reached), promised],
    ...time.parts.map((one) => [
      `  ${one.name}`,
      formatDuration(one.seconds),
      `${one.why} [${sources.indexOf(one.source) + 1}]`,
    ]),
  ];
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const [name, time] = [width(0), width(1)];
  return rows.map(([a = '', b = '', c = '']) => `${a.padEnd(name)}  ${b.padStart(time)}  ${c}`);
}
