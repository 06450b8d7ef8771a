import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { TerraformOutput } from 'cdktf';
import { EndpointHealthCheck, type EndpointHealthCheckProps } from '../../../../lib/aws/failover';
import { addresses, onlyResource, problemsOf, synthTerraform, testStack } from '../../../../lib/testing';

const base: EndpointHealthCheckProps = {
  name: 'api-us-east-1',
  host: 'api.example.com',
  region: 'us-east-1',
};

function made(change: Partial<EndpointHealthCheckProps> = {}) {
  const stack = testStack();
  const check = new EndpointHealthCheck(stack, 'check', { ...base, ...change });
  return { stack, check };
}

describe('EndpointHealthCheck', () => {
  test('asks the region by its own name, over HTTPS, from everywhere', () => {
    const { stack, check } = made();
    expect(problemsOf(stack)).toEqual([]);
    const content = synthTerraform(stack);
    expect(addresses(content)).toEqual(['aws_route53_health_check.check']);
    expect(check.endpoint).toBe('us-east-1.api.example.com');
    expect(onlyResource(content, Route53HealthCheck)).toMatchInlineSnapshot(`
{
  "disabled": false,
  "enable_sni": true,
  "failure_threshold": 3,
  "fqdn": "us-east-1.api.example.com",
  "invert_healthcheck": false,
  "lifecycle": {
    "create_before_destroy": true,
  },
  "measure_latency": false,
  "port": 443,
  "regions": [
    "ap-northeast-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "eu-west-1",
    "sa-east-1",
    "us-east-1",
    "us-west-1",
    "us-west-2",
  ],
  "request_interval": 30,
  "resource_path": "/health",
  "tags": {
    "Name": "shop-test-api-us-east-1",
  },
  "type": "HTTPS",
}
`);
  });

  test('the id is the resource itself', () => {
    const { stack, check } = made();
    new TerraformOutput(stack, 'id', { value: check.healthCheckId });
    expect(synthTerraform(stack).output['id']).toEqual({ value: '${aws_route53_health_check.check.id}' });
  });

  test('another path, pace and name, and the overrides', () => {
    const { stack } = made({
      endpoint: 'east.example.com',
      check: {
        path: '/ready',
        port: 8443,
        intervalSeconds: 10,
        failureThreshold: 2,
        checkerRegions: ['us-west-2', 'eu-west-1', 'us-east-1'],
        latencyMetrics: 'on',
      },
      overrides: { healthCheck: { tags: { team: 'shop' } } },
    });
    expect(onlyResource(stack, Route53HealthCheck)).toMatchObject({
      fqdn: 'east.example.com',
      resource_path: '/ready',
      port: 8443,
      request_interval: 10,
      failure_threshold: 2,
      regions: ['eu-west-1', 'us-east-1', 'us-west-2'],
      measure_latency: true,
      tags: { team: 'shop' },
    });
  });

  test('mistakes are reported at the construct', () => {
    expect(problemsOf(made({ endpoint: 'API.example.com' }).stack)).toMatchObject([
      { code: 'failover/asks-itself', path: 'test-us-east-1-unit/check.endpoint' },
    ]);
  });

  test('belongs to no region', () => {
    const stack = testStack({ region: 'eu-west-1' });
    new EndpointHealthCheck(stack, 'check', base);
    expect(problemsOf(stack)).toEqual([]);
  });
});
