import type { DbSubnetGroupConfig } from '@cdktf/provider-aws/lib/db-subnet-group';
import type { EipConfig } from '@cdktf/provider-aws/lib/eip';
import type { ElasticacheSubnetGroupConfig } from '@cdktf/provider-aws/lib/elasticache-subnet-group';
import type { FlowLogConfig } from '@cdktf/provider-aws/lib/flow-log';
import type { NatGatewayConfig } from '@cdktf/provider-aws/lib/nat-gateway';
import type { SubnetConfig } from '@cdktf/provider-aws/lib/subnet';
import type { VpcConfig } from '@cdktf/provider-aws/lib/vpc';
import type { VpcEndpointConfig } from '@cdktf/provider-aws/lib/vpc-endpoint';
import type { Peer, TierRanges } from '../../core/addresses/input';
import type { Tier } from '../../core/addresses/tiers';
import type { RetentionDays } from '../logs/log-group';
import type { Override } from '../stack/override';

/** How private subnets reach the internet: not at all, by the gateway of one zone, or by one in each zone. */
export type Nat = 'none' | 'single' | 'perZone';

/** Flow logs in CloudWatch, in a group with a key of its own. */
export interface CloudWatchFlowLogs {
  /** Where they go. */
  readonly destination: 'cloudwatch';
  /**
   * Days they are kept.
   * @default 365
   */
  readonly retention?: RetentionDays;
}

/** Flow logs in an S3 bucket, as Parquet files by hour: cheaper than CloudWatch, and read with Athena. */
export interface S3FlowLogs {
  /** Where they go. */
  readonly destination: 's3';
  /**
   * ARN of the bucket, with `/<prefix>` after it if wanted. Its policy has to let `delivery.logs.amazonaws.com` in (VPC User Guide,
   * "Publish flow logs to Amazon S3").
   */
  readonly bucketArn: string;
}

/** Changes to a network's resources; of those that there are several of, to each. */
export interface NetworkOverrides {
  /** @default - none */
  readonly vpc?: Override<VpcConfig>;
  /** @default - none */
  readonly subnet?: Override<SubnetConfig>;
  /** @default - none */
  readonly natGateway?: Override<NatGatewayConfig>;
  /** @default - none */
  readonly natAddress?: Override<EipConfig>;
  /** @default - none */
  readonly flowLog?: Override<FlowLogConfig>;
  /** @default - none */
  readonly s3Endpoint?: Override<VpcEndpointConfig>;
  /** @default - none */
  readonly interfaceEndpoint?: Override<VpcEndpointConfig>;
  /** @default - none */
  readonly databaseSubnetGroup?: Override<DbSubnetGroupConfig>;
  /** @default - none */
  readonly cacheSubnetGroup?: Override<ElasticacheSubnetGroupConfig>;
}

/** What a {@link Network} is made from. */
export interface NetworkProps {
  /** Range of the VPC in CIDR form, /16 to /28. A change of it replaces the VPC and all that is in it. */
  readonly range: string;
  /** Availability zones by name, for example `us-east-1a`; none is ever looked up. Their order means nothing. */
  readonly zones: readonly string[];
  /**
   * Tiers of subnets: for each, ranges in CIDR form by zone, or `'slots'` for the fixed slots of the address plan (VPC of /16
   * to /20). A change of a range replaces the subnet; adding a tier or a zone moves none.
   */
  readonly subnets: Readonly<Partial<Record<Tier, TierRanges>>>;
  /**
   * How private subnets reach the internet. `single` stands in the first zone of the alphabet: with that zone, all zones lose
   * their way out.
   */
  readonly nat: Nat;
  /**
   * Where the record of all traffic goes.
   * @default - CloudWatch, kept for 365 days
   */
  readonly flowLogs?: CloudWatchFlowLogs | S3FlowLogs;
  /**
   * AWS services reached without the internet, by the name in their endpoint, for example `ecr.api`; see
   * `interfaceEndpointServices`. Each is charged by the hour and zone. S3 needs none.
   * @default - none
   */
  readonly interfaceEndpoints?: readonly string[];
  /**
   * Name of the EKS cluster that stands in the private tier: subnets get the tags by which EKS, the AWS Load Balancer Controller
   * and Karpenter find them.
   * @default - no cluster, no tags
   */
  readonly clusterName?: string;
  /**
   * Networks that this one is meant to be peered with: their ranges may not meet its own.
   * @default - none
   */
  readonly peers?: readonly Peer[];
  /**
   * Further ranges of the VPC in CIDR form, for example of 100.64.0.0/10 for pods. Subnets with explicit ranges may lie there.
   * @default - none
   */
  readonly secondaryRanges?: readonly string[];
  /**
   * `dualStack` gives the VPC a /56 of Amazon's IPv6 addresses and every subnet a /64 of it, by tier and zone. Public subnets then
   * reach the internet both ways, private ones outwards only, whatever `nat` says.
   * @default 'none'
   */
  readonly ipv6?: 'none' | 'dualStack';
  /**
   * What the resources' names have after project and environment. A change of it replaces the subnet groups.
   * @default 'network'
   */
  readonly name?: string;
  /**
   * Whether Terraform refuses to destroy the VPC, the addresses of the NAT gateways (others may have them in their firewalls) and
   * the key of the flow logs.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: NetworkOverrides;
}
