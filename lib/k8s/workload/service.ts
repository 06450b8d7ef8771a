import type { Construct } from 'constructs';
import { IntOrString, KubeService } from '../manifest/kinds';

/** What {@link addService} makes a Service from. */
export interface ServiceParts {
  /** Its name. */
  readonly name: string;
  /** Its labels, beside those of the chart. */
  readonly labels: Readonly<Record<string, string>>;
  /** What selects its pods. */
  readonly selector: Readonly<Record<string, string>>;
  /** Its ports by name; the pods' ports have the same names. */
  readonly ports: Readonly<Record<string, number>>;
  /** What is spoken on a port. */
  readonly protocols: Readonly<Record<string, string>>;
  /** `headless` names each pod, ready or not; `balanced` is one address for those that are ready. */
  readonly kind: 'balanced' | 'headless';
}

/** A Service within the cluster. */
export function addService(scope: Construct, id: string, parts: ServiceParts): void {
  new KubeService(scope, id, {
    metadata: { name: parts.name, labels: { ...parts.labels } },
    spec: {
      type: 'ClusterIP',
      // A member of a cluster looks for the others before it is ready.
      ...(parts.kind === 'headless' && { clusterIp: 'None', publishNotReadyAddresses: true }),
      selector: { ...parts.selector },
      ports: Object.keys(parts.ports)
        .sort()
        .map((name) => ({
          name,
          port: parts.ports[name] ?? 0,
          targetPort: IntOrString.fromString(name),
          protocol: 'TCP',
          ...(parts.protocols[name] !== undefined && { appProtocol: parts.protocols[name] }),
        })),
    },
  });
}
