import { type DrillPorts, OutsideError } from './ports';
import type { DrillTiming, Executor, NoteKey } from './step';

/** What an executor is made from. */
export interface ExecutorParts {
  /** The outside world. */
  readonly ports: DrillPorts;
  /** How long to wait. */
  readonly timing: DrillTiming;
  /** Aborted when the drill is asked to end. */
  readonly signal: AbortSignal;
  /** Remembers something. */
  readonly note: (key: NoteKey, value: string) => void;
  /** What was remembered. */
  readonly noted: (key: NoteKey) => string | undefined;
  /** Writes the report. */
  readonly report: () => void;
}

/** What steps work with, over the ports. */
export function executor({ ports, timing, signal, note, noted, report }: ExecutorParts): Executor {
  const { clock } = ports;
  return {
    ...ports,
    timing,
    signal,
    note,
    noted,
    report,
    time: () => new Date(clock.now()).toISOString(),
    until: async (seconds, ask, every = timing.poll) => {
      const end = clock.now() + seconds * 1000;
      for (;;) {
        const answer = await ask().catch(asNothing);
        if (answer !== undefined || clock.now() >= end) return answer;
        await clock.sleep(every, signal);
      }
    },
  };
}

/** What cannot be asked now may be asked in a moment. */
function asNothing(error: unknown): undefined {
  if (error instanceof OutsideError) return undefined;
  throw error;
}

/** Waiting times for the real world. */
export function defaultTiming(promisedSeconds: number): DrillTiming {
  return {
    poll: 2,
    mark: 1,
    backup: 3600,
    // Beyond the promise, so that a broken one is measured too.
    serve: 2 * promisedSeconds,
    tell: 300,
    promote: 1800,
    return: 900,
  };
}
