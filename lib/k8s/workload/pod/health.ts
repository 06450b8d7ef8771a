/** When a probe asks. Each figure is left to the probe's own default otherwise. */
export interface ProbeTiming {
  /**
   * Seconds from the container's start to the first question.
   * @default - 0; liveness 30, readiness 5
   */
  readonly initialDelaySeconds?: number;
  /**
   * Seconds between two questions.
   * @default - 5; liveness 10
   */
  readonly periodSeconds?: number;
  /**
   * Seconds that an answer may take; not more than the period.
   * @default 3
   */
  readonly timeoutSeconds?: number;
  /**
   * Failures in a row that count.
   * @default - 3; startup 12, a minute in all
   */
  readonly failureThreshold?: number;
}

/** The probes of a container: their timing, and what each asks where it differs. */
export interface Probes<Question> {
  /**
   * Until it succeeds the others do not ask: how long a start may take.
   * @default - asked every 5 s, for a minute
   */
  readonly startup?: ProbeTiming & Partial<Question>;
  /**
   * Fails: the container is started again. Never asks what a restart cannot mend, such as the database.
   * @default - asked from 30 s every 10 s, three times
   */
  readonly liveness?: ProbeTiming & Partial<Question>;
  /**
   * Fails: the pod gets no calls until it answers again.
   * @default - asked from 5 s every 5 s, three times
   */
  readonly readiness?: ProbeTiming & Partial<Question>;
}

/** Health asked by HTTP GET. */
export interface HttpHealth extends Probes<{ readonly path: string }> {
  /** Path that answers 200 to 399. */
  readonly path: string;
  /**
   * Name of the port.
   * @default - the main port, or the only one
   */
  readonly port?: string;
}

/** Health asked by a command in the container, which succeeds with exit code 0. */
export interface CommandHealth extends Probes<{ readonly command: readonly string[] }> {
  /** The command and its arguments; no shell. */
  readonly command: readonly string[];
}

/** Health told by a port that takes connections. */
export interface TcpHealth extends Probes<{ readonly tcp: string }> {
  /** Name of the port. */
  readonly tcp: string;
}

/** How one learns whether a container is well. */
export type Health = HttpHealth | CommandHealth | TcpHealth;
