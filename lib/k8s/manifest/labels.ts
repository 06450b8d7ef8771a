import type { IConstruct } from 'constructs';
import { NamespaceChart } from './namespace-chart';

/** Label that tells workloads of one namespace apart. */
export const NAME_LABEL = 'app.kubernetes.io/name';

/** Label that the control plane sets on every namespace to its name; `name` alone is set by nobody. */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** What selects a workload's pods. Never derived from the construct path: a selector cannot be changed. */
export function selectorLabels(scope: IConstruct, name: string): Record<string, string> {
  return { [NAME_LABEL]: name, 'app.kubernetes.io/part-of': NamespaceChart.of(scope).partOf };
}
