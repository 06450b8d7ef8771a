import { targetGroupNameParts } from '../../lib/aws/edge/plan';
import type { Workloads } from '../../lib/core/environment';
import type { RoutingChoice } from '../../lib/k8s/routing/props';
import { type Place, subnetRanges } from '../place';
import { gatewayPort } from './services';

/** Host name that clients use. An edge that is not there is reported where the data are checked. */
export function hostOf({ settings }: Place, { entry }: Workloads): string {
  return entry.kind === 'edge' ? (settings.edge?.host ?? 'edge.invalid') : entry.host;
}

/** The way in that the environment's data chooses, with what the place knows of it. */
export function choiceOf(place: Place, workloads: Workloads): RoutingChoice {
  const { entry } = workloads;
  const clients = proxiesOf(place, workloads);
  switch (entry.kind) {
    case 'edge':
      return { kind: 'edge', targetGroupName: targetGroupName(place), clients };
    case 'gateway': {
      const { gatewayClassName, issuer, requestsPerSecond } = entry;
      return {
        kind: 'gateway',
        gatewayClassName,
        implementation: 'envoyGateway',
        issuer,
        rateLimit: { requestsPerSecond },
      };
    }
    case 'nginxIngress': {
      const { issuer, requestsPerSecond } = entry;
      return { kind: 'ingress', controller: 'nginx', issuer, rateLimit: { requestsPerSecond } };
    }
    case 'albIngress': {
      const { reach, webAclName } = entry;
      return {
        kind: 'ingress',
        controller: 'alb',
        reach,
        clients,
        rateLimit: webAclName ? { webAclName } : 'none',
      };
    }
  }
}

/** Ranges of whatever sends requests to the gateway's pods: of a load balancer, or of a controller's own pods. */
export function proxiesOf(place: Place, { entry }: Workloads): string[] {
  const isPublic = entry.kind === 'edge' || (entry.kind === 'albIngress' && entry.reach === 'wholeInternet');
  return subnetRanges(place, isPublic ? 'public' : 'private');
}

/** Names of the target groups that the manifests of a place attach pods to. */
export function targetGroupsOf(place: Place, { entry }: Workloads): string[] {
  return entry.kind === 'edge' ? [targetGroupName(place)] : [];
}

/** The name that stack edge gives its target group. */
function targetGroupName({ environment, settings }: Place): string {
  const port = settings.edge?.targetPort ?? gatewayPort;
  return [
    environment.project,
    environment.name,
    ...targetGroupNameParts('api', { port, protocol: 'HTTP' }),
  ].join('-');
}
