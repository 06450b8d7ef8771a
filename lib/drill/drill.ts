import type { Environment } from '../core/environment';
import { IsthmusError, problem } from '../core/errors';
import { drillErrors } from './errors';
import { type DrillPlan, drillPlan, refused } from './plan';
import type { DrillPorts } from './ports';
import type { DrillReport } from './report';
import { DrillRun, type Paused } from './run';
import { type DrillState, recordOf } from './state';
import type { DrillTiming } from './step';
import type { DrillStore } from './store';

/** What to drill, and with what. */
export interface DrillOptions {
  /** One with a recovery. */
  readonly environment: Environment;
  /** The outside world. */
  readonly ports: DrillPorts;
  /** Where the drill is kept, so that it can be gone on with. */
  readonly store: DrillStore;
  /**
   * Whether the database is promoted, which is one-way: the way back builds new instances in several applies and takes hours.
   * @default - as the drill was begun; traffic alone when it begins now
   */
  readonly promote?: boolean | undefined;
  /**
   * Whether each change is asked about first. A protected environment takes nothing but `each`.
   * @default 'each'
   */
  readonly confirmation?: 'each' | 'none';
  /**
   * How long to wait for what, in seconds.
   * @default - as the real world needs it
   */
  readonly timing?: Partial<DrillTiming>;
  /**
   * Ends the drill where it stands; the next one goes on there.
   * @default - it goes on to its end
   */
  readonly signal?: AbortSignal;
}

/** How a run of a drill ended: with its report, or before a step that the next run begins with. */
export type DrillResult = { readonly outcome: 'finished'; readonly report: DrillReport } | Paused;

/**
 * Carries a drill out, or goes on with the one that was interrupted. Every change is asked about first. A step that fails on the way there
 * leads to the way back at once; what cannot be done on the way back, or while the database is promoted, is a pause.
 * @throws IsthmusError `drill/*` for bad input; the signal's reason when it is aborted
 */
export function drill(options: DrillOptions): Promise<DrillResult> {
  return options.store.alone(async () => {
    const { environment, store, promote } = options;
    const before = store.load(environment.name);
    if (before?.finished) {
      throw stateError(store, `a drill that ended ${before.finished}`, 'name another state file');
    }
    if (before && promote !== undefined && promote !== before.promote) {
      throw new IsthmusError([
        problem(drillErrors['other-drill'], store.name, {
          found: before.promote ? 'begun with promotion' : 'begun without promotion',
          fix: 'go on as it was begun, or --abort it first',
        }),
      ]);
    }
    const plan = drillPlan(asBegun(environment, before), before?.promote ?? promote ?? false);
    await admit(options, 'drill');
    return carryOut(options, plan, before ? resumed(options, before) : begin(options, plan));
  });
}

/**
 * Takes the way back of a drill that was begun, whatever of it was done.
 * @throws IsthmusError `drill/no-drill`, `drill/promoted` and as {@link drill}
 */
export function abortDrill(options: Omit<DrillOptions, 'promote'>): Promise<DrillResult> {
  return options.store.alone(async () => {
    const { environment, store } = options;
    const before = store.load(environment.name);
    if (!before || before.finished) {
      throw new IsthmusError([
        problem(drillErrors['no-drill'], store.name, {
          found: before?.finished ? `a drill that ended ${before.finished}` : 'no drill',
          fix: 'nothing is to be done, or name the state file by --state',
        }),
      ]);
    }
    if (before.notes.promotingAt && !(await wasNotPromoted(options, before))) {
      throw new IsthmusError([
        problem(drillErrors.promoted, store.name, {
          found: `the database is promoted since ${before.notes.promotingAt}`,
          fix: 'go on with the drill without --abort: its way back rebuilds the primary',
        }),
      ]);
    }
    const plan = drillPlan(asBegun(environment, before), before.promote);
    await admit(options, 'abort the drill of');
    const { promotingAt: _, ...notes } = before.notes;
    return carryOut(options, plan, { ...resumed(options, before), notes, turnedBack: 'aborted' });
  });
}

/** A promotion that came to nothing leaves the replica as it was. One that was asked for just now may look the same, so its step has to be over. */
async function wasNotPromoted({ ports }: DrillOptions, before: DrillState): Promise<boolean> {
  if (!recordOf(before, 'promote')?.checks.some((one) => !one.passed)) return false;
  const { standby, databaseGeneration = 1 } = before.recovery;
  const database = await ports.cloud.database(standby, databaseGeneration);
  return database?.follows === true && database.status === 'available';
}

/** A drill that promotes has the data changed on its way; its plan stays that of the beginning. */
function asBegun(environment: Environment, before: DrillState | undefined): Environment {
  return before ? { ...environment, recovery: before.recovery } : environment;
}

function begin({ environment, ports }: DrillOptions, { context, promote }: DrillPlan): DrillState {
  return {
    version: 1,
    environment: environment.name,
    recovery: context.recovery,
    promote,
    began: new Date(ports.clock.now()).toISOString(),
    resumed: [],
    steps: [],
    notes: {},
  };
}

function resumed({ ports }: Pick<DrillOptions, 'ports'>, before: DrillState): DrillState {
  return { ...before, resumed: [...before.resumed, new Date(ports.clock.now()).toISOString()] };
}

function stateError(store: DrillStore, found: string, fix: string): IsthmusError {
  return new IsthmusError([problem(drillErrors.state, store.name, { found, fix })]);
}

/** Whoever drills a protected environment types its name. */
async function admit(options: DrillOptions, what: string): Promise<void> {
  const { environment, ports, confirmation = 'each' } = options;
  if (environment.protection !== 'protected') return;
  const { name } = environment;
  if (confirmation === 'none') {
    throw refused(drillErrors.unattended, name, {
      at: 'protection',
      found: "'protected', and no questions asked",
      fix: 'leave --yes out',
    });
  }
  const typed = await ports.prompt.type(
    `To ${what} ${name}, type its name: `,
    options.signal ?? new AbortController().signal,
  );
  if (typed.trim() !== name) {
    throw refused(drillErrors.name, name, { found: `"${typed.trim()}" typed`, fix: `type ${name}` });
  }
}

async function carryOut(options: DrillOptions, plan: DrillPlan, first: DrillState): Promise<DrillResult> {
  const run = new DrillRun(
    { ...options, signal: options.signal ?? new AbortController().signal },
    plan,
    first,
  );
  for (const step of plan.steps) {
    const paused = await run.take(step);
    if (paused) return paused;
  }
  return { outcome: 'finished', report: run.finish() };
}
