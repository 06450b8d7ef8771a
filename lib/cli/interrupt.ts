import { setImmediate } from 'node:timers/promises';
import { exitCodes } from './exit-code';

/** The user or the system asked the run to end. */
export class Interrupted extends Error {
  /** The exit code that says so. */
  readonly exitCode: number;

  /** @param signal - what was received */
  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super(`ended by ${signal}`);
    this.name = 'Interrupted';
    this.exitCode = signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated;
  }
}

/** A run's view of the signals that ask it to end. */
export interface Interruption {
  /** Aborted when the run is asked to end. */
  readonly signal: AbortSignal;
  /**
   * Lets signals arrive: a synth computes without a pause otherwise.
   * @throws Interrupted when the run is asked to end
   */
  readonly pause: () => Promise<void>;
}

/** Does something that can be asked to end by SIGINT and SIGTERM, and that then clears up instead of dying where it stands. */
export async function interruptible<Result>(work: (on: Interruption) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  const onInt = () => controller.abort(new Interrupted('SIGINT'));
  const onTerm = () => controller.abort(new Interrupted('SIGTERM'));
  process.on('SIGINT', onInt);
  process.on('SIGTERM', onTerm);
  const { signal } = controller;
  const pause = async () => {
    await setImmediate();
    signal.throwIfAborted();
  };
  try {
    return await work({ signal, pause });
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    process.off('SIGINT', onInt);
    process.off('SIGTERM', onTerm);
  }
}
