import { readRange } from '../../core/addresses/range';
import { dnsSubdomain } from '../../core/dns-names';
import type { Finding } from '../../core/errors';
import type { routingErrors } from './errors';
import type { RateLimit, RoutingChoice, RoutingProps, TrafficSource } from './props';

/** A mistake in the props of a routing: which one, and what to say about it. */
export interface RoutingFault extends Finding {
  /** The second half of the error's code. */
  readonly error: Exclude<keyof typeof routingErrors, 'nginx-retired'>;
}

/** A port of a service, as routes name it. */
export interface RoutedPort {
  /** Its name. */
  readonly name: string;
  /** Its number. */
  readonly number: number;
}

/** Label that has the AWS Load Balancer Controller add its readiness gate to the pods of a namespace. */
const READINESS_GATE = { 'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled' };

/** The port that traffic goes to, or `undefined` when the service has none of that name. */
export function routedPort({
  service,
  port,
}: Pick<RoutingProps, 'service' | 'port'>): RoutedPort | undefined {
  const name = port ?? service.mainPort;
  if (name === undefined || !Object.hasOwn(service.ports, name)) return undefined;
  return { name, number: service.ports[name] as number };
}

/** Where a choice's traffic comes from. */
export function sourceOf(via: RoutingChoice): TrafficSource {
  if (via.kind === 'gateway') return { namespace: via.proxyNamespace ?? 'envoy-gateway-system' };
  if (via.kind === 'ingress' && via.controller === 'nginx') {
    return { namespace: via.controllerNamespace ?? 'ingress-nginx' };
  }
  return { ranges: [...via.clients].sort() };
}

/**
 * Labels that the namespace must have. Where a load balancer sends to pods directly, a pod counts as ready only when the target group
 * calls it healthy; without that a rollout outruns the registration and drops requests (AWS Load Balancer Controller, "Pod readiness gate").
 */
export function namespaceLabelsFor(via: RoutingChoice): Readonly<Record<string, string>> {
  const direct = via.kind === 'edge' || (via.kind === 'ingress' && via.controller === 'alb');
  return direct ? READINESS_GATE : {};
}

/** Every mistake in the props of a routing in a namespace. */
export function routingFaults(props: RoutingProps, namespace: string): RoutingFault[] {
  return [
    ...hostFaults(props.host),
    ...serviceFaults(props, namespace),
    ...(props.healthPath === undefined ? [] : healthFaults(props.healthPath)),
    ...choiceFaults(props.via),
  ];
}

function choiceFaults(via: RoutingChoice): RoutingFault[] {
  switch (via.kind) {
    case 'edge':
      return [...targetGroupFaults(via.targetGroupName), ...clientFaults(via.clients)];
    case 'gateway':
      return [
        ...nameFaults('class', 'gatewayClassName', via.gatewayClassName),
        ...nameFaults('issuer', 'issuer', via.issuer),
        ...rateFaults(via.rateLimit),
      ];
    case 'ingress':
      return [
        ...(via.className === undefined ? [] : nameFaults('class', 'className', via.className)),
        ...(via.controller === 'nginx'
          ? [...nameFaults('issuer', 'issuer', via.issuer), ...rateFaults(via.rateLimit)]
          : [...clientFaults(via.clients), ...webAclFaults(via.rateLimit)]),
      ];
  }
}

/** RFC 1123, and 64 characters at most: ACM and Let's Encrypt put the first name into the certificate's common name, which ends there. */
function hostFaults(host: string): RoutingFault[] {
  const labels = host.split('.');
  const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
  const last = labels.at(-1) ?? '';
  const named = labels.length > 1 && labels.every((one) => label.test(one)) && /[a-z]/.test(last);
  if (named && host.length <= 64) return [];
  return [
    {
      error: 'host',
      at: 'host',
      found: `"${host}"`,
      fix: 'give a name such as api.example.com: lower case, no scheme, port, path or wildcard, 64 characters at most',
    },
  ];
}

function serviceFaults(props: RoutingProps, namespace: string): RoutingFault[] {
  const { service, port } = props;
  const faults: RoutingFault[] = [];
  if (service.namespace !== namespace) {
    faults.push({
      error: 'other-namespace',
      at: 'service',
      found: `${service.node.path} in namespace ${service.namespace}, the routing in ${namespace}`,
      fix: 'create the routing in the chart of the service',
    });
  }
  if (routedPort(props) === undefined) {
    const names = Object.keys(service.ports).sort();
    faults.push({
      error: 'no-port',
      at: port === undefined ? 'service' : 'port',
      found:
        port === undefined
          ? `${service.node.path} has no main port`
          : `"${port}", and ${service.node.path} has ${names.join(', ') || 'none'}`,
      fix:
        names.length > 0 ? `name one of ${names.join(', ')}` : 'route to a workload that listens on a port',
    });
  }
  return faults;
}

/** Elastic Load Balancing API Reference, CreateTargetGroup: parameter Name. */
function targetGroupFaults(name: string): RoutingFault[] {
  const form = /^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/.test(name);
  if (form && name.length <= 32 && !name.startsWith('internal-')) return [];
  return [
    {
      error: 'target-group-name',
      at: 'via.targetGroupName',
      found: `"${name}" (${name.length} characters)`,
      fix: 'give the name of the edge stack: letters, digits and inner hyphens, 32 at most, not beginning with internal-',
    },
  ];
}

function clientFaults(ranges: readonly string[]): RoutingFault[] {
  const fault = (at: string, found: string, fix: string): RoutingFault => ({
    error: 'clients',
    at,
    found,
    fix,
  });
  if (ranges.length === 0) {
    return [
      fault(
        'via.clients',
        'none, so that nothing could reach the pods',
        "give the ranges of the load balancer's subnets",
      ),
    ];
  }
  return ranges.flatMap((text, index): RoutingFault[] => {
    const at = `via.clients[${index}]`;
    const read = readRange(text);
    if (read.state === 'malformed')
      return [fault(at, `"${text}"`, 'write it as a range, for example 10.0.101.0/24')];
    if (read.state === 'hostBits') {
      return [
        fault(at, `"${text}", which is not the first address of a range`, `write ${read.network.text}`),
      ];
    }
    if (read.range.prefix === 0) {
      return [
        fault(
          at,
          `${text}, everybody`,
          "give the load balancer's subnets: behind it every client has one of their addresses",
        ),
      ];
    }
    return ranges.indexOf(text) === index
      ? []
      : [fault(at, `${text} a second time`, 'leave one of them out')];
  });
}

function nameFaults(error: 'issuer' | 'class', at: string, name: string): RoutingFault[] {
  if (dnsSubdomain.test(name)) return [];
  const example =
    error === 'issuer' ? 'the ClusterIssuer, for example letsencrypt-prod' : 'the class in the cluster';
  return [{ error, at: `via.${at}`, found: `"${name}"`, fix: `name ${example}` }];
}

function rateFaults({ requestsPerSecond }: RateLimit): RoutingFault[] {
  if (Number.isSafeInteger(requestsPerSecond) && requestsPerSecond >= 1) return [];
  return [
    {
      error: 'rate',
      at: 'via.rateLimit.requestsPerSecond',
      found: String(requestsPerSecond),
      fix: 'give a whole number of requests a second, from 1 on',
    },
  ];
}

/** AWS WAFV2 API Reference, CreateWebACL: parameter Name. */
function webAclFaults(limit: { readonly webAclName: string } | 'none'): RoutingFault[] {
  // "none" as a name is the controller's word for taking every web ACL away.
  if (limit === 'none' || (/^[\w-]{1,128}$/.test(limit.webAclName) && limit.webAclName !== 'none')) return [];
  return [
    {
      error: 'web-acl',
      at: 'via.rateLimit.webAclName',
      found: `"${limit.webAclName}"`,
      fix: 'give the name of a regional web ACL: letters, digits, - and _, 128 characters at most',
    },
  ];
}

function healthFaults(path: string): RoutingFault[] {
  if (/^\/[^\s?#]*$/.test(path)) return [];
  return [
    {
      error: 'health-path',
      at: 'healthPath',
      found: `"${path}"`,
      fix: 'begin it with /, for example /health',
    },
  ];
}
