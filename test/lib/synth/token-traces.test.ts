import { withoutTokenTraces } from '../../../lib/synth/token-traces';

function capture(): string | undefined {
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder);
  return holder.stack;
}

test('nothing is recorded meanwhile, and everything is again afterwards', () => {
  expect(withoutTokenTraces(capture)).toBeUndefined();
  expect(capture()).toContain('token-traces');
});

test('errors keep their stacks, and put an end to it', () => {
  const fail = () => {
    throw new TypeError('no');
  };
  const error = (() => {
    try {
      return withoutTokenTraces(fail);
    } catch (one) {
      return one as Error;
    }
  })();
  expect(error?.stack).toMatch(/TypeError: no\n +at /);
  expect(capture()).toContain('token-traces');
});
