/**
 * Does something while cdktf cannot record, for every token, where it was made: that walks the whole call stack thousands of times, a
 * seventh of a synth, for a hint in cdktf's own messages. Errors keep their stacks.
 * @param work - what to do, without a pause: what runs meanwhile is affected too
 */
export function withoutTokenTraces<Result>(work: () => Result): Result {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => {};
  try {
    return work();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}
