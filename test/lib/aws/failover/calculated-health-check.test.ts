import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { CalculatedHealthCheck, type CalculatedHealthCheckProps } from '../../../../lib/aws/failover';
import { addresses, onlyResource, problemsOf, synthTerraform, testStack } from '../../../../lib/testing';

function made(change: Partial<CalculatedHealthCheckProps> = {}) {
  const stack = testStack();
  const children = { switch: 'id-switch', endpoint: 'id-endpoint' };
  new CalculatedHealthCheck(stack, 'together', { name: 'api-primary', children, ...change });
  return stack;
}

describe('CalculatedHealthCheck', () => {
  test('needs all of its children, and has no argument that its type is refused with', () => {
    const stack = made();
    expect(problemsOf(stack)).toEqual([]);
    const content = synthTerraform(stack);
    expect(addresses(content)).toEqual(['aws_route53_health_check.together']);
    expect(onlyResource(content, Route53HealthCheck)).toMatchInlineSnapshot(`
{
  "child_health_threshold": 2,
  "child_healthchecks": [
    "id-endpoint",
    "id-switch",
  ],
  "disabled": false,
  "invert_healthcheck": false,
  "lifecycle": {
    "create_before_destroy": true,
  },
  "tags": {
    "Name": "shop-test-api-primary",
  },
  "type": "CALCULATED",
}
`);
  });

  test('the order of children changes nothing', () => {
    const other = made({ children: { endpoint: 'id-endpoint', switch: 'id-switch' } });
    expect(synthTerraform(other)).toEqual(synthTerraform(made()));
  });

  test('can need fewer, and can be overridden', () => {
    const stack = made({ healthyChildren: 1, overrides: { healthCheck: { tags: { team: 'shop' } } } });
    expect(onlyResource(stack, Route53HealthCheck)).toMatchObject({
      child_health_threshold: 1,
      tags: { team: 'shop' },
    });
  });

  test('mistakes are reported at the construct', () => {
    expect(problemsOf(made({ children: {} }))).toMatchObject([
      { code: 'failover/children', path: 'test-us-east-1-unit/together.children' },
    ]);
  });
});
