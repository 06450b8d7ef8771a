import {
  detectionSeconds,
  healthCheckerRegions,
  healthCheckIdCommand,
  loadBalancerAliasTtlSeconds,
  regionalHost,
  switchCommand,
  switchName,
} from '../../../lib/core/route53';

describe('what Route 53 fixes', () => {
  test('a region has a name of its own below the host, so in the same hosted zone', () => {
    expect(regionalHost('api.example.com', 'us-west-2')).toBe('us-west-2.api.example.com');
  });

  test('the figures of the arithmetic', () => {
    expect(loadBalancerAliasTtlSeconds).toBe(60);
    expect(detectionSeconds(30, 3)).toBe(90);
    expect(healthCheckerRegions).toHaveLength(8);
  });
});

describe('the switch by hand', () => {
  test('is inverted for the standby, and back', () => {
    expect(switchCommand('abc', 'standby')).toBe(
      'aws route53 update-health-check --health-check-id abc --inverted',
    );
    expect(switchCommand('abc', 'primary')).toBe(
      'aws route53 update-health-check --health-check-id abc --no-inverted',
    );
  });

  test('is found by its tag Name', () => {
    expect(healthCheckIdCommand(switchName('shop-prod', 'api'))).toBe(
      "aws resourcegroupstaggingapi get-resources --region us-east-1 --resource-type-filters route53:healthcheck --tag-filters Key=Name,Values=shop-prod-api-switch --query 'ResourceTagMappingList[0].ResourceARN' --output text | sed 's|.*/||'",
    );
  });
});
