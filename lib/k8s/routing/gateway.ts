import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { type RouteTarget, routeMetadata, tlsSecretName } from './objects';
import type { GatewayChoice } from './props';

const GATEWAY_API = 'gateway.networking.k8s.io/v1';

/** A Gateway with a listener for HTTPS and one for HTTP, whose only route redirects; the certificate; the implementation's rate limit. */
export function addGateway(scope: Construct, target: RouteTarget, via: GatewayChoice): void {
  addCertificate(scope, target, via);
  addListeners(scope, target, via);
  addRoutes(scope, target);
  addRateLimit(scope, target, via);
}

function addCertificate(scope: Construct, target: RouteTarget, { issuer }: GatewayChoice): void {
  new ApiObject(scope, 'certificate', {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: routeMetadata(target.name, target),
    spec: {
      secretName: tlsSecretName(target),
      dnsNames: [target.host],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: issuer },
      // A new key with every renewal; without it a key that leaked stays of use (cert-manager, "Certificate resource").
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      usages: ['digital signature', 'server auth'],
    },
  });
}

function addListeners(scope: Construct, target: RouteTarget, via: GatewayChoice): void {
  const allowedRoutes = { namespaces: { from: 'Same' } };
  new ApiObject(scope, 'gateway', {
    apiVersion: GATEWAY_API,
    kind: 'Gateway',
    metadata: routeMetadata(target.name, target),
    spec: {
      gatewayClassName: via.gatewayClassName,
      listeners: [
        { name: 'http', port: 80, protocol: 'HTTP', hostname: target.host, allowedRoutes },
        {
          name: 'https',
          port: 443,
          protocol: 'HTTPS',
          hostname: target.host,
          tls: { mode: 'Terminate', certificateRefs: [{ kind: 'Secret', name: tlsSecretName(target) }] },
          allowedRoutes,
        },
      ],
    },
  });
}

function addRoutes(scope: Construct, target: RouteTarget): void {
  const matches = [{ path: { type: 'PathPrefix', value: '/' } }];
  const route = (id: string, name: string, listener: string, rule: object) =>
    new ApiObject(scope, id, {
      apiVersion: GATEWAY_API,
      kind: 'HTTPRoute',
      metadata: routeMetadata(name, target),
      spec: {
        parentRefs: [{ name: target.name, sectionName: listener }],
        hostnames: [target.host],
        rules: [{ matches, ...rule }],
      },
    });
  route('route', target.name, 'https', {
    backendRefs: [{ name: target.service, port: target.port.number }],
  });
  route('redirect', `${target.name}-redirect`, 'http', {
    filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
  });
}

/**
 * Counted by address: `Distinct` over all of IPv4 gives each its own bucket. In each proxy for itself (`local`), since the shared
 * count needs a Redis beside the controller.
 */
function addRateLimit(scope: Construct, target: RouteTarget, { rateLimit }: GatewayChoice): void {
  new ApiObject(scope, 'rate-limit', {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'BackendTrafficPolicy',
    metadata: routeMetadata(target.name, target),
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: target.name }],
      rateLimit: {
        // Deprecated in the newest releases, required in those before.
        type: 'Local',
        local: {
          rules: [
            {
              clientSelectors: [{ sourceCIDR: { type: 'Distinct', value: '0.0.0.0/0' } }],
              limit: { requests: rateLimit.requestsPerSecond, unit: 'Second' },
            },
          ],
        },
      },
    },
  });
}
