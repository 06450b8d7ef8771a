import type { Construct } from 'constructs';
import { KubeIngress } from '../manifest/kinds';
import { type RouteTarget, routeMetadata, tlsSecretName } from './objects';
import type { AlbIngressChoice, NginxIngressChoice } from './props';

/** What AWS recommends for a listener; the controller's own default is a policy of 2016. */
const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09';

/** An Ingress, with the annotations that its controller knows. */
export function addIngress(
  scope: Construct,
  target: RouteTarget,
  via: NginxIngressChoice | AlbIngressChoice,
  healthPath: string,
): void {
  const nginx = via.controller === 'nginx';
  const metadata = routeMetadata(target.name, target);
  new KubeIngress(scope, 'ingress', {
    metadata: {
      ...metadata,
      annotations: nginx ? nginxAnnotations(via) : albAnnotations(via, healthPath),
    },
    spec: {
      ingressClassName: via.className ?? via.controller,
      // The load balancer takes its certificate from ACM, by the host of the rule; a TLS entry would name a Secret that nobody reads.
      ...(nginx && { tls: [{ hosts: [target.host], secretName: tlsSecretName(target) }] }),
      rules: [
        {
          host: target.host,
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: target.service, port: { name: target.port.name } } },
              },
            ],
          },
        },
      ],
    },
  });
}

/**
 * ingress-nginx, "Annotations": `limit-rps` counts by client address; there is no annotation `rate-limit`. Its burst is five times the
 * rate unless said, so it is said. cert-manager makes the Certificate from `cluster-issuer` and the TLS entry.
 */
function nginxAnnotations(via: NginxIngressChoice): Record<string, string> {
  return {
    'cert-manager.io/cluster-issuer': via.issuer,
    'cert-manager.io/private-key-rotation-policy': 'Always',
    'nginx.ingress.kubernetes.io/limit-burst-multiplier': '1',
    'nginx.ingress.kubernetes.io/limit-rps': String(via.rateLimit.requestsPerSecond),
    'nginx.ingress.kubernetes.io/ssl-redirect': 'true',
  };
}

/** AWS Load Balancer Controller, "Ingress annotations". Values are texts, also where they hold JSON. */
function albAnnotations(via: AlbIngressChoice, healthPath: string): Record<string, string> {
  const prefix = 'alb.ingress.kubernetes.io';
  return {
    [`${prefix}/healthcheck-path`]: healthPath,
    [`${prefix}/listen-ports`]: '[{"HTTP":80},{"HTTPS":443}]',
    [`${prefix}/load-balancer-attributes`]:
      'deletion_protection.enabled=true,routing.http.drop_invalid_header_fields.enabled=true',
    [`${prefix}/scheme`]: via.reach === 'wholeInternet' ? 'internet-facing' : 'internal',
    [`${prefix}/ssl-policy`]: TLS_POLICY,
    [`${prefix}/ssl-redirect`]: '443',
    [`${prefix}/target-type`]: 'ip',
    ...(via.rateLimit !== 'none' && { [`${prefix}/wafv2-acl-name`]: via.rateLimit.webAclName }),
  };
}
