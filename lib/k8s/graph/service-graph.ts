import { Construct } from 'constructs';
import { report } from '../../core/report';
import type { IWorkload } from '../workload/pod/reference';
import { cyclesOf } from './cycles';
import { type Edge, sortEdges } from './edge';
import { graphErrors } from './errors';
import { GatewayNode } from './gateway-node';
import { Ledger } from './ledger';
import { Member } from './member';
import { mermaidOf } from './mermaid';
import type { NginxSettings } from './nginx-settings';
import { ServiceNode } from './service-node';

/** Where the monitoring of a cluster is, and which port it reads. */
export interface Monitoring {
  /** Name of its namespace. */
  readonly namespace: string;
  /**
   * Name of the port that has the metrics; workloads without it are left alone.
   * @default metrics
   */
  readonly port?: string;
}

/** Which graph a workload is in. */
const graphs = new WeakMap<IWorkload, ServiceGraph>();

/**
 * Who calls whom in a cluster, declared once. Each declaration opens a port at both ends (one NetworkPolicy per workload and
 * direction, `<workload>-ingress` and `<workload>-egress`), gives the caller the address in a variable, and routes at a gateway.
 * Together with the deny-all of a `NamespaceBaseline`, what is not declared is denied. Cycles are allowed.
 *
 * Ports are those of the pods, by number. The VPC CNI of EKS asks that a Service has the same port as its pods (Amazon EKS User
 * Guide, "Limit Pod traffic with Kubernetes network policies").
 */
export class ServiceGraph extends Construct {
  private readonly ledger: Ledger;
  private readonly members = new Map<IWorkload, Member>();
  private readonly gateways = new Map<IWorkload, GatewayNode>();
  private readonly monitorings: Required<Monitoring>[] = [];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.ledger = new Ledger(this);
  }

  /** A workload as a part of the graph, to declare what it connects to. Reports `graph/second-graph`. */
  workload(workload: IWorkload): ServiceNode {
    const owner = this.ownerOf(workload);
    return new ServiceNode(owner.ledger, owner.member(workload), this.memberOf);
  }

  /**
   * A workload that runs nginx, as a part of the graph, to declare its routes.
   *
   * Reports `graph/gateway-twice`, `graph/gateway-setting`, `graph/range`, `graph/no-port` and `graph/second-graph`.
   * @param workload - mounts the ConfigMap and starts nginx as `gatewayFiles` says
   * @param settings - what is beyond the routes; given the first time only
   */
  gateway(workload: IWorkload, settings?: NginxSettings): GatewayNode {
    const owner = this.ownerOf(workload);
    if (owner !== this) return owner.gateway(workload);
    const known = this.gateways.get(workload);
    if (known === undefined) {
      const made = new GatewayNode(this.ledger, this.member(workload), this.memberOf, settings ?? {});
      this.gateways.set(workload, made);
      return made;
    }
    if (settings !== undefined) {
      report(workload, graphErrors['gateway-twice'], {
        found: `settings for ${workload.name} again`,
        fix: 'give them where the gateway is named first',
      });
    }
    return known;
  }

  /** Lets the monitoring read the metrics port of every workload of the graph that has one, also of those named later. Reports `graph/namespace`. */
  monitoring({ namespace, port = 'metrics' }: Monitoring): this {
    this.monitorings.push({ namespace, port });
    for (const member of this.members.values()) this.observe(member, { namespace, port });
    return this;
  }

  /** Every declaration, sorted. */
  edges(): Edge[] {
    return sortEdges(this.ledger.edges);
  }

  /** Groups of workloads that all depend on one another, directly or not; names and groups sorted. */
  cycles(): string[][] {
    return cyclesOf([...this.ledger.edges].map(({ from, to }) => [from, to] as const));
  }

  /** The graph as a Mermaid flowchart. */
  toMermaid(): string {
    const names = [...this.members.keys()].map((one) => this.ledger.nameOf(one));
    return mermaidOf(names, this.edges());
  }

  private readonly memberOf = (workload: IWorkload): Member => this.ownerOf(workload).member(workload);

  private member(workload: IWorkload): Member {
    const known = this.members.get(workload);
    if (known) return known;
    const member = new Member(workload);
    this.members.set(workload, member);
    for (const monitoring of this.monitorings) this.observe(member, monitoring);
    return member;
  }

  /** The graph that a workload is in: this one, unless another was first. */
  private ownerOf(workload: IWorkload): ServiceGraph {
    const owner = graphs.get(workload) ?? this;
    graphs.set(workload, owner);
    if (owner !== this) {
      report(workload, graphErrors['second-graph'], {
        found: `${owner.node.path} and ${this.node.path}`,
        fix: 'declare all calls of a cluster in one graph',
      });
    }
    return owner;
  }

  private observe(member: Member, { namespace, port }: Required<Monitoring>): void {
    if (Object.hasOwn(member.workload.ports, port))
      this.workload(member.workload).isScrapedFrom(namespace, { port });
  }
}
