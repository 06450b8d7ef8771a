import type { Construct } from 'constructs';
import type { Workloads } from '../../lib/core/environment';
import { gatewayFiles } from '../../lib/k8s/graph/gateway-node';
import type { ServiceGraph } from '../../lib/k8s/graph/service-graph';
import { WebService } from '../../lib/k8s/workload/web-service';
import type { Place } from '../place';
import { proxiesOf } from './entry';
import { gatewayName, gatewayPort } from './services';
import { imageOf } from './variables';

/** What the gateway is made from. */
export interface GatewayParts {
  /** Where it stands. */
  readonly place: Place;
  /** The environment's data. */
  readonly workloads: Workloads;
  /** The graph that its routes are declared in. */
  readonly graph: ServiceGraph;
  /** The services it sends requests to, each with the path below which it does. */
  readonly services: ReadonlyMap<WebService, string>;
  /** Its priority class. */
  readonly priorityClass: string;
}

/** The nginx that everything comes in by, with a route to every service. */
export function addGateway(scope: Construct, parts: GatewayParts): WebService {
  const { place, workloads, graph, services } = parts;
  const files = gatewayFiles(gatewayName);
  const gateway = new WebService(scope, gatewayName, {
    image: imageOf(workloads, place.environment.project, gatewayName),
    ports: { http: gatewayPort },
    size: workloads.sizes.gateway,
    scale: workloads.gateway,
    // The user of the unprivileged nginx images.
    user: { uid: 101, gid: 101 },
    args: files.args,
    priorityClass: parts.priorityClass,
  });
  gateway.addVolume('routes', { path: files.path, configMap: files.configMap }, gateway);
  const routes = graph.gateway(gateway, { trustedProxies: proxiesOf(place, workloads) });
  for (const [service, path] of services) routes.routes(path, service);
  return gateway;
}
