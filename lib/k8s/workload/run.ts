import type { JobSpec, PodTemplateSpec } from '../manifest/kinds';
import { type WorkloadFault, wholeNumber } from './errors';
import type { RunLimits } from './props';

/** What is wrong with the limits of a run. Pure. */
export function runFaults({ retries = 2, deadlineSeconds = 3600 }: RunLimits = {}): WorkloadFault[] {
  return [
    ...wholeNumber('rollout', 'limits.retries', retries, 0),
    ...wholeNumber('rollout', 'limits.deadlineSeconds', deadlineSeconds, 1),
  ];
}

/** A run of a task. A pod that a drain or a lost node ended is not a failure of the task. */
export function runSpec(
  template: PodTemplateSpec,
  { retries = 2, deadlineSeconds = 3600 }: RunLimits = {},
): JobSpec {
  return {
    template,
    backoffLimit: retries,
    activeDeadlineSeconds: deadlineSeconds,
    podFailurePolicy: {
      rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
    },
  };
}
