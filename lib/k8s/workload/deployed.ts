import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { Autoscaling } from '../autoscaling/autoscaling';
import { QueueAutoscaling } from '../autoscaling/queue-autoscaling';
import { IntOrString, KubeDeployment } from '../manifest/kinds';
import { addDisruptionBudget } from './disruption';
import { type WorkloadFault, wholeNumber } from './errors';
import { lateObject } from './late-object';
import { spreadConstraints } from './pod/spread';
import type { ReplicatedProps, Rollout, Scale } from './props';
import { budgetFaults, rangeOf, scaleFaults } from './scale';
import { Workload, type WorkloadKind } from './workload';

/** What WebService and Worker have in common. */
export interface DeployedProps extends ReplicatedProps {
  /** How many there are. */
  readonly scale: Scale;
  /**
   * How new pods take the place of old ones.
   * @default - one more at a time, none missing
   */
  readonly rollout?: Rollout;
}

/** A workload that a Deployment keeps: its pods, its budget, and what scales it. */
export abstract class Deployed extends Workload {
  readonly resource: ApiObject;
  /** Replicas there may be. */
  readonly replicas: { readonly min: number; readonly max: number };

  constructor(scope: Construct, id: string, props: DeployedProps, kind: WorkloadKind) {
    super(scope, id, props, kind);
    const range = rangeOf(props.scale);
    const rollout = { ...rolloutDefaults, ...props.rollout };
    this.replicas = { min: range.min, max: range.max };
    this.reportAll([
      ...scaleFaults(props.scale),
      ...budgetFaults(props.disruption, range.min),
      ...rolloutFaults(rollout),
    ]);
    this.resource = lateObject(this, 'Resource', KubeDeployment, {
      metadata: { name: this.name, labels: this.labels },
      preStopSeconds: this.stop.preStopSeconds,
      props: () => ({
        spec: {
          ...(range.fixed !== undefined && { replicas: range.fixed }),
          selector: { matchLabels: { ...this.selector } },
          minReadySeconds: rollout.minReadySeconds,
          progressDeadlineSeconds: rollout.progressDeadlineSeconds,
          revisionHistoryLimit: rollout.revisionHistoryLimit,
          strategy: {
            type: 'RollingUpdate',
            rollingUpdate: {
              maxUnavailable: IntOrString.fromNumber(0),
              maxSurge: IntOrString.fromNumber(rollout.maxSurge),
            },
          },
          template: this.template({
            topologySpreadConstraints: spreadConstraints(props.spread, this.selector, true),
          }),
        },
      }),
    });
    const { name, labels, selector } = this;
    addDisruptionBudget(this, { name, labels, selector, disruption: props.disruption, min: range.min });
    this.addAutoscaling(props.scale);
  }

  private addAutoscaling(scale: Scale): void {
    if ('replicas' in scale) return;
    const target = { kind: 'Deployment', name: this.name } as const;
    if ('queues' in scale) new QueueAutoscaling(this, 'autoscaling', { ...scale, target });
    else new Autoscaling(this, 'autoscaling', { ...scale, target });
  }
}

const rolloutDefaults: Required<Rollout> = {
  maxSurge: 1,
  minReadySeconds: 5,
  progressDeadlineSeconds: 600,
  revisionHistoryLimit: 5,
};

/** Pods must be ready for less than the deadline, or no rollout ever ends (API validation of Deployment). */
function rolloutFaults(rollout: Required<Rollout>): WorkloadFault[] {
  const faults = [
    ...wholeNumber('rollout', 'rollout.maxSurge', rollout.maxSurge, 1),
    ...wholeNumber('rollout', 'rollout.minReadySeconds', rollout.minReadySeconds, 0),
    ...wholeNumber('rollout', 'rollout.progressDeadlineSeconds', rollout.progressDeadlineSeconds, 1),
    ...wholeNumber('rollout', 'rollout.revisionHistoryLimit', rollout.revisionHistoryLimit, 0),
  ];
  if (faults.length > 0 || rollout.minReadySeconds < rollout.progressDeadlineSeconds) return faults;
  return [
    {
      error: 'rollout',
      at: 'rollout.minReadySeconds',
      found: `${rollout.minReadySeconds} s, with a deadline of ${rollout.progressDeadlineSeconds} s`,
      fix: 'give less than progressDeadlineSeconds',
    },
  ];
}
