import { type Problem, problem } from '../../core/errors';
import type { Nodes } from '../manifest';
import { mostPods, type Workload } from '../workload';
import { capacityErrors } from './errors';
import { allowedGroups, HOST_LABEL, standsApart, ZONE_LABEL } from './scheduling';

/** Labels that every node of EKS has, with as many values as there are hosts, zones or groups. */
function domains(topologyKey: string, workload: Workload, nodes: Nodes): number | undefined {
  const groups = allowedGroups(workload.pod, nodes);
  const hosts = groups.reduce((sum, name) => sum + (nodes.groups[name]?.max ?? 0), 0);
  if (topologyKey === HOST_LABEL) return hosts;
  if (topologyKey === ZONE_LABEL) return Math.min(nodes.zones.length, hosts);
  const fixed = ['topology.kubernetes.io/region', 'kubernetes.io/os', 'kubernetes.io/arch'];
  if (fixed.includes(topologyKey)) return 1;
  if (['eks.amazonaws.com/nodegroup', 'eks.amazonaws.com/capacityType'].includes(topologyKey)) {
    const values = groups.map((name) =>
      topologyKey === 'eks.amazonaws.com/nodegroup' ? name : nodes.groups[name]?.capacity,
    );
    return new Set(values).size;
  }
  const values = groups.flatMap((name) => nodes.groups[name]?.labels?.[topologyKey] ?? []);
  return values.length === 0 ? undefined : new Set(values).size;
}

/** Proves that pods that have to stand apart have enough hosts or zones, with the nodes at their maximum. */
export function checkSpread(workloads: readonly Workload[], nodes: Nodes): Problem[] {
  return workloads
    .filter(({ kind }) => kind !== 'DaemonSet')
    .flatMap((one) => [...antiAffinity(one, nodes), ...topologySpread(one, nodes)]);
}

function antiAffinity(workload: Workload, nodes: Nodes): Problem[] {
  const terms = workload.pod.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const keys = [...new Set(terms.map((one) => one.topologyKey))].filter((one) => standsApart(workload, one));
  return keys.flatMap((topologyKey) => {
    const count = domains(topologyKey, workload, nodes);
    const pods = mostPods(workload, 0);
    if (count !== undefined && pods <= count) return [];
    return [
      impossible(
        workload,
        `podAntiAffinity.${topologyKey}`,
        topologyKey,
        count,
        `each takes one, and there are ${pods} pods (${sum(workload)})`,
      ),
    ];
  });
}

/** With fewer domains than minDomains the least of a domain counts as 0, so each takes maxSkew pods (Kubernetes, "Pod Topology Spread Constraints"). */
function topologySpread(workload: Workload, nodes: Nodes): Problem[] {
  return (workload.pod.topologySpreadConstraints ?? [])
    .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule')
    .flatMap(({ topologyKey, maxSkew, minDomains = 1 }) => {
      const count = domains(topologyKey, workload, nodes);
      const pods = mostPods(workload, 0);
      const at = `topologySpreadConstraints.${topologyKey}`;
      if (count === undefined) {
        return [impossible(workload, at, topologyKey, count, 'DoNotSchedule keeps pods off such nodes')];
      }
      if (count >= minDomains || pods <= maxSkew * count) return [];
      return [
        impossible(
          workload,
          at,
          topologyKey,
          count,
          `minDomains is ${minDomains}, so each takes maxSkew ${maxSkew}: ${count} x ${maxSkew} = ${count * maxSkew}, and there are ${pods} pods (${sum(workload)})`,
        ),
      ];
    });
}

function sum(workload: Workload): string {
  const pods = mostPods(workload, 0);
  return `${workload.max} replicas + ${pods - workload.max} of a rollout`;
}

function impossible(
  { path }: Workload,
  at: string,
  topologyKey: string,
  count: number | undefined,
  why: string,
): Problem {
  const there =
    count === undefined ? `no node has the label ${topologyKey}` : `${count} at most of ${topologyKey}`;
  return problem(capacityErrors.spread, path, {
    at,
    found: `${there}; ${why}`,
    fix: 'make the spread a preference (ScheduleAnyway, preferred anti-affinity), or run fewer pods or more nodes',
  });
}
