import { type Problem, problem } from '../../core/errors';
import { type Manifest, nameOf, namespaceOf, ofKind, specOf } from '../manifest';
import { consistencyErrors } from './errors';
import type { ServicePort } from './ports';

/** One place that points at a Service. */
interface Pointer {
  readonly from: Manifest;
  readonly at: string;
  readonly namespace: string;
  readonly service: string;
  /** Number or name; `undefined` where none is said. */
  readonly port: number | string | undefined;
}

const routeKinds = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

/** Proves that Ingress, the routes of Gateway API, TargetGroupBinding and StatefulSet point at Services and ports that are there. */
export function checkRoutes(manifests: readonly Manifest[]): Problem[] {
  const services = new Map(
    ofKind(manifests, 'Service').map((one) => [`${namespaceOf(one)}/${nameOf(one)}`, one]),
  );
  return [
    ...ofKind(manifests, 'Ingress').flatMap(ingressPointers),
    ...ofKind(manifests, ...routeKinds).flatMap(routePointers),
    ...ofKind(manifests, 'TargetGroupBinding').flatMap(bindingPointers),
    ...ofKind(manifests, 'StatefulSet').flatMap(governingService),
  ].flatMap((one) => check(one, services));
}

function check(pointer: Pointer, services: ReadonlyMap<string, Manifest>): Problem[] {
  const { from, at, namespace, service, port } = pointer;
  const found = services.get(`${namespace}/${service}`);
  if (!found) {
    return [
      problem(consistencyErrors['no-service'], from.path, {
        at,
        found: `Service ${service}, which is not in namespace ${namespace}`,
        fix: 'name a Service that is there',
      }),
    ];
  }
  const { ports = [] } = specOf<{ ports: readonly ServicePort[] }>(found);
  if (port === undefined || ports.some((one) => one.port === port || one.name === port)) return [];
  const there = ports.map((one) => (one.name ? `${one.name} ${one.port}` : String(one.port)));
  return [
    problem(consistencyErrors['route-port'], from.path, {
      at,
      found: `port ${port}, and Service ${found.path} has ${there.join(', ') || 'none'}`,
      fix: 'name a port of the Service, not the one that its pods listen on',
    }),
  ];
}

type IngressBackend = {
  readonly service?: {
    readonly name: string;
    readonly port?: { readonly name?: string; readonly number?: number };
  };
};
type IngressSpec = {
  readonly defaultBackend: IngressBackend;
  readonly rules: readonly {
    readonly http?: {
      readonly paths?: readonly { readonly path?: string; readonly backend?: IngressBackend }[];
    };
  }[];
};

// The AWS load balancer controller takes the backend from an annotation then ("Ingress annotations", actions).
const BY_ANNOTATION = 'use-annotation';

function ingressPointers(from: Manifest): Pointer[] {
  const { defaultBackend, rules = [] } = specOf<IngressSpec>(from);
  const backends: [string, IngressBackend | undefined][] = [['defaultBackend', defaultBackend]];
  for (const { http } of rules) {
    for (const { path = '/', backend } of http?.paths ?? []) backends.push([`paths.${path}`, backend]);
  }
  return backends.flatMap(([at, backend]) => {
    const { service } = backend ?? {};
    if (!service || service.port?.name === BY_ANNOTATION) return [];
    const port = service.port?.number ?? service.port?.name;
    return [{ from, at, namespace: namespaceOf(from), service: service.name, port }];
  });
}

type BackendRef = {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
};
type RouteSpec = {
  readonly rules: readonly {
    readonly backendRefs?: readonly BackendRef[];
    readonly filters?: readonly { readonly requestMirror?: { readonly backendRef?: BackendRef } }[];
  }[];
};

function routePointers(from: Manifest): Pointer[] {
  const { rules = [] } = specOf<RouteSpec>(from);
  return rules.flatMap(({ backendRefs = [], filters = [] }, index) => {
    const mirrors = filters.flatMap(({ requestMirror }) => requestMirror?.backendRef ?? []);
    return [...backendRefs, ...mirrors]
      .filter(({ group = '', kind = 'Service' }) => group === '' && kind === 'Service')
      .map(({ name, namespace = namespaceOf(from), port }) => ({
        from,
        at: `rules.${index}.${name}`,
        namespace,
        service: name,
        port,
      }));
  });
}

function bindingPointers(from: Manifest): Pointer[] {
  const { serviceRef } = specOf<{ serviceRef: { name: string; port: number | string } }>(from);
  if (!serviceRef) return [];
  const { name, port } = serviceRef;
  return [{ from, at: 'serviceRef', namespace: namespaceOf(from), service: name, port }];
}

function governingService(from: Manifest): Pointer[] {
  const { serviceName } = specOf<{ serviceName: string }>(from);
  if (!serviceName) return [];
  return [{ from, at: 'serviceName', namespace: namespaceOf(from), service: serviceName, port: undefined }];
}
