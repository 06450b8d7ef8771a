import type { AcmCertificateConfig } from '@cdktf/provider-aws/lib/acm-certificate';
import type { KmsKeyConfig } from '@cdktf/provider-aws/lib/kms-key';
import type { LbConfig } from '@cdktf/provider-aws/lib/lb';
import type { LbListenerConfig } from '@cdktf/provider-aws/lib/lb-listener';
import type { LbTargetGroupConfig } from '@cdktf/provider-aws/lib/lb-target-group';
import type { Route53RecordConfig } from '@cdktf/provider-aws/lib/route53-record';
import type { SecurityGroupConfig } from '@cdktf/provider-aws/lib/security-group';
import type { Wafv2WebAclConfig } from '@cdktf/provider-aws/lib/wafv2-web-acl';
import type { RetentionDays } from '../logs/log-group';
import type { Override } from '../stack/override';
import type { CommonRule } from './common-rules';
import type { TlsPolicy } from './tls-policy';

/** Where an {@link Edge} is. */
export interface EdgeNetwork {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Subnets by zone, two zones at least: public ones for an entry from the internet, private ones for an internal entry. */
  readonly subnetIds: Readonly<Record<string, string>>;
}

/** How an {@link Edge} asks a target whether it is well. */
export interface EdgeHealthCheck {
  /**
   * Seconds between two checks, 5 to 300.
   * @default 10
   */
  readonly intervalSeconds?: number;
  /**
   * Seconds to wait for an answer, 2 to 120 and less than the interval.
   * @default 5
   */
  readonly timeoutSeconds?: number;
  /**
   * Good answers in a row until a target gets requests, 2 to 10.
   * @default 2
   */
  readonly healthyThreshold?: number;
  /**
   * Bad answers in a row until a target gets none, 2 to 10.
   * @default 3
   */
  readonly unhealthyThreshold?: number;
}

/** What an {@link Edge} sends requests to. */
export interface EdgeTarget {
  /** The targets' port. */
  readonly port: number;
  /**
   * What is spoken to the targets, within the VPC.
   * @default 'HTTP'
   */
  readonly protocol?: 'HTTP' | 'HTTPS';
  /**
   * Where a target answers 200 when it is well.
   * @default '/health'
   */
  readonly healthPath?: string;
  /**
   * How it is asked.
   * @default - every 10 s, healthy after 2 good answers, unhealthy after 3 bad ones
   */
  readonly health?: EdgeHealthCheck;
  /**
   * Seconds that requests in flight have when a target leaves, 0 to 3600.
   * @default 60
   */
  readonly deregistrationDelaySeconds?: number;
}

/** How many requests one client, by its IP address, may make. */
export interface EdgeRateLimit {
  /** Requests a second, on average over a minute: WAF counts over 60 s, so a short burst above it passes. */
  readonly requestsPerSecond: number;
  /**
   * Whether a client above the rate gets 429, or is counted only, to find the right rate.
   * @default 'block'
   */
  readonly action?: 'block' | 'count';
}

/** The web ACL of an {@link Edge}, beside the rate limit. */
export interface EdgeWaf {
  /**
   * Whether AWS's managed rules (IP reputation, common, known bad inputs) block, or count only.
   * @default 'block'
   */
  readonly managedRules?: 'block' | 'count';
  /**
   * Rules of the common set that count only, for example `SizeRestrictions_BODY` where bodies over 8 KB are uploaded.
   * @default - none
   */
  readonly countOnly?: readonly CommonRule[];
  /**
   * How long the web ACL's log is kept in CloudWatch Logs.
   * @default 365
   */
  readonly logRetention?: RetentionDays;
}

/** Where the access logs of an {@link Edge} go. */
export interface EdgeAccessLogs {
  /**
   * Name of a bucket in this region, encrypted with SSE-S3 (Elastic Load Balancing takes no KMS key here), whose policy has
   * {@link accessLogStatement}. The load balancer is refused until the policy is in place: give the name as a reference to
   * the bucket policy.
   */
  readonly bucketName: string;
  /**
   * What the objects' keys begin with, without slashes at its ends.
   * @default - nothing
   */
  readonly prefix?: string;
}

/** When the alarms of an {@link Edge} go off. */
export interface EdgeAlarmProps {
  /** ARN of the topic that hears of them. */
  readonly topicArn: string;
  /**
   * HTTPCode_ELB_5XX_Count in a minute: answers of the load balancer itself.
   * @default 10
   */
  readonly loadBalancerErrorsPerMinute?: number;
  /**
   * HTTPCode_Target_5XX_Count in a minute: answers of the targets.
   * @default 10
   */
  readonly targetErrorsPerMinute?: number;
  /**
   * TargetResponseTime, 99th percentile, in seconds.
   * @default 1
   */
  readonly latencySeconds?: number;
  /**
   * UnHealthyHostCount that is still well.
   * @default 0
   */
  readonly unhealthyHosts?: number;
}

/**
 * Where the certificate comes from. `zone`: requested here, validated by a record made here. `zoneElsewhere`: requested here, and
 * another stack keeps the validation record; ACM asks for the same record in every region of an account, so two stacks
 * with one host cannot both make it. Or the ARN of one that is issued.
 */
export type EdgeCertificateSource = 'zone' | 'zoneElsewhere' | { readonly arn: string };

/** The host's record as the PRIMARY one of a failover pair; the SECONDARY one is made elsewhere. */
export interface EdgePrimaryRecord {
  /** Which of the pair it is. */
  readonly failover: 'primary';
  /** The health check that takes it out of service: a PrimaryHealth's (aws/failover). */
  readonly healthCheckId: string;
}

/** Steps around an {@link Edge}, by resource. */
export interface EdgeOverrides {
  /**
   * The load balancer.
   * @default - none
   */
  readonly loadBalancer?: Override<LbConfig>;
  /**
   * The listener of port 443.
   * @default - none
   */
  readonly httpsListener?: Override<LbListenerConfig>;
  /**
   * The listener of port 80.
   * @default - none
   */
  readonly httpListener?: Override<LbListenerConfig>;
  /**
   * The target group.
   * @default - none
   */
  readonly targetGroup?: Override<LbTargetGroupConfig>;
  /**
   * The certificate.
   * @default - none
   */
  readonly certificate?: Override<AcmCertificateConfig>;
  /**
   * The certificate of the regional name.
   * @default - none
   */
  readonly regionalCertificate?: Override<AcmCertificateConfig>;
  /**
   * The web ACL.
   * @default - none
   */
  readonly webAcl?: Override<Wafv2WebAclConfig>;
  /**
   * Each record of the host.
   * @default - none
   */
  readonly record?: Override<Route53RecordConfig>;
  /**
   * Each record of the regional name.
   * @default - none
   */
  readonly regionalRecord?: Override<Route53RecordConfig>;
  /**
   * The security group.
   * @default - none
   */
  readonly securityGroup?: Override<SecurityGroupConfig>;
  /**
   * The key of the web ACL's log.
   * @default - none
   */
  readonly key?: Override<KmsKeyConfig>;
}

/** What an {@link Edge} is made from. */
export interface EdgeProps {
  /** Last part of names: the load balancer's is `<project>-<environment>-<name>`, 32 characters in all. */
  readonly name: string;
  /** The host, for example `api.example.com`. */
  readonly host: string;
  /** Id of the public hosted zone that the host is in. */
  readonly hostedZoneId: string;
  /** Where it is. */
  readonly network: EdgeNetwork;
  /** What it sends requests to. */
  readonly target: EdgeTarget;
  /** How many requests a client may make. */
  readonly rateLimit: EdgeRateLimit;
  /** Where access logs go. */
  readonly accessLogs: EdgeAccessLogs;
  /** Whom the alarms tell, and when they go off. */
  readonly alarms: EdgeAlarmProps;
  /**
   * Whether the load balancer has public addresses.
   * @default 'internet'
   */
  readonly exposure?: 'internet' | 'internal';
  /**
   * Ranges that may reach it, IPv4 or IPv6.
   * @default - every address for 'internet'; for 'internal' they have to be given
   */
  readonly clientRanges?: readonly string[];
  /**
   * Addresses of the load balancer; `dualStack` needs subnets with IPv6.
   * @default 'ipv4'
   */
  readonly addressType?: 'ipv4' | 'dualStack';
  /**
   * What TLS is spoken with clients.
   * @default 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09'
   */
  readonly tlsPolicy?: TlsPolicy;
  /**
   * Where the certificate comes from.
   * @default 'zone'
   */
  readonly certificate?: EdgeCertificateSource;
  /**
   * Which records of the host are made here: plain ones, the primary half of a failover, or none, because another stack makes
   * them. Going from `simple` to the primary half and back changes the record in place, in one transaction of Route 53.
   * @default 'simple'
   */
  readonly records?: 'simple' | EdgePrimaryRecord | 'none';
  /**
   * Whether this region's load balancer has a name of its own too, `<region>.<host>`, with records and a certificate. That name never fails
   * over: Route 53's health checkers and a drill ask it (see EndpointHealthCheck in aws/failover).
   * @default 'none'
   */
  readonly regionalHost?: 'none' | 'byRegion';
  /**
   * The web ACL beside the rate limit.
   * @default - managed rules block; log kept 365 days
   */
  readonly waf?: EdgeWaf;
  /**
   * Seconds that an idle connection is kept, 1 to 4000. The targets keep theirs for longer, or clients see 502.
   * @default 60
   */
  readonly idleTimeoutSeconds?: number;
  /**
   * Whether Elastic Load Balancing refuses to delete the load balancer, and Terraform to destroy it.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: EdgeOverrides;
}
