import type { Problem } from '../lib/core/errors';
import { standbyRegion } from '../lib/core/recovery';
import type { NamespaceChart } from '../lib/k8s/manifest/namespace-chart';
import { resolveFinished } from '../lib/k8s/manifest/output-resolve';
import { proveAddresses } from '../lib/review/capacity/addresses';
import { proveCapacity } from '../lib/review/capacity/prove';
import { proveConsistency } from '../lib/review/consistency/prove';
import type { KubernetesObject, Manifest, Nodes } from '../lib/review/manifest';
import { type Place, subnetRangesByZone, workloadsOf } from './place';

/** Whether a place's manifests fit each other, the quotas of their namespaces, and the nodes and addresses of its cluster. */
export function provePlace(place: Place, charts: readonly NamespaceChart[]): Problem[] {
  const manifests = charts.flatMap(manifestsOf);
  const nodes = { ...nodesOf(place), groups: startedGroups(place) };
  const consistency = proveConsistency(manifests, place.settings.cluster.version);
  // The cluster reports that there are none; nothing is to be proven of them.
  if (Object.keys(nodes.groups).length === 0) return consistency;
  return [...consistency, ...proveCapacity({ manifests, nodes }), ...proveAddresses(nodes)];
}

/** The nodes of a place, as its data describes them. */
export function nodesOf(place: Place): Nodes {
  const { environment, region, settings, standby } = place;
  const path = standby ? 'recovery' : `regions.${region}.cluster.nodeGroups`;
  return {
    groups: settings.cluster.nodeGroups,
    zones: settings.network.zones,
    privateRanges: subnetRangesByZone(place, 'private'),
    survivesZoneLoss: workloadsOf(place)?.survivesZoneLoss ?? false,
    path: `environments/${environment.name}.${path}`,
  };
}

/** A pilot light has no node until somebody fails over: then the runbook starts as many as a warm standby has. */
function startedGroups({ environment, settings, standby }: Place): Nodes['groups'] {
  const { recovery } = environment;
  if (!standby || recovery?.readiness !== 'pilotLight') return settings.cluster.nodeGroups;
  const started = standbyRegion({ ...environment, recovery: { ...recovery, readiness: 'warmStandby' } });
  return (started?.settings ?? settings).cluster.nodeGroups;
}

function manifestsOf(chart: NamespaceChart): Manifest[] {
  return resolveFinished(chart).map(({ object, manifest }) => ({
    path: object.node.path,
    object: manifest as unknown as KubernetesObject,
  }));
}
