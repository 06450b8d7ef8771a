/** A pod, as policies see it. */
export interface Pod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

type Labels = Readonly<Record<string, string>>;
interface Selector {
  readonly matchLabels?: Labels;
}
interface Peer {
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
  readonly ipBlock?: unknown;
}
interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port: number; readonly protocol: string }[];
}
interface Policy {
  readonly kind: string;
  readonly metadata: { readonly namespace: string };
  readonly spec: {
    readonly podSelector: Selector;
    readonly policyTypes: readonly string[];
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
  };
}

/**
 * Whether one pod can connect to a port of another, by the rules of "Network Policies" in the documentation of Kubernetes: a side
 * that some policy selects takes only what some policy of it allows, and both sides must allow it.
 */
export function allowed(objects: readonly unknown[], from: Pod, to: Pod, port: number): boolean {
  const policies = (objects as Policy[]).filter(({ kind }) => kind === 'NetworkPolicy');
  return side(policies, 'Egress', from, to, port) && side(policies, 'Ingress', to, from, port);
}

function side(policies: readonly Policy[], type: string, pod: Pod, other: Pod, port: number): boolean {
  const chosen = policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === pod.namespace &&
      spec.policyTypes.includes(type) &&
      selects(spec.podSelector, pod.labels),
  );
  if (chosen.length === 0) return true;
  return chosen.some(({ metadata, spec }) =>
    (type === 'Egress' ? spec.egress : spec.ingress)?.some((rule) => {
      const peers = type === 'Egress' ? rule.to : rule.from;
      return (
        (peers === undefined || peers.some((peer) => isPeer(peer, other, metadata.namespace))) &&
        (rule.ports === undefined || rule.ports.some((one) => one.port === port && one.protocol === 'TCP'))
      );
    }),
  );
}

function isPeer(
  { namespaceSelector, podSelector, ipBlock }: Peer,
  pod: Pod,
  policyNamespace: string,
): boolean {
  if (ipBlock !== undefined) return false;
  const inNamespace = namespaceSelector
    ? selects(namespaceSelector, { 'kubernetes.io/metadata.name': pod.namespace })
    : pod.namespace === policyNamespace;
  return inNamespace && (podSelector === undefined || selects(podSelector, pod.labels));
}

function selects({ matchLabels = {} }: Selector, labels: Labels): boolean {
  return Object.entries(matchLabels).every(([name, value]) => labels[name] === value);
}
