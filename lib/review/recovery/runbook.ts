import { formatDuration } from '../../core/duration';
import type { Environment } from '../../core/environment';
import { recoveryPoints, recoveryTime } from '../../core/recovery/promise';
import { failBackPhase } from './fail-back';
import { failOverPhase } from './fail-over';
import { preparePhase } from './prepare';
import { contextOf, type RunbookContext, type RunbookPhase, type RunbookStep } from './steps';
import { timeName } from './table';
import { verifyPhase } from './verify';

/** The phases of an environment's recovery with their steps, for whoever carries them out; none without `recovery`. */
export function runbookPhases(environment: Environment): readonly RunbookPhase[] {
  const context = contextOf(environment);
  if (!context) return [];
  return [preparePhase(context), failOverPhase(context), verifyPhase(context), failBackPhase(context)];
}

/**
 * The runbook of an environment's recovery as Markdown, with its real names and commands: prepare, fail over, verify, fail back, write down.
 * The same environment gives the same bytes. Empty without `recovery`.
 */
export function runbook(environment: Environment): string {
  const context = contextOf(environment);
  if (!context) return '';
  const phases = runbookPhases(environment);
  return [
    ...heading(context, phases),
    ...phases.flatMap((phase, index) => phaseText(environment, phase, index + 1)),
    ...record(context, phases.length + 1),
  ].join('\n');
}

function heading(
  { environment, recovery, host, primary, standby }: RunbookContext,
  phases: readonly RunbookPhase[],
): string[] {
  return [
    `# Recovery of ${environment.name}`,
    '',
    `${host} is served by ${primary}; ${standby} stands by (${recovery.readiness}). Account ${environment.account}. Written by the synth from`,
    `\`environments/${environment.name}.ts\`: do not edit.`,
    '',
    '| phase | steps | applies |',
    '|---|---|---|',
    ...phases.map(({ title, steps }) => `| ${title} | ${steps.length} | ${countApplies(steps)} |`),
    '',
    "An edit is made in the environment's file, followed by `npm run synth`; an apply is one stack. A plan that replaces or removes a database is",
    'part of no step but the last of all: stop there.',
    '',
  ];
}

function countApplies(steps: readonly RunbookStep[]): number {
  return steps.reduce((all, { applies }) => all + applies.length, 0);
}

function phaseText(environment: Environment, { title, steps }: RunbookPhase, number: number): string[] {
  return [
    `## ${number}. ${title}`,
    '',
    ...steps.flatMap((one, index) => stepText(environment, one, `${number}.${index + 1}`)),
  ];
}

function stepText(environment: Environment, one: RunbookStep, number: string): string[] {
  const edits = Object.entries(one.edits).map(([key, value]) => `- \`${key}: ${value}\``);
  const applies = one.applies.map((stack) => `npx cdktf deploy ${stack} --ignore-missing-stack-dependencies`);
  const synth = edits.length > 0 ? [`npm run synth -- ${environment.name}`] : [];
  const commands = [...synth, ...applies, ...one.commands];
  return [
    `### ${number} ${one.title}`,
    '',
    ...one.text.flatMap((paragraph) => [paragraph, '']),
    ...(edits.length > 0 ? [`In \`environments/${environment.name}.ts\`:`, '', ...edits, ''] : []),
    ...(commands.length > 0 ? ['```sh', ...commands, '```', ''] : []),
  ];
}

function record({ environment, recovery }: RunbookContext, number: number): string[] {
  const times = [recoveryTime(environment, recovery), ...recoveryPoints(environment, recovery)];
  return [
    `## ${number}. Write down`,
    '',
    'From the times that the commands printed. The RTO is the time from the failure of the primary to the first good answer at the name that',
    'customers use. A part that took longer than computed is corrected where it is assumed.',
    '',
    '| | promised | computed | measured |',
    '|---|---|---|---|',
    ...times.flatMap((time) => [
      `| **${timeName(time)}** | ${time.promised === undefined ? '' : formatDuration(time.promised)} | ${formatDuration(time.reached)} | |`,
      ...time.parts.map((part) => `| ${part.name} | | ${formatDuration(part.seconds)} | |`),
    ]),
    '',
    '| date | who | what went wrong | what is changed |',
    '|---|---|---|---|',
    '| | | | |',
    '',
  ];
}
