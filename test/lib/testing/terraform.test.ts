import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { EncryptionKey } from '../../../lib/aws/encryption';
import { IsthmusError } from '../../../lib/core/errors';
import {
  addresses,
  onlyResource,
  problemsOf,
  resources,
  synthTerraform,
  testStack,
} from '../../../lib/testing';

function withQueues(...names: string[]) {
  const stack = testStack();
  for (const name of names) new SqsQueue(stack, name, { name });
  return stack;
}

describe('helpers for tests of stacks', () => {
  test('synthTerraform gives every section, also those that are empty', () => {
    const content = synthTerraform(withQueues());
    expect(content).toMatchObject({ resource: {}, data: {}, output: {}, ephemeral: {} });
    expect(content.provider['aws']).toHaveLength(1);
  });

  test('resources are by name, without metadata; from a stack or from its content', () => {
    const stack = withQueues('b', 'a');
    const queues = { a: { name: 'a' }, b: { name: 'b' } };
    expect(resources(stack, SqsQueue)).toEqual(queues);
    expect(resources(synthTerraform(stack), SqsQueue)).toEqual(queues);
    expect(resources(stack, Vpc)).toEqual({});
  });

  test('onlyResource wants exactly one', () => {
    expect(onlyResource(withQueues('a'), SqsQueue)).toEqual({ name: 'a' });
    expect(() => onlyResource(withQueues(), SqsQueue)).toThrow('expected one aws_sqs_queue, found none');
    expect(() => onlyResource(withQueues('a', 'b'), SqsQueue)).toThrow(
      'expected one aws_sqs_queue, found a, b',
    );
  });

  test('addresses are sorted', () => {
    const stack = withQueues('b', 'a');
    new Vpc(stack, 'c', {});
    expect(addresses(synthTerraform(stack))).toEqual(['aws_sqs_queue.a', 'aws_sqs_queue.b', 'aws_vpc.c']);
  });

  test('a stack with a mistake is not synthesized, one with a warning is', () => {
    expect(() => synthTerraform(testStack({ account: '1' }))).toThrow(IsthmusError);
    expect(problemsOf(testStack())).toEqual([]);
    expect(problemsOf(testStack({ account: '1' })).map((one) => one.code)).toEqual(['stack/account']);
  });

  test('what a policy reports when it is put together is seen', () => {
    const stack = testStack();
    const key = new EncryptionKey(stack, 'key', { name: 'k', description: 'K' });
    key.addToPolicy({ sid: 'All', actions: ['*'], resources: ['*'], principals: { aws: ['111122223333'] } });
    expect(problemsOf(stack).map((one) => one.code)).toEqual(['stack/wildcard-grant']);
    expect(() => synthTerraform(stack)).toThrow(/stack\/wildcard-grant/);
  });

  test('a test stack may be another one', () => {
    const stack = testStack({ id: 'prod-eu-west-1-x', environment: 'prod', region: 'eu-west-1' });
    expect([stack.node.id, stack.environment, stack.region, stack.account]).toEqual([
      'prod-eu-west-1-x',
      'prod',
      'eu-west-1',
      '111122223333',
    ]);
  });
});
