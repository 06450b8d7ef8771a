import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { IntOrString, KubeDaemonSet } from '../manifest/kinds';
import { type WorkloadFault, wholeNumber } from './errors';
import { lateObject } from './late-object';
import type { AgentProps } from './props';
import { Workload } from './workload';

/** Every taint: an agent that keeps away from some nodes leaves these unwatched. */
const everyNode = [
  { effect: 'NoExecute', operator: 'Exists' },
  { effect: 'NoSchedule', operator: 'Exists' },
];

/**
 * A workload with one pod on every node: DaemonSet and ServiceAccount. Within the restricted profile too, so it sees nothing of the
 * node's own files. Reports `workload/*`.
 */
export class Agent extends Workload {
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: AgentProps) {
    super(scope, id, props, {
      component: 'agent',
      ports: props.ports ?? {},
      mainPort: undefined,
      health: props.health,
      preStopSeconds: 0,
    });
    const { maxUnavailable = 1 } = props;
    this.reportAll(unavailableFaults(maxUnavailable));
    this.resource = lateObject(this, 'Resource', KubeDaemonSet, {
      metadata: { name: this.name, labels: this.labels },
      preStopSeconds: this.stop.preStopSeconds,
      props: () => ({
        spec: {
          selector: { matchLabels: { ...this.selector } },
          minReadySeconds: 5,
          revisionHistoryLimit: 5,
          updateStrategy: {
            type: 'RollingUpdate',
            rollingUpdate: {
              maxSurge: IntOrString.fromNumber(0),
              maxUnavailable:
                typeof maxUnavailable === 'number'
                  ? IntOrString.fromNumber(maxUnavailable)
                  : IntOrString.fromString(maxUnavailable),
            },
          },
          template: this.template(props.nodes?.tolerations ? {} : { tolerations: everyNode }),
        },
      }),
    });
  }
}

function unavailableFaults(maxUnavailable: number | string): WorkloadFault[] {
  if (typeof maxUnavailable === 'number') return wholeNumber('rollout', 'maxUnavailable', maxUnavailable, 1);
  if (/^([1-9]\d?|100)%$/.test(maxUnavailable)) return [];
  const fix = 'give a number, or a percentage from 1% to 100%';
  return [{ error: 'rollout', at: 'maxUnavailable', found: `"${maxUnavailable}"`, fix }];
}
