import { isDnsLabel } from '../../core/kubernetes-names';
import type { IWorkload } from '../workload/pod/reference';
import type { Ledger, Outside } from './ledger';
import { type Member, namespacePeer } from './member';
import { type Ranges, rangeFaults, rangePeers, rangesText } from './ranges';

/** Which port of a workload is meant. */
export interface PortOptions {
  /**
   * Name of the port.
   * @default - the main one
   */
  readonly port?: string;
}

/** How a workload calls another. */
export interface CallOptions extends PortOptions {
  /**
   * Variable that the caller gets the address in, or `false` for none.
   * @default - the callee's name: `USER_SERVICE_URL` for `user-service`
   */
  readonly variable?: string | false;
  /**
   * Scheme of the address.
   * @default http
   */
  readonly scheme?: 'http' | 'https';
}

/** Addresses outside the cluster that a workload connects to. */
export interface OutsideAddresses {
  /** Ranges, or every public address. */
  readonly ranges: Ranges;
  /** Number of the port. */
  readonly port: number;
  /** What is there, for the reader of the graph. */
  readonly reason: string;
  /**
   * Protocol above IP.
   * @default TCP
   */
  readonly protocol?: 'TCP' | 'UDP';
}

/** Who comes in from outside the graph: a namespace's pods, or addresses, for example those of a load balancer's subnets. */
export type Entrance = ({ readonly namespace: string } | { readonly ranges: Ranges }) & PortOptions;

/** A workload of a {@link ServiceGraph}, to declare what it may connect to. What is not declared is denied. */
export class ServiceNode {
  constructor(
    private readonly ledger: Ledger,
    private readonly member: Member,
    private readonly memberOf: (workload: IWorkload) => Member,
  ) {}

  /** The workload. */
  get workload(): IWorkload {
    return this.member.workload;
  }

  /**
   * Opens the way to another workload, on both sides, and gives the caller its address in a variable. The same again changes nothing.
   *
   * Reports `graph/no-port`, `graph/unknown-port`, `graph/self`, `graph/elsewhere`, `graph/variable` and what the workload says of
   * the variable (`workload/variable-twice`).
   */
  calls(callee: IWorkload | ServiceNode, { port, variable, scheme = 'http' }: CallOptions = {}): this {
    const other = this.other(callee);
    const what = `calls(${other.workload.name})`;
    const number = this.ledger.checkedPort(this.member, other, port, what);
    if (number === undefined) return this;
    const name = variable === false ? '' : (variable ?? variableFor(other.workload.name));
    const isNew = this.ledger.join('calls', this.member, other, number, name);
    if (!isNew || name === '') return this;
    if (/^[A-Z_][A-Z0-9_]*$/.test(name)) {
      const value = `${scheme}://${hostOf(other.workload, this.workload.namespace)}:${number}`;
      this.workload.addVariable(name, { value }, this.ledger.graph);
    } else {
      const fix = 'give variable: capitals, digits and underscores, not beginning with a digit';
      this.ledger.fault(this.member, 'variable', { at: what, found: `"${name}"`, fix });
    }
    return this;
  }

  /**
   * Opens the way to a database, cache or queue in the cluster, on both sides. Its variables are the binding's affair.
   *
   * Reports `graph/no-port`, `graph/unknown-port`, `graph/self` and `graph/elsewhere`.
   */
  uses(backing: IWorkload | ServiceNode, { port }: PortOptions = {}): this {
    const other = this.other(backing);
    const number = this.ledger.checkedPort(this.member, other, port, `uses(${other.workload.name})`);
    if (number !== undefined) this.ledger.join('uses', this.member, other, number);
    return this;
  }

  /**
   * Lets the copies of the workload talk among themselves, as a cluster of RabbitMQ does. Reports `graph/no-port` and
   * `graph/unknown-port`.
   * @param ports - names of the ports; none means the main one
   */
  clustersOver(...ports: string[]): this {
    for (const port of ports.length === 0 ? [undefined] : ports) {
      const number = this.ledger.portOf(this.member, this.member, port, 'clustersOver');
      if (number !== undefined) this.ledger.join('clusters', this.member, this.member, number);
    }
    return this;
  }

  /** Opens the way to addresses outside the cluster. Reports `graph/range` and `graph/port`. */
  reaches({ ranges, port, reason, protocol = 'TCP' }: OutsideAddresses): this {
    const what = `reaches(${reason})`;
    const valid = Number.isInteger(port) && port >= 1 && port <= 65535;
    if (!valid) {
      this.ledger.fault(this.member, 'port', { at: what, found: String(port), fix: 'give 1 to 65535' });
    }
    const outside = this.rangesOutside(what, ranges);
    if (valid && outside.peers.length > 0) {
      this.ledger.release(this.member, outside, port, { protocol, reason });
    }
    return this;
  }

  /** Lets who comes from outside the graph in. Reports `graph/no-port`, `graph/unknown-port`, `graph/namespace` and `graph/range`. */
  isEnteredFrom(entrance: Entrance): this {
    const number = this.ledger.portOf(this.member, this.member, entrance.port, 'isEnteredFrom');
    const outside =
      'namespace' in entrance
        ? this.namespaceOutside('isEnteredFrom', entrance.namespace)
        : this.rangesOutside('isEnteredFrom', entrance.ranges);
    if (number !== undefined && outside.peers.length > 0) {
      this.ledger.admit('enters', outside, this.member, number);
    }
    return this;
  }

  /**
   * Lets the monitoring read the workload's metrics. Reports `graph/no-port`, `graph/unknown-port` and `graph/namespace`.
   * @param namespace - name of the monitoring's namespace
   * @param options - the port that has the metrics
   */
  isScrapedFrom(namespace: string, { port }: PortOptions = {}): this {
    const number = this.ledger.portOf(this.member, this.member, port, 'isScrapedFrom');
    const outside = this.namespaceOutside('isScrapedFrom', namespace);
    if (number !== undefined && outside.peers.length > 0) {
      this.ledger.admit('scrapes', outside, this.member, number);
    }
    return this;
  }

  /** The other side of a declaration. */
  protected other(one: IWorkload | ServiceNode): Member {
    return this.memberOf(one instanceof ServiceNode ? one.workload : one);
  }

  private namespaceOutside(at: string, namespace: string): Outside {
    const text = `namespace ${namespace}`;
    if (isDnsLabel(namespace)) return { text, peers: [namespacePeer(namespace)] };
    const fix = 'give its name: lower-case letters, digits and hyphens, at most 63';
    this.ledger.fault(this.member, 'namespace', { at, found: `"${namespace}"`, fix });
    return { text, peers: [] };
  }

  private rangesOutside(at: string, ranges: Ranges): { text: string; peers: ReturnType<typeof rangePeers> } {
    for (const finding of rangeFaults(at, ranges)) this.ledger.fault(this.member, 'range', finding);
    return { text: rangesText(ranges), peers: rangePeers(ranges) };
  }
}

/** The variable that a callee's address is in: `USER_SERVICE_URL` for `user-service`. */
export function variableFor(name: string): string {
  return `${name.toUpperCase().replaceAll('-', '_')}_URL`;
}

/** A workload's host name as a pod of a namespace finds it. */
export function hostOf({ name, namespace }: IWorkload, from: string): string {
  return namespace === from ? name : `${name}.${namespace}`;
}
