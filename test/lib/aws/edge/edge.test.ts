import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { SecurityGroup as SecurityGroupResource } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Wafv2WebAcl } from '@cdktf/provider-aws/lib/wafv2-web-acl';
import { Wafv2WebAclAssociation } from '@cdktf/provider-aws/lib/wafv2-web-acl-association';
import { Wafv2WebAclLoggingConfiguration } from '@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration';
import { Port, SecurityGroup } from '../../../../lib/aws/connections';
import {
  accessLogStatement,
  type CommonRule,
  Edge,
  type EdgeProps,
  importEdge,
  publishEdge,
  type TlsPolicy,
} from '../../../../lib/aws/edge';
import { AwsStack } from '../../../../lib/aws/stack';
import {
  addresses,
  onlyResource,
  problemsOf,
  resources,
  synthTerraform,
  testStack,
} from '../../../../lib/testing';

const topicArn = 'arn:aws:sns:us-east-1:111122223333:shop-test-alarms';

const base: EdgeProps = {
  name: 'api',
  host: 'api.test.example.com',
  hostedZoneId: 'Z0123456789ABCDEFGHIJ',
  network: { vpcId: 'vpc-1', subnetIds: { 'us-east-1b': 'subnet-b', 'us-east-1a': 'subnet-a' } },
  target: { port: 8080 },
  rateLimit: { requestsPerSecond: 100 },
  accessLogs: { bucketName: 'shop-test-logs', prefix: 'edge' },
  alarms: { topicArn },
};

function made(change: Partial<EdgeProps> = {}) {
  const stack = testStack();
  const edge = new Edge(stack, 'edge', { ...base, ...change });
  return { stack, edge };
}

/** Code and place of every problem, relative to the edge. */
function problems(change: Partial<EdgeProps>) {
  return problemsOf(made(change).stack).map((one) => [one.code, one.path.replace(/^.*\/edge\.?/, '')]);
}

function rules(change: Partial<EdgeProps> = {}) {
  const found = Object.values(resources(made(change).stack, VpcSecurityGroupIngressRule));
  return found.map((one) => `${one['cidr_ipv4'] ?? one['cidr_ipv6']}:${one['from_port']}`).sort();
}

describe('Edge', () => {
  test('is a protected load balancer over both zones, with access logs', () => {
    const { stack } = made();
    expect(problemsOf(stack)).toEqual([]);
    expect(onlyResource(stack, Lb)).toMatchInlineSnapshot(`
{
  "access_logs": {
    "bucket": "shop-test-logs",
    "enabled": true,
    "prefix": "edge",
  },
  "desync_mitigation_mode": "defensive",
  "drop_invalid_header_fields": true,
  "enable_deletion_protection": true,
  "enable_http2": true,
  "enable_waf_fail_open": false,
  "enable_zonal_shift": true,
  "idle_timeout": 60,
  "internal": false,
  "ip_address_type": "ipv4",
  "lifecycle": {
    "prevent_destroy": true,
  },
  "load_balancer_type": "application",
  "name": "shop-test-api",
  "security_groups": [
    "\${aws_security_group.edge_security-group.id}",
  ],
  "subnets": [
    "subnet-a",
    "subnet-b",
  ],
  "tags": {
    "Name": "shop-test-api",
  },
}
`);
  });

  test('addresses of the default shape', () => {
    expect(addresses(synthTerraform(made().stack))).toMatchInlineSnapshot(`
[
  "aws_acm_certificate.edge_certificate",
  "aws_acm_certificate_validation.edge_certificate_validation",
  "aws_cloudwatch_log_group.edge_web-acl_log",
  "aws_cloudwatch_metric_alarm.edge_alarm-elb-5xx",
  "aws_cloudwatch_metric_alarm.edge_alarm-latency",
  "aws_cloudwatch_metric_alarm.edge_alarm-target-5xx",
  "aws_cloudwatch_metric_alarm.edge_alarm-unhealthy-hosts",
  "aws_kms_alias.edge_web-acl_key_alias",
  "aws_kms_key.edge_web-acl_key",
  "aws_lb.edge",
  "aws_lb_listener.edge_http",
  "aws_lb_listener.edge_https",
  "aws_lb_target_group.edge_targets",
  "aws_route53_record.edge_certificate_record",
  "aws_route53_record.edge_record-a",
  "aws_security_group.edge_security-group",
  "aws_vpc_security_group_ingress_rule.edge_security-group_from-internet-ipv4-tcp-443",
  "aws_vpc_security_group_ingress_rule.edge_security-group_from-internet-ipv4-tcp-80",
  "aws_vpc_security_group_ingress_rule.edge_security-group_from-internet-ipv6-tcp-443",
  "aws_vpc_security_group_ingress_rule.edge_security-group_from-internet-ipv6-tcp-80",
  "aws_wafv2_web_acl.edge_web-acl",
  "aws_wafv2_web_acl_association.edge_web-acl_association",
  "aws_wafv2_web_acl_logging_configuration.edge_web-acl_logging",
]
`);
  });

  test('the order of zones changes nothing', () => {
    const subnetIds = { 'us-east-1a': 'subnet-a', 'us-east-1b': 'subnet-b' };
    const other = made({ network: { vpcId: 'vpc-1', subnetIds } });
    expect(synthTerraform(other.stack)).toEqual(synthTerraform(made().stack));
  });

  test('HTTPS with a TLS policy of today, HTTP redirected to it', () => {
    const listeners = resources(made().stack, LbListener);
    expect(listeners['edge_https']).toEqual({
      load_balancer_arn: '${aws_lb.edge.arn}',
      port: 443,
      protocol: 'HTTPS',
      ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
      certificate_arn: '${aws_acm_certificate_validation.edge_certificate_validation.certificate_arn}',
      default_action: [{ type: 'forward', target_group_arn: '${aws_lb_target_group.edge_targets.arn}' }],
    });
    expect(listeners['edge_http']).toEqual({
      load_balancer_arn: '${aws_lb.edge.arn}',
      port: 80,
      protocol: 'HTTP',
      default_action: [
        { type: 'redirect', redirect: { port: '443', protocol: 'HTTPS', status_code: 'HTTP_301' } },
      ],
    });
    const stricter = made({ tlsPolicy: 'ELBSecurityPolicy-TLS13-1-3-PQ-2025-09' }).stack;
    expect(resources(stricter, LbListener)['edge_https']).toMatchObject({
      ssl_policy: 'ELBSecurityPolicy-TLS13-1-3-PQ-2025-09',
    });
  });

  test('pods join a target group whose name is known, and carries what cannot be changed', () => {
    const { stack, edge } = made();
    expect(edge.targetGroupName).toBe('shop-test-api-8080');
    expect(onlyResource(stack, LbTargetGroup)).toEqual({
      name: 'shop-test-api-8080',
      vpc_id: 'vpc-1',
      target_type: 'ip',
      ip_address_type: 'ipv4',
      port: 8080,
      protocol: 'HTTP',
      protocol_version: 'HTTP1',
      deregistration_delay: '60',
      health_check: {
        enabled: true,
        path: '/health',
        port: 'traffic-port',
        protocol: 'HTTP',
        matcher: '200',
        interval: 10,
        timeout: 5,
        healthy_threshold: 2,
        unhealthy_threshold: 3,
      },
      lifecycle: { create_before_destroy: true },
    });
    expect(made({ target: { port: 8443, protocol: 'HTTPS' } }).edge.targetGroupName).toBe(
      'shop-test-api-8443-tls',
    );
  });

  test('health check and draining are set', () => {
    const target = {
      port: 8080,
      healthPath: '/ready',
      health: { intervalSeconds: 30, timeoutSeconds: 10, healthyThreshold: 3, unhealthyThreshold: 4 },
      deregistrationDelaySeconds: 0,
    };
    expect(onlyResource(made({ target }).stack, LbTargetGroup)).toMatchObject({
      deregistration_delay: '0',
      health_check: {
        path: '/ready',
        interval: 30,
        timeout: 10,
        healthy_threshold: 3,
        unhealthy_threshold: 4,
      },
    });
  });

  test('the certificate is validated by one record in the zone', () => {
    const content = synthTerraform(made().stack);
    expect(onlyResource(content, AcmCertificate)).toEqual({
      domain_name: 'api.test.example.com',
      validation_method: 'DNS',
      key_algorithm: 'RSA_2048',
      options: { certificate_transparency_logging_preference: 'ENABLED' },
      lifecycle: { create_before_destroy: true },
    });
    const option = 'tolist(aws_acm_certificate.edge_certificate.domain_validation_options).0';
    expect(resources(content, Route53Record)['edge_certificate_record']).toEqual({
      zone_id: 'Z0123456789ABCDEFGHIJ',
      name: `\${${option}.resource_record_name}`,
      type: `\${${option}.resource_record_type}`,
      records: [`\${${option}.resource_record_value}`],
      ttl: 300,
    });
    expect(onlyResource(content, AcmCertificateValidation)).toEqual({
      certificate_arn: '${aws_acm_certificate.edge_certificate.arn}',
      validation_record_fqdns: ['${aws_route53_record.edge_certificate_record.fqdn}'],
    });
  });

  test('a second region waits for the certificate without making its record again', () => {
    const content = synthTerraform(made({ certificate: 'zoneElsewhere' }).stack);
    expect(resources(content, Route53Record)).not.toHaveProperty('edge_certificate_record');
    expect(onlyResource(content, AcmCertificateValidation)).toEqual({
      certificate_arn: '${aws_acm_certificate.edge_certificate.arn}',
    });
  });

  test('an issued certificate can be used', () => {
    const arn = 'arn:aws:acm:us-east-1:111122223333:certificate/1';
    const content = synthTerraform(made({ certificate: { arn } }).stack);
    expect(resources(content, AcmCertificate)).toEqual({});
    expect(resources(content, LbListener)['edge_https']?.['certificate_arn']).toBe(arn);
  });

  test('the record follows the health of the targets; IPv6 and none on request', () => {
    const a = {
      zone_id: 'Z0123456789ABCDEFGHIJ',
      name: 'api.test.example.com',
      type: 'A',
      alias: {
        name: '${aws_lb.edge.dns_name}',
        zone_id: '${aws_lb.edge.zone_id}',
        evaluate_target_health: true,
      },
    };
    const certificate = { arn: 'arn:aws:acm:us-east-1:111122223333:certificate/1' };
    const records = (change: Partial<EdgeProps>) =>
      resources(made({ certificate, ...change }).stack, Route53Record);
    expect(records({})).toEqual({ 'edge_record-a': a });
    expect(records({ addressType: 'dualStack' })).toEqual({
      'edge_record-a': a,
      'edge_record-aaaa': { ...a, type: 'AAAA' },
    });
    expect(records({ records: 'none' })).toEqual({});
    expect(onlyResource(made({ addressType: 'dualStack' }).stack, Lb)['ip_address_type']).toBe('dualstack');
  });

  test('the record becomes the primary of a failover where it stands', () => {
    const certificate = { arn: 'arn:aws:acm:us-east-1:111122223333:certificate/1' };
    const change = { certificate, addressType: 'dualStack' } as const;
    const plain = resources(made(change).stack, Route53Record);
    const records = { failover: 'primary', healthCheckId: 'id-together' } as const;
    const { stack } = made({ ...change, records });
    expect(problemsOf(stack)).toEqual([]);
    const failover = {
      set_identifier: 'us-east-1',
      failover_routing_policy: { type: 'PRIMARY' },
      health_check_id: 'id-together',
    };
    expect(resources(stack, Route53Record)).toEqual({
      'edge_record-a': { ...plain['edge_record-a'], ...failover },
      'edge_record-aaaa': { ...plain['edge_record-aaaa'], ...failover },
    });
    expect(problems({ records: { failover: 'primary', healthCheckId: '' } })).toEqual([
      ['edge/no-health-check', 'records.healthCheckId'],
    ]);
  });

  test('the internet comes in by 443 and 80, and nothing goes out', () => {
    const { stack } = made();
    expect(rules()).toEqual(['0.0.0.0/0:443', '0.0.0.0/0:80', '::/0:443', '::/0:80']);
    expect(resources(stack, VpcSecurityGroupEgressRule)).toEqual({});
  });

  test('ranges take the place of the internet', () => {
    expect(rules({ clientRanges: ['203.0.113.0/24'] })).toEqual(['203.0.113.0/24:443', '203.0.113.0/24:80']);
    const internal = made({ exposure: 'internal', clientRanges: ['10.0.0.0/16'] }).stack;
    expect(onlyResource(internal, Lb)['internal']).toBe(true);
    expect(rules({ exposure: 'internal', clientRanges: ['10.0.0.0/16'] })).toEqual([
      '10.0.0.0/16:443',
      '10.0.0.0/16:80',
    ]);
  });

  test('an internal entry is never opened to the internet, even when its ranges are missing', () => {
    const { stack } = made({ exposure: 'internal' });
    const opened = stack.node.findAll().filter((one) => one instanceof VpcSecurityGroupIngressRule);
    expect(opened).toEqual([]);
  });

  test('egress opens where a target is connected', () => {
    const { stack, edge } = made();
    const pods = new SecurityGroup(stack, 'pods', { vpcId: 'vpc-1', name: 'pods', description: 'Pods' });
    pods.connections.allowFrom(edge, Port.tcp(8080));
    expect(onlyResource(stack, VpcSecurityGroupEgressRule)).toMatchObject({
      security_group_id: '${aws_security_group.edge_security-group.id}',
      referenced_security_group_id: '${aws_security_group.pods.id}',
      from_port: 8080,
      to_port: 8080,
    });
  });

  test('deletion protection can be left off, at both places', () => {
    const { stack } = made({ deletionProtection: false });
    expect(onlyResource(stack, Lb)).toMatchObject({
      enable_deletion_protection: false,
      lifecycle: { prevent_destroy: false },
    });
    expect(onlyResource(stack, KmsKey)['lifecycle']).toEqual({ prevent_destroy: false });
  });

  test('is watched for errors, latency and targets that fail', () => {
    const alarms = resources(
      made({ alarms: { topicArn, latencySeconds: 0.5 } }).stack,
      CloudwatchMetricAlarm,
    );
    const balancer = { LoadBalancer: '${aws_lb.edge.arn_suffix}' };
    const group = { ...balancer, TargetGroup: '${aws_lb_target_group.edge_targets.arn_suffix}' };
    expect(
      Object.values(alarms).map((one) => [
        one['metric_name'],
        one['statistic'] ?? one['extended_statistic'],
        one['threshold'],
        one['dimensions'],
        one['alarm_actions'],
      ]),
    ).toEqual([
      ['HTTPCode_ELB_5XX_Count', 'Sum', 10, balancer, [topicArn]],
      ['TargetResponseTime', 'p99', 0.5, group, [topicArn]],
      ['HTTPCode_Target_5XX_Count', 'Sum', 10, group, [topicArn]],
      ['UnHealthyHostCount', 'Maximum', 0, group, [topicArn]],
    ]);
  });

  test('no errors counted means no errors, not an unknown state', () => {
    const alarms = resources(made().stack, CloudwatchMetricAlarm);
    expect(alarms['edge_alarm-elb-5xx']).toMatchObject({ treat_missing_data: 'notBreaching' });
    expect(alarms['edge_alarm-target-5xx']).toMatchObject({ treat_missing_data: 'notBreaching' });
  });

  test('overrides reach each resource', () => {
    const tags = { team: 'shop' };
    const content = synthTerraform(
      made({
        overrides: {
          loadBalancer: { clientKeepAlive: 600 },
          httpsListener: { tags },
          httpListener: { tags: { team: 'old' } },
          targetGroup: { slowStart: 30 },
          certificate: { tags },
          webAcl: { tags },
          record: { healthCheckId: 'check' },
          securityGroup: { tags },
          key: { multiRegion: true },
        },
      }).stack,
    );
    expect(onlyResource(content, Lb)['client_keep_alive']).toBe(600);
    expect(resources(content, LbListener)['edge_https']?.['tags']).toEqual(tags);
    expect(resources(content, LbListener)['edge_http']?.['tags']).toEqual({ team: 'old' });
    expect(onlyResource(content, LbTargetGroup)['slow_start']).toBe(30);
    expect(onlyResource(content, AcmCertificate)['tags']).toEqual(tags);
    expect(onlyResource(content, Wafv2WebAcl)['tags']).toEqual(tags);
    expect(resources(content, Route53Record)['edge_record-a']?.['health_check_id']).toBe('check');
    expect(onlyResource(content, SecurityGroupResource)['tags']).toEqual(tags);
    expect(onlyResource(content, KmsKey)['multi_region']).toBe(true);
  });
});

describe('its web ACL', () => {
  test('limits each client and asks the managed rules, in order', () => {
    const { stack } = made();
    expect(onlyResource(stack, Wafv2WebAcl)).toMatchInlineSnapshot(`
{
  "default_action": {
    "allow": {},
  },
  "description": "Entry api",
  "name": "shop-test-api",
  "rule": [
    {
      "action": {
        "block": {
          "custom_response": {
            "response_code": 429,
          },
        },
      },
      "name": "rate-limit",
      "priority": 10,
      "statement": {
        "rate_based_statement": {
          "aggregate_key_type": "IP",
          "evaluation_window_sec": 60,
          "limit": 6000,
        },
      },
      "visibility_config": {
        "cloudwatch_metrics_enabled": true,
        "metric_name": "shop-test-api-rate-limit",
        "sampled_requests_enabled": true,
      },
    },
    {
      "name": "ip-reputation",
      "override_action": {
        "none": {},
      },
      "priority": 20,
      "statement": {
        "managed_rule_group_statement": {
          "name": "AWSManagedRulesAmazonIpReputationList",
          "vendor_name": "AWS",
        },
      },
      "visibility_config": {
        "cloudwatch_metrics_enabled": true,
        "metric_name": "shop-test-api-ip-reputation",
        "sampled_requests_enabled": true,
      },
    },
    {
      "name": "common",
      "override_action": {
        "none": {},
      },
      "priority": 30,
      "statement": {
        "managed_rule_group_statement": {
          "name": "AWSManagedRulesCommonRuleSet",
          "vendor_name": "AWS",
        },
      },
      "visibility_config": {
        "cloudwatch_metrics_enabled": true,
        "metric_name": "shop-test-api-common",
        "sampled_requests_enabled": true,
      },
    },
    {
      "name": "known-bad-inputs",
      "override_action": {
        "none": {},
      },
      "priority": 40,
      "statement": {
        "managed_rule_group_statement": {
          "name": "AWSManagedRulesKnownBadInputsRuleSet",
          "vendor_name": "AWS",
        },
      },
      "visibility_config": {
        "cloudwatch_metrics_enabled": true,
        "metric_name": "shop-test-api-known-bad-inputs",
        "sampled_requests_enabled": true,
      },
    },
  ],
  "scope": "REGIONAL",
  "visibility_config": {
    "cloudwatch_metrics_enabled": true,
    "metric_name": "shop-test-api",
    "sampled_requests_enabled": true,
  },
}
`);
    expect(onlyResource(stack, Wafv2WebAclAssociation)).toEqual({
      resource_arn: '${aws_lb.edge.arn}',
      web_acl_arn: '${aws_wafv2_web_acl.edge_web-acl.arn}',
    });
  });

  test('can count instead of block, by name', () => {
    const acl = onlyResource(
      made({
        rateLimit: { requestsPerSecond: 1, action: 'count' },
        waf: {
          managedRules: 'count',
          countOnly: ['SizeRestrictions_BODY', 'NoUserAgent_HEADER', 'SizeRestrictions_BODY'],
        },
      }).stack,
      Wafv2WebAcl,
    );
    const [rate, reputation, common] = acl['rule'];
    expect(rate.action).toEqual({ count: {} });
    expect(rate.statement.rate_based_statement.limit).toBe(60);
    expect(reputation.override_action).toEqual({ count: {} });
    expect(common.statement.managed_rule_group_statement.rule_action_override).toEqual([
      { name: 'NoUserAgent_HEADER', action_to_use: { count: {} } },
      { name: 'SizeRestrictions_BODY', action_to_use: { count: {} } },
    ]);
  });

  test('keeps an encrypted log without credentials', () => {
    const { stack } = made({ waf: { logRetention: 30 } });
    expect(onlyResource(stack, CloudwatchLogGroup)).toMatchObject({
      name: 'aws-waf-logs-shop-test-api',
      retention_in_days: 30,
      kms_key_id: '${aws_kms_key.edge_web-acl_key.arn}',
    });
    expect(onlyResource(stack, Wafv2WebAclLoggingConfiguration)).toEqual({
      resource_arn: '${aws_wafv2_web_acl.edge_web-acl.arn}',
      log_destination_configs: [
        'arn:aws:logs:us-east-1:111122223333:log-group:${aws_cloudwatch_log_group.edge_web-acl_log.name}',
      ],
      redacted_fields: [{ single_header: { name: 'authorization' } }, { single_header: { name: 'cookie' } }],
    });
  });
});

describe('an edge of another stack', () => {
  test('is published, read back, and lets itself out to targets there', () => {
    const { stack, edge } = made();
    publishEdge(stack, edge);
    const { account, region, project, environment, state } = stack;
    const reader = new AwsStack(stack.node.root as never, 'test-us-east-1-cluster', {
      account,
      region,
      project,
      environment,
      state,
      owner: 'platform',
      costCentre: 'cc-1',
      today: stack.today,
    });
    const imported = importEdge(reader, 'edge', stack);
    const outputs = '${data.terraform_remote_state.state-test-us-east-1-unit.outputs.';
    expect(imported).toMatchObject({
      host: `${outputs}edge_host}`,
      loadBalancerArn: `${outputs}edge_load_balancer_arn}`,
      loadBalancerArnSuffix: `${outputs}edge_load_balancer_arn_suffix}`,
      loadBalancerDnsName: `${outputs}edge_load_balancer_dns_name}`,
      loadBalancerZoneId: `${outputs}edge_load_balancer_zone_id}`,
      targetGroupArn: `${outputs}edge_target_group_arn}`,
      targetGroupArnSuffix: `${outputs}edge_target_group_arn_suffix}`,
      targetGroupName: `${outputs}edge_target_group_name}`,
    });
    const pods = new SecurityGroup(reader, 'pods', { vpcId: 'vpc-1', name: 'pods', description: 'Pods' });
    pods.connections.allowFrom(imported, Port.tcp(8080));
    expect(onlyResource(reader, VpcSecurityGroupEgressRule)).toMatchObject({
      security_group_id: `${outputs}edge_security_group_id}`,
      description: 'edge to pods',
    });
    const { output } = synthTerraform(stack);
    expect(output['edge_target_group_name']).toEqual({ value: 'shop-test-api-8080' });
    expect(Object.keys(output)).toHaveLength(9);
  });
});

describe('accessLogStatement', () => {
  test('lets Elastic Load Balancing write below the prefix, for this account only', () => {
    const statement = accessLogStatement(testStack(), 'arn:aws:s3:::logs', 'edge');
    expect(statement).toEqual({
      sid: 'LoadBalancerAccessLogs',
      actions: ['s3:PutObject'],
      resources: ['arn:aws:s3:::logs/edge/AWSLogs/111122223333/*'],
      principals: { services: ['logdelivery.elasticloadbalancing.amazonaws.com'] },
      conditions: {
        ArnLike: { 'aws:SourceArn': 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/*' },
      },
    });
    expect(accessLogStatement(testStack(), 'arn:aws:s3:::logs').resources).toEqual([
      'arn:aws:s3:::logs/AWSLogs/111122223333/*',
    ]);
  });

  test('an edge without a prefix writes to the top', () => {
    expect(onlyResource(made({ accessLogs: { bucketName: 'logs' } }).stack, Lb)['access_logs']).toEqual({
      bucket: 'logs',
      enabled: true,
    });
  });
});

describe('mistakes', () => {
  const target = (change: Partial<EdgeProps['target']>) => ({ target: { ...base.target, ...change } });
  test.each<[string, Partial<EdgeProps>, string[][]]>([
    ['a URL for a host', { host: 'https://api.example.com' }, [['edge/host', 'host']]],
    ['a wildcard', { host: '*.example.com' }, [['edge/host', 'host']]],
    ['a host without a domain', { host: 'api' }, [['edge/host', 'host']]],
    ['a host with capitals', { host: 'API.example.com' }, [['edge/host', 'host']]],
    ['a host too long for a certificate', { host: `${'a'.repeat(60)}.example.com` }, [['edge/host', 'host']]],
    ['a zone by name', { hostedZoneId: 'example.com' }, [['edge/hosted-zone', 'hostedZoneId']]],
    [
      'one zone',
      { network: { vpcId: 'vpc-1', subnetIds: { 'us-east-1a': 'subnet-a' } } },
      [['edge/zones', 'network.subnetIds']],
    ],
    ['no zone', { network: { vpcId: 'vpc-1', subnetIds: {} } }, [['edge/zones', 'network.subnetIds']]],
    [
      'a zone of another region',
      { network: { vpcId: 'vpc-1', subnetIds: { 'us-east-1a': 'subnet-a', 'us-west-2a': 'subnet-b' } } },
      [['edge/zone', 'network.subnetIds.us-west-2a']],
    ],
    ['an internal entry for nobody', { exposure: 'internal' }, [['edge/clients', 'clientRanges']]],
    [
      'a TLS policy of 2016',
      { tlsPolicy: 'ELBSecurityPolicy-2016-08' as TlsPolicy },
      [['edge/tls-policy', 'tlsPolicy']],
    ],
    ['port 0', target({ port: 0 }), [['edge/port', 'target.port']]],
    ['a port too high', target({ port: 65536 }), [['edge/port', 'target.port']]],
    ['a relative path', target({ healthPath: 'health' }), [['edge/health-path', 'target.healthPath']]],
    [
      'a path too long',
      target({ healthPath: `/${'a'.repeat(1024)}` }),
      [['edge/health-path', 'target.healthPath']],
    ],
    [
      'a timeout as long as the interval',
      target({ health: { intervalSeconds: 5, timeoutSeconds: 5 } }),
      [['edge/health-check', 'target.health']],
    ],
    [
      'an interval too long',
      target({ health: { intervalSeconds: 301 } }),
      [['edge/health-check', 'target.health.intervalSeconds']],
    ],
    [
      'a timeout too short',
      target({ health: { timeoutSeconds: 1 } }),
      [['edge/health-check', 'target.health.timeoutSeconds']],
    ],
    [
      'healthy after one answer',
      target({ health: { healthyThreshold: 1 } }),
      [['edge/health-check', 'target.health.healthyThreshold']],
    ],
    [
      'unhealthy after eleven',
      target({ health: { unhealthyThreshold: 11 } }),
      [['edge/health-check', 'target.health.unhealthyThreshold']],
    ],
    [
      'draining for two hours',
      target({ deregistrationDelaySeconds: 7200 }),
      [['edge/deregistration', 'target.deregistrationDelaySeconds']],
    ],
    ['no idle time', { idleTimeoutSeconds: 0 }, [['edge/idle-timeout', 'idleTimeoutSeconds']]],
    [
      'a rate too small',
      { rateLimit: { requestsPerSecond: 0.1 } },
      [['edge/rate', 'rateLimit.requestsPerSecond']],
    ],
    [
      'a rate too big',
      { rateLimit: { requestsPerSecond: 4e7 } },
      [['edge/rate', 'rateLimit.requestsPerSecond']],
    ],
    [
      'a rate that is no whole number',
      { rateLimit: { requestsPerSecond: 0.51 } },
      [['edge/rate', 'rateLimit.requestsPerSecond']],
    ],
    [
      'a rule that does not exist',
      { waf: { countOnly: ['SizeRestrictions_Body' as CommonRule] } },
      [['edge/waf-rule', 'waf.countOnly']],
    ],
    [
      'a prefix with a slash',
      { accessLogs: { bucketName: 'logs', prefix: '/edge' } },
      [['edge/log-prefix', 'accessLogs.prefix']],
    ],
    [
      'a prefix with AWSLogs',
      { accessLogs: { bucketName: 'logs', prefix: 'AWSLogs' } },
      [['edge/log-prefix', 'accessLogs.prefix']],
    ],
  ])('%s', (_, change, expected) => {
    expect(problems(change)).toEqual(expected);
  });

  test('a name too long for a target group', () => {
    expect(problems({ name: 'public-api-of-the-shop' }).map(([code]) => code)).toEqual(['stack/name']);
  });

  test('a reference is not taken for a mistake', () => {
    expect(problems({ hostedZoneId: '${data.terraform_remote_state.dns.outputs.zone_id}' })).toEqual([]);
  });
});
