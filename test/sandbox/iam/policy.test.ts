import {
  type Check,
  evaluate,
  evaluateFor,
  type PolicyDocument,
  principalNames,
  within,
} from '../../../sandbox/iam/policy';

const allow = (statement: object = {}): PolicyDocument => ({
  Statement: { Sid: 'Yes', Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::a/*', ...statement },
});
const check: Check = { action: 's3:GetObject', resource: 'arn:aws:s3:::a/b' };

describe('within', () => {
  const [allowed, denied, none] = [
    { effect: 'allow', sid: 'Yes' },
    { effect: 'deny', sid: 'No' },
    { effect: 'none' },
  ] as const;

  it.each([
    ['without a boundary', allowed, undefined, allowed],
    ['allowed by both', allowed, { effect: 'allow' }, allowed],
    ['denied by the boundary', allowed, denied, denied],
    ['not allowed by the boundary', allowed, none, none],
    ['not allowed by the policies', none, { effect: 'allow' }, none],
    ['denied by the policies', denied, { effect: 'allow' }, denied],
  ] as const)('%s', (_, decision, boundary, found) => {
    expect(within(decision, boundary)).toEqual(found);
  });
});

describe('evaluate', () => {
  it('allows what a statement allows, and says which', () => {
    expect(evaluate([allow()], check)).toEqual({ effect: 'allow', sid: 'Yes' });
  });

  it.each([
    ['another action', { ...check, action: 's3:PutObject' }],
    ['another resource', { ...check, resource: 'arn:aws:s3:::b/b' }],
    ['a resource with other capitals', { ...check, resource: 'arn:aws:s3:::A/b' }],
  ])('allows nothing for %s', (_, other) => {
    expect(evaluate([allow()], other).effect).toBe('none');
  });

  it('does not mind capitals in actions', () => {
    expect(evaluate([allow({ Action: 'S3:getobject' })], check).effect).toBe('allow');
  });

  it('lets a deny win whatever its place', () => {
    const deny: PolicyDocument = {
      Statement: [{ Sid: 'No', Effect: 'Deny', Action: '*', NotResource: 'arn:aws:s3:::c/*' }],
    };
    expect(evaluate([allow(), deny], check)).toEqual({ effect: 'deny', sid: 'No' });
    expect(evaluate([deny, allow()], check).effect).toBe('deny');
    expect(evaluate([deny], { ...check, resource: 'arn:aws:s3:::c/x' }).effect).toBe('none');
  });

  it('takes an action out by NotAction', () => {
    const all = allow({ Action: undefined, NotAction: 's3:Put*' });
    expect(evaluate([all], check).effect).toBe('allow');
    expect(evaluate([all], { ...check, action: 's3:PutObject' }).effect).toBe('none');
  });

  it.each<[string, object, string | string[] | undefined, 'allow' | 'none']>([
    ['equal', { StringEquals: { 'aws:RequestedRegion': ['a', 'b'] } }, 'b', 'allow'],
    ['unequal', { StringEquals: { 'aws:RequestedRegion': 'a' } }, 'b', 'none'],
    ['absent', { StringEquals: { 'aws:RequestedRegion': 'a' } }, undefined, 'none'],
    ['absent, if it exists', { StringEqualsIfExists: { 'aws:RequestedRegion': 'a' } }, undefined, 'allow'],
    ['negated and absent', { StringNotEquals: { 'aws:RequestedRegion': 'a' } }, undefined, 'allow'],
    ['negated with one of two', { StringNotEquals: { 'aws:RequestedRegion': ['a', 'b'] } }, 'b', 'none'],
    ['like', { StringLike: { 'aws:RequestedRegion': 's3.*.com' } }, 's3.x.com', 'allow'],
    ['null', { Null: { 'aws:RequestedRegion': 'true' } }, undefined, 'allow'],
    ['not null', { Null: { 'aws:RequestedRegion': 'true' } }, 'a', 'none'],
    ['a number', { NumericLessThan: { 'aws:RequestedRegion': '1.2' } }, '1.3', 'none'],
    [
      'a set, all of it',
      { 'ForAllValues:StringEquals': { 'aws:RequestedRegion': ['a'] } },
      ['a', 'b'],
      'none',
    ],
    [
      'a set, any of it',
      { 'ForAnyValue:StringEquals': { 'aws:RequestedRegion': ['a'] } },
      ['a', 'b'],
      'allow',
    ],
  ])('reads a condition: %s', (_, Condition, value, effect) => {
    const context = { 'aws:requestedregion': value };
    expect(evaluate([allow({ Condition })], { ...check, context }).effect).toBe(effect);
  });

  it("puts the caller's tags into resources", () => {
    const own = allow({ Resource: 'arn:aws:s3:::a/${aws:PrincipalTag/kubernetes-namespace}/*' });
    const context = { 'aws:principaltag/kubernetes-namespace': 'shop' };
    expect(evaluate([own], { ...check, resource: 'arn:aws:s3:::a/shop/x', context }).effect).toBe('allow');
    expect(evaluate([own], { ...check, resource: 'arn:aws:s3:::a/other/x', context }).effect).toBe('none');
  });

  it('refuses to guess at an operator', () => {
    const odd = allow({ Condition: { DateLessThan: { 'aws:CurrentTime': 'x' } } });
    expect(() => evaluate([odd], { ...check, context: { 'aws:currenttime': 'y' } })).toThrow(/DateLessThan/);
  });
});

describe('evaluateFor', () => {
  it('counts only statements that name the principal', () => {
    const policy: PolicyDocument = {
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: 'sts:AssumeRole' },
        { Effect: 'Deny', Principal: { AWS: '111111111111' }, Action: 'sts:AssumeRole' },
      ],
    };
    const assume = { action: 'sts:AssumeRole', resource: '*' };
    const by = (service: string) =>
      evaluateFor(policy, assume, (one) => principalNames(one, 'Service', [service])).effect;
    expect(by('pods.eks.amazonaws.com')).toBe('allow');
    expect(by('ec2.amazonaws.com')).toBe('none');
  });
});
