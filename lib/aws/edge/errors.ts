import { defineErrors } from '../../core/errors';

/** Mistakes about the public entry. */
export const edgeErrors = defineErrors('edge', {
  host: {
    title: 'A host is not a name that a certificate and a record can be made for.',
    example: "host: 'https://api.example.com'",
  },
  'hosted-zone': {
    title: 'The id of a hosted zone is not of the form that Route 53 gives.',
    example: "hostedZoneId: 'example.com'",
  },
  zones: {
    title: 'A load balancer needs subnets in two zones at least.',
    example: "network: { subnetIds: { 'us-east-1a': 'subnet-1' }, ... }",
  },
  zone: {
    title: 'A subnet is keyed by a zone of another region.',
    example: "network: { subnetIds: { 'us-west-2a': 'subnet-1', ... }, ... } in us-east-1",
  },
  clients: {
    title: 'An internal entry names no ranges that may reach it.',
    example: "exposure: 'internal' without clientRanges",
  },
  'no-health-check': {
    title: 'The primary record of a failover has no health check, so nothing can take it out of service.',
    example: "records: { failover: 'primary', healthCheckId: '' }",
  },
  'health-checkers': {
    title: "Route 53's health checkers, for which the regional name is made, cannot ask the entry.",
    example: "regionalHost: 'byRegion' with exposure: 'internal'",
  },
  'tls-policy': {
    title: 'The TLS policy is unknown, or lets in TLS below 1.2 or key exchange without forward secrecy.',
    example: "tlsPolicy: 'ELBSecurityPolicy-2016-08'",
  },
  port: { title: 'A port is not between 1 and 65535.', example: 'target: { port: 80800 }' },
  'health-path': {
    title: 'The path of the health check does not begin with a slash, or is too long.',
    example: "target: { healthPath: 'health', ... }",
  },
  'health-check': {
    title: 'A figure of the health check is outside what a target group takes.',
    example: 'health: { intervalSeconds: 5, timeoutSeconds: 5 }',
  },
  deregistration: {
    title: 'Targets are drained for 0 to 3600 seconds.',
    example: 'deregistrationDelaySeconds: 7200',
  },
  'idle-timeout': {
    title: 'An idle connection is kept for 1 to 4000 seconds.',
    example: 'idleTimeoutSeconds: 0',
  },
  rate: {
    title: 'A rate is not one that AWS WAF can hold a client to.',
    example: 'rateLimit: { requestsPerSecond: 0.1 }',
  },
  'waf-rule': {
    title: 'A rule to be counted is not one of the managed common rules.',
    example: "waf: { countOnly: ['SizeRestrictions_Body'] }",
  },
  'log-prefix': {
    title: 'The prefix of access logs begins or ends with a slash, or contains AWSLogs.',
    example: "accessLogs: { prefix: '/edge', ... }",
  },
});
