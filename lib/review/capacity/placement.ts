import { type Problem, problem } from '../../core/errors';
import { formatCpu } from '../../core/quantity';
import type { Nodes } from '../manifest';
import { mostPods, type Workload } from '../workload';
import { type Allocatable, leastAllocatable } from './allocatable';
import { capacityErrors } from './errors';
import { addonsPerCluster, addonsPerNode } from './overhead';
import { type Batch, pack, type Room, type Unplaced } from './packing';
import type { Demand } from './quota';
import { allowedGroups, HOST_LABEL, standsApart } from './scheduling';
import { mebi } from './text';

/** A state of the environment that its pods have to fit in. */
export interface Situation {
  /** The code of the problem when they do not. */
  readonly code: 'minimum' | 'maximum' | 'zone-lost';
  /** In words. */
  readonly name: string;
  /** Which end of its ranges everything is at. */
  readonly end: 'min' | 'max';
  /** Whether one zone is gone. */
  readonly zoneLost: boolean;
}

/** A situation with its sums. */
export interface Fit {
  /** The situation. */
  readonly situation: Situation;
  /** Nodes by group. */
  readonly nodes: Readonly<Record<string, number>>;
  /** What the nodes offer together. */
  readonly available: Allocatable;
  /** What pods, DaemonSets and add-ons ask for together. */
  readonly used: Allocatable;
  /** Pods without a place. */
  readonly unplaced: readonly Unplaced[];
}

/** The situations that an environment has to stand. */
export function situations({ survivesZoneLoss, zones }: Nodes): Situation[] {
  const ends: Situation[] = [
    { code: 'minimum', name: 'at minimum', end: 'min', zoneLost: false },
    { code: 'maximum', name: "at maximum with a rollout's surge", end: 'max', zoneLost: false },
  ];
  if (!survivesZoneLoss) return ends;
  return ends.flatMap((one) => [
    one,
    {
      ...one,
      code: 'zone-lost',
      name: `${one.name}, with one of ${zones.length} zones lost`,
      zoneLost: true,
    },
  ]);
}

/** Nodes of a group: evenly over the zones, and the lost zone has the larger share. */
function nodesOf(count: number, { zoneLost }: Situation, { zones }: Nodes): number {
  return zoneLost ? count - Math.ceil(count / Math.max(1, zones.length)) : count;
}

/** Packs the pods of an environment on its nodes in one situation. */
export function packed(demands: readonly Demand[], nodes: Nodes, situation: Situation): Fit {
  const allowed = new Map(demands.map(({ workload }) => [workload, allowedGroups(workload.pod, nodes)]));
  const groups = Object.keys(nodes.groups)
    .sort()
    .flatMap((name) => {
      const group = nodes.groups[name];
      if (!group) return [];
      const daemons = demands.filter(
        ({ workload }) => workload.kind === 'DaemonSet' && allowed.get(workload)?.includes(name),
      );
      return [
        {
          name,
          count: nodesOf(group[situation.end], situation, nodes),
          whole: leastAllocatable(group, nodes),
          taken: perNode(daemons),
        },
      ];
    });
  const batches = [
    ...addonsPerCluster.map(({ name, replicas, cpu, memory }) => ({
      id: `add-on ${name}`,
      count: replicas,
      cpu,
      memory,
    })),
    ...demands
      // Those that no group takes are reported by themselves.
      .filter(({ workload }) => workload.kind !== 'DaemonSet' && allowed.get(workload)?.length !== 0)
      .map((one) => batch(one, situation, allowed.get(one.workload) ?? [], groups.length)),
  ];
  const rooms = (order: typeof groups): Room[] =>
    order.flatMap(({ name, count, whole, taken }) =>
      Array.from({ length: count }, () => ({
        group: name,
        cpu: whole.cpu - taken.cpu,
        memory: whole.memory - taken.memory,
        pods: whole.pods - taken.pods,
      })),
    );
  const ascending = [...groups].sort((a, b) => a.whole.memory - b.whole.memory || a.whole.cpu - b.whole.cpu);
  const small = pack(batches, rooms(ascending));
  const unplaced = small.length === 0 ? small : fewer(small, pack(batches, rooms([...ascending].reverse())));
  return {
    situation,
    nodes: Object.fromEntries(groups.map(({ name, count }) => [name, count])),
    available: sum(groups.map(({ count, whole }) => times(whole, count))),
    used: sum([
      ...groups.map(({ count, taken }) => times(taken, count)),
      ...batches.map(({ count, cpu, memory }) => times({ cpu, memory, pods: 1 }, count)),
    ]),
    unplaced,
  };
}

function batch(
  { workload, pod }: Demand,
  { end }: Situation,
  groups: readonly string[],
  allGroups: number,
): Batch {
  return {
    id: workload.path,
    count: end === 'min' ? workload.min : mostPods(workload, 0),
    cpu: pod.requests.cpu,
    memory: pod.requests.memory,
    ...(groups.length < allGroups && { groups }),
    ...(standsApart(workload, HOST_LABEL) && { apart: true }),
  };
}

function perNode(daemons: readonly Demand[]): Allocatable {
  return sum([
    ...addonsPerNode.map(({ cpu, memory }) => ({ cpu, memory, pods: 1 })),
    ...daemons.map(({ pod }) => ({ cpu: pod.requests.cpu, memory: pod.requests.memory, pods: 1 })),
  ]);
}

function sum(all: readonly Allocatable[]): Allocatable {
  return all.reduce((a, b) => ({ cpu: a.cpu + b.cpu, memory: a.memory + b.memory, pods: a.pods + b.pods }), {
    cpu: 0,
    memory: 0,
    pods: 0,
  });
}

function times({ cpu, memory, pods }: Allocatable, count: number): Allocatable {
  return { cpu: cpu * count, memory: memory * count, pods: pods * count };
}

function fewer(a: readonly Unplaced[], b: readonly Unplaced[]): readonly Unplaced[] {
  const total = (all: readonly Unplaced[]) => all.reduce((count, one) => count + one.count, 0);
  return total(b) < total(a) ? b : a;
}

/** Groups whose nodes have no room for what runs on each of them. */
export function smallNodes(demands: readonly Demand[], nodes: Nodes): Problem[] {
  return Object.entries(nodes.groups).flatMap(([name, group]) => {
    const daemons = demands.filter(
      ({ workload }) => workload.kind === 'DaemonSet' && allowedGroups(workload.pod, nodes).includes(name),
    );
    const [whole, taken] = [leastAllocatable(group, nodes), perNode(daemons)];
    if (taken.cpu <= whole.cpu && taken.memory <= whole.memory && taken.pods <= whole.pods) return [];
    const whose = ['add-ons', ...daemons.map(({ workload }) => workload.path).sort()].join(', ');
    return [
      problem(capacityErrors['node-too-small'], nodes.path ?? 'nodes', {
        at: name,
        found: `${whose} ask for ${amounts(taken)} on each node; one of ${group.instanceTypes.join(', ')} has ${amounts(whole)}`,
        fix: 'choose larger instance types',
      }),
    ];
  });
}

/** What is to be said of pods where there is no group at all: once, not of each. */
export function noGroups(workloads: readonly Workload[], nodes: Nodes): Problem[] {
  if (workloads.length === 0) return [];
  const found = `no node group, for ${workloads.length} workloads`;
  return [problem(capacityErrors['no-nodes'], nodes.path ?? 'nodes', { found, fix: 'add a node group' })];
}

/** Pods whose node selector no group satisfies. */
export function homelessPods(workloads: readonly Workload[], nodes: Nodes): Problem[] {
  return workloads
    .filter(({ pod }) => allowedGroups(pod, nodes).length === 0)
    .map(({ path, pod }) =>
      problem(capacityErrors['no-nodes'], path, {
        at: pod.nodeSelector ? 'nodeSelector' : 'affinity.nodeAffinity',
        found: `${JSON.stringify(pod.nodeSelector ?? pod.affinity?.nodeAffinity)}, which none of the groups ${Object.keys(nodes.groups).sort().join(', ')} satisfies`,
        fix: 'select labels that a node group has, or give a group the label',
      }),
    );
}

const SHOWN = 8;

/** What is to be said when the pods do not fit. */
export function misfit(
  { situation, nodes: counts, available, used, unplaced }: Fit,
  nodes: Nodes,
): Problem[] {
  if (unplaced.length === 0) return [];
  const groups = Object.entries(counts).map(
    ([name, count]) => `${name} ${count} x ${nodes.groups[name]?.instanceTypes.join('/')}`,
  );
  const left = unplaced.map(({ id, count }) => `${count} of ${id}`);
  const shown = left.length > SHOWN ? [...left.slice(0, SHOWN), `${left.length - SHOWN} others`] : left;
  return [
    problem(capacityErrors[situation.code], nodes.path ?? 'nodes', {
      found: `${situation.name}, ${groups.join(' + ')} offer ${amounts(available)}; pods, DaemonSets and add-ons ask for ${amounts(used)}; no place for ${shown.join(', ')}`,
      fix: `raise ${situation.end} of a node group or choose larger instance types, or lower replicas or requests`,
    }),
  ];
}

/** Amounts in words. */
function amounts({ cpu, memory, pods }: Allocatable): string {
  return `${formatCpu(cpu)} CPU, ${mebi(memory)}, ${pods} pods`;
}
