import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubeCronJob } from '../manifest/kinds';
import { NamespaceChart } from '../manifest/namespace-chart';
import { wholeNumber } from './errors';
import { lateObject } from './late-object';
import type { CronTaskProps } from './props';
import { runFaults, runSpec } from './run';
import { scheduleFaults, timeZoneFaults } from './schedule';
import { Workload } from './workload';

/**
 * A task that runs by the clock: CronJob and ServiceAccount. A run that is still at work is not overtaken, one that could not start in
 * time is left out. Reports `workload/*`.
 */
export class CronTask extends Workload {
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: CronTaskProps) {
    super(scope, id, props, {
      component: 'task',
      ports: {},
      mainPort: undefined,
      health: 'unchecked',
      preStopSeconds: 0,
    });
    const { timeZone = 'Etc/UTC', startingDeadlineSeconds = 300 } = props;
    const { successful, failed } = props.history ?? { successful: 3, failed: 3 };
    this.reportAll([
      ...scheduleFaults(props.schedule),
      ...timeZoneFaults(timeZone),
      ...runFaults(props.limits),
      // Below ten seconds the controller, which looks every ten, may miss a run (Kubernetes, "CronJob limitations").
      ...wholeNumber('rollout', 'startingDeadlineSeconds', startingDeadlineSeconds, 10),
      ...wholeNumber('rollout', 'history.successful', successful, 0),
      ...wholeNumber('rollout', 'history.failed', failed, 0),
    ]);
    this.resource = lateObject(this, 'Resource', KubeCronJob, {
      metadata: { name: this.name, labels: this.labels },
      preStopSeconds: this.stop.preStopSeconds,
      props: () => ({
        spec: {
          schedule: props.schedule,
          timeZone,
          concurrencyPolicy: props.concurrencyPolicy ?? 'Forbid',
          startingDeadlineSeconds,
          successfulJobsHistoryLimit: successful,
          failedJobsHistoryLimit: failed,
          suspend: false,
          jobTemplate: {
            metadata: { labels: { ...NamespaceChart.of(this).labels, ...this.labels } },
            spec: runSpec(this.template({ restartPolicy: 'Never' }), props.limits),
          },
        },
      }),
    });
  }
}
