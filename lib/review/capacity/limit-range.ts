import { parseQuantity } from '../../core/quantity';
import { type Manifest, nameOf, namespaceOf, ofKind, specOf } from '../manifest';
import type { ResourceList } from '../shapes';

/** What is counted, in thousandths of a core and in bytes. */
export const resources = ['cpu', 'memory', 'ephemeral-storage'] as const;

/** One of {@link resources}. */
export type Resource = (typeof resources)[number];

/** Amounts by resource; one that is not stated is not there. */
export type Amounts = Readonly<Partial<Record<Resource, number>>>;

/** What the LimitRange of a namespace gives to containers and asks of them. */
export interface ContainerLimits {
  /** Path of the LimitRange, or `undefined` when there is none. */
  readonly path: string | undefined;
  /** Requests of containers that state none. */
  readonly requests: Amounts;
  /** Limits of containers that state none. */
  readonly limits: Amounts;
  /** Least request. */
  readonly min: Amounts;
  /** Greatest limit. */
  readonly max: Amounts;
}

const none: ContainerLimits = { path: undefined, requests: {}, limits: {}, min: {}, max: {} };

type Item = {
  readonly type: string;
  readonly default?: ResourceList;
  readonly defaultRequest?: ResourceList;
  readonly min?: ResourceList;
  readonly max?: ResourceList;
};

/** Amounts that could be read. */
export function readAmounts(list: ResourceList = {}): Amounts {
  const amounts: Partial<Record<Resource, number>> = {};
  for (const resource of resources) {
    const said = list[resource];
    const read = said === undefined ? undefined : parseAmount(resource, said);
    if (read !== undefined) amounts[resource] = read;
  }
  return amounts;
}

// A thousand services say the same few amounts over and over.
const known = new Map<string, number | undefined>();

/** An amount of a resource, or `undefined` when it cannot be read. */
export function parseAmount(resource: Resource, said: string | number): number | undefined {
  const key = `${resource} ${said}`;
  if (!known.has(key)) known.set(key, parseQuantity(resource === 'cpu' ? 'cpu' : 'bytes', String(said)));
  return known.get(key);
}

/**
 * What a namespace's LimitRange does to containers, as the API server completes it: a missing default is the maximum, a
 * missing default request is the default, or else the minimum (Kubernetes, "Limit Ranges"; SetDefaults_LimitRangeItem).
 */
export function containerLimits(manifests: readonly Manifest[]): (namespace: string) => ContainerLimits {
  const byNamespace = new Map<string, ContainerLimits>();
  const ranges = ofKind(manifests, 'LimitRange').sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  for (const range of ranges) {
    const { limits = [] } = specOf<{ limits: readonly Item[] }>(range);
    const item = limits.find((one) => one.type === 'Container');
    if (!item || byNamespace.has(namespaceOf(range))) continue;
    const [min, max] = [readAmounts(item.min), readAmounts(item.max)];
    const given = { ...max, ...readAmounts(item.default) };
    const requests = { ...min, ...given, ...readAmounts(item.defaultRequest) };
    byNamespace.set(namespaceOf(range), { path: range.path, requests, limits: given, min, max });
  }
  return (namespace) => byNamespace.get(namespace) ?? none;
}
