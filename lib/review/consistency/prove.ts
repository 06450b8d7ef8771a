import { type Problem, sortProblems } from '../../core/errors';
import { defaultEksVersion } from '../../core/versions/eks';
import type { Manifest } from '../manifest';
import { Workloads } from '../workload';
import { checkDisruption } from './disruption';
import { checkPorts } from './ports';
import { checkRemovedApis } from './removed-apis';
import { checkRoutes } from './routes';
import { checkSelectors } from './selectors';
import { checkTiming } from './timing';

/**
 * Proves that the manifests of one environment and region fit each other: selectors, ports, routes, budgets, times and API
 * versions. Manifests have to satisfy their schemas.
 * @param manifests - all of them, so that what one names can be found among the others
 * @param kubernetesVersion - minor version of the cluster, for example `1.36`; the default of EKS clusters when nothing is said
 * @returns problems `consistency/*`, sorted
 */
export function proveConsistency(
  manifests: readonly Manifest[],
  kubernetesVersion: string = defaultEksVersion,
): Problem[] {
  const workloads = new Workloads(manifests);
  return sortProblems([
    ...checkSelectors(manifests, workloads),
    ...checkPorts(manifests, workloads),
    ...checkRoutes(manifests),
    ...checkDisruption(manifests, workloads),
    ...checkTiming(workloads),
    ...checkRemovedApis(manifests, kubernetesVersion),
  ]);
}
