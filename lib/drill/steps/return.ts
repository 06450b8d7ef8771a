import { flip, type RunbookContext, resizeNodes, scaleUp } from '../../review/recovery/steps';
import type { NodeSize } from '../ports';
import { check, type DrillStep } from '../step';
import { byHand } from './by-hand';
import { runbookSteps } from './promote';
import { publicHealth } from './serving';

/** Steps of the runbook that come weeks after a drill. */
const later = ['unprotect', 'release'];

/** The way back: by the switch alone, or after a promotion as the runbook has it. */
export function returnSteps(context: RunbookContext, promote: boolean): readonly DrillStep[] {
  return [
    ...(promote ? [unfence(context)] : []),
    back(context),
    ...(context.recovery.readiness === 'pilotLight' ? [stopNodes(context)] : []),
    ...(promote ? rebuild(context) : []),
  ];
}

/** Titles of what is left to do, weeks after a drill that promoted. */
export function leftForLater(context: RunbookContext): readonly string[] {
  return runbookSteps(context, 'failBack')
    .filter(({ id }) => later.includes(id))
    .map(({ title }) => title);
}

function rebuild(context: RunbookContext): DrillStep[] {
  return runbookSteps(context, 'failBack')
    .filter(({ id }) => !later.includes(id))
    .map((one) => byHand(one, { direction: 'back', after: 'promote' }, `back-${one.id}`));
}

function unfence(context: RunbookContext): DrillStep {
  const { primary } = context;
  const step = {
    id: 'unfence',
    title: `Let ${primary} write again`,
    text: ['The database was not promoted, so there is nothing that it could not know.'],
    commands: [scaleUp(context, primary)],
    edits: {},
    applies: [],
  };
  return byHand(step, { direction: 'back', after: 'fence', unless: 'promote' });
}

function back(context: RunbookContext): DrillStep {
  const { host, primary } = context;
  return {
    id: 'return',
    title: `Return to ${primary}`,
    what: [`The switch goes back, and ${host} is watched until ${primary} answers well for it.`],
    commands: [flip(context, 'primary'), `curl -fsS https://${host}/health`],
    changes: true,
    direction: 'back',
    after: 'fail',
    unless: 'promote',
    onFailure: 'pause',
    run: async (executor) => {
      if (!executor.noted('returningAt')) executor.note('returningAt', executor.time());
      await executor.cloud.switchTo('primary');
      await executor.until(executor.timing.return, async () => {
        const { region, good } = await publicHealth(executor, context);
        if (region !== primary || !good) return undefined;
        if (!executor.noted('returnedAt')) executor.note('returnedAt', executor.time());
        return region;
      });
    },
    check: async (executor) => {
      const serve = await executor.cloud.switchedTo();
      const { region, found } = await publicHealth(executor, context);
      const at = executor.noted('returnedAt');
      return [
        check('the switch is where it was', serve === 'primary', `at ${serve}`),
        check(
          `${host} is served well by ${primary}`,
          at !== undefined && region === primary,
          `${found} from ${region ?? 'neither region'}`,
        ),
      ];
    },
  };
}

function stopNodes(context: RunbookContext): DrillStep {
  return {
    id: 'nodes-back',
    title: `Stop nodes in ${context.standby}`,
    what: ['To the sizes that they had.'],
    commands: resizeNodes(context, 'pilotLight'),
    changes: true,
    direction: 'back',
    after: 'nodes',
    unless: 'promote',
    onFailure: 'goOn',
    run: async (executor) => {
      const before = executor.noted('nodesBefore');
      if (before) await executor.cloud.resizeNodes(JSON.parse(before) as Record<string, NodeSize>);
    },
    check: async (executor) => {
      const before = JSON.parse(executor.noted('nodesBefore') ?? '{}') as Record<string, NodeSize>;
      const now = await executor.cloud.nodes();
      return Object.entries(before).map(([name, { min }]) =>
        check(`${name} is as it was`, now[name]?.min === min, `min ${now[name]?.min ?? 'no group'}`),
      );
    },
  };
}
