import { isIPv4 } from 'node:net';
import type { Finding } from '../../core/errors';
import { parseBytes, parseCpu } from '../../core/quantity';
import type { namespaceErrors } from './errors';
import type { Amounts, NamespaceBaselineProps, NamespaceQuota, Team } from './props';

/** A mistake that {@link namespaceFaults} found: which one, and what to say about it. */
export interface NamespaceFault extends Finding {
  /** The second half of the error's code. */
  readonly error: keyof typeof namespaceErrors;
}

/** The labels that tell admission which pods to take, at the cluster's own version so that an upgrade is a visible change. */
export function podSecurityLabels(
  level: 'restricted' | 'baseline' | 'privileged',
  kubernetesVersion: string,
): Record<string, string> {
  const modes = { enforce: level, audit: 'restricted', warn: 'restricted' };
  return Object.fromEntries(
    Object.entries(modes).flatMap(([mode, value]) => [
      [`pod-security.kubernetes.io/${mode}`, value],
      [`pod-security.kubernetes.io/${mode}-version`, `v${kubernetesVersion}`],
    ]),
  );
}

/** The figures of a ResourceQuota, by the names that it knows. */
export function quotaFigures({ requests, limits, pods, storage }: NamespaceQuota): Record<string, string> {
  return {
    'requests.cpu': requests.cpu,
    'requests.memory': requests.memory,
    'limits.cpu': limits.cpu,
    'limits.memory': limits.memory,
    ...(pods !== undefined && { pods: String(pods) }),
    ...(storage !== undefined && { 'requests.storage': storage }),
  };
}

/** Namespaces that every cluster begins with (Kubernetes, "Namespaces: initial namespaces"). */
const initialNamespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** What is wrong with a namespace to have a baseline: those of the cluster itself hold DNS and what the nodes need. Pure. */
export function systemFaults(namespace: string): NamespaceFault[] {
  if (!initialNamespaces.includes(namespace)) return [];
  const fix = 'make a namespace of your own; a chart without NamespaceBaseline may add objects to this one';
  return [{ error: 'system', found: `"${namespace}"`, fix }];
}

/** Everything wrong with the props of a namespace. */
export function namespaceFaults(props: NamespaceBaselineProps): NamespaceFault[] {
  const { defaults, quota, dns, teams = {} } = props;
  return [
    ...amountFaults('defaults.limits', defaults.limits),
    ...amountFaults('defaults.requests', defaults.requests),
    ...boundFaults('defaults.requests', defaults.requests, 'defaults.limits', defaults.limits),
    ...(quota ? quotaFaults(quota, props) : []),
    ...Object.keys(teams).flatMap((name) => groupFaults(name, teams[name])),
    ...nodeLocalFaults(dns?.nodeLocalAddress),
  ];
}

function quotaFaults(quota: NamespaceQuota, { defaults }: NamespaceBaselineProps): NamespaceFault[] {
  const { pods, storage } = quota;
  return [
    ...amountFaults('quota.limits', quota.limits),
    ...amountFaults('quota.requests', quota.requests),
    ...boundFaults('quota.requests', quota.requests, 'quota.limits', quota.limits),
    ...boundFaults('defaults.requests', defaults.requests, 'quota.requests', quota.requests),
    ...boundFaults('defaults.limits', defaults.limits, 'quota.limits', quota.limits),
    ...(pods === undefined || (Number.isInteger(pods) && pods > 0)
      ? []
      : [quantityFault('quota.pods', pods, 'give a whole number from 1 on')]),
    ...(storage === undefined || memoryOf(storage) !== undefined
      ? []
      : [quantityFault('quota.storage', storage, 'give a number with a unit, for example 100Gi')]),
  ];
}

function amountFaults(at: string, { cpu, memory }: Amounts): NamespaceFault[] {
  return [
    ...(cpuOf(cpu) === undefined
      ? [quantityFault(`${at}.cpu`, cpu, 'give thousandths of a core, for example 500m, or cores')]
      : []),
    ...(memoryOf(memory) === undefined
      ? [quantityFault(`${at}.memory`, memory, 'give a number with a unit, for example 512Mi')]
      : []),
  ];
}

function quantityFault(at: string, found: string | number, fix: string): NamespaceFault {
  return { error: 'quantity', at, found: `"${found}"`, fix };
}

function boundFaults(at: string, lower: Amounts, bound: string, upper: Amounts): NamespaceFault[] {
  const pairs = [
    ['cpu', cpuOf(lower.cpu), cpuOf(upper.cpu)],
    ['memory', memoryOf(lower.memory), memoryOf(upper.memory)],
  ] as const;
  return pairs.flatMap(([what, low, high]) =>
    low !== undefined && high !== undefined && low > high
      ? [
          {
            error: 'bounds' as const,
            at: `${at}.${what}`,
            found: `${lower[what]}, more than the ${upper[what]} of ${bound}.${what}`,
            fix: `lower it, or raise ${bound}.${what}`,
          },
        ]
      : [],
  );
}

/** Prefixes that Kubernetes and EKS keep for themselves (Amazon EKS User Guide, "Create access entries"). */
const reservedGroup = /^(system|eks|aws|amazon|iam):/;

function groupFaults(name: string, team: Team | undefined): NamespaceFault[] {
  const group = team?.group ?? '';
  if (group.trim() !== '' && !reservedGroup.test(group)) return [];
  return [
    {
      error: 'group',
      at: `teams.${name}.group`,
      found: group === '' ? 'no name' : `"${group}"`,
      fix: 'name a group of your own: not empty and not beginning with system:, eks:, aws:, amazon: or iam:',
    },
  ];
}

function nodeLocalFaults(address: string | undefined): NamespaceFault[] {
  if (address === undefined || isIPv4(address)) return [];
  return [
    {
      error: 'node-local-address',
      at: 'dns.nodeLocalAddress',
      found: `"${address}"`,
      fix: 'give an address, for example 169.254.20.10, or leave it out',
    },
  ];
}

/** CPU in thousandths of a core; finer than that is refused by the API server, and none at all cannot be meant. */
function cpuOf(text: string): number | undefined {
  return /^\d+(m|\.\d{1,3})?$/.test(text) ? parseCpu(text) || undefined : undefined;
}

/** Memory or storage in bytes. A unit is asked for: bytes are seldom meant, and `m` is a thousandth of one. */
function memoryOf(text: string): number | undefined {
  return /^\d+(\.\d+)?([kMGT]|[KMGT]i)$/.test(text) ? parseBytes(text) || undefined : undefined;
}
