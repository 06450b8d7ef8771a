import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { IntOrString, KubeNetworkPolicy } from '../manifest/kinds';
import { NAME_LABEL, NAMESPACE_NAME_LABEL } from '../manifest/labels';
import { checkObjectName } from '../manifest/namespace-chart';
import type { IWorkload } from '../workload/pod/reference';
import { Openings, type PolicyPeer, type PolicyRule } from './policy';

const directions = {
  ingress: { id: 'IngressPolicy', type: 'Ingress', side: 'from' },
  egress: { id: 'EgressPolicy', type: 'Egress', side: 'to' },
} as const;

/** One workload of a graph and the two policies that open what is declared for it. */
export class Member {
  private readonly openings = { ingress: new Openings(), egress: new Openings() };

  constructor(readonly workload: IWorkload) {}

  /**
   * Opens a port. The first time, the policy is made, beside the workload's other objects and so in its namespace; what it says is
   * read when the manifests are written, after every declaration.
   */
  open(
    direction: keyof typeof directions,
    peer: PolicyPeer,
    port: number,
    protocol: 'TCP' | 'UDP' = 'TCP',
  ): void {
    const openings = this.openings[direction];
    if (openings.empty) this.addPolicy(direction, openings);
    openings.add(peer, { port, protocol });
  }

  /** The workload's pods, as a policy in a namespace names them. */
  peerFor(namespace: string): PolicyPeer {
    const podSelector = { matchLabels: this.workload.selector };
    if (namespace === this.workload.namespace) return { podSelector };
    return { ...namespacePeer(this.workload.namespace), podSelector };
  }

  private addPolicy(direction: keyof typeof directions, openings: Openings): void {
    const { id, type, side } = directions[direction];
    const { name, selector } = this.workload;
    new KubeNetworkPolicy(this.workload as Construct, id, {
      metadata: {
        name: checkObjectName(this.workload, `${name}-${direction}`),
        labels: { [NAME_LABEL]: name },
      },
      spec: {
        podSelector: { matchLabels: { ...selector } },
        policyTypes: [type],
        [direction]: Lazy.any({ produce: () => openings.rules().map((rule) => ruleOf(rule, side)) }),
      },
    });
  }
}

/** Every pod of a namespace, by the label that the control plane sets. */
export function namespacePeer(namespace: string): {
  namespaceSelector: { matchLabels: Record<string, string> };
} {
  return { namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: namespace } } };
}

function ruleOf({ peers, ports }: PolicyRule, side: 'from' | 'to'): object {
  return {
    [side]: peers,
    ports: ports.map(({ port, protocol }) => ({ port: IntOrString.fromNumber(port), protocol })),
  };
}
