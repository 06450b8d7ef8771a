import { type RunbookStep, runbookPhases } from '../../review/recovery';
import type { RunbookContext } from '../../review/recovery/steps';
import { check, type DrillStep, type Executor } from '../step';
import { byHand } from './by-hand';

/** Fences the primary, promotes the database and writes that down. What follows cannot be undone by a switch. */
export function promoteSteps(context: RunbookContext): readonly DrillStep[] {
  const runbook = runbookSteps(context, 'failOver');
  const of = (id: string) => runbook.filter((one) => one.id === id);
  return [
    ...of('fence').map((one) => byHand(one, { direction: 'there' })),
    ...of('promote').flatMap((one) => [promote(context, one), ...promoteCache(context, one)]),
    ...of('adopt').map((one) => byHand(one, { direction: 'there' })),
  ];
}

/** The steps of one phase of the runbook. */
export function runbookSteps(
  { environment }: RunbookContext,
  phase: 'failOver' | 'failBack',
): readonly RunbookStep[] {
  return runbookPhases(environment).find(({ name }) => name === phase)?.steps ?? [];
}

function promote({ standby, generation }: RunbookContext, { title, text, commands }: RunbookStep): DrillStep {
  const database = ({ cloud }: Executor) => cloud.database(standby, generation);
  return {
    id: 'promote',
    title,
    what: [
      ...text,
      'This cannot be taken back: the way back builds new instances. Say no here to go on without, by --abort.',
    ],
    commands: commands.filter((one) => !isOfCache(one)),
    changes: true,
    direction: 'there',
    onFailure: 'pause',
    run: async (executor) => {
      const before = await database(executor);
      // A promotion that was begun before an interruption shows as an instance that is not available.
      const begun = executor.noted('promotingAt') !== undefined && before?.status !== 'available';
      if (before?.follows && !begun) {
        executor.note('promotingAt', executor.time());
        await executor.cloud.promote();
      }
      await executor.until(executor.timing.promote, async () => {
        const now = await database(executor);
        if (!now || now.follows || now.status !== 'available') return undefined;
        if (!executor.noted('promotedAt')) executor.note('promotedAt', executor.time());
        return now;
      });
    },
    check: async (executor) => {
      const now = await database(executor);
      return [
        check(
          'the database stands on its own',
          now?.status === 'available' && !now.follows,
          now ? `${now.status}, ${now.follows ? 'follows' : 'on its own'}` : 'none',
        ),
      ];
    },
  };
}

function isOfCache(command: string): boolean {
  return command.startsWith('aws elasticache ');
}

function promoteCache({ standby }: RunbookContext, step: RunbookStep): DrillStep[] {
  const commands = step.commands.filter(isOfCache);
  if (commands.length === 0) return [];
  const own = {
    id: 'promote-cache',
    title: 'Promote the cache',
    text: [`The cache of ${standby} becomes the primary of its global datastore.`],
    commands,
    edits: {},
    applies: [],
  };
  return [byHand(own, { direction: 'there' })];
}
