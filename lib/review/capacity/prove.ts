import { type Problem, sortProblems } from '../../core/errors';
import type { Manifest, Nodes } from '../manifest';
import { Workloads } from '../workload';
import { type AddressUse, addressUses } from './addresses';
import { unknownTypes } from './allocatable';
import { podDemand } from './demand';
import { containerLimits } from './limit-range';
import { type Fit, homelessPods, misfit, noGroups, packed, situations, smallNodes } from './placement';
import { type Demand, type QuotaUse, quotaProblems, quotaUses } from './quota';
import { checkSpread } from './spread';

/** An environment in one region: what runs, and on what. */
export interface CapacityInput {
  /** All of its manifests. */
  readonly manifests: readonly Manifest[];
  /** Its nodes. */
  readonly nodes: Nodes;
}

/** The numbers behind the proofs. */
export interface CapacityReport {
  /** What pods ask for and nodes offer, by situation: at minimum, at maximum, and each with a zone lost where that is promised. */
  readonly fits: readonly Fit[];
  /** Every line of every ResourceQuota. */
  readonly quotas: readonly QuotaUse[];
  /** Addresses of every private subnet. */
  readonly addresses: readonly AddressUse[];
}

/**
 * Proves that the pods of an environment fit the quotas of their namespaces and the nodes of its groups, and that those that have
 * to stand apart can. Manifests have to satisfy their schemas.
 *
 * Counted: requests of containers, sidecars, init containers and what LimitRanges give; each workload at its
 * minimum, and at its maximum with the surge of a rollout, all rollouts at the same time; one run of each CronJob; DaemonSets and the cluster's
 * add-ons. A placement is looked for by first fit decreasing, which may miss one and never invents one. The scheduler
 * places pods one after the other and spreads them, so a fit without slack can still leave one of them waiting.
 * Not counted: disk, taints, spreads by skew alone, volumes that bind a pod to a zone.
 * @returns problems `capacity/*`, sorted
 */
export function proveCapacity({ manifests, nodes }: CapacityInput): Problem[] {
  const workloads = new Workloads(manifests).all;
  const demands = demandsOf(manifests, workloads);
  const unknown = unknownTypes(nodes);
  const amounts = [
    ...demands.flatMap(({ pod }) => pod.problems),
    ...quotaProblems(quotaUses(manifests, demands, mostNodes(nodes)), demands),
  ];
  if (Object.keys(nodes.groups).length === 0)
    return sortProblems([...amounts, ...noGroups(workloads, nodes)]);
  return sortProblems([
    ...amounts,
    ...homelessPods(workloads, nodes),
    ...checkSpread(workloads, nodes),
    ...(unknown.length > 0 ? unknown : [...smallNodes(demands, nodes), ...misfits(demands, nodes)]),
  ]);
}

/** The numbers behind {@link proveCapacity} and `proveAddresses`, for a table. Instance types of unknown size count as nothing. */
export function capacityReport({ manifests, nodes }: CapacityInput): CapacityReport {
  const demands = demandsOf(manifests, new Workloads(manifests).all);
  return {
    fits: situations(nodes).map((one) => packed(demands, nodes, one)),
    quotas: quotaUses(manifests, demands, mostNodes(nodes)),
    addresses: addressUses(nodes),
  };
}

function demandsOf(manifests: readonly Manifest[], workloads: Workloads['all']): Demand[] {
  const range = containerLimits(manifests);
  return workloads.map((workload) => ({ workload, pod: podDemand(workload, range(workload.namespace)) }));
}

function mostNodes({ groups }: Nodes): number {
  return Object.values(groups).reduce((sum, one) => sum + one.max, 0);
}

/** Of one end only the plainest: what does not fit all zones does not fit fewer. */
function misfits(demands: readonly Demand[], nodes: Nodes): Problem[] {
  const found = situations(nodes).map((one) => packed(demands, nodes, one));
  return found
    .filter(({ situation }) => {
      const plain = found.find((one) => one.situation.end === situation.end && !one.situation.zoneLost);
      return !situation.zoneLost || plain?.unplaced.length === 0;
    })
    .flatMap((one) => misfit(one, nodes));
}
