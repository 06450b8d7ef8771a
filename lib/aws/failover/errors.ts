import { defineErrors } from '../../core/errors';

/** Mistakes about routing from one region to another. */
export const failoverErrors = defineErrors('failover', {
  host: {
    title: 'A host is not a name of two labels or more that records can be made for.',
    example: "host: 'https://api.example.com'",
  },
  region: { title: 'A region does not exist.', example: "region: 'us-east-3'" },
  'asks-itself': {
    title:
      'A health check asks the name that fails over, so after a failover it sees the standby and calls the primary healthy.',
    example: "host: 'api.example.com', endpoint: 'api.example.com'",
  },
  endpoint: {
    title: 'What a health check asks is not a host name, a port and a path that Route 53 takes.',
    example: "path: 'health'",
  },
  'health-check': {
    title: 'A figure of a health check is outside what Route 53 takes.',
    example: 'failureThreshold: 11',
  },
  'checker-regions': {
    title: 'Health checkers ask from fewer than three regions, or from one that has none.',
    example: "checkerRegions: ['us-east-1', 'eu-central-1']",
  },
  children: {
    title: 'A calculated health check has no children, too many, or the same one twice.',
    example: 'children: { endpoint: check.healthCheckId, again: check.healthCheckId }',
  },
  threshold: {
    title:
      'A calculated health check needs none of its children, or more than it has: its status would never change.',
    example: 'healthyChildren: 3 with two children',
  },
  'no-health-check': {
    title: 'The primary record has no health check, so nothing can take it out of service.',
    example: "primary: { region: 'us-east-1', healthCheckId: '', ... }",
  },
  'shared-health-check': {
    title:
      'Both records have the same health check: when the primary fails, the secondary does too, and the primary answers again.',
    example: 'the same healthCheckId in primary and secondary',
  },
  'same-region': {
    title: 'Primary and secondary are in the same region.',
    example: "primary: { region: 'us-east-1', ... }, secondary: { region: 'us-east-1', ... }",
  },
  'same-load-balancer': {
    title: 'Primary and secondary point at the same load balancer.',
    example: 'the same loadBalancerDnsName in primary and secondary',
  },
  'alarm-region': {
    title: 'An alarm on a health check stands outside us-east-1, the one region that has its metrics.',
    example: 'new FailoverAlarms(stackInEuWest1, ...)',
  },
  'topic-region': {
    title: 'An alarm tells a topic of another region, which CloudWatch refuses.',
    example: "topicArn: 'arn:aws:sns:us-west-2:111122223333:alarms'",
  },
});
