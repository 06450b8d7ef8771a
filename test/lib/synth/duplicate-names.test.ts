import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import type { AwsStack } from '../../../lib/aws/stack';
import { duplicateNames } from '../../../lib/synth/duplicate-names';
import { prepareStacks } from '../../../lib/synth/prepare';
import { testStack } from '../../../lib/testing';

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
