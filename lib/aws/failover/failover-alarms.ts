import type { CloudwatchMetricAlarmConfig } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { report } from '../../core/report';
import { Alarm } from '../alarm/alarm';
import { AwsStack } from '../stack/aws-stack';
import type { Override } from '../stack/override';
import { failoverErrors } from './errors';
import { alarmFaults } from './plan';

/** What FailoverAlarms are made from. */
export interface FailoverAlarmsProps {
  /** Middle part of the alarms' names, for example `api`. */
  readonly name: string;
  /** The name that fails over, for the descriptions. */
  readonly host: string;
  /** The primary's side. */
  readonly primary: {
    /** Its region. */
    readonly region: string;
    /** Id of the check that asks its entry. */
    readonly endpointHealthCheckId: string;
    /** Id of the check that its record has: when it fails, the standby answers. */
    readonly healthCheckId: string;
  };
  /** The standby's side. */
  readonly standby: {
    /** Its region. */
    readonly region: string;
    /** Id of the check that asks its entry. */
    readonly endpointHealthCheckId: string;
  };
  /** ARN of the topic that hears of them, in us-east-1. */
  readonly topicArn: string;
  /**
   * Minutes in a row that have to be bad. Route 53's status comes after its own threshold already.
   * @default 2
   */
  readonly points?: number;
  /**
   * Changes to each alarm.
   * @default - none
   */
  readonly overrides?: { readonly alarm?: Override<CloudwatchMetricAlarmConfig> };
}

/**
 * Alarms on both regions and on the failover itself. They stand in us-east-1, the one region that has the metrics of health checks (Route 53,
 * "Monitoring health checks using CloudWatch"); no data counts as unhealthy. Reports `failover/alarm-region` and
 * `failover/topic-region`.
 */
export class FailoverAlarms extends Construct {
  constructor(scope: Construct, id: string, props: FailoverAlarmsProps) {
    super(scope, id);
    const { region } = AwsStack.of(this);
    for (const { error, ...finding } of alarmFaults(region, props.topicArn)) {
      report(this, failoverErrors[error], finding);
    }
    const { host, primary, standby } = props;
    this.addAlarm(props, 'primary-unhealthy', primary.endpointHealthCheckId, [
      `${host}: the entry in ${primary.region} does not answer.`,
      `Customers are sent to ${standby.region} by themselves; follow the runbook from its first step.`,
    ]);
    this.addAlarm(props, 'standby-unhealthy', standby.endpointHealthCheckId, [
      `${host}: the entry in ${standby.region} does not answer, so there is nothing to fail over to.`,
    ]);
    this.addAlarm(props, 'failed-over', primary.healthCheckId, [
      `${host}: answered by ${standby.region}, because ${primary.region} is unhealthy or was switched off.`,
      'Stays until the way back is done.',
    ]);
  }

  private addAlarm(
    props: FailoverAlarmsProps,
    id: string,
    healthCheckId: string,
    description: readonly string[],
  ): void {
    new Alarm(this, id, {
      name: `failover-${props.name}-${id}`,
      description: description.join(' '),
      namespace: 'AWS/Route53',
      metric: 'HealthCheckStatus',
      dimensions: { HealthCheckId: healthCheckId },
      statistic: 'Minimum',
      comparison: 'below',
      threshold: 1,
      points: props.points ?? 2,
      noData: 'bad',
      topicArn: props.topicArn,
      ...(props.overrides?.alarm && { overrides: { alarm: props.overrides.alarm } }),
    });
  }
}
