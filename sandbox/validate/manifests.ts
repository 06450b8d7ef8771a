import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkEnvironments } from '../../lib/core/environment';
import { leastAllocatable } from '../../lib/review/capacity/allocatable';
import type { NodeGroup, Nodes } from '../../lib/review/manifest';
import { readEnvironments } from '../../stacks/environments';
import { placesOf } from '../../stacks/program';
import { nodesOf } from '../../stacks/proofs';
import { type ControlPlanePrograms, startControlPlane } from '../cluster/control-plane';
import { installDefinitions, kindsWithoutDefinition } from '../cluster/crds';
import { prepareCluster, removeNodes, rollOut, type SimulatedNode } from '../cluster/rollout';

/** What a real API server makes of one namespace. */
export interface NamespaceVerdict {
  /** `<environment>/<region>/<namespace>`. */
  readonly namespace: string;
  /** Objects that were applied. */
  readonly applied: number;
  /** Pods that ran with every autoscaler at its maximum. */
  readonly pods: number;
  /** Nodes that they ran on. */
  readonly nodes: number;
  /** What is wrong, one line each; empty when all is well. */
  readonly faults: readonly string[];
}

/**
 * Rolls out the manifests of every environment on a real control plane, on simulated nodes of that environment's own node groups.
 * @param programs - of the control plane
 * @param manifests - the folder that synth wrote manifests to
 * @param work - an empty folder; logs stay there when something is wrong
 * @param done - told of each namespace
 */
export async function validateManifests(
  programs: ControlPlanePrograms,
  manifests: string,
  work: string,
  done: (verdict: NamespaceVerdict) => void,
): Promise<NamespaceVerdict[]> {
  const { client, stop } = await startControlPlane(programs, work);
  try {
    const verdicts: NamespaceVerdict[] = [];
    const unknown = await installDefinitions(client);
    for (const place of placesOf(checkEnvironments(readEnvironments()).environments, new Date())) {
      const region = join(manifests, place.environment.name, place.region);
      if (!existsSync(region)) continue;
      const nodes = simulatedNodes(nodesOf(place));
      const before = [...unknown, ...(await prepareCluster(client, nodes))];
      for (const name of namespacesIn(region)) {
        const { applied, pods, faults } = await rollOut(client, join(region, name), kindsWithoutDefinition);
        const namespace = `${place.environment.name}/${place.region}/${name}`;
        verdicts.push({ namespace, applied, pods, nodes: nodes.length, faults: [...before, ...faults] });
        done(verdicts.at(-1) as NamespaceVerdict);
      }
      await removeNodes(client, nodes);
    }
    return verdicts;
  } finally {
    await stop();
  }
}

function namespacesIn(region: string): string[] {
  const entries = readdirSync(region, { withFileTypes: true });
  return entries
    .filter((one) => one.isDirectory())
    .map((one) => one.name)
    .sort();
}

/** The nodes of an environment at their maximum, spread over its zones. */
export function simulatedNodes(nodes: Nodes): SimulatedNode[] {
  return Object.entries(nodes.groups).flatMap(([name, group]) =>
    Array.from({ length: group.max }, (_, index) => simulatedNode(name, group, index, nodes)),
  );
}

function simulatedNode(name: string, group: NodeGroup, index: number, nodes: Nodes): SimulatedNode {
  const { cpu, memory, pods } = leastAllocatable(group, nodes);
  return {
    name: `${name}-${index}`,
    zone: nodes.zones[index % nodes.zones.length] ?? '',
    labels: { ...group.labels, 'eks.amazonaws.com/nodegroup': name },
    // Most of a 50 GiB root volume, as the kubelet reports it.
    allocatable: { cpu: `${cpu}m`, memory: String(memory), pods: String(pods), 'ephemeral-storage': '45Gi' },
  };
}
