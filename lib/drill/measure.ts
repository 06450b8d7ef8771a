import { type dataKinds, type PromisedTime, recoveryPoints, recoveryTime } from '../core/recovery/promise';
import type { RunbookContext } from '../review/recovery/steps';
import type { DrillState } from './state';

/** A part of a promise that no drill of this kind goes through, at its computed length. */
export interface NotDrilled {
  /** What it is called, for example `promotion`. */
  readonly name: string;
  /** Seconds that it is computed to take. */
  readonly seconds: number;
}

/** A promise and what the drill says of it. Seconds. */
export interface MeasuredPromise {
  /** The kind: `rto`, or the kind of data whose loss it is. */
  readonly kind: PromisedTime['kind'];
  /** What is promised. */
  readonly promised: number | undefined;
  /** What was computed. */
  readonly computed: number;
  /** What was measured, `undefined` when it could not be. */
  readonly measured: number | undefined;
  /** What has to be added to what was measured, since this drill does not go through it. */
  readonly notDrilled: readonly NotDrilled[];
  /** Whether the promise is kept by both together, `undefined` when that cannot be told. */
  readonly kept: boolean | undefined;
  /** What to know about the figure. */
  readonly note: string;
}

/**
 * Parts of a recovery that a drill goes through. Not the detection: the switch is believed at once; not the decision, which was taken
 * before; not the DNS of resolvers: the zone's own servers are asked.
 */
const drilled: Readonly<Record<'always' | 'promoted', readonly string[]>> = {
  always: ['commands', 'node start', 'pod start'],
  promoted: ['promotion', 'reconnection', 'cache promotion'],
};

/** What a drill has measured, against the promises. */
export function measure(context: RunbookContext, state: DrillState): readonly MeasuredPromise[] {
  const { environment, recovery } = context;
  return [
    measureTime(recoveryTime(environment, recovery), state),
    ...recoveryPoints(environment, recovery).map((point) => measureLoss(point, state)),
  ];
}

/** Milliseconds from one noted time to another. */
function between(from: string | undefined, to: string | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : (Date.parse(to) - Date.parse(from)) / 1000;
}

function measureTime(time: PromisedTime, state: DrillState): MeasuredPromise {
  const { failedAt, servedAt, promotingAt, promotedAt } = state.notes;
  const traffic = between(failedAt, servedAt);
  const promoted = between(failedAt, promotedAt);
  const promoting = promotingAt !== undefined;
  const measured =
    traffic === undefined || (promoting && promoted === undefined)
      ? undefined
      : Math.max(traffic, promoted ?? 0);
  const parts = [...drilled.always, ...(promoted === undefined ? [] : drilled.promoted)];
  const notDrilled = time.parts.filter(({ name }) => !parts.includes(name));
  const words = promoting
    ? 'until the standby serves and takes writes'
    : 'until the standby serves; the database was not promoted';
  const paused =
    failedAt !== undefined &&
    state.resumed.some((at) => at > failedAt && at <= (promotedAt ?? servedAt ?? at));
  return {
    kind: time.kind,
    promised: time.promised,
    computed: time.reached,
    measured,
    notDrilled: notDrilled.map(({ name, seconds }) => ({ name, seconds })),
    // A standby that never served keeps no promise.
    kept: failedAt !== undefined && measured === undefined ? false : kept(time, measured, notDrilled),
    note: paused ? `${words}; the drill was interrupted meanwhile, so the time is too long` : words,
  };
}

function kept(
  { promised }: PromisedTime,
  measured: number | undefined,
  notDrilled: readonly NotDrilled[],
): boolean | undefined {
  if (promised === undefined || measured === undefined) return undefined;
  return measured + notDrilled.reduce((all, { seconds }) => all + seconds, 0) <= promised;
}

const newestOf = {
  database: 'newestDatabase',
  objects: 'newestObjects',
  volumes: 'newestVolumes',
} as const satisfies Readonly<Record<(typeof dataKinds)[number], string>>;

function measureLoss(point: PromisedTime, { notes }: DrillState): MeasuredPromise {
  const { kind } = point;
  const age =
    kind === 'rto' || kind === 'secrets' ? undefined : between(notes[newestOf[kind]], notes.failedAt);
  const lag =
    kind === 'database' && notes.failedAt && notes.lagSeconds ? Number(notes.lagSeconds) : undefined;
  const measured = age ?? lag;
  return {
    kind,
    promised: point.promised,
    computed: point.reached,
    measured,
    notDrilled: [],
    kept: kept(point, measured, []),
    note: lossNote(kind, age, lag),
  };
}

function lossNote(kind: PromisedTime['kind'], age: number | undefined, lag: number | undefined): string {
  if (age === undefined) return lag === undefined ? 'not measured' : "the replica's lag, without a mark";
  return kind === 'volumes' ? 'age of the newest copy' : 'age of the newest mark that had arrived';
}
