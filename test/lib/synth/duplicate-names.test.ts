import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { App } from 'cdktf';
import { Construct } from 'constructs';
import { Database } from '../../../lib/aws/database';
import type { AwsStack } from '../../../lib/aws/stack';
import type { Problem } from '../../../lib/core/errors';
import { type Program, synthesize } from '../../../lib/synth';
import { duplicateNames } from '../../../lib/synth/duplicate-names';
import { prepareStacks } from '../../../lib/synth/prepare';
import { testStack } from '../../../lib/testing';
import { shop } from '../aws/database/fixture';

const east = () => testStack();
const west = () => testStack({ region: 'us-west-2' });
const otherAccount = () => testStack({ account: '999988887777' });

const bucket = (stack: AwsStack, id: string) => new S3Bucket(stack, id, { bucket: 'shop-assets' });
const role = (stack: AwsStack, id: string) =>
  new IamRole(stack, id, { name: 'shop-node', assumeRolePolicy: '{}' });
const topic = (stack: AwsStack, id: string) => new SnsTopic(stack, id, { name: 'shop-alarms' });
const provider = (stack: AwsStack, id: string) =>
  new IamOpenidConnectProvider(stack, id, {
    url: 'https://token.actions.githubusercontent.com',
    clientIdList: ['sts.amazonaws.com'],
  });

/** Makes one in each of two stacks and gives what is said of it. */
function found(make: (stack: AwsStack, id: string) => unknown, first: AwsStack, second: AwsStack) {
  make(first, 'one');
  make(second, 'two');
  const stacks = first === second ? [first] : [first, second];
  return duplicateNames(prepareStacks(stacks));
}

test('a name twice in one stack is told of at the second, with the first', () => {
  const stack = east();
  const { id } = stack.node;
  expect(found(topic, stack, stack)).toMatchObject([
    {
      code: 'synth/duplicate-name',
      severity: 'error',
      path: `${id}/two.name`,
      found: `aws_sns_topic "shop-alarms", as is ${id}/one`,
    },
  ]);
});

test.each([
  ['a topic', topic, { sameRegion: 1, otherRegion: 0, otherAccount: 0 }],
  ['a role', role, { sameRegion: 1, otherRegion: 1, otherAccount: 0 }],
  ['an OIDC provider', provider, { sameRegion: 1, otherRegion: 1, otherAccount: 0 }],
  ['a bucket', bucket, { sameRegion: 1, otherRegion: 1, otherAccount: 1 }],
] as const)('%s is alone with its name as far as AWS wants it', (_, make, expected) => {
  expect({
    sameRegion: found(make, east(), east()).length,
    otherRegion: found(make, east(), west()).length,
    otherAccount: found(make, east(), otherAccount()).length,
  }).toEqual(expected);
});

test('what another provider makes, or a deploy names, is not compared with it', () => {
  const stack = east();
  topic(stack, 'one');
  new SnsTopic(stack, 'two', { name: 'shop-alarms' }).addOverride('provider', 'aws.elsewhere');
  new SnsTopic(stack, 'three', { name: '${var.name}' });
  new SnsTopic(stack, 'four', { name: '${var.name}' });
  expect(duplicateNames(prepareStacks([stack]))).toEqual([]);
});

describe('constructs of several resources', () => {
  /** A construct with topics of these names. */
  function topics(scope: Construct, id: string, ...names: string[]): Construct {
    const construct = new Construct(scope, id);
    for (const name of names) new SnsTopic(construct, name, { name });
    return construct;
  }

  const said = (stacks: AwsStack[], ...known: string[]) =>
    duplicateNames(
      prepareStacks(stacks),
      known.map((path) => ({ code: 'database/duplicate-name', severity: 'error', path, found: '', fix: '' })),
    ).map(({ path, found }) => [path, found]);

  test('that have names in common are one problem', () => {
    const stack = east();
    const { id } = stack.node;
    topics(stack, 'one', 'a', 'b', 'c', 'd', 'other');
    topics(stack, 'two', 'a', 'b', 'c', 'd', 'another');
    topics(stack, 'three', 'other', 'another');
    expect(said([stack])).toEqual([
      [
        `${id}/two`,
        `4 names that ${id}/one has: aws_sns_topic "a", aws_sns_topic "b", aws_sns_topic "c" and 1 more`,
      ],
      [`${id}/three/other.name`, `aws_sns_topic "other", as is ${id}/one/other`],
      [`${id}/three/another.name`, `aws_sns_topic "another", as is ${id}/two/another`],
    ]);
  });

  test('of two stacks are told of by what is in the stacks', () => {
    const stacks = [testStack({ id: 'one' }), testStack({ id: 'two' })] as const;
    for (const stack of stacks) {
      topics(stack, 'alarms', 'a', 'b');
      topics(topics(stack, 'shop'), 'events', 'c', 'd');
    }
    const [one, two] = stacks.map(({ node }) => node.id);
    expect(said([...stacks])).toEqual([
      [`${two}/alarms`, `2 names that ${one}/alarms has: aws_sns_topic "a", aws_sns_topic "b"`],
      [`${two}/shop`, `2 names that ${one}/shop has: aws_sns_topic "c", aws_sns_topic "d"`],
    ]);
  });

  test('one within the other are told of by where they part', () => {
    const stack = east();
    const { id } = stack.node;
    const outer = topics(stack, 'outer', 'a');
    topics(outer, 'inner', 'a');
    expect(said([stack])).toEqual([[`${id}/outer/inner/a.name`, `aws_sns_topic "a", as is ${id}/outer/a`]]);
  });

  test('that are known to have a name twice are not told of again', () => {
    const stack = east();
    const { id } = stack.node;
    for (const name of ['one', 'two', 'two.b', 'three']) topics(stack, name, 'a');
    const all = ['two', 'two.b', 'three'].map((name) => `${id}/${name}/a.name`);
    const paths = (...known: string[]) => said([stack], ...known).map(([path]) => path);
    expect(paths()).toEqual(all);
    expect(paths(`${id}/two.name`)).toEqual(all.slice(1));
    expect(paths(`${id}/two.b/a`)).toEqual([all[0], all[2]]);
    expect(paths(`${id}/three/of.name`, `${id}/thre`, `${id}/three/a/b`)).toEqual(all);
  });

  test('are told of by their own area alone, where it tells of them', async () => {
    const stack = east();
    for (const id of ['one', 'two']) new Database(stack, id, shop);
    const program = { app: App.of(stack), stacks: [stack], problems: [] };
    const error = await synthesize(program as unknown as Program).catch((one) => one);
    expect(error.problems.map((one: Problem) => [one.code, one.path])).toEqual([
      ['database/duplicate-name', `${stack.node.id}/two.name`],
    ]);
  });
});
