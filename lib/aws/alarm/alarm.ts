import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { report } from '../../core/report';
import { physicalName } from '../stack/aws-stack';
import { type Override, overridden } from '../stack/override';
import { alarmErrors } from './errors';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** When an {@link Alarm} goes off. */
export interface AlarmCondition {
  /** Namespace of the metric, for example `AWS/RDS`. */
  readonly namespace: string;
  /** Name of the metric, as the service's CloudWatch page spells it. */
  readonly metric: string;
  /** Dimensions by name. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** `Average`, `Sum`, `Maximum`, `Minimum`, or a percentile such as `p99`. */
  readonly statistic: 'Average' | 'Sum' | 'Maximum' | 'Minimum' | `p${number}`;
  /** Which side of the threshold is bad. */
  readonly comparison: 'above' | 'below';
  /** The threshold, in the metric's own unit. */
  readonly threshold: number;
  /**
   * Seconds that one data point covers: 10, 20, 30 or a multiple of 60; for metrics of AWS services a multiple of 60.
   * @default 60
   */
  readonly period?: number;
  /**
   * How many data points in a row have to be bad.
   * @default 5
   */
  readonly points?: number;
  /**
   * What no data means: `missing` leaves the alarm as it is or says insufficient data.
   * @default 'missing'
   */
  readonly noData?: 'missing' | 'bad' | 'good';
}

/** What an {@link Alarm} is made from. */
export interface AlarmProps extends AlarmCondition {
  /** Last part of the alarm's name, for example `database-cpu`. */
  readonly name: string;
  /** What it means and what to look at first. */
  readonly description: string;
  /**
   * ARN of the topic that hears of it, when it goes off and when it is over.
   * @default - nobody: it shows in the console only
   */
  readonly topicArn?: string;
  /**
   * Changes to the resource itself.
   * @default - none
   */
  readonly overrides?: { readonly alarm?: Override<CloudwatchMetricAlarmConfig> };
}

/** A CloudWatch alarm on one metric. Reports `alarm/period` and `alarm/threshold` (CloudWatch API Reference, PutMetricAlarm). */
export class Alarm extends Construct {
  /** ARN of the alarm. */
  readonly alarmArn: string;

  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    this.check(props);
    const actions = props.topicArn ? [props.topicArn] : [];
    const percentile = props.statistic.startsWith('p');
    const config: CloudwatchMetricAlarmConfig = {
      alarmName: physicalName(this, 'aws_cloudwatch_metric_alarm', props.name),
      alarmDescription: props.description,
      namespace: props.namespace,
      metricName: props.metric,
      dimensions: { ...props.dimensions },
      ...(percentile ? { extendedStatistic: props.statistic } : { statistic: props.statistic }),
      comparisonOperator: props.comparison === 'above' ? 'GreaterThanThreshold' : 'LessThanThreshold',
      threshold: props.threshold,
      period: props.period ?? 60,
      evaluationPeriods: props.points ?? 5,
      treatMissingData: { missing: 'missing', bad: 'breaching', good: 'notBreaching' }[
        props.noData ?? 'missing'
      ],
      alarmActions: actions,
      okActions: actions,
    };
    const alarm = new CloudwatchMetricAlarm(
      this,
      'Resource',
      overridden(this, 'alarm', config, props.overrides?.alarm),
    );
    this.alarmArn = alarm.arn;
  }

  private check({ period = 60, points = 5, threshold }: AlarmProps): void {
    const isWhole = Number.isInteger(points) && points >= 1;
    if (![10, 20, 30].includes(period) && !(Number.isInteger(period / 60) && period > 0)) {
      const fix = 'give 10, 20, 30 or a multiple of 60 seconds';
      report(this, alarmErrors.period, { at: 'period', found: `${period}`, fix });
    } else if (!isWhole || period * points > (period < HOUR ? DAY : 7 * DAY)) {
      const found = `${points} points of ${period} seconds`;
      const fix =
        'give a whole number of points that covers a day at most, or a week with periods of an hour and more';
      report(this, alarmErrors.period, { at: 'points', found, fix });
    }
    if (!Number.isFinite(threshold)) {
      report(this, alarmErrors.threshold, { at: 'threshold', found: `${threshold}`, fix: 'give a number' });
    }
  }
}
