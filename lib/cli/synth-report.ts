import { formatProblem, type Problem } from '../core/errors';
import type { Outcome } from '../core/output/commit';
import type { Console } from './console';
import type { SynthesizedStack } from './synth';
import { duration, kindsCell, renderTable } from './table';

/** What a synth run did. */
export interface SynthRun {
  /** The stacks that were synthesized. */
  readonly stacks: readonly SynthesizedStack[];
  /** What the reader should know. */
  readonly warnings: readonly Problem[];
  /** The output folder as the reader would type it. */
  readonly out: string;
  /** Whether anything changed. */
  readonly outcome: Outcome;
  /** Milliseconds since the process began. */
  readonly milliseconds: number;
}

const NARROWEST_KINDS = 34;
const RIGHT_ALIGNED = 5;

/** The run as a table with a summary, for people. */
export function synthTable(run: SynthRun, console: Console): string {
  const rows = (kindsWidth: number) => [
    ['environment', 'region', 'stack', 'resources', `written to ${run.out}/stacks/`, 'time'],
    ...run.stacks.map((stack) => [
      stack.environment,
      stack.region,
      layer(stack),
      kindsCell(stack.resources, kindsWidth),
      stack.id,
      duration(stack.milliseconds),
    ]),
  ];
  const [narrowest = ''] = renderTable(rows(0), [RIGHT_ALIGNED]);
  const room = console.width - narrowest.length + 'resources'.length;
  const [heading = '', ...lines] = renderTable(rows(Math.max(NARROWEST_KINDS, room)), [RIGHT_ALIGNED]);
  return [console.paint('heading', heading), ...lines, '', summary(run), ''].join('\n');
}

/** The run as JSON, for machines. */
export function synthJson(run: SynthRun): string {
  const stacks = run.stacks.map((stack) => ({
    environment: stack.environment,
    region: stack.region,
    stack: stack.id,
    resources: { total: total(stack), kinds: stack.resources },
    path: folderOf(run, stack),
    milliseconds: Math.round(stack.milliseconds),
  }));
  const { out, outcome, warnings } = run;
  return `${JSON.stringify({ out, outcome, milliseconds: Math.round(run.milliseconds), stacks, warnings }, null, 2)}\n`;
}

/** Warnings as text, one paragraph each; empty when there are none. */
export function warningText(warnings: readonly Problem[], console: Console): string {
  return warnings.map((one) => `${paintFirst(formatProblem(one), console)}\n`).join('');
}

function paintFirst(text: string, console: Console): string {
  return text.replace(/^\w+/, (severity) => console.paint('warning', severity));
}

/** What the id says beyond environment and region: the two have columns of their own. */
function layer({ id, environment, region }: SynthesizedStack): string {
  const prefix = `${environment}-${region}-`;
  return id.startsWith(prefix) ? id.slice(prefix.length) : id;
}

function folderOf(run: SynthRun, stack: SynthesizedStack): string {
  return `${run.out}/stacks/${stack.id}`;
}

function total(stack: SynthesizedStack): number {
  return Object.values(stack.resources).reduce((sum, count) => sum + count, 0);
}

function summary(run: SynthRun): string {
  const environments = new Set(run.stacks.map((one) => one.environment)).size;
  const resources = run.stacks.reduce((sum, one) => sum + total(one), 0);
  const what = [
    plural(run.stacks.length, 'stack'),
    `of ${plural(environments, 'environment')},`,
    plural(resources, 'resource'),
  ].join(' ');
  const where = run.outcome === 'written' ? `written to ${run.out}` : `${run.out} has them already`;
  return `${what}: ${where}, ${duration(run.milliseconds)}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
