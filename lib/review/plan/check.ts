import { type Problem, problem, sortProblems } from '../../core/errors';
import type { Approval } from './approvals';
import { type PlannedChange, plannedChanges } from './changes';
import { planErrors } from './errors';
import { lostWith } from './stateful';

/** What {@link checkPlan} holds against each other. */
export interface PlanToCheck {
  /** Id of the stack, for example `prod-us-east-1-data`. */
  readonly stack: string;
  /** The plan, as `tofu show -json` prints it. */
  readonly plan: unknown;
  /**
   * What may be replaced or deleted all the same: those that `readApprovals` gives.
   * @default - nothing
   */
  readonly approvals?: readonly Approval[];
}

/** What {@link checkPlan} found. */
export interface CheckedPlan {
  /** What stops the plan, sorted. None: it may be applied. */
  readonly problems: readonly Problem[];
  /** The approvals that it needed. */
  readonly used: readonly Approval[];
}

/**
 * Whether a plan leaves alone what holds data. Stops the replacement and the deletion of each resource of a type in `statefulTypes`, unless an
 * approval names its stack, its address and what is done to it; and whatever is approved, a promoted database that is to follow again.
 * Reports `plan/deleted`, `plan/replaced`, `plan/follows-again` and `plan/unreadable`. Pure.
 */
export function checkPlan({ stack, plan, approvals = [] }: PlanToCheck): CheckedPlan {
  const changes = plannedChanges(plan);
  if (!changes) {
    const found = 'no plan, or one that failed';
    const fix = 'give what tofu show -json prints of a plan that tofu plan -out wrote';
    return { problems: [problem(planErrors.unreadable, stack, { found, fix })], used: [] };
  }
  const used: Approval[] = [];
  const problems = changes.flatMap((change): Problem[] => {
    const lost = change.action === 'other' ? undefined : lostWith(change.type);
    if (lost === undefined) return followsAgain(stack, change);
    const approval = approvals.find(
      (one) => one.stack === stack && one.address === change.address && one.action === change.action,
    );
    if (!approval) return [destroyed(stack, change, lost)];
    used.push(approval);
    return [];
  });
  return { problems: sortProblems(problems), used };
}

function destroyed(stack: string, { address, action, because }: PlannedChange, lost: string): Problem {
  const why = because.length > 0 ? `, because of ${because.join(', ')}` : '';
  const done = action === 'delete' ? 'is deleted' : 'is replaced';
  return problem(action === 'delete' ? planErrors.deleted : planErrors.replaced, stack, {
    at: address,
    found: `it ${done}${why}; lost with it: ${lost}`,
    fix: `take back the change, rename with \`moved\`, or approve it: stack: ${stack}, address: ${address}, action: ${action}, a reason and until`,
  });
}

/** The provider refuses such an apply half way; on the way there it has changed other arguments already. */
function followsAgain(stack: string, { address, type, before, after, unknown }: PlannedChange): Problem[] {
  const argument = 'replicate_source_db';
  if (type !== 'aws_db_instance' || isText(before[argument])) return [];
  if (!isText(after[argument]) && unknown[argument] !== true) return [];
  const source = isText(after[argument]) ? after[argument] : 'another database';
  return [
    problem(planErrors['follows-again'], stack, {
      at: address,
      found: `it stands on its own and is to follow ${source}`,
      fix: "make its next generation follow: recovery.databaseGeneration one higher, or databaseRole: 'returning'",
    }),
  ];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
