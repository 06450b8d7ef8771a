import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import {
  importPrimaryHealth,
  PrimaryHealth,
  type PrimaryHealthProps,
  publishPrimaryHealth,
} from '../../../../lib/aws/failover';
import { AwsStack } from '../../../../lib/aws/stack';
import { addresses, problemsOf, resources, synthTerraform, testStack } from '../../../../lib/testing';

const base: PrimaryHealthProps = {
  name: 'api',
  host: 'api.example.com',
  region: 'us-east-1',
  serve: 'primary',
};

function made(change: Partial<PrimaryHealthProps> = {}) {
  const stack = testStack();
  const health = new PrimaryHealth(stack, 'health', { ...base, ...change });
  return { stack, health };
}

describe('PrimaryHealth', () => {
  test('is the endpoint and the switch, together', () => {
    const { stack } = made();
    expect(problemsOf(stack)).toEqual([]);
    const content = synthTerraform(stack);
    expect(addresses(content)).toEqual([
      'aws_route53_health_check.health_endpoint',
      'aws_route53_health_check.health_switch',
      'aws_route53_health_check.health_together',
    ]);
    expect(resources(content, Route53HealthCheck)).toMatchObject({
      health_endpoint: { fqdn: 'us-east-1.api.example.com', tags: { Name: 'shop-test-api-us-east-1' } },
      health_switch: { disabled: true, invert_healthcheck: false, tags: { Name: 'shop-test-api-switch' } },
      health_together: {
        child_healthchecks: [
          '${aws_route53_health_check.health_endpoint.id}',
          '${aws_route53_health_check.health_switch.id}',
        ],
        child_health_threshold: 2,
        tags: { Name: 'shop-test-api-primary' },
      },
    });
  });

  test('others have to be healthy too, whatever they are called', () => {
    const { stack } = made({ others: { switch: 'id-orders' } });
    expect(problemsOf(stack)).toEqual([]);
    expect(resources(stack, Route53HealthCheck)['health_together']).toMatchObject({
      child_healthchecks: [
        '${aws_route53_health_check.health_endpoint.id}',
        'id-orders',
        '${aws_route53_health_check.health_switch.id}',
      ],
      child_health_threshold: 3,
    });
  });

  test('hands down the pace, the decision and the overrides', () => {
    const tags = (team: string) => ({ tags: { team } });
    const { stack } = made({
      serve: 'standby',
      check: { intervalSeconds: 10 },
      overrides: { endpoint: tags('a'), switch: tags('b'), together: tags('c') },
    });
    expect(resources(stack, Route53HealthCheck)).toMatchObject({
      health_endpoint: { request_interval: 10, tags: { team: 'a' } },
      health_switch: { invert_healthcheck: true, tags: { team: 'b' } },
      health_together: { invert_healthcheck: false, tags: { team: 'c' } },
    });
  });

  test('is published to the stacks above', () => {
    const { stack, health } = made();
    publishPrimaryHealth(stack, health);
    const reader = new AwsStack(stack.node.root as never, 'test-us-east-1-failover', {
      project: 'shop',
      environment: 'test',
      owner: 'platform',
      costCentre: 'cc-1',
      account: stack.account,
      region: stack.region,
      state: stack.state,
    });
    const read = importPrimaryHealth(reader, stack);
    const outputs = 'data.terraform_remote_state.state-test-us-east-1-unit.outputs';
    expect(read).toEqual({
      healthCheckId: `\${${outputs}.primary_health_health_check_id}`,
      endpointHealthCheckId: `\${${outputs}.primary_health_endpoint_health_check_id}`,
      switchHealthCheckId: `\${${outputs}.primary_health_switch_health_check_id}`,
    });
    expect(synthTerraform(stack).output).toMatchObject({
      primary_health_health_check_id: { value: '${aws_route53_health_check.health_together.id}' },
      primary_health_endpoint_health_check_id: { value: '${aws_route53_health_check.health_endpoint.id}' },
      primary_health_switch_health_check_id: { value: '${aws_route53_health_check.health_switch.id}' },
    });
  });
});
