import dev from '../../environments/dev';
import prod from '../../environments/prod';
import staging from '../../environments/staging';
import testing from '../../environments/test';
import { actionsLike, overlap, wild } from '../support/iam-reference';
import { stacksOf } from './program';

interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Its reference names no resource, but EKS names the cluster when it refuses: "not authorized to perform eks:CreateCluster on resource ...:cluster/x". */
const NAMED_IN_TRUTH = ['eks:CreateCluster'];

// The Service Authorization Reference has the last word on what a statement says: an action that does not exist, a resource or a
// condition that the action is never asked with, is refused or ignored by AWS without a word.
describe('every policy', () => {
  const policies = policiesOf(dev, testing, staging, prod);

  test('is found', () => {
    expect(policies.length).toBeGreaterThan(100);
  });

  test('names actions that exist', async () => {
    const wrong: string[] = [];
    for (const { where, statement } of policies) {
      for (const action of list(statement.Action).filter((one) => one !== '*'))
        if ((await actionsLike(action)).length === 0) wrong.push(`${action}: ${where}`);
    }
    expect(wrong).toEqual([]);
  });

  test('allows each action on a resource that the action is asked for', async () => {
    const wrong: string[] = [];
    for (const { where, statement } of policies.filter(isIdentity)) {
      const given = list(statement.Resource).map(wild);
      if (statement.Effect === 'Deny' || given.length === 0 || given.includes('*')) continue;
      for (const pattern of list(statement.Action)) {
        const actions = await actionsLike(pattern);
        const reached = actions.filter(
          ({ name, resources }) =>
            NAMED_IN_TRUTH.includes(name) ||
            resources.some(({ arn }) => given.some((one) => overlap(one, arn))),
        );
        if (reached.length === 0) wrong.push(`${pattern} on ${given.join(', ')}: ${where}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('puts conditions that the requests can meet', async () => {
    const wrong: string[] = [];
    for (const { where, statement } of policies.filter(isIdentity)) {
      const keys = Object.values(statement.Condition ?? {}).flatMap((one) => Object.keys(one));
      for (const key of keys.map((one) => one.toLowerCase()).filter((one) => !one.startsWith('aws:'))) {
        for (const pattern of list(statement.Action)) {
          const actions = await actionsLike(pattern);
          const meets = actions.some((one) => one.conditionKeys.some((known) => overlap(known, key)));
          if (!meets) wrong.push(`${key} of ${pattern}: ${where}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

interface Policy {
  readonly where: string;
  readonly type: string;
  readonly statement: Statement;
}

/** Resource policies are about the resource that they are on, and say `*` or its own ARN. */
function isIdentity({ type }: Policy): boolean {
  return type === 'aws_iam_policy' || type === 'aws_iam_role_policy';
}

/** Every statement of every policy document. */
function policiesOf(...environments: readonly object[]): Policy[] {
  return [...stacksOf(...environments)].flatMap(([id, { resource = {} }]) =>
    Object.entries(resource).flatMap(([type, blocks]) =>
      Object.entries(blocks).flatMap(([name, block]) =>
        documentsIn(block).flatMap((statements) =>
          statements.map((statement) => ({
            where: `${id} ${type}.${name} ${statement.Sid ?? ''}`,
            type,
            statement,
          })),
        ),
      ),
    ),
  );
}

function documentsIn(block: object): Statement[][] {
  const texts = Object.values(block).filter(
    (one): one is string => typeof one === 'string' && one.startsWith('{"Version"'),
  );
  // A reference may have quotes of its own, which are none of the document's.
  return texts.map((text) => JSON.parse(text.replace(/\$\{[^}]*\}/g, '*')).Statement as Statement[]);
}

function list(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}
