import { dnsSubdomain } from '../../core/dns-names';
import type { Finding } from '../../core/errors';
import { isRegion } from '../../core/regions';
import { healthCheckerRegions, healthCheckMetricsRegion, regionalHost } from '../../core/route53';
import type { failoverErrors } from './errors';
import type {
  CalculatedHealthCheckProps,
  EndpointCheck,
  EndpointHealthCheckProps,
  FailoverRecordsProps,
  HealthCheckTarget,
} from './props';

/** A mistake in the props of this folder: which one, and what to say about it. */
export interface FailoverFault extends Finding {
  /** The second half of the error's code. */
  readonly error: keyof typeof failoverErrors;
}

/** How an endpoint is asked, every default filled in. */
export function planCheck(check: EndpointCheck = {}) {
  return {
    path: check.path ?? '/health',
    port: check.port ?? 443,
    interval: check.intervalSeconds ?? 30,
    failureThreshold: check.failureThreshold ?? 3,
    latency: check.latencyMetrics === 'on',
    checkerRegions: [...new Set(check.checkerRegions ?? healthCheckerRegions)].sort(),
  };
}

/** Mistakes in what a health check is about. */
export function targetFaults({ host, region }: HealthCheckTarget): FailoverFault[] {
  return [...hostFaults(host), ...regionFaults('region', region)];
}

/** Every mistake in the props of a health check of an endpoint. */
export function endpointFaults(props: EndpointHealthCheckProps): FailoverFault[] {
  const endpoint = props.endpoint ?? regionalHost(props.host, props.region);
  const faults = [...targetFaults(props), ...checkFaults(props.check)];
  if (endpoint.toLowerCase() === props.host.toLowerCase()) {
    faults.push({
      error: 'asks-itself',
      at: 'endpoint',
      found: `"${endpoint}", which answers with another region after a failover`,
      fix: `leave it out, which asks ${regionalHost(props.host, props.region)}, or name the region's own load balancer`,
    });
  } else if (props.endpoint !== undefined && !isHost(endpoint)) {
    faults.push({ error: 'endpoint', at: 'endpoint', found: `"${endpoint}"`, fix: hostFix });
  }
  return faults;
}

/** Every mistake in the children of a calculated health check. */
export function calculatedFaults({ children, healthyChildren }: CalculatedHealthCheckProps): FailoverFault[] {
  const ids = Object.values(children);
  const distinct = new Set(ids).size;
  // "Types of Amazon Route 53 health checks": up to 255. A repeated one counts once, so that the threshold could not be met.
  if (ids.length === 0 || ids.length > 255 || distinct < ids.length) {
    const found =
      distinct < ids.length ? `${ids.length} children, ${distinct} different` : `${ids.length} children`;
    return [{ error: 'children', at: 'children', found, fix: 'name from 1 to 255 health checks, each once' }];
  }
  const threshold = healthyChildren ?? ids.length;
  if (Number.isInteger(threshold) && threshold >= 1 && threshold <= ids.length) return [];
  const found = `${threshold} of ${ids.length} children`;
  return [
    { error: 'threshold', at: 'healthyChildren', found, fix: `give a whole number from 1 to ${ids.length}` },
  ];
}

/** Every mistake in a pair of failover records. */
export function recordsFaults({ host, primary, secondary }: FailoverRecordsProps): FailoverFault[] {
  const faults = [...hostFaults(host), ...regionFaults('secondary.region', secondary.region)];
  if (primary === 'madeByEdge') return faults;
  faults.push(...regionFaults('primary.region', primary.region));
  if (!primary.healthCheckId) {
    faults.push({
      error: 'no-health-check',
      at: 'primary.healthCheckId',
      found: 'none',
      fix: 'give the id of a PrimaryHealth, which asks the region and has the switch',
    });
  } else if (primary.healthCheckId === secondary.healthCheckId) {
    faults.push({
      error: 'shared-health-check',
      at: 'secondary.healthCheckId',
      found: "the primary's",
      fix: 'leave it out, or give one that asks the standby',
    });
  }
  if (primary.region === secondary.region) {
    faults.push({
      error: 'same-region',
      at: 'secondary.region',
      found: primary.region,
      fix: "name the standby's region",
    });
  }
  if (primary.loadBalancerDnsName === secondary.loadBalancerDnsName) {
    faults.push({
      error: 'same-load-balancer',
      at: 'secondary.loadBalancerDnsName',
      found: "the primary's load balancer",
      fix: "give what the standby's stack edge publishes",
    });
  }
  return faults;
}

/** Mistakes in where an alarm on a health check stands and whom it tells. */
export function alarmFaults(region: string, topicArn: string): FailoverFault[] {
  const faults: FailoverFault[] = [];
  if (region !== healthCheckMetricsRegion) {
    faults.push({
      error: 'alarm-region',
      found: `a stack in ${region}`,
      fix: `make the alarm in a stack of ${healthCheckMetricsRegion}`,
    });
  }
  const topicRegion = topicArn.includes('${') ? region : (topicArn.split(':')[3] ?? '');
  if (topicRegion !== region) {
    faults.push({
      error: 'topic-region',
      at: 'topicArn',
      found: `"${topicArn}" in a stack of ${region}`,
      fix: `give a topic of ${region}`,
    });
  }
  return faults;
}

const hostFix = 'give a name such as api.example.com: lower case, no scheme, no path';

function isHost(host: string): boolean {
  return host.length <= 253 && host.includes('.') && dnsSubdomain.test(host);
}

function hostFaults(host: string): FailoverFault[] {
  return isHost(host) ? [] : [{ error: 'host', at: 'host', found: `"${host}"`, fix: hostFix }];
}

function regionFaults(at: string, region: string): FailoverFault[] {
  if (isRegion(region)) return [];
  return [{ error: 'region', at, found: `"${region}"`, fix: 'give a region, for example us-west-2' }];
}

/** Limits of HealthCheckConfig (Route 53 API Reference), which the provider's validators repeat. */
function checkFaults(check: EndpointCheck | undefined): FailoverFault[] {
  const { path, port, interval, failureThreshold, checkerRegions } = planCheck(check);
  const faults: FailoverFault[] = [];
  if (!/^\/[\x21-\x7e]{0,254}$/.test(path)) {
    const fix = 'begin it with /, without spaces, 255 characters at most';
    faults.push({ error: 'endpoint', at: 'check.path', found: `"${path}"`, fix });
  }
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    faults.push({ error: 'endpoint', at: 'check.port', found: String(port), fix: 'give 1 to 65535' });
  }
  if (interval !== 10 && interval !== 30) {
    const found = `${interval} s`;
    faults.push({ error: 'health-check', at: 'check.intervalSeconds', found, fix: 'give 10 or 30' });
  }
  if (!Number.isInteger(failureThreshold) || failureThreshold < 1 || failureThreshold > 10) {
    const found = String(failureThreshold);
    faults.push({ error: 'health-check', at: 'check.failureThreshold', found, fix: 'give 1 to 10' });
  }
  const known: readonly string[] = healthCheckerRegions;
  if (checkerRegions.length < 3 || !checkerRegions.every((one) => known.includes(one))) {
    faults.push({
      error: 'checker-regions',
      at: 'check.checkerRegions',
      found: checkerRegions.join(', ') || 'none',
      fix: `name three or more of ${known.join(', ')}, or leave it out`,
    });
  }
  return faults;
}
