import { type Approval, checkPlan, lostWith, statefulTypes } from '../../../../lib/review/plan';

const stack = 'prod-us-east-1-data';
const change = (type: string, actions: string[], more: object = {}) => ({
  address: `${type}.one`,
  mode: 'managed',
  type,
  change: { actions, before: { id: '1' }, after: { id: '2' }, after_unknown: {}, ...more },
});
const planOf = (...changes: object[]) => ({
  format_version: '1.2',
  planned_values: {},
  resource_changes: changes,
});
const codes = (plan: unknown, approvals: readonly Approval[] = []) =>
  checkPlan({ stack, plan, approvals }).problems.map((one) => one.code);
const approval: Approval = {
  stack,
  address: 'aws_db_instance.one',
  action: 'delete',
  reason: 'the old primary, after the way back',
  until: '2026-12-01',
};

describe('checkPlan', () => {
  test('what is made, changed in place, forgotten or read passes', () => {
    const plan = planOf(
      change('aws_db_instance', ['create'], { before: null }),
      change('aws_db_instance', ['update']),
      change('aws_s3_bucket', ['no-op']),
      change('aws_s3_bucket', ['forget']),
      { ...change('aws_kms_key', ['delete']), mode: 'data' },
    );
    expect(checkPlan({ stack, plan })).toEqual({ problems: [], used: [] });
    expect(codes({ format_version: '1.2', planned_values: {} })).toEqual([]);
  });

  test('what holds no data may go', () => {
    expect(codes(planOf(change('aws_security_group', ['delete'])))).toEqual([]);
    expect(codes(planOf(change('constructor', ['delete'])))).toEqual([]);
  });

  test.each(Object.keys(statefulTypes))('%s may not', (type) => {
    expect(codes(planOf(change(type, ['delete'])))).toEqual(['plan/deleted']);
    expect(codes(planOf(change(type, ['delete', 'create'])))).toEqual(['plan/replaced']);
    expect(codes(planOf(change(type, ['create', 'delete'])))).toEqual(['plan/replaced']);
    expect(lostWith(type)).toMatch(/^[a-z]/);
  });

  test('says where, why and what is lost', () => {
    const replaced = change('aws_db_instance', ['delete', 'create'], {
      replace_paths: [['storage_encrypted'], ['kms_key_id']],
    });
    expect(checkPlan({ stack, plan: planOf(replaced) }).problems).toMatchObject([
      {
        path: 'prod-us-east-1-data.aws_db_instance.one',
        found:
          'it is replaced, because of kms_key_id, storage_encrypted; lost with it: its data since the final snapshot, and its endpoint',
        fix: expect.stringContaining('action: replace'),
      },
    ]);
  });

  test('an approval counts for its stack, its address and its action alone', () => {
    const plan = planOf(change('aws_db_instance', ['delete']));
    expect(checkPlan({ stack, plan, approvals: [approval] })).toEqual({ problems: [], used: [approval] });
    for (const other of [
      { stack: 'prod-us-west-2-data' },
      { address: 'aws_db_instance.two' },
      { action: 'replace' as const },
    ]) {
      expect(codes(plan, [{ ...approval, ...other }])).toEqual(['plan/deleted']);
    }
  });

  const source = 'arn:aws:rds:us-east-1:444444444444:db:microshop-prod-main';
  const following = (before: unknown, after: unknown, unknown = {}) =>
    planOf(
      change('aws_db_instance', ['update'], {
        before: { replicate_source_db: before },
        after: { replicate_source_db: after },
        after_unknown: unknown,
      }),
    );

  test.each([
    [null, source, {}],
    ['', source, {}],
    [undefined, undefined, { replicate_source_db: true }],
  ])('a promoted database never follows again: %j, %j, %j', (before, after, unknown) => {
    expect(codes(following(before, after, unknown))).toEqual(['plan/follows-again']);
    const leave = { ...approval, action: 'replace' as const };
    expect(codes(following(before, after, unknown), [approval, leave])).toEqual(['plan/follows-again']);
  });

  test('one that follows may be promoted, or stay as it is', () => {
    expect(codes(following(source, null))).toEqual([]);
    expect(codes(following(source, source))).toEqual([]);
    expect(codes(following(null, null))).toEqual([]);
  });

  test.each([
    [undefined],
    ['text'],
    [{}],
    [{ format_version: '1.0', values: {} }],
    [{ ...planOf(), format_version: 1 }],
    [{ ...planOf(), errored: true }],
    [{ ...planOf(), resource_changes: {} }],
    [planOf({ address: 'a.b' })],
    [planOf({ ...change('aws_vpc', ['delete']), type: 1 })],
    [planOf({ ...change('aws_vpc', ['delete']), address: 1 })],
    [planOf(change('aws_vpc', []), { change: { actions: 'delete' }, address: 'a.b', type: 'a' })],
  ])('%j is no plan', (plan) => {
    expect(codes(plan)).toEqual(['plan/unreadable']);
  });
});
