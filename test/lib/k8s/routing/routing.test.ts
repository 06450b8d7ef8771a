import type { RoutingProps } from '../../../../lib/k8s/routing';
import { alb, edge, FakeStranger, FakeWorker, gateway, made, nginx, objects, problems } from './fixture';

const labels = {
  'app.kubernetes.io/component': 'routing',
  'app.kubernetes.io/managed-by': 'isthmus',
  'app.kubernetes.io/name': 'api-gateway',
  'app.kubernetes.io/part-of': 'shop',
  environment: 'test',
};

describe('Routing', () => {
  test.each([
    ['edge', edge],
    ['gateway', gateway],
    ['alb', alb],
  ])('%s: a well-formed one has no problem', (_, via) => {
    expect(problems({ via })).toEqual([]);
  });

  test('edge binds the target group, by name, to the pods', () => {
    expect(objects()).toEqual([
      {
        apiVersion: 'elbv2.k8s.aws/v1beta1',
        kind: 'TargetGroupBinding',
        metadata: { name: 'api-gateway', namespace: 'shop-test', labels },
        spec: {
          targetGroupName: 'shop-test-api-8080',
          targetType: 'ip',
          serviceRef: { name: 'api-gateway', port: 'http' },
        },
      },
    ]);
  });

  test('a gateway has a certificate, a redirect and the rate limit of its implementation', () => {
    const all = objects({ via: gateway });
    expect(
      all.map(({ kind, metadata, spec }) => ({ kind, name: metadata.name, spec })),
    ).toMatchInlineSnapshot(`
[
  {
    "kind": "Certificate",
    "name": "api-gateway",
    "spec": {
      "dnsNames": [
        "api.example.com",
      ],
      "issuerRef": {
        "group": "cert-manager.io",
        "kind": "ClusterIssuer",
        "name": "letsencrypt-prod",
      },
      "privateKey": {
        "algorithm": "ECDSA",
        "rotationPolicy": "Always",
        "size": 256,
      },
      "secretName": "api-gateway-tls",
      "usages": [
        "digital signature",
        "server auth",
      ],
    },
  },
  {
    "kind": "Gateway",
    "name": "api-gateway",
    "spec": {
      "gatewayClassName": "envoy",
      "listeners": [
        {
          "allowedRoutes": {
            "namespaces": {
              "from": "Same",
            },
          },
          "hostname": "api.example.com",
          "name": "http",
          "port": 80,
          "protocol": "HTTP",
        },
        {
          "allowedRoutes": {
            "namespaces": {
              "from": "Same",
            },
          },
          "hostname": "api.example.com",
          "name": "https",
          "port": 443,
          "protocol": "HTTPS",
          "tls": {
            "certificateRefs": [
              {
                "kind": "Secret",
                "name": "api-gateway-tls",
              },
            ],
            "mode": "Terminate",
          },
        },
      ],
    },
  },
  {
    "kind": "HTTPRoute",
    "name": "api-gateway",
    "spec": {
      "hostnames": [
        "api.example.com",
      ],
      "parentRefs": [
        {
          "name": "api-gateway",
          "sectionName": "https",
        },
      ],
      "rules": [
        {
          "backendRefs": [
            {
              "name": "api-gateway",
              "port": 8080,
            },
          ],
          "matches": [
            {
              "path": {
                "type": "PathPrefix",
                "value": "/",
              },
            },
          ],
        },
      ],
    },
  },
  {
    "kind": "HTTPRoute",
    "name": "api-gateway-redirect",
    "spec": {
      "hostnames": [
        "api.example.com",
      ],
      "parentRefs": [
        {
          "name": "api-gateway",
          "sectionName": "http",
        },
      ],
      "rules": [
        {
          "filters": [
            {
              "requestRedirect": {
                "scheme": "https",
                "statusCode": 301,
              },
              "type": "RequestRedirect",
            },
          ],
          "matches": [
            {
              "path": {
                "type": "PathPrefix",
                "value": "/",
              },
            },
          ],
        },
      ],
    },
  },
  {
    "kind": "BackendTrafficPolicy",
    "name": "api-gateway",
    "spec": {
      "rateLimit": {
        "local": {
          "rules": [
            {
              "clientSelectors": [
                {
                  "sourceCIDR": {
                    "type": "Distinct",
                    "value": "0.0.0.0/0",
                  },
                },
              ],
              "limit": {
                "requests": 100,
                "unit": "Second",
              },
            },
          ],
        },
        "type": "Local",
      },
      "targetRefs": [
        {
          "group": "gateway.networking.k8s.io",
          "kind": "HTTPRoute",
          "name": "api-gateway",
        },
      ],
    },
  },
]
`);
    expect(all.every(({ metadata }) => metadata.namespace === 'shop-test')).toBe(true);
  });

  test('an Ingress of nginx has its true annotations', () => {
    const [ingress, ...others] = objects({ via: nginx });
    expect(others).toEqual([]);
    expect(ingress).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        name: 'api-gateway',
        namespace: 'shop-test',
        labels,
        annotations: {
          'cert-manager.io/cluster-issuer': 'letsencrypt-prod',
          'cert-manager.io/private-key-rotation-policy': 'Always',
          'nginx.ingress.kubernetes.io/limit-burst-multiplier': '1',
          'nginx.ingress.kubernetes.io/limit-rps': '100',
          'nginx.ingress.kubernetes.io/ssl-redirect': 'true',
        },
      },
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['api.example.com'], secretName: 'api-gateway-tls' }],
        rules: [
          {
            host: 'api.example.com',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 'api-gateway', port: { name: 'http' } } },
                },
              ],
            },
          },
        ],
      },
    });
  });

  test('an Ingress of the load balancer controller finds its certificate by the host', () => {
    const [{ metadata, spec }] = objects({ via: alb });
    expect(spec).toMatchObject({ ingressClassName: 'alb', rules: [{ host: 'api.example.com' }] });
    expect(spec.tls).toBeUndefined();
    expect(metadata.annotations).toEqual({
      'alb.ingress.kubernetes.io/healthcheck-path': '/health',
      'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
      'alb.ingress.kubernetes.io/load-balancer-attributes':
        'deletion_protection.enabled=true,routing.http.drop_invalid_header_fields.enabled=true',
      'alb.ingress.kubernetes.io/scheme': 'internet-facing',
      'alb.ingress.kubernetes.io/ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
      'alb.ingress.kubernetes.io/ssl-redirect': '443',
      'alb.ingress.kubernetes.io/target-type': 'ip',
      'alb.ingress.kubernetes.io/wafv2-acl-name': 'shop-test-api',
    });
  });

  test('a load balancer within the VPC, without a limit, with another path', () => {
    const [{ metadata }] = objects({
      via: { ...alb, reach: 'vpc', rateLimit: 'none' },
      healthPath: '/live',
    });
    expect(metadata.annotations).toMatchObject({
      'alb.ingress.kubernetes.io/scheme': 'internal',
      'alb.ingress.kubernetes.io/healthcheck-path': '/live',
    });
    expect(metadata.annotations).not.toHaveProperty(['alb.ingress.kubernetes.io/wafv2-acl-name']);
  });

  test('classes can have another name, and so can the objects and the port', () => {
    const [ingress] = objects({ via: { ...nginx, className: 'public' }, name: 'entry', port: 'metrics' });
    expect(ingress.metadata.name).toBe('entry');
    expect(ingress.spec.ingressClassName).toBe('public');
    expect(ingress.spec.tls[0].secretName).toBe('entry-tls');
    expect(ingress.spec.rules[0].http.paths[0].backend.service).toEqual({
      name: 'api-gateway',
      port: { name: 'metrics' },
    });
    expect(problems({ via: alb, name: 'Entry' })).toEqual([['manifest/name', '']]);
  });

  test('says where the traffic comes from, to which port', () => {
    const source = (via: RoutingProps['via']) => made({ via }).routing.source;
    expect(source(edge)).toEqual({ ranges: ['10.0.101.0/24', '10.0.102.0/24'] });
    expect(source(alb)).toEqual({ ranges: ['10.0.101.0/24'] });
    expect(source(gateway)).toEqual({ namespace: 'envoy-gateway-system' });
    expect(source({ ...gateway, proxyNamespace: 'edge' })).toEqual({ namespace: 'edge' });
    expect(source(nginx)).toEqual({ namespace: 'ingress-nginx' });
    expect(source({ ...nginx, controllerNamespace: 'edge' })).toEqual({ namespace: 'edge' });
    expect(made().routing).toMatchObject({ host: 'api.example.com', port: 'http' });
  });

  test('asks for the readiness gate where a load balancer sends to the pods', () => {
    const gate = { 'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled' };
    expect(made({ via: edge }).routing.namespaceLabels).toEqual(gate);
    expect(made({ via: alb }).routing.namespaceLabels).toEqual(gate);
    expect(made({ via: gateway }).routing.namespaceLabels).toEqual({});
    expect(made({ via: nginx }).routing.namespaceLabels).toEqual({});
  });

  test('the order of the ranges changes nothing', () => {
    const turned = { ...edge, clients: ['10.0.101.0/24', '10.0.102.0/24'] };
    expect(objects({ via: turned as typeof edge })).toEqual(objects());
    expect(made({ via: turned as typeof edge }).routing.source).toEqual(made().routing.source);
  });

  test('nginx is a warning: its project ended', () => {
    expect(problems({ via: nginx })).toEqual([['routing/nginx-retired', 'via.controller']]);
  });

  test('a service that nobody can call, and one of another namespace', () => {
    expect(problems({}, FakeWorker)).toEqual([['routing/no-port', 'service']]);
    expect(problems({}, FakeStranger)).toEqual([['routing/other-namespace', 'service']]);
    expect(problems({ port: 'htpp' })).toEqual([['routing/no-port', 'port']]);
    expect(problems({ port: 'toString' })).toEqual([['routing/no-port', 'port']]);
    expect(made({ port: 'htpp' }).chart.objects()).toEqual([]);
  });
});
