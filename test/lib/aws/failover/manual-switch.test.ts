import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { TerraformOutput } from 'cdktf';
import { ManualSwitch, type ManualSwitchProps } from '../../../../lib/aws/failover';
import { addresses, onlyResource, problemsOf, synthTerraform, testStack } from '../../../../lib/testing';

const base: ManualSwitchProps = {
  name: 'api',
  host: 'api.example.com',
  region: 'us-east-1',
  serve: 'primary',
};

function made(change: Partial<ManualSwitchProps> = {}) {
  const stack = testStack();
  const manualSwitch = new ManualSwitch(stack, 'switch', { ...base, ...change });
  return { stack, manualSwitch };
}

describe('ManualSwitch', () => {
  test('is a disabled check, healthy as it is', () => {
    const { stack } = made();
    expect(problemsOf(stack)).toEqual([]);
    const content = synthTerraform(stack);
    expect(addresses(content)).toEqual(['aws_route53_health_check.switch']);
    expect(onlyResource(content, Route53HealthCheck)).toMatchInlineSnapshot(`
{
  "disabled": true,
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
    "Name": "shop-test-api-switch",
  },
  "type": "HTTPS",
}
`);
  });

  test('flipping it by data changes that one argument, in place', () => {
    const primary = onlyResource(made().stack, Route53HealthCheck);
    const standby = onlyResource(made({ serve: 'standby' }).stack, Route53HealthCheck);
    expect(standby).toEqual({ ...primary, invert_healthcheck: true });
    expect(primary['invert_healthcheck']).toBe(false);
  });

  test('says how to flip it by hand', () => {
    const { stack, manualSwitch } = made();
    expect(manualSwitch.nameTag).toBe('shop-test-api-switch');
    const id = '${aws_route53_health_check.switch.id}';
    new TerraformOutput(stack, 'id', { value: manualSwitch.healthCheckId });
    new TerraformOutput(stack, 'away', { value: manualSwitch.command('standby') });
    new TerraformOutput(stack, 'back', { value: manualSwitch.command('primary') });
    const command = `aws route53 update-health-check --health-check-id ${id}`;
    expect(synthTerraform(stack).output).toEqual({
      id: { value: id },
      away: { value: `${command} --inverted` },
      back: { value: `${command} --no-inverted` },
    });
  });

  test('mistakes are reported at the construct, and it can be overridden', () => {
    expect(problemsOf(made({ region: 'us-east-3' }).stack)).toMatchObject([
      { code: 'failover/region', path: 'test-us-east-1-unit/switch.region' },
    ]);
    const { stack } = made({ overrides: { healthCheck: { resourcePath: '/switch' } } });
    expect(onlyResource(stack, Route53HealthCheck)['resource_path']).toBe('/switch');
  });
});
