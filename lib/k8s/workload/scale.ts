import { type WorkloadFault, wholeNumber } from './errors';
import type { Disruption, Scale } from './props';

/** How many replicas there may be. */
export interface ScaleRange {
  /** Fewest. */
  readonly min: number;
  /** Most. */
  readonly max: number;
  /** The count that the manifest holds, or none when an autoscaler decides. */
  readonly fixed: number | undefined;
}

/** The replicas that a scale allows. Pure. */
export function rangeOf(scale: Scale): ScaleRange {
  if ('replicas' in scale) return { min: scale.replicas, max: scale.replicas, fixed: scale.replicas };
  return { min: scale.min, max: scale.max, fixed: undefined };
}

/** What is wrong with a replica count; the bounds of an autoscaler are checked by it. Pure. */
export function scaleFaults(scale: Scale): WorkloadFault[] {
  if (!('replicas' in scale)) return [];
  const both = ['min', 'max', 'cpuPercent', 'queues'].filter((key) => key in scale);
  if (both.length > 0) {
    return [
      {
        error: 'replicas-and-autoscaling',
        at: 'scale',
        found: `replicas: ${scale.replicas} together with ${both.join(', ')}`,
        fix: 'leave out replicas, or all of the others',
      },
    ];
  }
  return wholeNumber('replicas', 'scale.replicas', scale.replicas, 0);
}

/** What a drain may take, or `undefined` when there is nothing to say: below two replicas, or by choice. Pure. */
export function budgetOf(
  disruption: Disruption | undefined,
  min: number,
): Exclude<Disruption, 'none'> | undefined {
  if (disruption === 'none' || min < 2) return undefined;
  return disruption ?? { maxUnavailable: 1 };
}

/** What is wrong with a budget: one that allows no eviction stops every drain and every upgrade of nodes. Pure. */
export function budgetFaults(disruption: Disruption | undefined, min: number): WorkloadFault[] {
  if (disruption === undefined || disruption === 'none') return [];
  if ('maxUnavailable' in disruption && 'minAvailable' in disruption) {
    const found = 'maxUnavailable and minAvailable';
    return [{ error: 'disruption-both', at: 'disruption', found, fix: 'leave one of them out' }];
  }
  const [key, value] =
    'maxUnavailable' in disruption
      ? (['maxUnavailable', disruption.maxUnavailable] as const)
      : (['minAvailable', disruption.minAvailable] as const);
  const at = `disruption.${key}`;
  const faults = wholeNumber('disruption-blocks', at, value, 1);
  if (faults.length > 0 || key === 'maxUnavailable' || value < min) return faults;
  return [
    {
      error: 'disruption-blocks',
      at,
      found: `${value} of ${min} replicas must stay, so ${Math.max(min - value, 0)} may go`,
      fix: 'give maxUnavailable: 1, or more replicas',
    },
  ];
}
