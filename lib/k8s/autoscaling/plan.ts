import type { Finding } from '../../core/errors';
import { sortedEntries } from '../../core/sorted-entries';
import type { HorizontalPodAutoscalerBehaviorV2, HpaScalingRulesV2 } from '../manifest/kinds';
import type { autoscalingErrors } from './errors';
import type { Queue, QueueScaling, ScalingBehaviour, ScalingPace, UsageScaling } from './props';

/** A mistake that a pure check found: which one, and what to say about it. */
export interface AutoscalingFault extends Finding {
  /** The second half of the error's code. */
  readonly error: keyof typeof autoscalingErrors;
}

const paces: Readonly<Record<'up' | 'down', Required<ScalingPace>>> = {
  up: { stabilizationSeconds: 0, percent: 100, pods: 4, periodSeconds: 60 },
  down: { stabilizationSeconds: 300, percent: 25, pods: 1, periodSeconds: 60 },
};

/** The figures of an autoscaler are numbers of 32 bits. */
const INT32 = 2_147_483_647;

/** What is wrong with scaling by usage. Pure. */
export function usageFaults(scaling: UsageScaling): AutoscalingFault[] {
  return [
    ...boundsFaults(scaling.min, scaling.max, 1),
    ...whole('target', 'cpuPercent', scaling.cpuPercent, 1),
    ...(scaling.memoryPercent === undefined
      ? []
      : whole('target', 'memoryPercent', scaling.memoryPercent, 1)),
    ...behaviourFaults(scaling.behaviour ?? {}),
  ];
}

/** What is wrong with scaling by queues. Pure. */
export function queueFaults(scaling: QueueScaling): AutoscalingFault[] {
  const fallback = scaling.fallbackReplicas ?? 1;
  return [
    ...boundsFaults(scaling.min, scaling.max, 0),
    ...(Object.keys(scaling.queues).length === 0
      ? [{ error: 'queue' as const, at: 'queues', found: 'no queue', fix: 'name at least one queue' }]
      : []),
    ...sortedQueues(scaling.queues).flatMap(([key, queue]) => oneQueueFaults(key, queue)),
    ...whole('bounds', 'fallbackReplicas', fallback, 0),
    ...whole('behaviour', 'pollingSeconds', scaling.pollingSeconds ?? 30, 1),
    ...whole('behaviour', 'cooldownSeconds', scaling.cooldownSeconds ?? 300, 0),
    ...behaviourFaults(scaling.behaviour ?? {}),
  ];
}

/** The queues by name, sorted. */
export function sortedQueues(queues: QueueScaling['queues']): [string, Queue][] {
  return sortedEntries(queues);
}

/** How fast it goes, with every figure written out: a default of the cluster must not change it. */
export function behaviourOf(behaviour: ScalingBehaviour = {}): HorizontalPodAutoscalerBehaviorV2 {
  return {
    scaleUp: rules({ ...paces.up, ...behaviour.up }),
    scaleDown: rules({ ...paces.down, ...behaviour.down }),
  };
}

function rules(pace: Required<ScalingPace>): HpaScalingRulesV2 {
  return {
    stabilizationWindowSeconds: pace.stabilizationSeconds,
    selectPolicy: 'Max',
    policies: [
      { type: 'Percent', value: pace.percent, periodSeconds: pace.periodSeconds },
      { type: 'Pods', value: pace.pods, periodSeconds: pace.periodSeconds },
    ],
  };
}

function boundsFaults(min: number, max: number, lowest: number): AutoscalingFault[] {
  const faults = [...whole('bounds', 'min', min, lowest), ...whole('bounds', 'max', max, 1)];
  if (faults.length > 0 || min <= max) return faults;
  return [
    {
      error: 'bounds',
      at: 'min',
      found: `from ${min} to ${max} replicas`,
      fix: 'give a min that is not above max',
    },
  ];
}

/** Limits of autoscaling/v2 (Kubernetes API reference, HPAScalingRules): an hour of calm, half an hour of period. */
function behaviourFaults(behaviour: ScalingBehaviour): AutoscalingFault[] {
  return (['up', 'down'] as const).flatMap((way) => {
    const pace = { ...paces[way], ...behaviour[way] };
    return [
      ...whole('behaviour', `behaviour.${way}.stabilizationSeconds`, pace.stabilizationSeconds, 0, 3600),
      ...whole('behaviour', `behaviour.${way}.percent`, pace.percent, 1),
      ...whole('behaviour', `behaviour.${way}.pods`, pace.pods, 1),
      ...whole('behaviour', `behaviour.${way}.periodSeconds`, pace.periodSeconds, 1, 1800),
    ];
  });
}

function oneQueueFaults(key: string, queue: Queue): AutoscalingFault[] {
  const faults = whole('target', `queues.${key}.messagesPerReplica`, queue.messagesPerReplica, 1);
  const fault = (at: string, found: string, fix: string) =>
    faults.push({ error: 'queue', at: `queues.${key}.${at}`, found: `"${found}"`, fix });
  if ('sqs' in queue) {
    if (!/^https:\/\/sqs\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/\d{12}\/[\w-]{1,80}(\.fifo)?$/.test(queue.sqs)) {
      fault('sqs', queue.sqs, 'give the queue url, https://sqs.us-east-1.amazonaws.com/111122223333/orders');
    }
  } else if (!/^\S+$/.test(queue.rabbitmq)) fault('rabbitmq', queue.rabbitmq, 'give the name of the queue');
  return faults;
}

function whole(
  error: AutoscalingFault['error'],
  at: string,
  value: number,
  min: number,
  max = INT32,
): AutoscalingFault[] {
  if (Number.isInteger(value) && value >= min && value <= max) return [];
  const range = max === INT32 && value <= max ? `from ${min} on` : `from ${min} to ${max}`;
  return [{ error, at, found: String(value), fix: `give a whole number ${range}` }];
}
