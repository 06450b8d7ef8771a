import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { FailoverAlarms, type FailoverAlarmsProps } from '../../../../lib/aws/failover';
import { addresses, problemsOf, resources, synthTerraform, testStack } from '../../../../lib/testing';

const topic = (region: string) => `arn:aws:sns:${region}:111122223333:shop-test-alarms`;

function made(change: Partial<FailoverAlarmsProps> = {}, region = 'us-east-1') {
  const stack = testStack({ region });
  new FailoverAlarms(stack, 'alarms', {
    name: 'api',
    host: 'api.example.com',
    primary: { region: 'us-east-1', endpointHealthCheckId: 'id-east', healthCheckId: 'id-together' },
    standby: { region: 'us-west-2', endpointHealthCheckId: 'id-west' },
    topicArn: topic(region),
    ...change,
  });
  return stack;
}

describe('FailoverAlarms', () => {
  test('watch both regions and the failover itself', () => {
    const stack = made();
    expect(problemsOf(stack)).toEqual([]);
    const content = synthTerraform(stack);
    expect(addresses(content)).toEqual([
      'aws_cloudwatch_metric_alarm.alarms_failed-over',
      'aws_cloudwatch_metric_alarm.alarms_primary-unhealthy',
      'aws_cloudwatch_metric_alarm.alarms_standby-unhealthy',
    ]);
    const alarms = resources(content, CloudwatchMetricAlarm);
    expect(alarms['alarms_failed-over']).toMatchInlineSnapshot(`
{
  "alarm_actions": [
    "arn:aws:sns:us-east-1:111122223333:shop-test-alarms",
  ],
  "alarm_description": "api.example.com: answered by us-west-2, because us-east-1 is unhealthy or was switched off. Stays until the way back is done.",
  "alarm_name": "shop-test-failover-api-failed-over",
  "comparison_operator": "LessThanThreshold",
  "dimensions": {
    "HealthCheckId": "id-together",
  },
  "evaluation_periods": 2,
  "metric_name": "HealthCheckStatus",
  "namespace": "AWS/Route53",
  "ok_actions": [
    "arn:aws:sns:us-east-1:111122223333:shop-test-alarms",
  ],
  "period": 60,
  "statistic": "Minimum",
  "threshold": 1,
  "treat_missing_data": "breaching",
}
`);
    expect(alarms).toMatchObject({
      'alarms_primary-unhealthy': { dimensions: { HealthCheckId: 'id-east' } },
      'alarms_standby-unhealthy': { dimensions: { HealthCheckId: 'id-west' } },
    });
  });

  test('of other points, and overridden', () => {
    const stack = made({ points: 1, overrides: { alarm: { actionsEnabled: false } } });
    for (const alarm of Object.values(resources(stack, CloudwatchMetricAlarm))) {
      expect(alarm).toMatchObject({ evaluation_periods: 1, actions_enabled: false });
    }
  });

  test('stand where the metrics are', () => {
    expect(problemsOf(made({}, 'eu-west-1'))).toMatchObject([
      { code: 'failover/alarm-region', path: 'test-us-east-1-unit/alarms' },
    ]);
  });

  test('tell a topic of their own region', () => {
    expect(problemsOf(made({ topicArn: topic('us-west-2') }))).toMatchObject([
      { code: 'failover/topic-region', path: 'test-us-east-1-unit/alarms.topicArn' },
    ]);
    expect(problemsOf(made({ topicArn: '${aws_sns_topic.alarms.arn}' }))).toEqual([]);
  });
});
