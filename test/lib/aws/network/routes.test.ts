import { EgressOnlyInternetGateway } from '@cdktf/provider-aws/lib/egress-only-internet-gateway';
import { Eip } from '@cdktf/provider-aws/lib/eip';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { onlyResource, resources } from '../../../../lib/testing';
import { networkContent } from './fixture';

const gateway = '${aws_internet_gateway.network_routes_internet-gateway.id}';
const natOf = (zone: string) => `\${aws_nat_gateway.network_routes_nat_${zone}.id}`;
const allTiers = {
  public: 'slots',
  private: 'slots',
  database: 'slots',
  cache: 'slots',
  isolated: 'slots',
} as const;

/** Where each route leads, by the route's name. */
function ways(content: ReturnType<typeof networkContent>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(resources(content, Route)).map(([name, { route_table_id: _, ...way }]) => [
      name.replace('network_routes_', ''),
      way,
    ]),
  );
}

describe('Routes', () => {
  test('one NAT gateway stands in the first zone and serves all', () => {
    const content = networkContent({ zones: ['us-east-1b', 'us-east-1a'] });
    expect(Object.keys(resources(content, NatGateway))).toEqual(['network_routes_nat_us-east-1a']);
    expect(ways(content)).toEqual({
      public_internet: { destination_cidr_block: '0.0.0.0/0', gateway_id: gateway },
      'private-us-east-1a_internet': {
        destination_cidr_block: '0.0.0.0/0',
        nat_gateway_id: natOf('us-east-1a'),
      },
      'private-us-east-1b_internet': {
        destination_cidr_block: '0.0.0.0/0',
        nat_gateway_id: natOf('us-east-1a'),
      },
    });
  });

  test('a NAT gateway per zone serves its own zone', () => {
    const content = networkContent({ nat: 'perZone' });
    expect(ways(content)).toMatchObject({
      'private-us-east-1a_internet': { nat_gateway_id: natOf('us-east-1a') },
      'private-us-east-1b_internet': { nat_gateway_id: natOf('us-east-1b') },
    });
    expect(Object.keys(resources(content, Eip))).toEqual([
      'network_routes_nat_us-east-1a_address',
      'network_routes_nat_us-east-1b_address',
    ]);
  });

  test('a NAT gateway', () => {
    const content = networkContent();
    expect(onlyResource(content, NatGateway)).toEqual({
      connectivity_type: 'public',
      availability_mode: 'zonal',
      allocation_id: '${aws_eip.network_routes_nat_us-east-1a_address.id}',
      subnet_id: '${aws_subnet.network_public-us-east-1a.id}',
      tags: { Name: 'shop-test-network-us-east-1a' },
      depends_on: ['aws_internet_gateway.network_routes_internet-gateway'],
    });
    expect(onlyResource(content, Eip)).toMatchObject({
      domain: 'vpc',
      depends_on: ['aws_internet_gateway.network_routes_internet-gateway'],
    });
  });

  test('without NAT, private subnets have no way out', () => {
    const content = networkContent({ nat: 'none' });
    expect(Object.keys(ways(content))).toEqual(['public_internet']);
    expect(resources(content, NatGateway)).toEqual({});
    expect(resources(content, Eip)).toEqual({});
  });

  test('without a public tier, there is no way to the internet', () => {
    const content = networkContent({ nat: 'none', subnets: { private: 'slots', database: 'slots' } });
    expect(resources(content, InternetGateway)).toEqual({});
    expect(resources(content, Route)).toEqual({});
  });

  test('database, cache and isolated tier lead nowhere, whatever the others do', () => {
    const content = networkContent({ nat: 'perZone', ipv6: 'dualStack', subnets: allTiers });
    for (const tier of ['database', 'cache', 'isolated']) {
      expect(resources(content, RouteTable)[`network_routes_${tier}`]).toEqual({
        vpc_id: '${aws_vpc.network.id}',
        tags: { Name: `shop-test-network-${tier}` },
      });
      expect(Object.keys(ways(content)).filter((name) => name.startsWith(tier))).toEqual([]);
    }
  });

  test('every subnet is in the table of its tier, or of its zone when private', () => {
    const content = networkContent({ subnets: allTiers });
    const associated = Object.values(resources(content, RouteTableAssociation));
    const tables = Object.fromEntries(associated.map((one) => [one['subnet_id'], one['route_table_id']]));
    for (const name of Object.keys(resources(content, Subnet))) {
      const [, tier, zone] = /^network_([a-z]+)-(.*)$/.exec(name) ?? [];
      const table = tier === 'private' ? `private-${zone}` : tier;
      expect(tables[`\${aws_subnet.${name}.id}`]).toBe(`\${aws_route_table.network_routes_${table}.id}`);
    }
    expect(associated).toHaveLength(10);
  });

  test('IPv6 leads both ways from public subnets and outwards only from private ones', () => {
    const content = networkContent({ nat: 'none', ipv6: 'dualStack' });
    expect(ways(content)).toEqual({
      public_internet: { destination_cidr_block: '0.0.0.0/0', gateway_id: gateway },
      'public_internet-ipv6': { destination_ipv6_cidr_block: '::/0', gateway_id: gateway },
      'private-us-east-1a_internet-ipv6': {
        destination_ipv6_cidr_block: '::/0',
        egress_only_gateway_id: '${aws_egress_only_internet_gateway.network_routes_egress-only-gateway.id}',
      },
      'private-us-east-1b_internet-ipv6': {
        destination_ipv6_cidr_block: '::/0',
        egress_only_gateway_id: '${aws_egress_only_internet_gateway.network_routes_egress-only-gateway.id}',
      },
    });
    expect(resources(networkContent(), EgressOnlyInternetGateway)).toEqual({});
    const without = networkContent({ nat: 'none', ipv6: 'dualStack', subnets: { public: 'slots' } });
    expect(resources(without, EgressOnlyInternetGateway)).toEqual({});
  });

  test('no table has inline routes, which would remove those of others', () => {
    for (const table of Object.values(resources(networkContent({ subnets: allTiers }), RouteTable))) {
      expect(table).not.toHaveProperty('route');
    }
  });
});
