import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubeJob } from '../manifest/kinds';
import { checkObjectName } from '../manifest/namespace-chart';
import { wholeNumber } from './errors';
import { lateObject } from './late-object';
import type { JobProps } from './props';
import { runFaults, runSpec } from './run';
import { Workload } from './workload';

/** A Job that exists cannot be changed, so those who apply are told to make it anew (Argo CD, Flux). */
const madeAnew = {
  'argocd.argoproj.io/sync-options': 'Force=true,Replace=true',
  'kustomize.toolkit.fluxcd.io/force': 'enabled',
} as const;

/**
 * A task that runs once to its end: Job and ServiceAccount. Its pods are not started again but replaced, so their logs stay. With
 * `revision` a changed task is a new Job; without, Argo CD and Flux replace the Job, and `kubectl apply` needs it deleted first.
 * Reports `workload/*`.
 */
export class Job extends Workload {
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: JobProps) {
    super(scope, id, props, {
      component: 'task',
      ports: {},
      mainPort: undefined,
      health: 'unchecked',
      preStopSeconds: 0,
    });
    const ttlSecondsAfterFinished = props.ttlSecondsAfterFinished ?? 86_400;
    this.reportAll([
      ...runFaults(props.limits),
      ...wholeNumber('rollout', 'ttlSecondsAfterFinished', ttlSecondsAfterFinished, 0),
    ]);
    const name = props.revision === undefined ? this.name : `${this.name}-${props.revision}`;
    this.resource = lateObject(this, 'Resource', KubeJob, {
      metadata: { name: checkObjectName(this, name, 'label'), labels: this.labels, annotations: madeAnew },
      preStopSeconds: this.stop.preStopSeconds,
      props: () => ({
        spec: {
          ...runSpec(this.template({ restartPolicy: 'Never' }), props.limits),
          ttlSecondsAfterFinished,
        },
      }),
    });
  }
}
