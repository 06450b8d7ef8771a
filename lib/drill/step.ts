import type { DrillPorts } from './ports';

/** How long a drill waits, in seconds. */
export interface DrillTiming {
  /** Between two looks at whatever is waited for. */
  readonly poll: number;
  /** Between two marks, just before the primary is failed. */
  readonly mark: number;
  /** For the backup of the database. */
  readonly backup: number;
  /** For the standby to serve. */
  readonly serve: number;
  /** For the health check to tell, after the standby serves: metrics are late. */
  readonly tell: number;
  /** For the database to be promoted. */
  readonly promote: number;
  /** For the primary to serve again. */
  readonly return: number;
}

/** One thing that was looked at. */
export interface Check {
  /** What has to be so. */
  readonly what: string;
  /** Whether it is. */
  readonly passed: boolean;
  /** What was found. */
  readonly found: string;
}

/** What a drill remembers from one step for another, and for the report. Times as ISO 8601. */
export type NoteKey =
  | 'start'
  | 'backup'
  | 'mark'
  | 'lagSeconds'
  | 'newestDatabase'
  | 'newestObjects'
  | 'newestVolumes'
  | 'failedAt'
  | 'unhealthyAt'
  | 'movedAt'
  | 'servedAt'
  | 'nodesBefore'
  | 'promotingAt'
  | 'promotedAt'
  | 'returningAt'
  | 'returnedAt';

/** What a step works with. */
export interface Executor extends DrillPorts {
  /** How long to wait. */
  readonly timing: DrillTiming;
  /** Aborted when the drill is asked to end. */
  readonly signal: AbortSignal;
  /** Remembers something, at once and beyond the end of the process. */
  note(key: NoteKey, value: string): void;
  /** What was remembered. */
  noted(key: NoteKey): string | undefined;
  /** The time now, as it is noted. */
  time(): string;
  /** Asks again and again until there is an answer, or the time is over. What cannot be asked is asked again. */
  until<Answer>(
    seconds: number,
    ask: () => Promise<Answer | undefined>,
    every?: number,
  ): Promise<Answer | undefined>;
  /** Writes the report. */
  report(): void;
}

/** One step of a drill. */
export interface DrillStep {
  /** Stable, by which a drill that was interrupted finds its place again. */
  readonly id: string;
  /** In a few words. */
  readonly title: string;
  /** What it does and what to mind. */
  readonly what: readonly string[];
  /** The same by hand. */
  readonly commands: readonly string[];
  /** Whether it changes anything, so that it is asked about first. */
  readonly changes: boolean;
  /** Whether it leads to the standby, or back from there. */
  readonly direction: 'there' | 'back';
  /**
   * The step without which there is nothing to do here.
   * @default - it is always done
   */
  readonly after?: string;
  /**
   * The step after which this must not be done any more.
   * @default - none
   */
  readonly unless?: string;
  /**
   * What follows when it fails: the way back, the next step, or a pause after which the same step is tried again.
   * @default 'turnBack'
   */
  readonly onFailure?: 'turnBack' | 'goOn' | 'pause';
  /** Does it. May be done twice: a drill that was interrupted begins its step again. */
  run(executor: Executor): Promise<void>;
  /** Whether it came about. */
  check(executor: Executor): Promise<readonly Check[]>;
}

/** Nothing to do, or nothing to look at. */
export const nothing = {
  run: async (): Promise<void> => undefined,
  check: async (): Promise<readonly Check[]> => [],
};

/** A {@link Check}. */
export function check(what: string, passed: boolean, found: string): Check {
  return { what, passed, found };
}
