import { closest } from '../../core/closest';
import { type Problem, problem } from '../../core/errors';
import { type InstanceSize, instanceSizes, instanceTableSource, maxPods } from '../../core/instance-table';
import type { NodeGroup, Nodes } from '../manifest';
import { capacityErrors } from './errors';

const MiB = 2 ** 20;

/** What a node offers to pods, add-ons and DaemonSets among them. */
export interface Allocatable {
  /** Thousandths of a core. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
  /** Pods. */
  readonly pods: number;
}

/**
 * The part of an instance's memory that the operating system never sees, firmware and kernel having taken it: of a t3.medium, which has
 * 3388360Ki allocatable (`kubectl describe node`) of its 4 GiB. It is less of a larger one, so those have a little more than is counted here.
 */
const UNSEEN_MEMORY = 0.06;

/** What managed node groups cap the pods of a node at: below 30 virtual CPUs, and from there on (EKS User Guide, "Choose an optimal Amazon EC2 node instance type"). */
const MOST_PODS = { below30: 110, above: 250 } as const;

/**
 * What a node of EKS offers: its capacity less what is reserved for the kubelet (6% of the first core, 1% of the second, 0.5%
 * of the third and fourth, 0.25% of the others; 255Mi and 11Mi for each possible pod) and the 100Mi below which pods are
 * evicted (awslabs/amazon-eks-ami, nodeadm, kubelet configuration).
 */
export function allocatable(size: InstanceSize): Allocatable {
  const pods = maxPods(size);
  const seen = Math.floor(size.memoryMiB * (1 - UNSEEN_MEMORY));
  return {
    cpu: Math.floor(size.cpus * 1000 - reservedCpu(size.cpus)),
    memory: Math.max(0, seen - (255 + 11 * pods) - 100) * MiB,
    pods: Math.min(pods, size.cpus < 30 ? MOST_PODS.below30 : MOST_PODS.above),
  };
}

function reservedCpu(cpus: number): number {
  const part = (from: number, to: number) => Math.max(0, Math.min(cpus, to) - from);
  return 60 * part(0, 1) + 10 * part(1, 2) + 5 * part(2, 4) + 2.5 * part(4, Number.POSITIVE_INFINITY);
}

/** Sizes of the instance types of a group that are known. */
export function sizesOf({ instanceTypes }: NodeGroup, { sizes = {} }: Nodes): InstanceSize[] {
  return instanceTypes.flatMap((one) => sizeOf(one, sizes) ?? []);
}

function sizeOf(type: string, own: Readonly<Record<string, InstanceSize>>): InstanceSize | undefined {
  if (Object.hasOwn(own, type)) return own[type];
  return Object.hasOwn(instanceSizes, type) ? instanceSizes[type] : undefined;
}

/** What any node of a group offers at least, whichever of its instance types it has. */
export function leastAllocatable(group: NodeGroup, nodes: Nodes): Allocatable {
  const all = sizesOf(group, nodes).map(allocatable);
  if (all.length === 0) return { cpu: 0, memory: 0, pods: 0 };
  const least = (of: (one: Allocatable) => number) => Math.min(...all.map(of));
  return { cpu: least((one) => one.cpu), memory: least((one) => one.memory), pods: least((one) => one.pods) };
}

/** Instance types whose size is not known. */
export function unknownTypes(nodes: Nodes): Problem[] {
  return Object.entries(nodes.groups).flatMap(([name, { instanceTypes }]) =>
    instanceTypes
      .filter((one) => !sizeOf(one, nodes.sizes ?? {}))
      .map((one) =>
        problem(capacityErrors['instance-type'], nodes.path ?? 'nodes', {
          at: `${name}.instanceTypes`,
          found: `"${one}", which the table of ${instanceTableSource.asOf} does not have`,
          fix: unknownFix(one, nodes),
        }),
      ),
  );
}

/** The data of an environment, whose nodes have a path, have no place for sizes. */
function unknownFix(type: string, { path }: Nodes): string {
  if (path === undefined) return 'give its size in nodes.sizes, or add it to lib/core/instance-table.ts';
  const hint = closest(type, Object.keys(instanceSizes));
  return `choose a type of the table${hint ? `, for example ${hint}` : ''}, or add its size to lib/core/instance-table.ts`;
}
