import { type Problem, problem } from '../../core/errors';
import { type Manifest, namespaceOf, ofKind, specOf } from '../manifest';
import type { IntOrPercent, LabelSelector } from '../shapes';
import { shareOf, type Workload, type Workloads } from '../workload';
import { consistencyErrors } from './errors';

type BudgetSpec = {
  readonly selector: LabelSelector;
  readonly minAvailable: IntOrPercent;
  readonly maxUnavailable: IntOrPercent;
};

/** Proves that every PodDisruptionBudget lets a pod go while its workload has the fewest pods that it may have. */
export function checkDisruption(manifests: readonly Manifest[], workloads: Workloads): Problem[] {
  return ofKind(manifests, 'PodDisruptionBudget').flatMap((budget) => {
    const { selector } = specOf<BudgetSpec>(budget);
    if (!selector) return [];
    return workloads
      .selectedBy(namespaceOf(budget), selector)
      .filter(({ kind, min }) => ['Deployment', 'StatefulSet', 'ReplicaSet'].includes(kind) && min > 0)
      .flatMap((workload) => blocked(budget, workload));
  });
}

/** Percentages of a budget round up (Kubernetes, "Specifying a Disruption Budget for your Application"). */
function blocked(budget: Manifest, { path, min }: Workload): Problem[] {
  const { minAvailable, maxUnavailable } = specOf<BudgetSpec>(budget);
  const at = maxUnavailable === undefined ? 'minAvailable' : 'maxUnavailable';
  const said = maxUnavailable ?? minAvailable ?? 0;
  const share = shareOf(min, said);
  const mayGo = at === 'maxUnavailable' ? share : min - share;
  if (mayGo > 0) return [];
  const of = typeof said === 'string' ? ` (${said} of ${min}, rounded up, is ${share})` : '';
  const sum = at === 'maxUnavailable' ? `${share} may go` : `${min} - ${share} = ${min - share} may go`;
  return [
    problem(consistencyErrors['disruption-blocked'], budget.path, {
      at,
      found: `${said}${of}, while ${path} has ${min} at least: ${sum}`,
      fix: 'set maxUnavailable: 1, or run more replicas; with one replica leave the budget out',
    }),
  ];
}
