import type { RunbookStep } from '../../review/recovery';
import { OutsideError } from '../ports';
import { type DrillStep, nothing } from '../step';

/**
 * A step of the runbook as one of the drill: it needs the environment's file, Terraform or the cluster, so the operator carries it out.
 * @param id - of the drill's step; the runbook's own by default
 */
export function byHand(
  step: RunbookStep,
  rest: Pick<DrillStep, 'direction'> & Partial<DrillStep>,
  id = step.id,
): DrillStep {
  const edits = Object.entries(step.edits).map(([key, value]) => `Set ${key}: ${value} and synthesize.`);
  const applies = step.applies.map(
    (stack) => `npx cdktf deploy ${stack} --ignore-missing-stack-dependencies`,
  );
  return {
    title: step.title,
    what: [...step.text, ...edits],
    commands: [...applies, ...step.commands],
    changes: true,
    onFailure: 'pause',
    check: nothing.check,
    run: async ({ operator, signal }) => {
      if (!(await operator.carryOut(step, signal))) throw new OutsideError('was not carried out');
    },
    ...rest,
    id,
  };
}
