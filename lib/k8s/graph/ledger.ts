import type { IConstruct } from 'constructs';
import type { Finding } from '../../core/errors';
import { report } from '../../core/report';
import { NamespaceChart } from '../manifest/namespace-chart';
import type { IWorkload } from '../workload/pod/reference';
import { type Edge, type EdgeKind, edgeKey } from './edge';
import { graphErrors } from './errors';
import type { Member } from './member';
import type { PolicyPeer } from './policy';

/** One side that is no workload of the graph: every pod of a namespace, or ranges of addresses. */
export interface Outside {
  /** As a diagram shows it. */
  readonly text: string;
  /** As policies name it. */
  readonly peers: readonly PolicyPeer[];
}

/** What is declared so far: checks each declaration, opens its ports on both sides, and remembers it. */
export class Ledger {
  private readonly known = new Map<string, Edge>();

  /** @param graph - the construct whose declarations these are */
  constructor(readonly graph: IConstruct) {}

  /** Every declaration, in no order. */
  get edges(): Iterable<Edge> {
    return this.known.values();
  }

  /** A workload's name as edges give it. */
  nameOf({ namespace, name }: IWorkload): string {
    return namespace === NamespaceChart.of(this.graph).namespaceName ? name : `${namespace}/${name}`;
  }

  /** Reports a mistake at the workload that declares. */
  fault(at: Member, error: keyof typeof graphErrors, finding: Finding): void {
    report(at.workload, graphErrors[error], finding);
  }

  /** Reports what is wrong with a call, and gives the number of its port when nothing is. */
  checkedPort(caller: Member, callee: Member, port: string | undefined, what: string): number | undefined {
    const [from, to] = [caller.workload, callee.workload];
    if (from === to) {
      const fix = 'leave it out, or for copies that talk among themselves use clustersOver';
      this.fault(caller, 'self', { at: what, found: from.name, fix });
      return undefined;
    }
    const [here, there] = [NamespaceChart.of(from), NamespaceChart.of(to)];
    if (!sameCluster(here, there)) {
      this.fault(caller, 'elsewhere', {
        at: what,
        found: `${from.node.path} in ${placeOf(here)}, and ${to.node.path} in ${placeOf(there)}`,
        fix: 'call a workload of the same cluster; for another one use reaches with its address ranges',
      });
      return undefined;
    }
    return this.portOf(caller, callee, port, what);
  }

  /** The number of a workload's port, by name or the main one. */
  portOf(at: Member, { workload }: Member, port: string | undefined, what: string): number | undefined {
    const { ports, mainPort, node } = workload;
    const name = port ?? mainPort;
    const number = name !== undefined && Object.hasOwn(ports, name) ? ports[name] : undefined;
    if (number !== undefined) return number;
    const names = Object.keys(ports).sort();
    this.fault(at, name === undefined || names.length === 0 ? 'no-port' : 'unknown-port', {
      at: what,
      found: `${node.path} has ${names.length === 0 ? 'no port' : `the ports ${names.join(', ')}`}${name === undefined ? '' : `, and ${name} is asked for`}`,
      fix: names.length === 0 ? 'give it a port, or leave this out' : `say which: { port: '${names[0]}' }`,
    });
    return undefined;
  }

  /** Opens a connection between two workloads at both ends. Gives whether it is a new declaration. */
  join(kind: EdgeKind, caller: Member, callee: Member, port: number, label = ''): boolean {
    caller.open('egress', callee.peerFor(caller.workload.namespace), port);
    callee.open('ingress', caller.peerFor(callee.workload.namespace), port);
    return this.remember({
      kind,
      from: this.nameOf(caller.workload),
      to: this.nameOf(callee.workload),
      port,
      label,
    });
  }

  /** Lets an outside in. */
  admit(kind: EdgeKind, { text, peers }: Outside, callee: Member, port: number): void {
    for (const peer of peers) callee.open('ingress', peer, port);
    this.remember({ kind, from: text, to: this.nameOf(callee.workload), port, label: '' });
  }

  /** Lets a workload out. */
  release(
    caller: Member,
    { text, peers }: Outside,
    port: number,
    { protocol, reason }: { readonly protocol: 'TCP' | 'UDP'; readonly reason: string },
  ): void {
    for (const peer of peers) caller.open('egress', peer, port, protocol);
    this.remember({ kind: 'reaches', from: this.nameOf(caller.workload), to: text, port, label: reason });
  }

  private remember(edge: Edge): boolean {
    const key = edgeKey(edge);
    const known = this.known.has(key);
    this.known.set(key, edge);
    return !known;
  }
}

/** An environment has one cluster per region. */
function sameCluster(a: NamespaceChart, b: NamespaceChart): boolean {
  return a.environment === b.environment && a.region === b.region;
}

function placeOf({ environment, region, namespaceName }: NamespaceChart): string {
  return `${environment}/${region}/${namespaceName}`;
}
