import {
  boundaryDocument,
  type PolicyStatement,
  policyDocument,
  serviceTrust,
} from '../../../../lib/aws/stack';
import { problemsOf, testStack } from '../../../../lib/testing';

function codes(...statements: PolicyStatement[]): string[] {
  const stack = testStack();
  policyDocument(stack, statements);
  return problemsOf(stack).map((one) => one.code);
}

const read: PolicyStatement = { sid: 'Read', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::a/*'] };

describe('a policy document', () => {
  test('has its statements in order, and their lists sorted', () => {
    const statements: PolicyStatement[] = [
      {
        sid: 'Write',
        actions: ['s3:PutObject', 's3:DeleteObject'],
        resources: ['b', 'a'],
        principals: {
          services: ['z.amazonaws.com', 'a.amazonaws.com'],
          aws: ['111122223333'],
          federated: ['f'],
        },
        conditions: { Bool: { 'aws:SecureTransport': 'true' } },
      },
      { sid: 'Deny', effect: 'Deny', actions: ['*'], notResources: ['b', 'a'], principals: 'everyone' },
    ];
    expect(JSON.parse(policyDocument(testStack(), statements))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Write',
          Effect: 'Allow',
          Principal: {
            AWS: ['111122223333'],
            Service: ['a.amazonaws.com', 'z.amazonaws.com'],
            Federated: ['f'],
          },
          Action: ['s3:DeleteObject', 's3:PutObject'],
          Resource: ['a', 'b'],
          Condition: { Bool: { 'aws:SecureTransport': 'true' } },
        },
        { Sid: 'Deny', Effect: 'Deny', Principal: '*', Action: ['*'], NotResource: ['a', 'b'] },
      ],
    });
  });

  test('leaves the quotes within a reference of Terraform alone', () => {
    const reference = '${data.x.outputs.keys["own"]}';
    const text = policyDocument(testStack(), [{ ...read, resources: [reference, 'say "a"'] }]);
    expect(text).toContain(reference);
    expect(text).toContain('say \\"a\\"');
  });

  test('leaves its input alone', () => {
    const actions = ['b:B', 'a:A'];
    policyDocument(testStack(), [{ sid: 'A', actions }]);
    expect(actions).toEqual(['b:B', 'a:A']);
  });

  test('a trust policy names services', () => {
    expect(JSON.parse(serviceTrust(testStack(), 'eks.amazonaws.com')).Statement).toEqual([
      {
        Sid: 'Trust',
        Effect: 'Allow',
        Principal: { Service: ['eks.amazonaws.com'] },
        Action: ['sts:AssumeRole'],
      },
    ]);
  });
});

test('the document of a boundary allows everything but what it denies', () => {
  const stack = testStack();
  const text = boundaryDocument(stack, [{ sid: 'NoUsers', actions: ['iam:*'], notResources: ['b', 'a'] }]);
  expect(JSON.parse(text).Statement).toEqual([
    { Sid: 'WhatItsPoliciesAllow', Effect: 'Allow', Action: ['*'], Resource: ['*'] },
    { Sid: 'NoUsers', Effect: 'Deny', Action: ['iam:*'], NotResource: ['a', 'b'] },
  ]);
  expect(problemsOf(stack)).toEqual([]);
  boundaryDocument(stack, [{ sid: 'No Users', actions: ['iam:*'], resources: ['*'] }]);
  expect(problemsOf(stack).map((one) => one.code)).toEqual(['stack/sid']);
});

describe('mistakes in a policy', () => {
  test('a narrow one has none', () => {
    expect(codes(read, { ...read, sid: 'ReadAgain', actions: ['s3:*'] })).toEqual([]);
  });

  test.each(['*', '*:*', '**'])('an Allow of every action: %s', (action) => {
    expect(codes({ ...read, actions: [action] })).toEqual(['stack/wildcard-grant']);
    expect(codes({ ...read, actions: [action], effect: 'Deny' })).toEqual([]);
  });

  test.each([
    'everyone',
    { aws: ['*'] },
    { aws: ['111122223333', '*'] },
    { services: ['*'] },
    { federated: ['*'] },
  ] as const)('an Allow for everyone without a condition: %j', (principals) => {
    expect(codes({ ...read, principals })).toEqual(['stack/wildcard-grant']);
    expect(codes({ ...read, principals, effect: 'Deny' })).toEqual([]);
    const conditions = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } };
    expect(codes({ ...read, principals, conditions })).toEqual([]);
  });

  test('an Allow of all resources but some', () => {
    expect(codes({ sid: 'A', actions: ['s3:GetObject'], notResources: ['a'] })).toEqual([
      'stack/wildcard-grant',
    ]);
  });

  test.each(['', 'a b', 'a-b', 'é'])('an id "%s"', (sid) => {
    expect(codes({ ...read, sid })).toEqual(['stack/sid']);
  });

  test('an id twice', () => {
    expect(codes(read, read)).toEqual(['stack/sid']);
  });
});
