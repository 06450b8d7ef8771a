import { type Problem, problem } from '../../core/errors';
import { parseCpu } from '../../core/quantity';
import { type Manifest, namespaceOf, ofKind, specOf } from '../manifest';
import type { ResourceList } from '../shapes';
import { mostPods, type Workload } from '../workload';
import type { PodDemand } from './demand';
import { capacityErrors } from './errors';
import { parseAmount, type Resource } from './limit-range';
import { formatter, type Part, sumText } from './text';

/** One line of a ResourceQuota against what the namespace's pods may come to. */
export interface QuotaUse {
  /** Path of the ResourceQuota. */
  readonly path: string;
  /** Namespace. */
  readonly namespace: string;
  /** What is counted, as the quota calls it, for example `requests.cpu`. */
  readonly what: string;
  /** Most that the pods come to, in thousandths of a core, bytes or pods. */
  readonly used: number;
  /** What the quota allows, in the same unit. */
  readonly hard: number;
  /** What the sum is made of. */
  readonly parts: readonly Part[];
}

/** A workload with what one of its pods asks for. */
export interface Demand {
  /** The workload. */
  readonly workload: Workload;
  /** One of its pods. */
  readonly pod: PodDemand;
}

/** What a quota counts by which side and resource (Kubernetes, "Resource Quotas"); `cpu` is short for `requests.cpu`. */
const counted: Readonly<Record<string, readonly ['requests' | 'limits', Resource] | 'pods'>> = {
  cpu: ['requests', 'cpu'],
  memory: ['requests', 'memory'],
  'ephemeral-storage': ['requests', 'ephemeral-storage'],
  'requests.cpu': ['requests', 'cpu'],
  'requests.memory': ['requests', 'memory'],
  'requests.ephemeral-storage': ['requests', 'ephemeral-storage'],
  'limits.cpu': ['limits', 'cpu'],
  'limits.memory': ['limits', 'memory'],
  'limits.ephemeral-storage': ['limits', 'ephemeral-storage'],
  pods: 'pods',
  'count/pods': 'pods',
};

/**
 * Every line of every ResourceQuota. One with scopes counts some pods only and is left out.
 * @param manifests - those of one environment and region
 * @param demands - its workloads
 * @param nodes - how many nodes there are at most, each with a pod of every DaemonSet
 */
export function quotaUses(
  manifests: readonly Manifest[],
  demands: readonly Demand[],
  nodes: number,
): QuotaUse[] {
  return ofKind(manifests, 'ResourceQuota').flatMap((quota) => {
    const { hard = {}, scopes, scopeSelector } = specOf<QuotaSpec>(quota);
    if (scopes || scopeSelector) return [];
    const namespace = namespaceOf(quota);
    const within = demands.filter(({ workload }) => workload.namespace === namespace);
    return Object.keys(hard)
      .sort()
      .flatMap((what) => {
        const counts = Object.hasOwn(counted, what) ? counted[what] : undefined;
        const said = hard[what];
        if (!counts || said === undefined) return [];
        const most = counts === 'pods' ? podsOf(said) : parseAmount(counts[1], said);
        if (most === undefined) return [];
        const parts = within.map(({ workload, pod }) => ({
          path: workload.path,
          count: mostPods(workload, nodes),
          each: counts === 'pods' ? 1 : pod[counts[0]][counts[1]],
        }));
        const used = parts.reduce((sum, { count, each }) => sum + count * each, 0);
        return [{ path: quota.path, namespace, what, used, hard: most, parts }];
      });
  });
}

type QuotaSpec = {
  readonly hard: ResourceList;
  readonly scopes: readonly string[];
  readonly scopeSelector: unknown;
};

function podsOf(said: string | number): number | undefined {
  const milli = parseCpu(String(said));
  return milli === undefined ? undefined : milli / 1000;
}

/** Quotas that the pods at their maximum exceed, or that refuse a pod for what its containers do not say. */
export function quotaProblems(uses: readonly QuotaUse[], demands: readonly Demand[]): Problem[] {
  return uses.flatMap((use) => {
    const counts = counted[use.what];
    if (!counts) return [];
    const format = formatter(counts === 'pods' ? 'pods' : counts[1]);
    const over =
      use.used > use.hard
        ? [
            problem(capacityErrors.quota, use.path, {
              at: `hard.${use.what}`,
              found: `${sumText(use.parts, format)} = ${format(use.used)}, and the quota is ${format(use.hard)}: ${format(use.used - use.hard)} too much (each at its maximum with a rollout's surge)`,
              fix: `raise ${use.what} to ${format(use.used)}, or lower the maximum of replicas or what each asks for`,
            }),
          ]
        : [];
    return counts === 'pods' ? over : [...over, ...unstated(use, counts.join('.'), demands)];
  });
}

function unstated(use: QuotaUse, what: string, demands: readonly Demand[]): Problem[] {
  return demands
    .filter(({ workload }) => workload.namespace === use.namespace)
    .flatMap(({ workload, pod }) => {
      const without = pod.unset.filter((one) => one.what === what).map((one) => one.container);
      if (without.length === 0) return [];
      return [
        problem(capacityErrors['quota-unset'], workload.path, {
          at: `resources.${what}`,
          found: `${without.join(', ')} without, and ${use.path} counts ${use.what}`,
          fix: 'state it, or let the LimitRange of the namespace give it',
        }),
      ];
    });
}
