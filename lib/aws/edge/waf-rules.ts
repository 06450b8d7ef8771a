import type { Wafv2WebAclRule } from '@cdktf/provider-aws/lib/wafv2-web-acl';
import type { EdgeRateLimit, EdgeWaf } from './props';

/** Seconds over which WAF counts a client's requests: the shortest window it has. */
export const rateWindowSeconds = 60;

/** Requests in the window that a client may make. */
export function rateLimitPerWindow(requestsPerSecond: number): number {
  return requestsPerSecond * rateWindowSeconds;
}

/** Managed rule groups, in the order they are asked. */
const managedGroups = [
  { name: 'ip-reputation', group: 'AWSManagedRulesAmazonIpReputationList' },
  { name: 'common', group: 'AWSManagedRulesCommonRuleSet' },
  { name: 'known-bad-inputs', group: 'AWSManagedRulesKnownBadInputsRuleSet' },
] as const;

/**
 * The rules of the web ACL, by priority. The rate limit comes first, so that requests which a later rule blocks count too.
 * Priorities leave gaps: a rule that comes between does not renumber the others.
 * @param metricPrefix - what the names of the rules' metrics begin with
 */
export function wafRules(metricPrefix: string, rate: EdgeRateLimit, waf: EdgeWaf): Wafv2WebAclRule[] {
  const managed = managedGroups.map(({ name, group }, index): Wafv2WebAclRule => {
    const counted = group === 'AWSManagedRulesCommonRuleSet' ? [...new Set(waf.countOnly ?? [])].sort() : [];
    return {
      name,
      priority: 20 + 10 * index,
      overrideAction: waf.managedRules === 'count' ? { count: {} } : { none: {} },
      statement: {
        managed_rule_group_statement: {
          vendor_name: 'AWS',
          name: group,
          ...(counted.length > 0 && {
            rule_action_override: counted.map((rule) => ({ name: rule, action_to_use: { count: {} } })),
          }),
        },
      },
      visibilityConfig: ruleVisibility(`${metricPrefix}-${name}`),
    };
  });
  return [rateRule(metricPrefix, rate), ...managed];
}

/** Metrics and samples of a rule or a web ACL. */
export function ruleVisibility(metricName: string) {
  return { cloudwatchMetricsEnabled: true, metricName, sampledRequestsEnabled: true };
}

function rateRule(metricPrefix: string, rate: EdgeRateLimit): Wafv2WebAclRule {
  return {
    name: 'rate-limit',
    priority: 10,
    // 429 tells a client that waits from one that is forbidden (403, what WAF says by itself).
    action: rate.action === 'count' ? { count: {} } : { block: { customResponse: { responseCode: 429 } } },
    statement: {
      rate_based_statement: {
        aggregate_key_type: 'IP',
        evaluation_window_sec: rateWindowSeconds,
        limit: rateLimitPerWindow(rate.requestsPerSecond),
      },
    },
    visibilityConfig: ruleVisibility(`${metricPrefix}-rate-limit`),
  };
}
