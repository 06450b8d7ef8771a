import { Construct } from 'constructs';
import { report, warn } from '../../core/report';
import { checkObjectName, NamespaceChart } from '../manifest/namespace-chart';
import { addEdge } from './edge';
import { routingErrors } from './errors';
import { addGateway } from './gateway';
import { addIngress } from './ingress';
import type { RouteTarget } from './objects';
import { namespaceLabelsFor, routedPort, routingFaults, sourceOf } from './plan';
import type { RoutingProps, TrafficSource } from './props';

/**
 * The way from clients to a service, by one of the choices that an environment has: the load balancer of stack `edge`, Gateway API, or an
 * Ingress. TLS and the redirect from HTTP come with every choice. The network policy of the service has to let {@link source} in.
 * Reports `routing/*` and `manifest/name`; warns with `routing/nginx-retired`.
 */
export class Routing extends Construct {
  /** Host name that clients use. */
  readonly host: string;
  /** Where the traffic comes from. */
  readonly source: TrafficSource;
  /** Labels that the namespace needs for this choice; empty for most. */
  readonly namespaceLabels: Readonly<Record<string, string>>;
  /** Name of the port that the traffic goes to, or `undefined` when the service has none. */
  readonly port: string | undefined;

  constructor(scope: Construct, id: string, props: RoutingProps) {
    super(scope, id);
    const { via } = props;
    const faults = routingFaults(props, NamespaceChart.of(this).namespaceName);
    for (const { error, ...finding } of faults) report(this, routingErrors[error], finding);
    if (via.kind === 'ingress' && via.controller === 'nginx') {
      warn(this, routingErrors['nginx-retired'], {
        at: 'via.controller',
        found: 'nginx',
        fix: "choose kind 'gateway', or controller 'alb'",
      });
    }
    const port = routedPort(props);
    this.host = props.host;
    this.source = sourceOf(via);
    this.namespaceLabels = namespaceLabelsFor(via);
    this.port = port?.name;
    // Objects made of what is wrong would only have their own schemas say it again.
    if (!port || faults.length > 0) return;

    const target: RouteTarget = {
      name: checkObjectName(this, props.name ?? props.service.name, 'label'),
      host: props.host,
      service: props.service.name,
      port,
    };
    if (via.kind === 'edge') addEdge(this, target, via);
    else if (via.kind === 'gateway') addGateway(this, target, via);
    else addIngress(this, target, via, props.healthPath ?? '/health');
  }
}
