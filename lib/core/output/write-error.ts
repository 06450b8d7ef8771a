/** The output could not be written or locked. What stood there before still stands. */
export class WriteError extends Error {
  /** @param message - what could not be done, and what to do about it */
  constructor(message: string) {
    super(message);
    this.name = 'WriteError';
  }
}

/** The code of a system error (`EEXIST`), or `undefined` for anything else. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('syscall' in error)) return undefined;
  return 'code' in error ? String(error.code) : undefined;
}
