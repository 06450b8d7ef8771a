import type { Environment } from '../core/environment';
import { type ErrorDefinition, type Finding, IsthmusError, problem } from '../core/errors';
import { databaseChoice } from '../core/recovery/standby';
import { contextOf, type RunbookContext } from '../review/recovery/steps';
import { drillErrors } from './errors';
import { type DrillStep, nothing } from './step';
import { failOverSteps } from './steps/fail-over';
import { prepareSteps } from './steps/prepare';
import { promoteSteps } from './steps/promote';
import { returnSteps } from './steps/return';
import { verifyPrimary, verifyStandby } from './steps/verify';

/** Everything that a drill will do. */
export interface DrillPlan {
  /** What its steps are made from. */
  readonly context: RunbookContext;
  /** Whether the database is promoted, or traffic alone is moved. */
  readonly promote: boolean;
  /** Its steps, in their order. */
  readonly steps: readonly DrillStep[];
}

/**
 * The plan of a drill, from the environment's data alone.
 * @param environment - one with a recovery
 * @param promote - whether the database is promoted, which is one-way: the way back rebuilds it
 * @throws IsthmusError `drill/no-recovery`, `drill/nothing-stands-by`, `drill/not-at-home`
 */
export function drillPlan(environment: Environment, promote: boolean): DrillPlan {
  const context = contextOf(environment);
  if (!context) {
    throw refused(drillErrors['no-recovery'], environment.name, {
      at: 'recovery',
      found: 'nothing',
      fix: 'add recovery: { standby, readiness, rto, rpo, network } and deploy it',
    });
  }
  refuseState(context);
  const steps = [
    ...prepareSteps(context, promote),
    ...failOverSteps(context),
    ...(promote ? promoteSteps(context) : []),
    verifyStandby(context, promote),
    ...returnSteps(context, promote),
    verifyPrimary(context),
    reportStep(),
  ];
  return { context, promote, steps };
}

/** An error about an environment's file. */
export function refused(definition: ErrorDefinition, name: string, finding: Finding): IsthmusError {
  return new IsthmusError([problem(definition, `environments/${name}`, finding)]);
}

function refuseState({ environment, recovery }: RunbookContext): void {
  const { readiness, serve = 'primary', databaseRole = 'standby' } = recovery;
  const choice = databaseChoice(recovery);
  if (readiness === 'backupOnly' || choice !== 'replica') {
    throw refused(drillErrors['nothing-stands-by'], environment.name, {
      at: 'recovery.readiness',
      found: `'${readiness}' with database '${choice}'`,
      fix: "let backups.restoreTest prove that it can be restored, or have readiness: 'pilotLight' or more with a replica",
    });
  }
  if (serve !== 'primary' || databaseRole !== 'standby') {
    throw refused(drillErrors['not-at-home'], environment.name, {
      at: 'recovery',
      found: `serve '${serve}', databaseRole '${databaseRole}'`,
      fix: 'carry out the way back of the runbook first',
    });
  }
}

function reportStep(): DrillStep {
  return {
    id: 'report',
    title: 'Report',
    what: ['Steps with their times, checks, and what was measured against what is promised.'],
    commands: [],
    changes: false,
    direction: 'back',
    onFailure: 'pause',
    run: async (executor) => executor.report(),
    check: nothing.check,
  };
}

/** A plan as text, for people who want to know before they begin: every step with its commands. */
export function describeDrill({ context, promote, steps }: DrillPlan): string {
  const { environment, host, primary, standby } = context;
  return [
    `Drill of ${environment.name}: ${host} from ${primary} to ${standby} and back, ${promote ? 'with promotion of the database' : 'traffic only'}. Nothing is done now.`,
    '',
    ...steps.flatMap((one, index) => [
      `${index + 1}. ${one.title} (${one.id})${one.changes ? ', asks first' : ''}${condition(one)}`,
      ...one.what.map((text) => `   ${text}`),
      ...one.commands.map((command) => `     $ ${command}`),
      '',
    ]),
  ].join('\n');
}

function condition({ after, unless }: DrillStep): string {
  return [...(after ? [`, after ${after}`] : []), ...(unless ? [`, not after ${unless}`] : [])].join('');
}
