import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { interfaceEndpointServices, isInterfaceEndpointService } from '../../../../lib/aws/network';
import { onlyResource, problemsOf, resources } from '../../../../lib/testing';
import { networkContent, networkStack } from './fixture';

describe('Endpoints', () => {
  test('S3 is reached without the internet from every tier', () => {
    const content = networkContent({
      subnets: { public: 'slots', private: 'slots', database: 'slots', cache: 'slots', isolated: 'slots' },
    });
    expect(onlyResource(content, VpcEndpoint)).toEqual({
      vpc_id: '${aws_vpc.network.id}',
      vpc_endpoint_type: 'Gateway',
      service_name: 'com.amazonaws.us-east-1.s3',
      route_table_ids: [
        '${aws_route_table.network_routes_public.id}',
        '${aws_route_table.network_routes_private-us-east-1a.id}',
        '${aws_route_table.network_routes_private-us-east-1b.id}',
        '${aws_route_table.network_routes_cache.id}',
        '${aws_route_table.network_routes_database.id}',
        '${aws_route_table.network_routes_isolated.id}',
      ],
      tags: { Name: 'shop-test-network-s3' },
    });
  });

  test('an interface endpoint stands in every private subnet under its own name', () => {
    const content = networkContent({ interfaceEndpoints: ['ecr.dkr'] });
    expect(resources(content, VpcEndpoint)['network_endpoints_ecr_dkr']).toEqual({
      vpc_id: '${aws_vpc.network.id}',
      vpc_endpoint_type: 'Interface',
      service_name: 'com.amazonaws.us-east-1.ecr.dkr',
      private_dns_enabled: true,
      subnet_ids: [
        '${aws_subnet.network_private-us-east-1a.id}',
        '${aws_subnet.network_private-us-east-1b.id}',
      ],
      security_group_ids: ['${aws_security_group.network_endpoints_security-group.id}'],
      tags: { Name: 'shop-test-network-ecr.dkr' },
    });
  });

  test('HTTPS alone comes in, from every range of the VPC, and nothing goes out', () => {
    const content = networkContent({ interfaceEndpoints: ['sts'], secondaryRanges: ['100.64.0.0/16'] });
    const rules = Object.values(resources(content, VpcSecurityGroupIngressRule));
    expect(
      rules.map((one) => [one['cidr_ipv4'], one['ip_protocol'], one['from_port'], one['to_port']]),
    ).toEqual([
      ['10.0.0.0/16', 'tcp', 443, 443],
      ['100.64.0.0/16', 'tcp', 443, 443],
    ]);
    expect(resources(content, VpcSecurityGroupEgressRule)).toEqual({});
    expect(onlyResource(content, SecurityGroup)).not.toHaveProperty('ingress');
  });

  test('without interface endpoints there is no group', () => {
    expect(resources(networkContent(), SecurityGroup)).toEqual({});
  });

  test('one that is no service, or asked for twice, is left out', () => {
    const stack = networkStack({ interfaceEndpoints: ['', 's3', 'sts', 'sts'] });
    expect(problemsOf(stack).map((one) => one.found)).toEqual(['"sts" more than once', '""', '"s3"']);
  });

  test('the table of services is sorted, each once', () => {
    expect([...interfaceEndpointServices]).toEqual([...new Set(interfaceEndpointServices)].sort());
    expect(isInterfaceEndpointService('eks-auth')).toBe(true);
    expect(isInterfaceEndpointService('s3')).toBe(false);
  });
});
