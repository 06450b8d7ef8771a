import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { resourcesOf } from '../../../../lib/aws/stack';
import { testStack } from '../../../../lib/testing';

test('every resource at or below some constructs, and nothing else', () => {
  const stack = testStack();
  const above = new Construct(stack, 'above');
  const within = new SqsQueue(new Construct(above, 'between'), 'within', {});
  new TerraformOutput(above, 'output', { value: 'x' });
  const beside = new SqsQueue(stack, 'beside', {});
  new SqsQueue(stack, 'other', {});
  expect(resourcesOf(above, beside)).toEqual([within, beside]);
});
