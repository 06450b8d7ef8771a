/** What the commands' exit codes mean. Public contract. */
export const exitCodes = {
  /** Done. */
  done: 0,
  /** The input has problems; they are printed, and nothing was written. */
  problems: 1,
  /** The command was not understood: an unknown option, or a name that no stack has. */
  usage: 2,
  /** The output could not be written or locked; what stood there before still stands. */
  output: 3,
  /** A fault of the program itself. */
  bug: 70,
  /** Ended by SIGINT (Ctrl-C). */
  interrupted: 130,
  /** Ended by SIGTERM. */
  terminated: 143,
} as const;

/** The same, for the help. */
export const EXIT_CODES = `
Exit codes:
  0    done
  1    the input has problems: all are printed, nothing is written
  2    the command was not understood
  3    the output could not be written or locked; the old one still stands
  70   a fault of the program itself
  130  ended by SIGINT, 143 by SIGTERM; the old output still stands`;

/** The command was not understood. */
export class UsageError extends Error {
  /** @param message - what was not understood, and what would be */
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** The program does not compile: the compiler says why. */
export class TypeCheckFailed extends Error {
  constructor() {
    super('the program does not compile');
    this.name = 'TypeCheckFailed';
  }
}
