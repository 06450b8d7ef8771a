import { formatDuration } from '../core/duration';
import type { RunbookContext } from '../review/recovery/steps';
import { type MeasuredPromise, measure } from './measure';
import type { DrillPlan } from './plan';
import { type DrillState, recordOf, type StepRecord } from './state';
import { leftForLater } from './steps/return';

/** How a drill ended. */
export type Verdict = 'passed' | 'failed' | 'aborted';

/** A step as the report has it. */
export interface ReportedStep extends StepRecord {
  /** In a few words. */
  readonly title: string;
  /**
   * Seconds from its first beginning to its end.
   * @default - it was left out
   */
  readonly seconds?: number;
}

/** What a drill found. */
export interface DrillReport {
  /** The environment. */
  readonly environment: string;
  /** The region that was failed. */
  readonly primary: string;
  /** The region that took over. */
  readonly standby: string;
  /** Whether the database was promoted. */
  readonly promoted: boolean;
  /** When it was begun. */
  readonly began: string;
  /** When it ended. */
  readonly ended: string;
  /** When it was gone on with after an interruption. */
  readonly resumed: readonly string[];
  /** How it ended: `failed` when a check failed or a promise was not kept. */
  readonly verdict: Verdict;
  /** Why, when it failed. */
  readonly reasons: readonly string[];
  /** Promises and what was measured. */
  readonly promises: readonly MeasuredPromise[];
  /** The steps. */
  readonly steps: readonly ReportedStep[];
  /** What the steps noted. */
  readonly notes: DrillState['notes'];
  /** What is left to do, weeks later. */
  readonly later: readonly string[];
}

/**
 * The report of a drill.
 * @param plan - its plan
 * @param state - what became of it
 * @param ended - when it ended, ISO 8601
 */
export function drillReport({ context, steps }: DrillPlan, state: DrillState, ended: string): DrillReport {
  const promises = measure(context, state);
  const reported = steps.flatMap(({ id, title }) => {
    const record = id === 'report' ? undefined : recordOf(state, id);
    return record ? [reportedStep(title, record)] : [];
  });
  const aborted = state.turnedBack === 'aborted';
  const reasons = [...failedChecks(reported), ...brokenPromises(promises, aborted)];
  const promoted = state.notes.promotedAt !== undefined;
  return {
    environment: state.environment,
    primary: context.primary,
    standby: context.standby,
    promoted,
    began: state.began,
    ended,
    resumed: state.resumed,
    verdict: reasons.length > 0 ? 'failed' : aborted ? 'aborted' : 'passed',
    reasons,
    promises,
    steps: reported,
    notes: state.notes,
    later: promoted ? leftForLater(context) : [],
  };
}

/** Who goes back before the standby served has not shown that it cannot. */
function brokenPromises(promises: readonly MeasuredPromise[], aborted: boolean): string[] {
  return promises
    .filter((one) => one.kept === false && !(aborted && one.measured === undefined))
    .map((one) => `${labelOf(one)} is not kept: ${together(one)} of ${seconds(one.promised)}`);
}

function reportedStep(title: string, record: StepRecord): ReportedStep {
  if (record.status === 'skipped' || record.ended === undefined) return { ...record, title };
  return { ...record, title, seconds: (Date.parse(record.ended) - Date.parse(record.began)) / 1000 };
}

function failedChecks(steps: readonly ReportedStep[]): string[] {
  return steps.flatMap(({ id, checks }) =>
    checks.filter((one) => !one.passed).map(({ what, found }) => `${id}: ${what}: ${found}`),
  );
}

/** Exit code of a drill with this report: 1 when a check failed or a promise was not kept. */
export function exitCodeOf({ verdict }: DrillReport): 0 | 1 {
  return verdict === 'failed' ? 1 : 0;
}

/** The report as JSON. */
export function reportJson(report: DrillReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The report as Markdown. */
export function reportMarkdown(report: DrillReport, { host }: Pick<RunbookContext, 'host'>): string {
  const { environment, primary, standby, began, ended, verdict, reasons, promises, steps, later } = report;
  const what = report.promoted ? 'the database was promoted' : 'traffic only';
  return [
    `# Drill of ${environment}, ${began.slice(0, 10)}: ${verdict}`,
    '',
    `${host} from ${primary} to ${standby} and back, ${what}. From ${began} to ${ended}${resumedText(report)}.`,
    '',
    ...reasons.map((one) => `- ${one}`),
    ...(reasons.length > 0 ? [''] : []),
    '## Promises',
    '',
    '| | promised | computed | measured | not drilled | together | kept |',
    '|---|---|---|---|---|---|---|',
    ...promises.map(promiseRow),
    '',
    ...promises.map((one) => `- ${labelOf(one)}: ${one.note}.`),
    '',
    '## Steps',
    '',
    '| step | | began | took |',
    '|---|---|---|---|',
    ...steps.map(stepRow),
    '',
    '## Checks',
    '',
    '| step | check | | found |',
    '|---|---|---|---|',
    ...steps.flatMap(({ id, checks }) =>
      checks.map(
        (one) =>
          `| ${id} | ${cell(one.what)} | ${one.passed ? 'passed' : '**failed**'} | ${cell(one.found)} |`,
      ),
    ),
    '',
    ...(later.length > 0 ? ['## Left to do', '', ...later.map((one) => `- ${one}`), ''] : []),
  ].join('\n');
}

function resumedText({ resumed }: DrillReport): string {
  return resumed.length > 0 ? `, resumed ${resumed.join(', ')}` : '';
}

function labelOf({ kind }: MeasuredPromise): string {
  return kind === 'rto' ? 'rto' : `rpo ${kind}`;
}

function seconds(value: number | undefined): string {
  return value === undefined ? '' : formatDuration(value);
}

function together({ measured, notDrilled }: MeasuredPromise): string {
  if (measured === undefined) return 'never reached';
  return formatDuration(notDrilled.reduce((all, one) => all + one.seconds, measured));
}

function promiseRow(one: MeasuredPromise): string {
  const added = one.notDrilled.map(({ name, seconds: more }) => `${name} ${formatDuration(more)}`).join(', ');
  const kept = one.kept === undefined ? 'not measured' : one.kept ? 'yes' : '**no**';
  const sum = one.measured === undefined ? '' : together(one);
  return `| ${labelOf(one)} | ${seconds(one.promised)} | ${seconds(one.computed)} | ${seconds(one.measured)} | ${added} | ${sum} | ${kept} |`;
}

function stepRow({ id, status, began, seconds: took, attempts }: ReportedStep): string {
  const times = attempts > 1 ? `, ${attempts} attempts` : '';
  return status === 'skipped'
    ? `| ${id} | left out | | |`
    : `| ${id} | ${status}${times} | ${began.slice(11, 19)} | ${seconds(took)} |`;
}

/** Text from outside must not end a row or a cell. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
}
