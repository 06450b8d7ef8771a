import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { Connections, Port, portName, SecurityGroup } from '../../../../lib/aws/connections';
import type { AwsStack } from '../../../../lib/aws/stack';
import { problemsOf, resources, testStack } from '../../../../lib/testing';

const group = (stack: AwsStack, name: string, port?: Port) =>
  new SecurityGroup(stack, name, {
    vpcId: 'vpc-1',
    name,
    description: `The ${name}`,
    ...(port && { defaultPort: port }),
  });

const ingress = (stack: AwsStack) => resources(stack, VpcSecurityGroupIngressRule);
const egress = (stack: AwsStack) => resources(stack, VpcSecurityGroupEgressRule);
const codes = (stack: AwsStack) => problemsOf(stack).map((one) => one.code);

function pair() {
  const stack = testStack();
  return { stack, database: group(stack, 'database', Port.tcp(5432)), service: group(stack, 'service') };
}

describe('Connections', () => {
  test('a peer comes in, and goes out where it may not by itself', () => {
    const { stack, database, service } = pair();
    database.connections.allowFrom(service);
    expect(ingress(stack)).toMatchInlineSnapshot(`
{
  "database_from-service-tcp-5432": {
    "description": "service to database",
    "from_port": 5432,
    "ip_protocol": "tcp",
    "referenced_security_group_id": "\${aws_security_group.service.id}",
    "security_group_id": "\${aws_security_group.database.id}",
    "to_port": 5432,
  },
}
`);
    expect(egress(stack)).toEqual({
      'service_to-database-tcp-5432': {
        security_group_id: '${aws_security_group.service.id}',
        referenced_security_group_id: '${aws_security_group.database.id}',
        description: 'service to database',
        ip_protocol: 'tcp',
        from_port: 5432,
        to_port: 5432,
      },
    });
  });

  test('a peer that goes out anyway needs no rule for it', () => {
    const { stack, database } = pair();
    const cluster = { scope: stack, name: 'cluster', securityGroupId: 'sg-1', egress: 'open' } as const;
    database.connections.allowFrom({ connections: new Connections(cluster) });
    expect(Object.keys(ingress(stack))).toEqual(['database_from-cluster-tcp-5432']);
    expect(egress(stack)).toEqual({});
  });

  test('a group may be its own peer, both ways', () => {
    const { stack, database } = pair();
    database.connections.allowFrom(database);
    expect(Object.keys(ingress(stack))).toEqual(['database_from-database-tcp-5432']);
    expect(Object.keys(egress(stack))).toEqual(['database_to-database-tcp-5432']);
  });

  test('another port and a description', () => {
    const { stack, database, service } = pair();
    database.connections.allowFrom(service, Port.tcpRange(8000, 8010), 'metrics');
    expect(ingress(stack)['database_from-service-tcp-8000-8010']).toMatchObject({
      description: 'metrics',
      from_port: 8000,
      to_port: 8010,
    });
  });

  test('all protocols have no ports', () => {
    const { stack, database, service } = pair();
    database.connections.allowFrom(service, { protocol: '-1', from: 0, to: 0 });
    const rule = ingress(stack)['database_from-service-all'];
    expect(rule).toMatchObject({ ip_protocol: '-1' });
    expect(rule).not.toHaveProperty('from_port');
    expect(rule).not.toHaveProperty('to_port');
  });

  test('the same rule is made once', () => {
    const { stack, database, service } = pair();
    database.connections.allowFrom(service);
    database.connections.allowFrom(service);
    database.connections.allowFromRange('10.0.0.0/16');
    database.connections.allowFromRange('10.0.0.0/16');
    expect(Object.keys(ingress(stack))).toEqual([
      'database_from-10-0-0-0-16-tcp-5432',
      'database_from-service-tcp-5432',
    ]);
    expect(codes(stack)).toEqual([]);
  });

  test('ranges of both kinds, in and out', () => {
    const { stack, database } = pair();
    database.connections.allowFromRange('10.0.0.0/16');
    database.connections.allowFromRange('2001:db8::/32');
    database.connections.allowToRange('10.1.0.0/16', Port.udp(53));
    expect(ingress(stack)['database_from-10-0-0-0-16-tcp-5432']).toMatchObject({
      cidr_ipv4: '10.0.0.0/16',
      description: '10.0.0.0/16 to database',
    });
    expect(ingress(stack)['database_from-2001-db8---32-tcp-5432']).toMatchObject({
      cidr_ipv6: '2001:db8::/32',
    });
    expect(egress(stack)['database_to-10-1-0-0-16-udp-53']).toMatchObject({
      cidr_ipv4: '10.1.0.0/16',
      ip_protocol: 'udp',
      description: 'database to 10.1.0.0/16',
    });
    expect(codes(stack)).toEqual([]);
  });

  test('the internet, when it is asked for by name', () => {
    const { stack, database } = pair();
    database.connections.allowFromInternet(Port.tcp(443));
    expect(ingress(stack)).toMatchObject({
      'database_from-internet-ipv4-tcp-443': { cidr_ipv4: '0.0.0.0/0' },
      'database_from-internet-ipv6-tcp-443': { cidr_ipv6: '::/0' },
    });
    expect(codes(stack)).toEqual([]);
  });

  test('the names of ports', () => {
    expect([Port.tcp(1), Port.udp(2), Port.tcpRange(1, 2)].map(portName)).toEqual([
      'tcp-1',
      'udp-2',
      'tcp-1-2',
    ]);
  });
});

describe('mistakes about who may reach whom', () => {
  test('no port', () => {
    const { stack, service, database } = pair();
    service.connections.allowFrom(database);
    service.connections.allowFromRange('10.0.0.0/16');
    service.connections.allowToRange('10.0.0.0/16');
    service.connections.allowFromInternet();
    expect(new Set(codes(stack))).toEqual(new Set(['connections/no-port']));
  });

  test('two stacks', () => {
    const { stack, database } = pair();
    database.connections.allowFrom(group(testStack({ id: 'other' }), 'service'));
    expect(codes(stack)).toEqual(['connections/other-stack']);
  });

  test.each(['0.0.0.0/0', '::/0', '0.0.0.0/00', '10.0.0.0/0', '::/00'])(
    'the whole internet as %s',
    (range) => {
      const { stack, database } = pair();
      database.connections.allowFromRange(range);
      database.connections.allowToRange(range);
      expect(new Set(codes(stack))).toEqual(new Set(['connections/whole-internet']));
    },
  );

  test.each([
    ['10.0.0.0', '10.0.0.0/16 or 2001:db8::/32'],
    ['vpc', '10.0.0.0/16 or 2001:db8::/32'],
    ['10.0.0.0/33', '10.0.0.0/16 or 2001:db8::/32'],
    ['10.0.1.5/16', '10.0.0.0/16'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['2001:db8:0::1/32', '2001:db8::/32'],
  ])('a range written as %s', (range, better) => {
    const { stack, database } = pair();
    database.connections.allowFromRange(range);
    expect(problemsOf(stack).map((one) => [one.code, one.fix])).toEqual([
      ['connections/range', `write it as ${better}`],
    ]);
  });

  test('two peers of one name', () => {
    const { stack, database } = pair();
    for (const id of ['a', 'b']) {
      const scope = new Construct(stack, id);
      const connections = new Connections({ scope, name: 'workers', securityGroupId: `sg-${id}` });
      database.connections.allowFrom({ connections });
    }
    expect(codes(stack)).toEqual(['connections/same-name']);
  });
});
