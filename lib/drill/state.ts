import type { Recovery } from '../core/environment/recovery';
import { IsthmusError, problem } from '../core/errors';
import { drillErrors } from './errors';
import type { Check, NoteKey } from './step';

/** What became of a step. */
export interface StepRecord {
  /** The step. */
  readonly id: string;
  /** `begun` until it is over: there a drill that was interrupted goes on. `interrupted` when it was aborted there. */
  readonly status: 'begun' | 'done' | 'failed' | 'skipped' | 'interrupted';
  /** When it was begun first. */
  readonly began: string;
  /**
   * When it was over.
   * @default - it is not
   */
  readonly ended?: string;
  /** How often it was begun. */
  readonly attempts: number;
  /** What was looked at, the last time. */
  readonly checks: readonly Check[];
}

/** A drill as it stands. Times as ISO 8601. */
export interface DrillState {
  /** The form of this file. */
  readonly version: 1;
  /** The environment. */
  readonly environment: string;
  /** The environment's recovery when the drill began: a drill that promotes changes it on the way. */
  readonly recovery: Recovery;
  /** Whether the database is promoted. */
  readonly promote: boolean;
  /** When it was begun. */
  readonly began: string;
  /** When it was gone on with. */
  readonly resumed: readonly string[];
  /** What became of the steps, in their order. */
  readonly steps: readonly StepRecord[];
  /** What the steps remember. */
  readonly notes: Readonly<Partial<Record<NoteKey, string>>>;
  /**
   * Why the rest of the way there is left out.
   * @default - it is not
   */
  readonly turnedBack?: 'failed' | 'aborted';
  /**
   * When its report was written.
   * @default - it goes on
   */
  readonly finished?: string;
}

/**
 * Reads a state file's text.
 * @param text - its text
 * @param path - where it is, for errors
 * @param environment - whose drill it has to be
 * @throws IsthmusError `drill/state`
 */
export function parseState(text: string, path: string, environment: string): DrillState {
  const refuse = (found: string) =>
    new IsthmusError([
      problem(drillErrors.state, path, {
        found,
        fix: `name a state file of ${environment}, or move this one away; where the switch stands is then for you to see`,
      }),
    ]);
  let state: Partial<DrillState> | null;
  try {
    state = JSON.parse(text) as Partial<DrillState> | null;
  } catch {
    throw refuse('no JSON');
  }
  if (state?.version !== 1 || !isWhole(state)) throw refuse('not the state of a drill');
  if (state.environment !== environment) throw refuse(`a drill of ${state.environment}`);
  return state;
}

function isWhole(state: Partial<DrillState>): state is DrillState {
  const { environment, recovery, promote, began, resumed, steps, notes } = state;
  return (
    isText(environment) &&
    typeof recovery === 'object' &&
    recovery !== null &&
    typeof promote === 'boolean' &&
    isText(began) &&
    Array.isArray(resumed) &&
    Array.isArray(steps) &&
    typeof notes === 'object' &&
    notes !== null
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** The record of a step, or `undefined` before it has begun. */
export function recordOf({ steps }: DrillState, id: string): StepRecord | undefined {
  return steps.find((one) => one.id === id);
}

/** Whether a step has begun: what it changes may have changed. */
export function hasBegun(state: DrillState, id: string): boolean {
  const record = recordOf(state, id);
  return record !== undefined && record.status !== 'skipped';
}

/** The state with a step's record put in its place, or at the end. */
export function withRecord(state: DrillState, record: StepRecord): DrillState {
  const known = recordOf(state, record.id) !== undefined;
  return {
    ...state,
    steps: known ? state.steps.map((one) => (one.id === record.id ? record : one)) : [...state.steps, record],
  };
}
