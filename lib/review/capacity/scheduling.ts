import { parseInstanceType } from '../../core/instance-types';
import type { NodeGroup, Nodes } from '../manifest';
import { satisfies, selects } from '../selector';
import type { PodSpec } from '../shapes';

/** Label by which hosts are told apart. */
export const HOST_LABEL = 'kubernetes.io/hostname';
/** Label by which zones are told apart. */
export const ZONE_LABEL = 'topology.kubernetes.io/zone';

/** Labels whose value every node has for itself, so that whether a pod gets the one it wants is not told here. */
const ofEachNode = [
  HOST_LABEL,
  ZONE_LABEL,
  'topology.kubernetes.io/region',
  'node.kubernetes.io/instance-type',
];

/** Names of the node groups that a pod's node selector and required node affinity allow, sorted; taints are not known here. */
export function allowedGroups(pod: PodSpec, nodes: Nodes): string[] {
  return Object.keys(nodes.groups)
    .sort()
    .filter((name) => {
      const group = nodes.groups[name];
      return group !== undefined && allows(pod, labelsOf(name, group));
    });
}

function allows({ nodeSelector = {}, affinity }: PodSpec, labels: Readonly<Record<string, string>>): boolean {
  const wanted = Object.entries(nodeSelector).filter(([key]) => !ofEachNode.includes(key));
  if (!selects({ matchLabels: Object.fromEntries(wanted) }, labels)) return false;
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return (
    terms === undefined ||
    terms.some(({ matchExpressions = [] }) =>
      matchExpressions.every((one) => ofEachNode.includes(one.key) || satisfies(one, labels)),
    )
  );
}

/** Labels that EKS gives to the nodes of a managed group, and the group's own. */
function labelsOf(name: string, { instanceTypes, capacity, labels }: NodeGroup): Record<string, string> {
  const [type = ''] = instanceTypes;
  const arm = parseInstanceType(type)?.architecture === 'arm64';
  return {
    'kubernetes.io/os': 'linux',
    'kubernetes.io/arch': arm ? 'arm64' : 'amd64',
    'eks.amazonaws.com/nodegroup': name,
    'eks.amazonaws.com/capacityType': capacity === 'spot' ? 'SPOT' : 'ON_DEMAND',
    ...labels,
  };
}

/** Whether a workload's pods may not share a domain with each other. */
export function standsApart(
  { labels, pod }: { readonly labels: Readonly<Record<string, string>>; readonly pod: PodSpec },
  topologyKey: string,
): boolean {
  const terms = pod.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return terms.some(
    (one) => one.topologyKey === topologyKey && one.labelSelector && selects(one.labelSelector, labels),
  );
}
