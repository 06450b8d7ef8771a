import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable as RouteTableResource } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Construct } from 'constructs';
import type { MadeSubnet } from './subnets';

/** Where a route leads, of which exactly one is given. */
export type RouteTarget =
  | { readonly gatewayId: string }
  | { readonly natGatewayId: string }
  | { readonly egressOnlyGatewayId: string };

/** What a {@link RouteTable} is made from. */
export interface RouteTableProps {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** The whole name, for its tag. */
  readonly name: string;
  /** The subnets that use it. */
  readonly subnets: readonly MadeSubnet[];
  /**
   * Where every other IPv4 address is reached by.
   * @default - nowhere
   */
  readonly internet?: RouteTarget;
  /**
   * Where every other IPv6 address is reached by.
   * @default - nowhere
   */
  readonly internetIpv6?: RouteTarget;
}

/** A route table with its subnets. Routes are resources of their own: an inline list would remove what peerings add. */
export class RouteTable extends Construct {
  /** Id of the table. */
  readonly routeTableId: string;

  constructor(scope: Construct, id: string, props: RouteTableProps) {
    super(scope, id);
    const table = new RouteTableResource(this, 'Resource', {
      vpcId: props.vpcId,
      tags: { Name: props.name },
    });
    for (const subnet of props.subnets) {
      new RouteTableAssociation(this, subnet.zone, { routeTableId: table.id, subnetId: subnet.id });
    }
    if (props.internet) {
      new Route(this, 'internet', {
        routeTableId: table.id,
        destinationCidrBlock: '0.0.0.0/0',
        ...props.internet,
      });
    }
    if (props.internetIpv6) {
      new Route(this, 'internet-ipv6', {
        routeTableId: table.id,
        destinationIpv6CidrBlock: '::/0',
        ...props.internetIpv6,
      });
    }
    this.routeTableId = table.id;
  }
}
