import { formatDuration } from '../../../../lib/core/duration';
import type { DrillReport, MeasuredPromise } from '../../../../lib/drill';

/** Steps that a drill with promotion leaves out: the way back of one that did not promote. */
const leftOut = ['unfence', 'return', 'nodes-back'];

/** Promises that the sandbox can measure. It has no volumes, and no program that marks objects. */
const measurable: readonly MeasuredPromise['kind'][] = ['rto', 'database'];

/** What a report of a drill with promotion, interrupted once, must not say; one line each. */
export function reportFaults(report: DrillReport): string[] {
  const { verdict, reasons, steps, promises, promoted, resumed } = report;
  const undone = steps.filter(
    ({ id, status }) => status !== 'done' && !(status === 'skipped' && leftOut.includes(id)),
  );
  const unkept = promises.filter(
    ({ kind, kept, measured }) =>
      kept === false || (measurable.includes(kind) && (kept === undefined || measured === undefined)),
  );
  return [
    ...(verdict === 'passed' ? [] : [`the drill ${verdict}`]),
    ...reasons,
    ...undone.map(({ id, status }) => `${id} was ${status}`),
    ...unkept.map(({ kind, note }) => `${kind} is not kept, or not measured: ${note}`),
    ...(promoted ? [] : ['the database was not promoted']),
    ...(resumed.length === 1 ? [] : [`it was gone on with ${resumed.length} times, not once`]),
  ];
}

/** A report in a few words with its figures. */
export function reportShown({ verdict, steps, promises }: DrillReport): string {
  const done = steps.filter(({ status }) => status === 'done').length;
  const checks = steps.flatMap((one) => one.checks);
  const measured = promises.filter((one) => one.measured !== undefined).map(measuredText);
  return [
    `${verdict}, ${done} steps, ${checks.filter(({ passed }) => passed).length} of ${checks.length} checks`,
    ...measured,
  ].join('; ');
}

function measuredText({ kind, measured = 0, promised, notDrilled }: MeasuredPromise): string {
  const rest = notDrilled.reduce((all, { seconds }) => all + seconds, 0);
  const added = rest > 0 ? ` and ${formatDuration(rest)} not drilled` : '';
  const of = promised === undefined ? '' : ` of ${formatDuration(promised)}`;
  return `${kind === 'rto' ? 'rto' : `rpo ${kind}`} ${formatDuration(Math.round(measured))}${added}${of}`;
}
