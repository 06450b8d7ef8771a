import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { Certificate, Gateway, HttpRoute } from '../custom/custom-resource';
import { type RouteTarget, routeMetadata, tlsSecretName } from './objects';
import type { GatewayChoice } from './props';

/** A Gateway with a listener for HTTPS and one for HTTP, whose only route redirects; the certificate; the implementation's rate limit. */
export function addGateway(scope: Construct, target: RouteTarget, via: GatewayChoice): void {
  addCertificate(scope, target, via);
  addListeners(scope, target, via);
  addRoutes(scope, target);
  addRateLimit(scope, target, via);
}

function addCertificate(scope: Construct, target: RouteTarget, { issuer }: GatewayChoice): void {
  new Certificate(scope, 'certificate', {
    ...routeMetadata(target.name, target),
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
  const allowedRoutes = { namespaces: { from: 'Same' } } as const;
  new Gateway(scope, 'gateway', {
    ...routeMetadata(target.name, target),
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
  const all = { path: { type: 'PathPrefix', value: '/' } } as const;
  const listener = (sectionName: string) => [{ name: target.name, sectionName }];
  const hostnames = [target.host];
  new HttpRoute(scope, 'route', {
    ...routeMetadata(target.name, target),
    spec: {
      parentRefs: listener('https'),
      hostnames,
      rules: [{ matches: [all], backendRefs: [{ name: target.service, port: target.port.number }] }],
    },
  });
  const requestRedirect = { scheme: 'https', statusCode: 301 } as const;
  new HttpRoute(scope, 'redirect', {
    ...routeMetadata(`${target.name}-redirect`, target),
    spec: {
      parentRefs: listener('http'),
      hostnames,
      rules: [{ matches: [all], filters: [{ type: 'RequestRedirect', requestRedirect }] }],
    },
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
