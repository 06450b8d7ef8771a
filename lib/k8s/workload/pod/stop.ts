import { type WorkloadFault, wholeNumber } from '../errors';

/** How a pod ends. */
export interface GracefulStop {
  /**
   * Seconds that a pod goes on as before after it is told to end, while the load balancer and the nodes learn that it is gone.
   * The kubelet waits itself (lifecycle action `sleep`, Kubernetes 1.30 and later), so the image needs no shell.
   * @default - 10 for a WebService; 0, no wait, for the others
   */
  readonly preStopSeconds?: number;
  /**
   * Seconds that the process then has, from SIGTERM on, to end the work in hand.
   * @default 20
   */
  readonly drainSeconds?: number;
  /**
   * Seconds until it is killed, counted from when it is told to end.
   * @default - the sum of the two
   */
  readonly gracePeriodSeconds?: number;
}

/** The figures of a stop, and what is wrong with them. */
export interface StopPlan {
  /** Seconds before SIGTERM. */
  readonly preStopSeconds: number;
  /** `terminationGracePeriodSeconds`: preStop counts towards it (Kubernetes, "Container Lifecycle Hooks"). */
  readonly gracePeriodSeconds: number;
  /** Every mistake. */
  readonly faults: readonly WorkloadFault[];
}

/** The stop of a pod. Pure. */
export function planStop(stop: GracefulStop = {}, defaultPreStop = 0): StopPlan {
  const { preStopSeconds = defaultPreStop, drainSeconds = 20 } = stop;
  const sum = preStopSeconds + drainSeconds;
  const gracePeriodSeconds = stop.gracePeriodSeconds ?? sum;
  const faults = [
    ...wholeNumber('grace-period', 'gracefulStop.preStopSeconds', preStopSeconds, 0),
    ...wholeNumber('grace-period', 'gracefulStop.drainSeconds', drainSeconds, 1),
    ...wholeNumber('grace-period', 'gracefulStop.gracePeriodSeconds', gracePeriodSeconds, 1),
  ];
  if (faults.length === 0 && gracePeriodSeconds < sum) {
    faults.push({
      error: 'grace-period',
      at: 'gracefulStop.gracePeriodSeconds',
      found: `${gracePeriodSeconds} s, with ${preStopSeconds} s before SIGTERM and ${drainSeconds} s after it, ${sum} s in all`,
      fix: `leave it out, or give at least ${sum}`,
    });
  }
  return { preStopSeconds, gracePeriodSeconds, faults };
}
