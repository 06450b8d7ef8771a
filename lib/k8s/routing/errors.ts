import { defineErrors } from '../../core/errors';

/** Mistakes about the way from clients to a service. */
export const routingErrors = defineErrors('routing', {
  host: {
    title: 'A host is not a plain DNS name.',
    example: "host: 'https://api.example.com/'",
  },
  'no-port': {
    title: 'The service has no port that traffic could be sent to.',
    example: "port: 'htpp', where the service has http",
  },
  'other-namespace': {
    title: 'The service is in another namespace than the routing, whose objects can name only their own.',
    example: 'a Routing in microshop-dev for a service of microshop-test',
  },
  'target-group-name': {
    title: 'A target group name is not one that Elastic Load Balancing takes.',
    example: "targetGroupName: 'microshop_prod', with an underscore",
  },
  clients: {
    title: 'The ranges that traffic comes from are missing, malformed, given twice or open to everybody.',
    example: "clients: ['0.0.0.0/0']",
  },
  issuer: {
    title: 'The name of a cert-manager issuer is missing or malformed.',
    example: "issuer: ''",
  },
  class: {
    title: 'The name of a GatewayClass or IngressClass is missing or malformed.',
    example: "gatewayClassName: 'Envoy Gateway'",
  },
  rate: {
    title: 'A rate limit is not a whole number of requests from 1 on.',
    example: 'rateLimit: { requestsPerSecond: 0 }',
  },
  'web-acl': {
    title: 'The name of a web ACL is not one that WAF takes.',
    example: "webAclName: 'my acl'",
  },
  'health-path': {
    title: 'The path of a health check is not a path.',
    example: "healthPath: 'health'",
  },
  'nginx-retired': {
    title: 'ingress-nginx was retired in March 2026 and gets no more fixes, for security faults either.',
    example: "via: { kind: 'ingress', controller: 'nginx', ... }",
  },
});
