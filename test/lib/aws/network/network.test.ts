import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { DefaultRouteTable } from '@cdktf/provider-aws/lib/default-route-table';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { Eip } from '@cdktf/provider-aws/lib/eip';
import { ElasticacheSubnetGroup } from '@cdktf/provider-aws/lib/elasticache-subnet-group';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { VpcIpv4CidrBlockAssociation } from '@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association';
import fc from 'fast-check';
import { Network, type NetworkProps } from '../../../../lib/aws/network';
import { tiers } from '../../../../lib/core/addresses';
import {
  addresses,
  onlyResource,
  problemsOf,
  resources,
  synthTerraform,
  testStack,
} from '../../../../lib/testing';
import { networkContent, networkProps, networkStack } from './fixture';

const five = Object.fromEntries(tiers.map((tier) => [tier, 'slots' as const]));

describe('Network', () => {
  test('a well-formed network has no problem', () => {
    expect(problemsOf(networkStack({ subnets: five, nat: 'perZone', clusterName: 'shop' }))).toEqual([]);
  });

  test('addresses are a contract', () => {
    const subnets = { ...five, isolated: undefined } as unknown as NetworkProps['subnets'];
    expect(addresses(networkContent({ subnets, interfaceEndpoints: ['ecr.api'] }))).toEqual([
      'aws_cloudwatch_log_group.network_flow-logs_group',
      'aws_db_subnet_group.network_database-subnet-group',
      'aws_default_route_table.network_default-route-table',
      'aws_default_security_group.network_default-security-group',
      'aws_eip.network_routes_nat_us-east-1a_address',
      'aws_elasticache_subnet_group.network_cache-subnet-group',
      'aws_flow_log.network_flow-logs',
      'aws_iam_role.network_flow-logs_role',
      'aws_iam_role_policy.network_flow-logs_policy',
      'aws_internet_gateway.network_routes_internet-gateway',
      'aws_kms_alias.network_flow-logs_key_alias',
      'aws_kms_key.network_flow-logs_key',
      'aws_nat_gateway.network_routes_nat_us-east-1a',
      'aws_route.network_routes_private-us-east-1a_internet',
      'aws_route.network_routes_private-us-east-1b_internet',
      'aws_route.network_routes_public_internet',
      'aws_route_table.network_routes_cache',
      'aws_route_table.network_routes_database',
      'aws_route_table.network_routes_private-us-east-1a',
      'aws_route_table.network_routes_private-us-east-1b',
      'aws_route_table.network_routes_public',
      'aws_route_table_association.network_routes_cache_us-east-1a',
      'aws_route_table_association.network_routes_cache_us-east-1b',
      'aws_route_table_association.network_routes_database_us-east-1a',
      'aws_route_table_association.network_routes_database_us-east-1b',
      'aws_route_table_association.network_routes_private-us-east-1a_us-east-1a',
      'aws_route_table_association.network_routes_private-us-east-1b_us-east-1b',
      'aws_route_table_association.network_routes_public_us-east-1a',
      'aws_route_table_association.network_routes_public_us-east-1b',
      'aws_security_group.network_endpoints_security-group',
      'aws_subnet.network_cache-us-east-1a',
      'aws_subnet.network_cache-us-east-1b',
      'aws_subnet.network_database-us-east-1a',
      'aws_subnet.network_database-us-east-1b',
      'aws_subnet.network_private-us-east-1a',
      'aws_subnet.network_private-us-east-1b',
      'aws_subnet.network_public-us-east-1a',
      'aws_subnet.network_public-us-east-1b',
      'aws_vpc.network',
      'aws_vpc_endpoint.network_endpoints_ecr_api',
      'aws_vpc_endpoint.network_endpoints_s3',
      'aws_vpc_security_group_ingress_rule.network_endpoints_security-group_from-10-0-0-0-16-tcp-443',
    ]);
  });

  test('the VPC', () => {
    expect(onlyResource(networkStack(), Vpc)).toEqual({
      cidr_block: '10.0.0.0/16',
      instance_tenancy: 'default',
      enable_dns_support: true,
      enable_dns_hostnames: true,
      assign_generated_ipv6_cidr_block: false,
      tags: { Name: 'shop-test-network' },
      lifecycle: { prevent_destroy: true },
    });
  });

  test('what AWS makes by itself lets nothing through, and says so', () => {
    const content = networkContent();
    expect(onlyResource(content, DefaultSecurityGroup)).toMatchObject({ ingress: [], egress: [] });
    expect(onlyResource(content, DefaultRouteTable)).toMatchObject({
      default_route_table_id: '${aws_vpc.network.default_route_table_id}',
      route: [],
    });
  });

  test('no subnet gives out public addresses', () => {
    const subnets = Object.values(resources(networkStack({ subnets: five }), Subnet));
    expect(subnets).toHaveLength(10);
    for (const subnet of subnets) expect(subnet).toMatchObject({ map_public_ip_on_launch: false });
  });

  test('a subnet', () => {
    expect(resources(networkStack(), Subnet)['network_private-us-east-1b']).toEqual({
      vpc_id: '${aws_vpc.network.id}',
      availability_zone: 'us-east-1b',
      cidr_block: '10.0.16.0/20',
      map_public_ip_on_launch: false,
      assign_ipv6_address_on_creation: false,
      ipv6_native: false,
      tags: { Name: 'shop-test-network-private-us-east-1b' },
    });
  });

  test('with a cluster, subnets have the tags of EKS and Karpenter, by tier', () => {
    const subnets = resources(networkStack({ subnets: five, clusterName: 'shop' }), Subnet);
    const tags = (tier: string) => {
      const { Name: _, ...rest } = subnets[`network_${tier}-us-east-1a`]?.['tags'] ?? {};
      return rest;
    };
    expect(tags('public')).toEqual({ 'kubernetes.io/cluster/shop': 'shared', 'kubernetes.io/role/elb': '1' });
    expect(tags('private')).toEqual({
      'kubernetes.io/cluster/shop': 'shared',
      'kubernetes.io/role/internal-elb': '1',
      'karpenter.sh/discovery': 'shop',
    });
    for (const tier of ['database', 'cache', 'isolated']) expect(tags(tier)).toEqual({});
  });

  test('subnet groups of the database and the cache tier, and none without', () => {
    const content = networkContent({ subnets: five });
    expect(onlyResource(content, DbSubnetGroup)).toMatchObject({
      name: 'shop-test-network-database',
      subnet_ids: [
        '${aws_subnet.network_database-us-east-1a.id}',
        '${aws_subnet.network_database-us-east-1b.id}',
      ],
    });
    expect(onlyResource(content, ElasticacheSubnetGroup)).toMatchObject({
      name: 'shop-test-network-cache',
      subnet_ids: ['${aws_subnet.network_cache-us-east-1a.id}', '${aws_subnet.network_cache-us-east-1b.id}'],
    });
    const stack = testStack();
    const network = new Network(stack, 'network', networkProps());
    expect(network.databaseSubnetGroupName).toBeUndefined();
    expect(network.cacheSubnetGroupName).toBeUndefined();
    expect(resources(stack, DbSubnetGroup)).toEqual({});
    expect(resources(stack, ElasticacheSubnetGroup)).toEqual({});
  });

  test('a subnet in a secondary range waits for it', () => {
    const content = networkContent({
      secondaryRanges: ['100.64.0.0/16'],
      subnets: {
        public: 'slots',
        private: { 'us-east-1a': '100.64.0.0/18', 'us-east-1b': '10.0.16.0/20' },
      },
    });
    expect(onlyResource(content, VpcIpv4CidrBlockAssociation)).toEqual({
      vpc_id: '${aws_vpc.network.id}',
      cidr_block: '100.64.0.0/16',
    });
    const waits = (name: string) => resources(content, Subnet)[name]?.['depends_on'];
    expect(waits('network_private-us-east-1a')).toEqual([
      'aws_vpc_ipv4_cidr_block_association.network_range-100-64-0-0-16',
    ]);
    expect(waits('network_private-us-east-1b')).toBeUndefined();
  });

  test('dual stack gives every subnet the /64 of its tier and zone', () => {
    const content = networkContent({ ipv6: 'dualStack', subnets: five });
    expect(onlyResource(content, Vpc)).toMatchObject({ assign_generated_ipv6_cidr_block: true });
    const subnets = resources(content, Subnet);
    expect(subnets['network_private-us-east-1b']).toMatchObject({
      ipv6_cidr_block: '${cidrsubnet(aws_vpc.network.ipv6_cidr_block, 8, 1)}',
      assign_ipv6_address_on_creation: true,
    });
    expect(subnets['network_public-us-east-1a']).toMatchObject({
      ipv6_cidr_block: '${cidrsubnet(aws_vpc.network.ipv6_cidr_block, 8, 32)}',
      assign_ipv6_address_on_creation: false,
    });
  });

  test('without protection, everything can be destroyed', () => {
    const content = networkContent({ deletionProtection: false });
    for (const type of [Vpc, Eip, KmsKey]) {
      expect(onlyResource(content, type)).toMatchObject({ lifecycle: { prevent_destroy: false } });
    }
    for (const type of [Vpc, Eip, KmsKey]) {
      expect(onlyResource(networkContent(), type)).toMatchObject({ lifecycle: { prevent_destroy: true } });
    }
  });

  test('says what it is made of', () => {
    const network = new Network(
      testStack(),
      'network',
      networkProps({
        zones: ['us-east-1b', 'us-east-1a'],
        subnets: five,
        secondaryRanges: ['100.64.0.0/16'],
      }),
    );
    expect(network.range).toBe('10.0.0.0/16');
    expect(network.ranges).toEqual(['10.0.0.0/16', '100.64.0.0/16']);
    expect(network.zones).toEqual(['us-east-1a', 'us-east-1b']);
    expect(network.ipv6).toBe('none');
    expect(network.subnetRanges('cache')).toEqual({
      'us-east-1a': '10.0.152.0/24',
      'us-east-1b': '10.0.153.0/24',
    });
    expect(Object.keys(network.subnetIds('private'))).toEqual(['us-east-1a', 'us-east-1b']);
    expect(Object.keys(network.natAddresses)).toEqual(['us-east-1a']);
  });

  test('the order of zones, tiers, ranges and services does not matter', () => {
    const props = networkProps({
      subnets: five,
      secondaryRanges: ['100.64.0.0/16', '100.65.0.0/16'],
      interfaceEndpoints: ['ecr.api', 'sts'],
    });
    const reversed: Partial<NetworkProps> = {
      zones: [...props.zones].reverse(),
      subnets: Object.fromEntries(Object.entries(props.subnets).reverse()),
      secondaryRanges: [...(props.secondaryRanges ?? [])].reverse(),
      interfaceEndpoints: [...(props.interfaceEndpoints ?? [])].reverse(),
    };
    expect(JSON.stringify(networkContent({ ...props, ...reversed }))).toBe(
      JSON.stringify(networkContent(props)),
    );
  });

  test('adding a zone and a tier changes no subnet that is there', () => {
    const before = resources(networkStack(), Subnet);
    const after = resources(
      networkStack({ zones: ['us-east-1c', 'us-east-1a', 'us-east-1b'], subnets: five }),
      Subnet,
    );
    expect(Object.keys(after)).toHaveLength(15);
    expect(after).toMatchObject(before);
  });

  test('overrides reach each resource they name', () => {
    const content = networkContent({
      subnets: five,
      interfaceEndpoints: ['sts', 'ec2'],
      overrides: {
        vpc: { enableNetworkAddressUsageMetrics: true },
        subnet: { privateDnsHostnameTypeOnLaunch: 'resource-name' },
        natGateway: { tags: { Name: 'way-out' } },
        natAddress: { publicIpv4Pool: 'ipv4pool-ec2-1' },
        flowLog: { trafficType: 'REJECT' },
        s3Endpoint: { policy: '{"a":1}' },
        interfaceEndpoint: { policy: '{"b":1}' },
        databaseSubnetGroup: { description: 'Ours' },
        cacheSubnetGroup: { description: 'Ours too' },
      },
    });
    expect(onlyResource(content, Vpc)).toMatchObject({ enable_network_address_usage_metrics: true });
    for (const subnet of Object.values(resources(content, Subnet))) {
      expect(subnet).toMatchObject({ private_dns_hostname_type_on_launch: 'resource-name' });
    }
    expect(onlyResource(content, NatGateway)).toMatchObject({ tags: { Name: 'way-out' } });
    expect(onlyResource(content, Eip)).toMatchObject({ public_ipv4_pool: 'ipv4pool-ec2-1' });
    expect(content.resource['aws_flow_log']?.['network_flow-logs']).toMatchObject({ traffic_type: 'REJECT' });
    const policies = Object.entries(resources(content, VpcEndpoint)).map(([name, one]) => [
      name,
      one['policy'],
    ]);
    expect(policies).toEqual([
      ['network_endpoints_ec2', '{"b":1}'],
      ['network_endpoints_s3', '{"a":1}'],
      ['network_endpoints_sts', '{"b":1}'],
    ]);
    expect(onlyResource(content, DbSubnetGroup)).toMatchObject({ description: 'Ours' });
    expect(onlyResource(content, ElasticacheSubnetGroup)).toMatchObject({ description: 'Ours too' });
  });

  test('problems of the plan and of the network stand at its path', () => {
    const stack = networkStack({
      zones: ['us-east-1a', 'us-west-2b'],
      subnets: { private: { 'us-east-1a': '10.7.0.0/24', 'us-west-2b': '10.0.2.0/24' } },
      clusterName: 'not a name',
    });
    expect(problemsOf(stack).map((one) => `${one.code} at ${one.path}`)).toEqual([
      'stack/name at test-us-east-1-unit/network',
      'network/nat-without-public at test-us-east-1-unit/network.nat',
      'addresses/outside-vpc at test-us-east-1-unit/network.subnets.private.us-east-1a',
      'addresses/zone at test-us-east-1-unit/network.zones',
    ]);
  });

  test('a cluster asks for more than others of the private tier', () => {
    const stack = networkStack({
      clusterName: 'shop',
      subnets: { public: 'slots', private: { 'us-east-1a': '10.0.1.0/28', 'us-east-1b': '10.0.2.0/24' } },
    });
    expect(problemsOf(stack).map((one) => one.code)).toEqual(['addresses/cluster-subnet-size']);
  });

  test('two networks of one stack do not meet when they have names of their own', () => {
    const stack = testStack();
    new Network(stack, 'network', networkProps());
    new Network(stack, 'other', networkProps({ range: '10.1.0.0/16', name: 'other' }));
    const names = Object.values(resources(stack, KmsKey)).map((one) => one['description']);
    expect(names).toEqual(['Flow logs of shop-test-network', 'Flow logs of shop-test-other']);
    expect(problemsOf(stack)).toEqual([]);
  });

  test('bad input is reported, never thrown', () => {
    const text = fc.oneof(
      fc.constantFrom(
        '',
        '10.0.0.0/16',
        '10.0.0.7/16',
        '100.64.0.0/16',
        '100.64.0.9/16',
        '0.0.0.0/0',
        'sts',
        's3',
      ),
      fc.string(),
    );
    const zone = fc.oneof(
      fc.constantFrom('us-east-1a', 'us-east-1b', 'us-west-2a', '', 'a/b', 'a--b'),
      fc.string(),
    );
    fc.assert(
      fc.property(
        fc.record({
          range: text,
          zones: fc.array(zone, { maxLength: 3 }),
          subnets: fc.dictionary(
            fc.oneof(fc.constantFrom(...tiers), fc.string()),
            fc.oneof(fc.constant('slots' as const), fc.dictionary(zone, text)),
          ),
          nat: fc.constantFrom('none' as const, 'single' as const, 'perZone' as const),
          interfaceEndpoints: fc.array(text, { maxLength: 3 }),
          secondaryRanges: fc.array(text, { maxLength: 3 }),
          ipv6: fc.constantFrom('none' as const, 'dualStack' as const),
        }),
        (props) => {
          const stack = networkStack(props);
          if (problemsOf(stack).every((one) => one.severity === 'warning')) synthTerraform(stack);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('Network.fromAttributes', () => {
  test('has the same shape as one made here', () => {
    const network = Network.fromAttributes({
      vpcId: 'vpc-1',
      range: '10.0.0.0/16',
      secondaryRanges: ['100.64.0.0/16'],
      zones: ['us-east-1b', 'us-east-1a'],
      subnets: {
        private: {
          'us-east-1b': { id: 'subnet-b', range: '10.0.2.0/24' },
          'us-east-1a': { id: 'subnet-a', range: '10.0.1.0/24' },
        },
      },
      databaseSubnetGroupName: 'databases',
    });
    expect(network.vpcId).toBe('vpc-1');
    expect(network.ranges).toEqual(['10.0.0.0/16', '100.64.0.0/16']);
    expect(network.zones).toEqual(['us-east-1a', 'us-east-1b']);
    expect(Object.entries(network.subnetIds('private'))).toEqual([
      ['us-east-1a', 'subnet-a'],
      ['us-east-1b', 'subnet-b'],
    ]);
    expect(network.subnetRanges('private')['us-east-1b']).toBe('10.0.2.0/24');
    expect(network.subnetIds('cache')).toEqual({});
    expect(network.databaseSubnetGroupName).toBe('databases');
    expect(network.cacheSubnetGroupName).toBeUndefined();
    expect(network.ipv6).toBe('none');
  });
});
