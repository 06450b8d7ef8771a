import { DefaultRouteTable } from '@cdktf/provider-aws/lib/default-route-table';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { Vpc, type VpcConfig } from '@cdktf/provider-aws/lib/vpc';
import { VpcIpv4CidrBlockAssociation } from '@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association';
import { Construct } from 'constructs';
import { planAddresses } from '../../core/addresses/plan';
import type { Tier } from '../../core/addresses/tiers';
import { attachAll } from '../../core/report';
import { AwsStack, checkedName } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import { type ByZone, ExistingNetwork, type INetwork, type NetworkAttributes } from './attributes';
import { checkNetwork } from './checks';
import { isInterfaceEndpointService } from './endpoint-services';
import { Endpoints } from './endpoints';
import { FlowLogs } from './flow-logs';
import type { NetworkProps } from './props';
import { Routes } from './routes';
import { makeCacheSubnetGroup, makeDatabaseSubnetGroup } from './subnet-groups';
import { type MadeSubnet, makeSubnets } from './subnets';

export type { INetwork } from './attributes';

/**
 * A VPC with its subnets by tier and zone, the ways in and out, endpoints, flow logs and subnet groups. What AWS makes by
 * itself, the default security group and the main route table, lets nothing through (CIS AWS Foundations 5.4). Reports `addresses/*` and
 * `network/*`.
 */
export class Network extends Construct implements INetwork {
  readonly vpcId: string;
  readonly range: string;
  readonly ranges: readonly string[];
  readonly zones: readonly string[];
  readonly ipv6: 'none' | 'dualStack';
  readonly databaseSubnetGroupName: string | undefined;
  readonly cacheSubnetGroupName: string | undefined;
  /** Public IPv4 addresses that private subnets are seen with, by the zone of the NAT gateway. */
  readonly natAddresses: ByZone;
  /** The interface endpoints' security group and the endpoint of S3. */
  readonly endpoints: Endpoints;
  private readonly subnets: readonly MadeSubnet[];

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const stack = AwsStack.of(this);
    const name = props.name ?? 'network';
    const overrides = props.overrides ?? {};
    const prefix = stack.prefixed(name);
    const plan = planAddresses({
      ...props,
      path: this.node.path,
      region: stack.region,
      privateTier: props.clusterName === undefined ? 'anyone' : 'cluster',
    });
    attachAll(this, [...plan.problems, ...checkNetwork(this.node.path, props)]);
    if (props.clusterName !== undefined) checkedName(this, 'aws_eks_cluster', props.clusterName);

    const vpc = this.makeVpc(props, prefix);
    const secondary = this.addRanges(vpc, plan.secondaryRanges);
    const subnets = makeSubnets(this, plan.subnets, props, { vpc, prefix, secondary });
    const routes = new Routes(this, 'routes', { network: props, vpcId: vpc.id, prefix, subnets });
    this.range = props.range;
    this.ranges = plan.ranges;
    this.endpoints = new Endpoints(this, 'endpoints', {
      vpcId: vpc.id,
      ranges: this.ranges,
      prefix,
      name,
      routeTableIds: [...routes.tableIds.values()],
      subnets: subnets.filter((one) => one.tier === 'private'),
      services: (props.interfaceEndpoints ?? []).filter(isInterfaceEndpointService),
      overrides,
    });
    new FlowLogs(this, 'flow-logs', { network: props, vpcId: vpc.id, name });
    this.databaseSubnetGroupName = makeDatabaseSubnetGroup(this, name, subnets, overrides);
    this.cacheSubnetGroupName = makeCacheSubnetGroup(this, name, subnets, overrides);
    this.vpcId = vpc.id;
    this.zones = plan.zones;
    this.ipv6 = props.ipv6 ?? 'none';
    this.natAddresses = routes.natAddresses;
    this.subnets = subnets;
  }

  /** A network that exists already. */
  static fromAttributes(attributes: NetworkAttributes): INetwork {
    return new ExistingNetwork(attributes);
  }

  subnetIds(tier: Tier): ByZone {
    return this.byZone(tier, (one) => one.id);
  }

  subnetRanges(tier: Tier): ByZone {
    return this.byZone(tier, (one) => one.range.text);
  }

  private makeVpc(props: NetworkProps, prefix: string): Vpc {
    const config: VpcConfig = {
      cidrBlock: props.range,
      instanceTenancy: 'default',
      // Interface endpoints, EKS and RDS are all reached by names that only resolve with both.
      enableDnsSupport: true,
      enableDnsHostnames: true,
      assignGeneratedIpv6CidrBlock: props.ipv6 === 'dualStack',
      tags: { Name: prefix },
      lifecycle: { preventDestroy: props.deletionProtection ?? true },
    };
    const vpc = new Vpc(this, 'Resource', overridden(this, 'vpc', config, props.overrides?.vpc));
    const tags = { Name: `${prefix}-default-unused` };
    // Empty lists are said: an argument left out would let a rule that somebody adds stay.
    new DefaultSecurityGroup(this, 'default-security-group', {
      vpcId: vpc.id,
      ingress: [],
      egress: [],
      tags,
    });
    new DefaultRouteTable(this, 'default-route-table', {
      defaultRouteTableId: vpc.defaultRouteTableId,
      route: [],
      tags,
    });
    return vpc;
  }

  private addRanges(vpc: Vpc, ranges: readonly string[]): Map<string, VpcIpv4CidrBlockAssociation> {
    const made = ranges.map((range): [string, VpcIpv4CidrBlockAssociation] => {
      const id = `range-${range.replace(/[^0-9]/g, '-')}`;
      return [range, new VpcIpv4CidrBlockAssociation(this, id, { vpcId: vpc.id, cidrBlock: range })];
    });
    return new Map(made);
  }

  private byZone(tier: Tier, value: (one: MadeSubnet) => string): ByZone {
    const own = this.subnets.filter((one) => one.tier === tier);
    return Object.fromEntries(own.map((one) => [one.zone, value(one)]));
  }
}
