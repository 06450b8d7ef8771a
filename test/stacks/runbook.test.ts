import prod from '../../environments/prod';
import { checkEnvironments } from '../../lib/core/environment';
import { runbookPhases } from '../../lib/review/recovery';
import { edit } from '../../sandbox/prove/proofs/drill/edits';
import { sources, stacksOf } from './program';

/** Edits of a runbook in their order: which stacks each changes, and which the step applies. */
function walk(change: object): { id: string; changes: string[]; applies: readonly string[] }[] {
  const data = structuredClone({ ...prod, recovery: { ...prod.recovery, ...change } });
  const [environment] = checkEnvironments(sources(data)).environments;
  if (!environment) throw new Error('the environment is refused');
  let before = stacksOf(data);
  return runbookPhases(environment)
    .flatMap(({ steps }) => steps)
    .filter(({ edits }) => Object.keys(edits).length > 0)
    .map(({ id, edits, applies }) => {
      for (const [path, value] of Object.entries(edits)) edit(data, path, value);
      const now = stacksOf(data);
      const ids = [...new Set([...before.keys(), ...now.keys()])];
      const changes = ids.filter((one) => JSON.stringify(before.get(one)) !== JSON.stringify(now.get(one)));
      before = now;
      return { id, changes, applies };
    });
}

describe('a runbook', () => {
  test.each([
    ['warmStandby', {}],
    ['pilotLight', { readiness: 'pilotLight', rto: '1h' }],
  ])('applies every stack that its edits change: %s', (_, change) => {
    const steps = walk(change);
    const forgotten = steps.flatMap(({ id, changes, applies }) =>
      changes.filter((one) => !applies.includes(one)).map((one) => `${id}: ${one}`),
    );
    expect(forgotten).toEqual([]);
    expect(steps.every(({ changes }) => changes.length > 0)).toBe(true);
    expect(steps.map(({ id }) => id)).toEqual([
      ...['adopt', 'follow', 'back', 'serve', 'renew', 'unprotect', 'release'],
    ]);
  });
});
