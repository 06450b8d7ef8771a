import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { FailoverRecords, type FailoverRecordsProps } from '../../../../lib/aws/failover';
import { addresses, problemsOf, resources, synthTerraform, testStack } from '../../../../lib/testing';

const base: FailoverRecordsProps = {
  host: 'api.example.com',
  hostedZoneId: 'Z0123456789ABCDEFGHIJ',
  primary: {
    region: 'us-east-1',
    loadBalancerDnsName: 'east.elb.amazonaws.com',
    loadBalancerZoneId: 'ZEAST',
    healthCheckId: 'id-together',
  },
  secondary: {
    region: 'us-west-2',
    loadBalancerDnsName: 'west.elb.amazonaws.com',
    loadBalancerZoneId: 'ZWEST',
  },
};

function made(change: Partial<FailoverRecordsProps> = {}) {
  const stack = testStack();
  new FailoverRecords(stack, 'records', { ...base, ...change });
  return stack;
}

describe('FailoverRecords', () => {
  test('are two aliases, each to its own region', () => {
    const stack = made();
    expect(problemsOf(stack)).toEqual([]);
    expect(resources(stack, Route53Record)).toMatchInlineSnapshot(`
{
  "records_primary-a": {
    "alias": {
      "evaluate_target_health": true,
      "name": "east.elb.amazonaws.com",
      "zone_id": "ZEAST",
    },
    "failover_routing_policy": {
      "type": "PRIMARY",
    },
    "health_check_id": "id-together",
    "name": "api.example.com",
    "set_identifier": "us-east-1",
    "type": "A",
    "zone_id": "Z0123456789ABCDEFGHIJ",
  },
  "records_secondary-a": {
    "alias": {
      "evaluate_target_health": true,
      "name": "west.elb.amazonaws.com",
      "zone_id": "ZWEST",
    },
    "failover_routing_policy": {
      "type": "SECONDARY",
    },
    "name": "api.example.com",
    "set_identifier": "us-west-2",
    "type": "A",
    "zone_id": "Z0123456789ABCDEFGHIJ",
  },
}
`);
  });

  test('IPv6 has records of its own', () => {
    const content = synthTerraform(made({ addressType: 'dualStack' }));
    expect(addresses(content)).toEqual([
      'aws_route53_record.records_primary-a',
      'aws_route53_record.records_primary-aaaa',
      'aws_route53_record.records_secondary-a',
      'aws_route53_record.records_secondary-aaaa',
    ]);
    expect(resources(content, Route53Record)).toMatchObject({
      'records_primary-aaaa': { type: 'AAAA', set_identifier: 'us-east-1', health_check_id: 'id-together' },
      'records_secondary-aaaa': { type: 'AAAA', set_identifier: 'us-west-2' },
    });
  });

  test("the primary's can be its edge's own", () => {
    const content = synthTerraform(made({ primary: 'madeByEdge' }));
    expect(addresses(content)).toEqual(['aws_route53_record.records_secondary-a']);
  });

  test('the secondary can have a health check, and each record be overridden', () => {
    const secondary = { ...base.secondary, healthCheckId: 'id-west' };
    const stack = made({ secondary, overrides: { record: { allowOverwrite: true } } });
    expect(resources(stack, Route53Record)).toMatchObject({
      'records_primary-a': { allow_overwrite: true },
      'records_secondary-a': { allow_overwrite: true, health_check_id: 'id-west' },
    });
  });

  test('mistakes are reported at the construct', () => {
    const primary = { ...(base.primary as object), healthCheckId: '' } as never;
    expect(problemsOf(made({ primary }))).toMatchObject([
      { code: 'failover/no-health-check', path: 'test-us-east-1-unit/records.primary.healthCheckId' },
    ]);
  });
});
