import type { Finding } from '../../core/errors';
import { isZoneOf } from '../../core/regions';
import { regionalHost } from '../../core/route53';
import { commonRules } from './common-rules';
import type { edgeErrors } from './errors';
import type { EdgeProps, EdgeTarget } from './props';
import { tlsPolicies } from './tls-policy';
import { rateLimitPerWindow } from './waf-rules';

/** A mistake in the props of an edge: which one, and what to say about it. */
export interface EdgeFault extends Finding {
  /** The second half of the error's code. */
  readonly error: keyof typeof edgeErrors;
}

/** A target as it is emitted: every default filled in. */
export interface PlannedTarget {
  /** The targets' port. */
  readonly port: number;
  /** What is spoken to them. */
  readonly protocol: 'HTTP' | 'HTTPS';
  /** Where they are asked for their health. */
  readonly healthPath: string;
  /** Seconds between checks. */
  readonly interval: number;
  /** Seconds to wait for an answer. */
  readonly timeout: number;
  /** Good answers until healthy. */
  readonly healthyThreshold: number;
  /** Bad answers until unhealthy. */
  readonly unhealthyThreshold: number;
  /** Seconds to drain. */
  readonly deregistrationDelay: number;
}

/** A target with its defaults. */
export function planTarget(target: EdgeTarget): PlannedTarget {
  const { health = {} } = target;
  return {
    port: target.port,
    protocol: target.protocol ?? 'HTTP',
    healthPath: target.healthPath ?? '/health',
    interval: health.intervalSeconds ?? 10,
    timeout: health.timeoutSeconds ?? 5,
    healthyThreshold: health.healthyThreshold ?? 2,
    unhealthyThreshold: health.unhealthyThreshold ?? 3,
    deregistrationDelay: target.deregistrationDelaySeconds ?? 60,
  };
}

/**
 * What follows the project and environment in the target group's name. Port and protocol cannot be changed in a target group,
 * and one in use by a listener cannot be deleted. With both in the name, the new group is made beside the old one
 * and the listener moves over; with a name that stays, such a change could not be applied at all.
 * @param name - the edge's name
 * @param target - the edge's target
 */
export function targetGroupNameParts(name: string, target: Pick<EdgeTarget, 'port' | 'protocol'>): string[] {
  return [name, String(target.port), ...(target.protocol === 'HTTPS' ? ['tls'] : [])];
}

/** Every mistake in the props of an edge in a region. */
export function edgeFaults(props: EdgeProps, region: string): EdgeFault[] {
  return [
    ...hostFaults(props),
    ...networkFaults(props, region),
    ...listenerFaults(props),
    ...regionalFaults(props, region),
    ...recordFaults(props),
    ...targetFaults(planTarget(props.target)),
    ...wafFaults(props),
    ...logFaults(props.accessLogs.prefix ?? ''),
  ];
}

/** A text that is known after a deploy only. */
function isReference(text: string): boolean {
  return text.includes('${');
}

function between(
  error: EdgeFault['error'],
  at: string,
  value: number,
  min: number,
  max: number,
): EdgeFault[] {
  if (Number.isInteger(value) && value >= min && value <= max) return [];
  return [{ error, at, found: String(value), fix: `give a whole number from ${min} to ${max}` }];
}

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

function hostFaults({ host, hostedZoneId }: EdgeProps): EdgeFault[] {
  const faults: EdgeFault[] = [];
  const labels = host.split('.');
  // ACM puts the first name into the certificate's common name, which ends at 64 (ACM User Guide, "Request a public certificate").
  if (host.length > 64 || labels.length < 2 || !labels.every((one) => label.test(one))) {
    faults.push({
      error: 'host',
      at: 'host',
      found: `"${host}"`,
      fix: 'give a name such as api.example.com: lower case, no scheme, no path, no wildcard, 64 characters at most',
    });
  }
  if (!isReference(hostedZoneId) && !/^Z[A-Z0-9]{1,31}$/.test(hostedZoneId)) {
    faults.push({
      error: 'hosted-zone',
      at: 'hostedZoneId',
      found: `"${hostedZoneId}"`,
      fix: 'give the id, for example Z0123456789ABCDEFGHIJ, not the name',
    });
  }
  return faults;
}

function networkFaults({ network, exposure, clientRanges }: EdgeProps, region: string): EdgeFault[] {
  const zones = Object.keys(network.subnetIds).sort();
  const faults: EdgeFault[] = zones
    .filter((zone) => !isZoneOf(zone, region))
    .map((zone) => ({
      error: 'zone',
      at: `network.subnetIds.${zone}`,
      found: `zone "${zone}" in ${region}`,
      fix: `name a zone of ${region}, for example ${region}a`,
    }));
  if (zones.length < 2) {
    faults.push({
      error: 'zones',
      at: 'network.subnetIds',
      found: zones.length === 0 ? 'no subnet' : `zone ${zones[0]} alone`,
      fix: 'give a subnet in each of two zones or more',
    });
  }
  if (exposure === 'internal' && !clientRanges?.length) {
    faults.push({
      error: 'clients',
      at: 'clientRanges',
      found: 'none',
      fix: 'name the ranges that may reach it, for example that of the VPC',
    });
  }
  return faults;
}

function listenerFaults({ tlsPolicy, idleTimeoutSeconds = 60 }: EdgeProps): EdgeFault[] {
  const idle = between('idle-timeout', 'idleTimeoutSeconds', idleTimeoutSeconds, 1, 4000);
  if (tlsPolicy === undefined || tlsPolicies.includes(tlsPolicy)) return idle;
  const fix = `choose one of ${tlsPolicies.join(', ')}`;
  return [...idle, { error: 'tls-policy', at: 'tlsPolicy', found: `"${tlsPolicy}"`, fix }];
}

/** The checkers come from the internet, and speak TLS 1.2 at most (Route 53 API Reference, HealthCheckConfig, Type). */
function regionalFaults(props: EdgeProps, region: string): EdgeFault[] {
  if (props.regionalHost !== 'byRegion') return [];
  const name = regionalHost(props.host, region);
  const faults: EdgeFault[] = [];
  if (name.length > 64) {
    const found = `"${name}", ${name.length} characters`;
    const fix = 'choose a shorter host: a certificate takes 64 characters for it and the region before it';
    faults.push({ error: 'host', at: 'regionalHost', found, fix });
  }
  if (props.exposure === 'internal') {
    const fix = "make it 'internet', or leave the regional name out";
    faults.push({ error: 'health-checkers', at: 'exposure', found: "'internal'", fix });
  }
  if (props.tlsPolicy?.includes('-TLS13-1-3-')) {
    const found = `"${props.tlsPolicy}", which takes TLS 1.3 alone`;
    const fix = 'choose a policy with TLS 1.2 too, for example the default';
    faults.push({ error: 'health-checkers', at: 'tlsPolicy', found, fix });
  }
  return faults;
}

function recordFaults({ records }: EdgeProps): EdgeFault[] {
  if (typeof records !== 'object' || records.healthCheckId) return [];
  const fix = 'give the id of a PrimaryHealth, which asks the region and has the switch';
  return [{ error: 'no-health-check', at: 'records.healthCheckId', found: 'none', fix }];
}

/** Limits of CreateTargetGroup (Elastic Load Balancing API Reference), which the provider's validators repeat. */
function targetFaults(target: PlannedTarget): EdgeFault[] {
  const faults = [
    ...between('port', 'target.port', target.port, 1, 65535),
    ...between('health-check', 'target.health.intervalSeconds', target.interval, 5, 300),
    ...between('health-check', 'target.health.timeoutSeconds', target.timeout, 2, 120),
    ...between('health-check', 'target.health.healthyThreshold', target.healthyThreshold, 2, 10),
    ...between('health-check', 'target.health.unhealthyThreshold', target.unhealthyThreshold, 2, 10),
    ...between('deregistration', 'target.deregistrationDelaySeconds', target.deregistrationDelay, 0, 3600),
  ];
  if (target.timeout >= target.interval) {
    faults.push({
      error: 'health-check',
      at: 'target.health',
      found: `a timeout of ${target.timeout} s with an interval of ${target.interval} s`,
      fix: 'make the timeout the shorter one',
    });
  }
  if (!/^\/[\x21-\x7e]{0,1023}$/.test(target.healthPath)) {
    faults.push({
      error: 'health-path',
      at: 'target.healthPath',
      found: `"${target.healthPath}"`,
      fix: 'begin it with /, without spaces, 1024 characters at most',
    });
  }
  return faults;
}

function wafFaults({ rateLimit, waf = {} }: EdgeProps): EdgeFault[] {
  const limit = rateLimitPerWindow(rateLimit.requestsPerSecond);
  const unknown = (waf.countOnly ?? []).filter((rule) => !commonRules.includes(rule));
  const faults: EdgeFault[] = unknown.map((rule) => ({
    error: 'waf-rule',
    at: 'waf.countOnly',
    found: `"${rule}"`,
    fix: `name rules of AWSManagedRulesCommonRuleSet: ${commonRules.join(', ')}`,
  }));
  // RateBasedStatement, Limit (AWS WAF API Reference).
  if (!Number.isInteger(limit) || limit < 10 || limit > 2_000_000_000) {
    faults.push({
      error: 'rate',
      at: 'rateLimit.requestsPerSecond',
      found: `${rateLimit.requestsPerSecond} a second, ${limit} in a minute`,
      fix: 'give a rate that is a whole number from 10 to 2,000,000,000 in a minute',
    });
  }
  return faults;
}

function logFaults(prefix: string): EdgeFault[] {
  if (!/^\/|\/$|AWSLogs/.test(prefix)) return [];
  const fix = 'write it as edge or logs/edge; AWSLogs/<account> is added to it';
  return [{ error: 'log-prefix', at: 'accessLogs.prefix', found: `"${prefix}"`, fix }];
}
