import { EgressOnlyInternetGateway } from '@cdktf/provider-aws/lib/egress-only-internet-gateway';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { Construct } from 'constructs';
import type { Tier } from '../../core/addresses/tiers';
import type { ByZone } from './attributes';
import { NatGateways } from './nat-gateways';
import type { NetworkProps } from './props';
import { RouteTable } from './route-table';
import type { MadeSubnet } from './subnets';

/** What {@link Routes} are made from. */
export interface RoutesProps {
  /** The network's own props. */
  readonly network: NetworkProps;
  /** Id of the VPC. */
  readonly vpcId: string;
  /** What names begin with. */
  readonly prefix: string;
  /** All subnets, sorted by tier and zone. */
  readonly subnets: readonly MadeSubnet[];
}

/**
 * The ways in and out of a network: the gateways and one route table for every way. Public subnets share a table to the internet;
 * each private subnet has its own, with NAT; the subnets of every other tier share one that leads nowhere else.
 */
export class Routes extends Construct {
  /** Ids of all route tables, by name: the tier's, or for private ones `private-<zone>`. */
  readonly tableIds: ReadonlyMap<string, string>;
  /** Public IPv4 addresses of the NAT gateways, by zone. */
  readonly natAddresses: ByZone;

  constructor(scope: Construct, id: string, props: RoutesProps) {
    super(scope, id);
    const { network, vpcId, prefix } = props;
    const dualStack = network.ipv6 === 'dualStack';
    const of = (tier: Tier) => props.subnets.filter((one) => one.tier === tier);
    const tables = new Map<string, RouteTable>();
    const [publicSubnets, privateSubnets] = [of('public'), of('private')];
    let nat: NatGateways | undefined;

    if (publicSubnets.length > 0) {
      const gateway = new InternetGateway(this, 'internet-gateway', { vpcId, tags: { Name: prefix } });
      nat = new NatGateways(this, 'nat', { network, prefix, publicSubnets, internetGateway: gateway });
      const internet = { gatewayId: gateway.id };
      tables.set(
        'public',
        new RouteTable(this, 'public', {
          vpcId,
          name: `${prefix}-public`,
          subnets: publicSubnets,
          internet,
          ...(dualStack && { internetIpv6: internet }),
        }),
      );
    }
    const egressOnly =
      dualStack && privateSubnets.length > 0
        ? new EgressOnlyInternetGateway(this, 'egress-only-gateway', { vpcId, tags: { Name: prefix } })
        : undefined;
    for (const subnet of privateSubnets) {
      const name = `private-${subnet.zone}`;
      const natGatewayId = nat?.gatewayOf(subnet.zone);
      tables.set(
        name,
        new RouteTable(this, name, {
          vpcId,
          name: `${prefix}-${name}`,
          subnets: [subnet],
          ...(natGatewayId !== undefined && { internet: { natGatewayId } }),
          ...(egressOnly && { internetIpv6: { egressOnlyGatewayId: egressOnly.id } }),
        }),
      );
    }
    for (const tier of ['cache', 'database', 'isolated'] as const) {
      const subnets = of(tier);
      if (subnets.length === 0) continue;
      tables.set(tier, new RouteTable(this, tier, { vpcId, name: `${prefix}-${tier}`, subnets }));
    }
    this.tableIds = new Map([...tables].map(([name, table]) => [name, table.routeTableId]));
    this.natAddresses = nat?.addresses ?? {};
  }
}
