import { describeDrill, drillPlan } from '../../../lib/drill';
import { environment } from '../core/recovery/fixture';

const ids = (promote: boolean, change: object = {}) =>
  drillPlan(environment(change), promote).steps.map(({ id }) => id);

test('traffic alone', () => {
  expect(ids(false)).toEqual([
    'prepare',
    'announce',
    'backup',
    'start',
    'fail',
    'watch',
    'verify-standby',
    'return',
    'verify-primary',
    'report',
  ]);
});

test('nodes are started where the readiness has none', () => {
  expect(ids(false, { readiness: 'pilotLight' }).filter((id) => id.startsWith('nodes'))).toEqual([
    'nodes',
    'nodes-back',
  ]);
});

test('with promotion the way back is that of the runbook, without what comes weeks later', () => {
  expect(ids(true).slice(6)).toEqual([
    'fence',
    'promote',
    'adopt',
    'verify-standby',
    'unfence',
    'return',
    'back-follow',
    'back-stop',
    'back-back',
    'back-start',
    'back-serve',
    'back-renew',
    'verify-primary',
    'report',
  ]);
});

test('ids are unique', () => {
  for (const readiness of ['pilotLight', 'warmStandby', 'active']) {
    const all = ids(true, { readiness, cache: 'ownGroup' });
    expect(new Set(all).size).toBe(all.length);
  }
});

describe('as text', () => {
  test('has every step with what it does, its commands, and whether it asks', () => {
    const plan = drillPlan(environment(), true);
    const text = describeDrill(plan);
    for (const { title, what, commands } of plan.steps) {
      expect([title, ...what, ...commands].filter((one) => !text.includes(one))).toEqual([]);
    }
    expect(text.split('\n')[0]).toBe(
      'Drill of prod: api.microshop.com from us-east-1 to us-west-2 and back, with promotion of the database. Nothing is done now.',
    );
    expect(text).toContain('\n5. Fail us-east-1 (fail), asks first\n');
    expect(text).toContain('\n6. Watch until us-west-2 serves (watch)\n');
    expect(text).toContain('(return), asks first, after fail, not after promote');
    expect(text).toMatch(/\$ aws route53 update-health-check .* --inverted\n/);
  });

  test('says why the database is not promoted', () => {
    expect(describeDrill(drillPlan(environment(), false))).toContain('that cannot be taken back');
  });
});
