/** Seconds that resolvers keep an alias record of a load balancer; it cannot be set (Route 53, "Choosing between alias and non-alias records"). */
export const loadBalancerAliasTtlSeconds = 60;

/** The one region that has the metrics of health checks (Route 53, "Monitoring health checks using CloudWatch"). */
export const healthCheckMetricsRegion = 'us-east-1';

/** Regions that health checkers can ask from (Route 53 API Reference, HealthCheckConfig, Regions). */
export const healthCheckerRegions = [
  'ap-northeast-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'eu-west-1',
  'sa-east-1',
  'us-east-1',
  'us-west-1',
  'us-west-2',
] as const;

/** A region that health checkers can ask from. */
export type HealthCheckerRegion = (typeof healthCheckerRegions)[number];

/** Seconds between two requests of one health checker: nothing else can be chosen. */
export type HealthCheckInterval = 10 | 30;

/** Which region answers: the primary for as long as it is healthy, or the standby by decision. */
export type Serving = 'primary' | 'standby';

/**
 * The name of one region's own load balancer: `<region>.<host>`, so it is in whatever hosted zone has the host. It never fails
 * over, so a health check of it sees that region and no other, and a drill can look at the standby before customers are sent there.
 * @param host - the name that fails over, for example `api.example.com`
 * @param region - for example `us-east-1`
 */
export function regionalHost(host: string, region: string): string {
  return `${region}.${host}`;
}

/**
 * Seconds until health checkers that ask in vain have agreed that an endpoint is unhealthy: the threshold's worth of intervals
 * (Route 53, "How Amazon Route 53 determines whether a health check is healthy").
 */
export function detectionSeconds(intervalSeconds: number, failureThreshold: number): number {
  return intervalSeconds * failureThreshold;
}

/** The tag Name of the switch of a name that fails over, which is how {@link healthCheckIdCommand} finds it. */
export function switchName(prefix: string, name: string): string {
  return `${prefix}-${name}-switch`;
}

/**
 * The command that prints the id of a health check with a Name tag: ids are known after a deploy only.
 * @param nameTag - its tag Name
 */
export function healthCheckIdCommand(nameTag: string): string {
  return [
    'aws resourcegroupstaggingapi get-resources',
    `--region ${healthCheckMetricsRegion}`,
    '--resource-type-filters route53:healthcheck',
    `--tag-filters Key=Name,Values=${nameTag}`,
    "--query 'ResourceTagMappingList[0].ResourceARN' --output text | sed 's|.*/||'",
  ].join(' ');
}

/**
 * The command that flips the switch by hand.
 * @param healthCheckId - of the switch, or `"$(...)"` around {@link healthCheckIdCommand}
 * @param serve - who answers afterwards
 */
export function switchCommand(healthCheckId: string, serve: Serving): string {
  const flag = serve === 'standby' ? '--inverted' : '--no-inverted';
  return `aws route53 update-health-check --health-check-id ${healthCheckId} ${flag}`;
}
