import type { PolicyStatement } from '../aws/stack/policy';
import { Binding } from './binding';
import { type BoundWorkload, type EgressRanges, podIdentityAgent } from './spec';

/** An SQS queue, made wherever. */
export interface IQueue {
  /** The queue's ARN. */
  readonly queueArn: string;
  /** The queue's URL. */
  readonly queueUrl: string;
  /** ARN of the KMS key that encrypts it; `undefined` when SQS's own key does. */
  readonly keyArn: string | undefined;
}

/** What a binding to a queue is made from, beside its workload. */
export interface QueueBindingOptions {
  /** Name of the binding and of its ConfigMap, a DNS label that is unique in the namespace. */
  readonly name: string;
  /** The queue's name, as the platform stack knows it, for example `orders`. */
  readonly queue: string;
  /** What the workload does with messages. */
  readonly access: 'send' | 'receive';
  /** Where SQS is reached: the ranges of the subnets with its interface endpoint, or the whole internet. */
  readonly ranges: EgressRanges;
  /**
   * What the variables begin with.
   * @default 'QUEUE'
   */
  readonly prefix?: string;
}

/** What {@link queueBinding} takes. */
export interface QueueBindingProps extends QueueBindingOptions {
  /** Whose binding it is. */
  readonly workload: BoundWorkload;
}

/** SQS Developer Guide, "Amazon SQS API permissions": what a producer and what a consumer needs, and of the key of each. */
const actions = {
  send: {
    queue: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'],
    key: ['kms:Decrypt', 'kms:GenerateDataKey'],
  },
  receive: {
    queue: [
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ReceiveMessage',
    ],
    key: ['kms:Decrypt'],
  },
} as const;

/** A workload's binding to an SQS queue, for one direction. Variable: `QUEUE_URL`. */
export function queueBinding(props: QueueBindingProps): Binding<IQueue> {
  return new Binding<IQueue>({
    kind: 'queue',
    source: props.queue,
    name: props.name,
    workload: props.workload,
    prefix: props.prefix ?? 'QUEUE',
    keys: ['URL'],
    secrets: {},
    egress: [{ ranges: props.ranges, port: 443, reason: `SQS, queue ${props.queue}` }, podIdentityAgent],
    port: undefined,
    texts: {},
    publish: (queue) => ({
      values: { URL: queue.queueUrl },
      statements: statements(props, queue),
      port: undefined,
      opens: undefined,
    }),
  });
}

function statements({ access, queue: name }: QueueBindingProps, queue: IQueue): PolicyStatement[] {
  const of = `${access}/${name}`.replace(/(^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, __, first: string) =>
    first.toUpperCase(),
  );
  const use: PolicyStatement = {
    sid: `Queue${of}`,
    actions: actions[access].queue,
    resources: [queue.queueArn],
  };
  if (queue.keyArn === undefined) return [use];
  return [use, { sid: `QueueKey${of}`, actions: actions[access].key, resources: [queue.keyArn] }];
}
