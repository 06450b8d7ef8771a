import { type Problem, problem } from '../../core/errors';
import type { Container, ResourceList, ResourceRequirements } from '../shapes';
import type { Workload } from '../workload';
import { capacityErrors } from './errors';
import {
  type Amounts,
  type ContainerLimits,
  parseAmount,
  type Resource,
  readAmounts,
  resources,
} from './limit-range';
import { formatter } from './text';

/** What one pod of a workload asks for and may have. */
export interface PodDemand {
  /** Sum of its requests. */
  readonly requests: Readonly<Record<Resource, number>>;
  /** Sum of its limits. */
  readonly limits: Readonly<Record<Resource, number>>;
  /** Containers that state no amount and are given none, as `limits.cpu of nginx`. */
  readonly unset: readonly { readonly what: string; readonly container: string }[];
  /** What is wrong with its amounts. */
  readonly problems: readonly Problem[];
}

type Both = { readonly requests: Amounts; readonly limits: Amounts };

/**
 * What one pod of a workload asks for: its containers and sidecars together, or, if that is more, its greediest init container
 * with the sidecars before it (Kubernetes, "Sidecar Containers", resource sharing within containers), and the overhead of its
 * runtime class. A container that states no request asks for its limit; one that states neither gets the LimitRange's.
 */
export function podDemand(workload: Workload, range: ContainerLimits): PodDemand {
  const { pod } = workload;
  const read = (one: Container) => completed(one.resources, range);
  const ordinary = (pod.containers ?? []).map(read);
  const inits = (pod.initContainers ?? []).map((one) => ({
    amounts: read(one),
    sidecar: one.restartPolicy === 'Always',
  }));
  const whole = pod.resources ? completed(pod.resources, { ...range, requests: {}, limits: {} }) : undefined;
  const overhead = readAmounts(pod.overhead);
  const sum = (side: keyof Both) =>
    record((resource) => {
      const stated = whole?.[side][resource];
      if (stated !== undefined) return stated + (overhead[resource] ?? 0);
      const of = (one: Both) => one[side][resource] ?? 0;
      let [sidecars, greediest] = [0, 0];
      for (const { amounts, sidecar } of inits) {
        greediest = Math.max(greediest, sidecars + of(amounts));
        if (sidecar) sidecars += of(amounts);
      }
      const running = ordinary.reduce((all, one) => all + of(one), sidecars);
      return Math.max(running, greediest) + (overhead[resource] ?? 0);
    });
  return {
    requests: sum('requests'),
    limits: sum('limits'),
    unset: whole ? [] : unset(workload, range),
    problems: [...all(workload)].flatMap((one) => faults(workload.path, one, range)),
  };
}

function all({ pod }: Workload): Container[] {
  return [...(pod.containers ?? []), ...(pod.initContainers ?? [])];
}

function completed({ requests, limits }: ResourceRequirements = {}, range: ContainerLimits): Both {
  const [ownRequests, ownLimits] = [readAmounts(requests), readAmounts(limits)];
  return {
    requests: { ...range.requests, ...ownLimits, ...ownRequests },
    limits: { ...range.limits, ...ownLimits },
  };
}

function record(of: (resource: Resource) => number): Record<Resource, number> {
  return Object.fromEntries(resources.map((one) => [one, of(one)])) as Record<Resource, number>;
}

function unset(workload: Workload, range: ContainerLimits): PodDemand['unset'] {
  return all(workload).flatMap((one) => {
    const both = completed(one.resources, range);
    return (['requests', 'limits'] as const).flatMap((side) =>
      resources
        .filter((resource) => both[side][resource] === undefined)
        .map((resource) => ({ what: `${side}.${resource}`, container: one.name })),
    );
  });
}

function faults(path: string, container: Container, range: ContainerLimits): Problem[] {
  const unread = (['requests', 'limits'] as const).flatMap((side) =>
    unreadable(path, `${container.name}.${side}`, container.resources?.[side]),
  );
  const { requests, limits } = completed(container.resources, range);
  const by = range.path === undefined ? '' : ` (with what ${range.path} gives)`;
  const outside = resources.flatMap((resource) => {
    const format = formatter(resource);
    const [request, limit] = [requests[resource], limits[resource]];
    const [min, max] = [range.min[resource], range.max[resource]];
    const texts = [
      ...(request !== undefined && limit !== undefined && request > limit
        ? [`asks for ${format(request)} of ${resource} and may have ${format(limit)}${by}`]
        : []),
      ...(request !== undefined && min !== undefined && request < min
        ? [`asks for ${format(request)} of ${resource}, and ${range.path} wants ${format(min)} at least`]
        : []),
      ...(limit !== undefined && max !== undefined && limit > max
        ? [`may have ${format(limit)} of ${resource}, and ${range.path} allows ${format(max)}`]
        : []),
    ];
    return texts.map((found) =>
      problem(capacityErrors['limit-range'], path, {
        at: `${container.name}.resources`,
        found,
        fix: 'state both a request and a limit that the LimitRange allows',
      }),
    );
  });
  return [...unread, ...outside];
}

function unreadable(path: string, at: string, list: ResourceList = {}): Problem[] {
  return resources.flatMap((resource) => {
    const said = list[resource];
    if (said === undefined || parseAmount(resource, said) !== undefined) return [];
    return [
      problem(capacityErrors.quantity, path, {
        at: `${at}.${resource}`,
        found: `"${said}"`,
        fix: 'write CPU as 250m or 2, memory as 512Mi or 2Gi',
      }),
    ];
  });
}
