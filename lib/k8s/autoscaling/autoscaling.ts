import { Construct } from 'constructs';
import { report } from '../../core/report';
import { KubeHorizontalPodAutoscalerV2, type MetricSpecV2 } from '../manifest/kinds';
import { autoscalingErrors } from './errors';
import { behaviourOf, usageFaults } from './plan';
import type { ScaleTarget, UsageScaling } from './props';

/** What an {@link Autoscaling} is made from. */
export interface AutoscalingProps extends UsageScaling {
  /** What is scaled. Its manifest must hold no replica count: each apply would undo what the autoscaler did. */
  readonly target: ScaleTarget;
}

/**
 * A HorizontalPodAutoscaler (autoscaling/v2) with the name of what it scales. A WebService or Worker makes its own from its prop
 * `scale`. Reports `autoscaling/bounds`, `autoscaling/target` and `autoscaling/behaviour`.
 */
export class Autoscaling extends Construct {
  constructor(scope: Construct, id: string, props: AutoscalingProps) {
    super(scope, id);
    for (const { error, ...finding } of usageFaults(props)) report(this, autoscalingErrors[error], finding);
    const { target, min, max, cpuPercent, memoryPercent, behaviour } = props;
    new KubeHorizontalPodAutoscalerV2(this, 'Resource', {
      metadata: { name: target.name, labels: { 'app.kubernetes.io/name': target.name } },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: target.kind, name: target.name },
        minReplicas: min,
        maxReplicas: max,
        metrics: [
          utilization('cpu', cpuPercent),
          ...(memoryPercent === undefined ? [] : [utilization('memory', memoryPercent)]),
        ],
        behavior: behaviourOf(behaviour),
      },
    });
  }
}

function utilization(name: 'cpu' | 'memory', percent: number): MetricSpecV2 {
  return {
    type: 'Resource',
    resource: { name, target: { type: 'Utilization', averageUtilization: percent } },
  };
}
