import type { Construct } from 'constructs';
import { IntOrString, KubePodDisruptionBudget } from '../manifest/kinds';
import type { Disruption } from './props';
import { budgetOf } from './scale';

/** What {@link addDisruptionBudget} makes a budget from. */
export interface BudgetParts {
  /** Its name. */
  readonly name: string;
  /** Its labels, beside those of the chart. */
  readonly labels: Readonly<Record<string, string>>;
  /** What selects the pods. */
  readonly selector: Readonly<Record<string, string>>;
  /** What a drain may take. */
  readonly disruption: Disruption | undefined;
  /** Fewest replicas. */
  readonly min: number;
}

/** A PodDisruptionBudget from two replicas on. Pods that do not work may always be evicted: they must not stop a drain. */
export function addDisruptionBudget(scope: Construct, parts: BudgetParts): void {
  const budget = budgetOf(parts.disruption, parts.min);
  if (!budget) return;
  new KubePodDisruptionBudget(scope, 'disruption-budget', {
    metadata: { name: parts.name, labels: { ...parts.labels } },
    spec: {
      ...('maxUnavailable' in budget
        ? { maxUnavailable: IntOrString.fromNumber(budget.maxUnavailable) }
        : { minAvailable: IntOrString.fromNumber(budget.minAvailable) }),
      selector: { matchLabels: { ...parts.selector } },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
}
