/** Pods that are alike. */
export interface Batch {
  /** Whose they are. */
  readonly id: string;
  /** How many. */
  readonly count: number;
  /** Thousandths of a core that each asks for. */
  readonly cpu: number;
  /** Bytes that each asks for. */
  readonly memory: number;
  /**
   * Groups of nodes that they may stand on.
   * @default - all
   */
  readonly groups?: readonly string[];
  /**
   * Whether no two of them may share a node.
   * @default false
   */
  readonly apart?: boolean;
}

/** The room that one node has left for pods. */
export interface Room {
  /** The node's group. */
  readonly group: string;
  /** Thousandths of a core. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
  /** Pods. */
  readonly pods: number;
}

/** Pods that found no place. */
export interface Unplaced {
  /** Whose they are. */
  readonly id: string;
  /** How many of them. */
  readonly count: number;
}

/**
 * Places pods on nodes, first fit decreasing: those that may not stand everywhere first, then the greedy ones, each on the
 * first node with room. When all are placed a placement exists. When some are not, a cleverer packing might still place them: the
 * proof is conservative. A node that is added at the end never makes pods lose their place.
 *
 * Pods that are alike fill the nodes in one pass, so the time grows with kinds of pods times nodes, not with pods times nodes.
 * @returns those without a place, by name
 */
export function pack(batches: readonly Batch[], rooms: readonly Room[]): Unplaced[] {
  const free = rooms.map((one) => ({ ...one }));
  const firstWithRoom = new Map<string, number>();
  const unplaced: Unplaced[] = [];
  for (const batch of [...batches].sort(byGreed)) {
    const { id, cpu, memory, groups, apart = false } = batch;
    const shape = [cpu, memory, ...(groups ?? ['*'])].join(' ');
    let index = apart ? 0 : (firstWithRoom.get(shape) ?? 0);
    let left = batch.count;
    for (; left > 0 && index < free.length; index += 1) {
      const node = free[index];
      if (!node || (groups && !groups.includes(node.group))) continue;
      const taken = Math.min(left, apart ? 1 : left, roomFor(batch, node));
      node.cpu -= taken * cpu;
      node.memory -= taken * memory;
      node.pods -= taken;
      left -= taken;
      if (left === 0 && !apart) break;
    }
    if (!apart) firstWithRoom.set(shape, index);
    if (left > 0) unplaced.push({ id, count: left });
  }
  return unplaced.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** How many pods of a batch a node has room for. */
function roomFor({ cpu, memory }: Batch, room: Room): number {
  if (room.cpu < 0 || room.memory < 0) return 0;
  const byCpu = cpu > 0 ? Math.floor(room.cpu / cpu) : Number.POSITIVE_INFINITY;
  const byMemory = memory > 0 ? Math.floor(room.memory / memory) : Number.POSITIVE_INFINITY;
  return Math.max(0, Math.min(byCpu, byMemory, room.pods));
}

function byGreed(a: Batch, b: Batch): number {
  const bound = Number(b.groups !== undefined) - Number(a.groups !== undefined);
  const apart = Number(b.apart ?? false) - Number(a.apart ?? false);
  return bound || apart || greed(b) - greed(a) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

// Against a fixed node of two cores and 4 GiB, so that the order does not depend on the nodes there are.
function greed({ cpu, memory }: Batch): number {
  return Math.max(cpu / 2000, memory / 2 ** 32);
}
