import { parseBytes, parseQuantity, type QuantityKind } from '../../../core/quantity';
import { Quantity, type ResourceRequirements } from '../../manifest/kinds';
import type { WorkloadFault } from '../errors';

/** What a container may take of a node. */
export interface Size {
  /** What the scheduler sets aside: processor time such as `100m`, memory such as `128Mi`. */
  readonly requests: { readonly cpu: string; readonly memory: string };
  /**
   * Where it ends. Memory always has a limit, since a leak would take the node. Processor time has one only where it is asked
   * for: a limit slows the container although the node is idle.
   */
  readonly limits: { readonly memory: string; readonly cpu?: string };
  /**
   * Disk of the node: logs and the folders that the pod writes to.
   * @default - 128Mi requested, 1Gi at most
   */
  readonly ephemeralStorage?: { readonly request: string; readonly limit: string };
}

const defaultStorage = { request: '128Mi', limit: '1Gi' } as const;

/** A folder that a pod writes to, with its bound. */
interface Writable {
  readonly sizeLimit: string;
}

/** What is wrong with a size, together with the writable folders of the pod. Pure. */
export function sizeFaults(size: Size, writable: Readonly<Record<string, Writable>>): WorkloadFault[] {
  const { requests, limits, ephemeralStorage: storage = defaultStorage } = size;
  return [
    ...pairFaults('cpu', 'size.requests.cpu', requests.cpu, 'size.limits.cpu', limits.cpu),
    ...pairFaults('bytes', 'size.requests.memory', requests.memory, 'size.limits.memory', limits.memory),
    ...pairFaults(
      'bytes',
      'size.ephemeralStorage.request',
      storage.request,
      'size.ephemeralStorage.limit',
      storage.limit,
    ),
    ...writableFaults(storage.limit, writable),
  ];
}

function pairFaults(
  kind: QuantityKind,
  requestAt: string,
  request: string,
  limitAt: string,
  limit: string | undefined,
): WorkloadFault[] {
  const faults = [
    ...quantityFaults(kind, requestAt, request),
    ...(limit === undefined ? [] : quantityFaults(kind, limitAt, limit)),
  ];
  if (limit === undefined || faults.length > 0) return faults;
  if ((parseQuantity(kind, request) ?? 0) <= (parseQuantity(kind, limit) ?? 0)) return [];
  return [
    {
      error: 'request-over-limit',
      at: requestAt,
      found: `${request} requested, ${limit} at most`,
      fix: 'raise the limit or lower the request',
    },
  ];
}

function quantityFaults(kind: QuantityKind, at: string, text: string): WorkloadFault[] {
  if (kind === 'bytes') return bytesFaults(at, text, 'write it as 128Mi or 1Gi');
  if (/^\d+(m|\.\d{1,3})?$/.test(text) && (parseQuantity(kind, text) ?? 0) > 0) return [];
  return [{ error: 'quantity', at, found: `"${text}"`, fix: 'write it as 100m or 0.5' }];
}

/**
 * What is wrong with an amount of memory or disk. `128m` is a legal one, an eighth of a byte, and `10` is ten bytes. Nothing runs in less
 * than a mebibyte. Pure.
 */
export function bytesFaults(at: string, text: string, fix: string): WorkloadFault[] {
  const bytes = parseBytes(text) ?? 0;
  if (bytes >= 2 ** 20) return [];
  const found = bytes === 0 ? `"${text}"` : `"${text}", less than 1Mi`;
  return [{ error: 'quantity', at, found, fix: bytes === 0 ? fix : `${fix}: with its unit` }];
}

/** The kubelet adds up emptyDirs, logs and the container's own layer, and evicts the pod that is over its limit. */
function writableFaults(limit: string, writable: Readonly<Record<string, Writable>>): WorkloadFault[] {
  const names = Object.keys(writable).sort();
  const faults = names.flatMap((name) =>
    quantityFaults('bytes', `writable.${name}.sizeLimit`, writable[name]?.sizeLimit ?? ''),
  );
  const bytes = parseBytes(limit);
  if (faults.length > 0 || bytes === undefined) return faults;
  const sum = names.reduce((total, name) => total + (parseBytes(writable[name]?.sizeLimit ?? '') ?? 0), 0);
  if (sum <= bytes) return [];
  const parts = names.map((name) => `${name} ${writable[name]?.sizeLimit}`).join(' + ');
  return [
    {
      error: 'ephemeral-storage',
      at: 'size.ephemeralStorage.limit',
      found: `${parts} is more than the limit of ${limit}`,
      fix: 'raise size.ephemeralStorage.limit, or lower the size limits of the folders',
    },
  ];
}

/** A size as a container's resources. A text that is no quantity is left as it is. */
export function resourcesOf(size: Size): ResourceRequirements {
  const { requests, limits, ephemeralStorage: storage = defaultStorage } = size;
  const quantities = (values: Readonly<Record<string, string | undefined>>) =>
    Object.fromEntries(
      Object.entries(values).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, Quantity.fromString(value)]],
      ),
    );
  return {
    requests: quantities({
      cpu: requests.cpu,
      memory: requests.memory,
      'ephemeral-storage': storage.request,
    }),
    limits: quantities({ cpu: limits.cpu, memory: limits.memory, 'ephemeral-storage': storage.limit }),
  };
}
