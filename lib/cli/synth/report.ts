import { formatProblem, type Problem } from '../../core/errors';
import type { Outcome } from '../../core/output/commit';
import type { NamespaceManifests } from '../../k8s/manifest/output';
import type { SynthesizedStack } from '../../synth/synthesize';
import type { Console } from '../console';
import { duration, kindsCell, renderTable } from '../table';

/** What a synth run did. */
export interface SynthRun {
  /** The stacks that were synthesized. */
  readonly stacks: readonly SynthesizedStack[];
  /** The namespaces whose manifests were made. */
  readonly namespaces: readonly NamespaceManifests[];
  /** What the environments promise of their recovery, as tables; empty where none has one. */
  readonly recovery: string;
  /** What the reader should know. */
  readonly warnings: readonly Problem[];
  /** The output folder as the reader would type it. */
  readonly out: string;
  /** The folder of the manifests as the reader would type it. */
  readonly manifestsOut: string;
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
    ['environment', 'region', 'stack', 'resources', heading(run), 'time'],
    ...run.stacks.map((stack) => [
      stack.environment,
      stack.region,
      layer(stack),
      kindsCell(stack.resources, kindsWidth),
      run.namespaces.length > 0 ? folderOf(run, stack) : stack.id,
      duration(stack.milliseconds),
    ]),
    ...run.namespaces.map((one) => [
      one.environment,
      one.region,
      one.namespace,
      kindsCell(one.kinds, kindsWidth),
      manifestFolder(run, one),
      duration(one.milliseconds),
    ]),
  ];
  const [narrowest = ''] = renderTable(rows(0), [RIGHT_ALIGNED]);
  const room = console.width - narrowest.length + 'resources'.length;
  const [first = '', ...lines] = renderTable(rows(Math.max(NARROWEST_KINDS, room)), [RIGHT_ALIGNED]);
  return [console.paint('heading', first), ...lines, '', summary(run), ''].join('\n') + run.recovery;
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
  const namespaces = run.namespaces.map((one) => ({
    environment: one.environment,
    region: one.region,
    namespace: one.namespace,
    objects: { total: sum(one.kinds), kinds: one.kinds },
    path: manifestFolder(run, one),
    milliseconds: Math.round(one.milliseconds),
  }));
  const { out, outcome, warnings } = run;
  const manifests = namespaces.length > 0 ? { manifests: run.manifestsOut, namespaces } : {};
  return `${JSON.stringify({ out, outcome, milliseconds: Math.round(run.milliseconds), stacks, ...manifests, warnings }, null, 2)}\n`;
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

function manifestFolder(run: SynthRun, { folder }: NamespaceManifests): string {
  return `${run.manifestsOut}/${folder}`;
}

/** With two output folders every row says which one it is in. */
function heading(run: SynthRun): string {
  return run.namespaces.length > 0 ? 'written to' : `written to ${run.out}/stacks/`;
}

function total(stack: SynthesizedStack): number {
  return sum(stack.resources);
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}

function summary(run: SynthRun): string {
  const environments = new Set([...run.stacks, ...run.namespaces].map((one) => one.environment)).size;
  const resources = run.stacks.reduce((all, one) => all + total(one), 0);
  const objects = run.namespaces.reduce((all, one) => all + sum(one.kinds), 0);
  const what = [
    plural(run.stacks.length, 'stack'),
    `of ${plural(environments, 'environment')},`,
    plural(resources, 'resource'),
    ...(run.namespaces.length > 0
      ? [`and ${plural(objects, 'object')} in ${plural(run.namespaces.length, 'namespace')}`]
      : []),
  ].join(' ');
  const out = run.namespaces.length > 0 ? `${run.out} and ${run.manifestsOut}` : run.out;
  const has = run.namespaces.length > 0 ? 'have' : 'has';
  const where = run.outcome === 'written' ? `written to ${out}` : `${out} ${has} them already`;
  return `${what}: ${where}, ${duration(run.milliseconds)}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
