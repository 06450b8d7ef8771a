import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { report } from '../../core/report';
import { checkObjectName } from '../manifest/namespace-chart';
import { autoscalingErrors } from './errors';
import { behaviourOf, queueFaults, sortedQueues } from './plan';
import type { Queue, QueueScaling, ScaleTarget } from './props';

/** What a {@link QueueAutoscaling} is made from. */
export interface QueueAutoscalingProps extends QueueScaling {
  /** What is scaled. Its manifest must hold no replica count. */
  readonly target: ScaleTarget;
}

const apiVersion = 'keda.sh/v1alpha1';

/**
 * A ScaledObject of KEDA with the name of what it scales, and one TriggerAuthentication a queue, `<name>-<queue>`. KEDA makes the
 * HorizontalPodAutoscaler itself, `keda-hpa-<name>`. Sources: KEDA, "ScaledObject specification", "RabbitMQ Queue", "AWS SQS Queue".
 * Reports `autoscaling/*` and `manifest/name`.
 */
export class QueueAutoscaling extends Construct {
  constructor(scope: Construct, id: string, props: QueueAutoscalingProps) {
    super(scope, id);
    for (const { error, ...finding } of queueFaults(props)) report(this, autoscalingErrors[error], finding);
    const { target, queues } = props;
    const labels = { 'app.kubernetes.io/name': target.name };
    const triggers = sortedQueues(queues).map(([key, queue]) => {
      const name = checkObjectName(this, `${target.name}-${key}`);
      new ApiObject(this, `authentication-${key}`, {
        apiVersion,
        kind: 'TriggerAuthentication',
        metadata: { name, labels },
        spec: authentication(queue),
      });
      return { ...trigger(queue), metricType: 'AverageValue', authenticationRef: { name } };
    });
    new ApiObject(this, 'Resource', {
      apiVersion,
      kind: 'ScaledObject',
      metadata: { name: target.name, labels },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: target.kind, name: target.name },
        minReplicaCount: props.min,
        maxReplicaCount: props.max,
        pollingInterval: props.pollingSeconds ?? 30,
        cooldownPeriod: props.cooldownSeconds ?? 300,
        fallback: { failureThreshold: 3, replicas: props.fallbackReplicas ?? Math.max(props.min, 1) },
        advanced: { horizontalPodAutoscalerConfig: { behavior: behaviourOf(props.behaviour) } },
        triggers,
      },
    });
  }
}

/** The values of a trigger's metadata are texts, numbers too. */
function trigger(queue: Queue) {
  const value = String(queue.messagesPerReplica);
  if ('sqs' in queue) {
    const metadata = { awsRegion: queue.region, queueLength: value, queueURL: queue.sqs };
    return { type: 'aws-sqs-queue', metadata };
  }
  return { type: 'rabbitmq', metadata: { mode: 'QueueLength', queueName: queue.rabbitmq, value } };
}

function authentication(queue: Queue) {
  if ('sqs' in queue) return { podIdentity: { provider: 'aws', identityOwner: 'keda' } };
  const { secret, key } = queue.address;
  return { secretTargetRef: [{ parameter: 'host', name: secret, key }] };
}
