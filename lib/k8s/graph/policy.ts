/** A network policy's word for the other side of a connection. */
export type PolicyPeer =
  | {
      readonly namespaceSelector?: { readonly matchLabels: Readonly<Record<string, string>> };
      readonly podSelector?: { readonly matchLabels: Readonly<Record<string, string>> };
    }
  | { readonly ipBlock: { readonly cidr: string; readonly except?: readonly string[] } };

/** One port that is open. */
export interface PolicyPort {
  /** Number of the pod's port. */
  readonly port: number;
  /** Protocol above IP. */
  readonly protocol: 'TCP' | 'UDP';
}

/** Peers, and the ports that are open to them. */
export interface PolicyRule {
  /** Sorted. */
  readonly peers: readonly PolicyPeer[];
  /** Sorted. */
  readonly ports: readonly PolicyPort[];
}

/** What is open in one direction of one workload, gathered one by one in any order. */
export class Openings {
  private readonly peers = new Map<string, { peer: PolicyPeer; ports: Map<string, PolicyPort> }>();

  /** Whether nothing is open. */
  get empty(): boolean {
    return this.peers.size === 0;
  }

  /** Opens a port to a peer; again is the same as once. */
  add(peer: PolicyPeer, port: PolicyPort): void {
    const key = JSON.stringify(peer);
    const known = this.peers.get(key) ?? { peer, ports: new Map() };
    this.peers.set(key, known);
    known.ports.set(portKey(port), port);
  }

  /** The fewest rules that say it: peers with the same ports share one. Sorted by ports, then by peer. */
  rules(): PolicyRule[] {
    const rules = new Map<string, { ports: PolicyPort[]; peers: PolicyPeer[] }>();
    for (const [, { peer, ports }] of [...this.peers].sort(byKey)) {
      const sorted = [...ports].sort(byKey);
      const key = sorted.map(([one]) => one).join();
      const rule = rules.get(key);
      if (rule) rule.peers.push(peer);
      else rules.set(key, { ports: sorted.map(([, one]) => one), peers: [peer] });
    }
    return [...rules].sort(byKey).map(([, rule]) => rule);
  }
}

function portKey({ port, protocol }: PolicyPort): string {
  return `${String(port).padStart(5, '0')}/${protocol}`;
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
