import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Alarm, type AlarmProps } from '../../../../lib/aws/alarm';
import { addresses, onlyResource, problemsOf, synthTerraform, testStack } from '../../../../lib/testing';

function alarm(props: Partial<AlarmProps> = {}) {
  const stack = testStack();
  new Alarm(stack, 'cpu', {
    name: 'database-cpu',
    description: 'The database is busy.',
    namespace: 'AWS/RDS',
    metric: 'CPUUtilization',
    dimensions: { DBInstanceIdentifier: 'shop-test-orders' },
    statistic: 'Average',
    comparison: 'above',
    threshold: 80,
    ...props,
  });
  return stack;
}

describe('Alarm', () => {
  test('goes off after five bad minutes, and says so at both ends', () => {
    const stack = alarm({ topicArn: 'arn:aws:sns:us-east-1:111122223333:alarms' });
    const content = synthTerraform(stack);
    expect(onlyResource(content, CloudwatchMetricAlarm)).toEqual({
      alarm_name: 'shop-test-database-cpu',
      alarm_description: 'The database is busy.',
      namespace: 'AWS/RDS',
      metric_name: 'CPUUtilization',
      dimensions: { DBInstanceIdentifier: 'shop-test-orders' },
      statistic: 'Average',
      comparison_operator: 'GreaterThanThreshold',
      threshold: 80,
      period: 60,
      evaluation_periods: 5,
      treat_missing_data: 'missing',
      alarm_actions: ['arn:aws:sns:us-east-1:111122223333:alarms'],
      ok_actions: ['arn:aws:sns:us-east-1:111122223333:alarms'],
    });
    expect(addresses(content)).toEqual(['aws_cloudwatch_metric_alarm.cpu']);
    expect(problemsOf(stack)).toEqual([]);
  });

  test('of a percentile, below, over other points', () => {
    const block = onlyResource(
      alarm({ statistic: 'p99', comparison: 'below', period: 300, points: 2 }),
      CloudwatchMetricAlarm,
    );
    expect(block).toMatchObject({
      extended_statistic: 'p99',
      comparison_operator: 'LessThanThreshold',
      period: 300,
      evaluation_periods: 2,
    });
    expect(block).not.toHaveProperty('statistic');
  });

  test.each([
    ['missing', 'missing'],
    ['bad', 'breaching'],
    ['good', 'notBreaching'],
  ] as const)('takes no data for %s', (noData, value) => {
    expect(onlyResource(alarm({ noData }), CloudwatchMetricAlarm)['treat_missing_data']).toBe(value);
  });

  test.each([
    [{ period: 45 }, 'alarm/period', 'period'],
    [{ period: 90 }, 'alarm/period', 'period'],
    [{ period: 0 }, 'alarm/period', 'period'],
    [{ points: 0 }, 'alarm/period', 'points'],
    [{ points: 1.5 }, 'alarm/period', 'points'],
    [{ period: 60, points: 1441 }, 'alarm/period', 'points'],
    [{ period: 86_400, points: 8 }, 'alarm/period', 'points'],
    [{ threshold: Number.NaN }, 'alarm/threshold', 'threshold'],
  ])('%j is refused', (props, code, at) => {
    const stack = alarm(props);
    expect(problemsOf(stack).map((one) => [one.code, one.path])).toEqual([
      [code, `${stack.node.id}/cpu.${at}`],
    ]);
  });

  test.each([
    { period: 10, points: 8640 },
    { period: 60, points: 1440 },
    { period: 86_400, points: 7 },
    { threshold: 0 },
  ])('%j is taken', (props) => {
    expect(problemsOf(alarm(props))).toEqual([]);
  });

  test('can be overridden', () => {
    const stack = alarm({ overrides: { alarm: { actionsEnabled: false } } });
    expect(onlyResource(stack, CloudwatchMetricAlarm)['actions_enabled']).toBe(false);
  });
});
