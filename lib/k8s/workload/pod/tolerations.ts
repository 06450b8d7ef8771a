import { labelFault, qualifiedNameFault } from '../../../core/kubernetes-names';
import type { Toleration } from '../../manifest/kinds';
import type { WorkloadFault } from '../errors';

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** What is wrong with tolerations (Kubernetes API reference, "Toleration", and its validation). Pure. */
export function tolerationFaults(tolerations: readonly Toleration[] = []): WorkloadFault[] {
  return tolerations.flatMap((one, index) =>
    faultsOf(one).map(
      ([field, found, fix]): WorkloadFault => ({
        error: 'toleration',
        at: `nodes.tolerations.${index}.${field}`,
        found,
        fix,
      }),
    ),
  );
}

type Fault = readonly [field: keyof Toleration, found: string, fix: string];

function faultsOf({
  key = '',
  operator = 'Equal',
  value = '',
  effect,
  tolerationSeconds,
}: Toleration): Fault[] {
  const faults: Fault[] = [];
  if (operator !== 'Equal' && operator !== 'Exists') {
    faults.push(['operator', `"${operator}"`, 'give Equal or Exists']);
  }
  if (effect !== undefined && !effects.includes(effect)) {
    faults.push(['effect', `"${effect}"`, `give ${effects.join(', ')}, or leave it out for all of them`]);
  }
  if (operator === 'Exists' && value !== '') {
    faults.push([
      'value',
      `"${value}", with the operator Exists`,
      'leave it out, or give the operator Equal',
    ]);
  }
  if (key === '' && operator !== 'Exists') {
    faults.push(['key', 'none', 'give the key of the taint, or the operator Exists for every taint']);
  }
  const badKey = key === '' ? undefined : qualifiedNameFault(key);
  if (badKey !== undefined)
    faults.push(['key', badKey, 'give the key of the taint, for example example.com/gpu']);
  const badValue = operator === 'Exists' ? undefined : labelFault('key', value);
  if (badValue !== undefined) faults.push(['value', badValue, 'give the value of the taint']);
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
    faults.push(['tolerationSeconds', `with the effect ${effect ?? 'of all'}`, 'give the effect NoExecute']);
  }
  return faults;
}
