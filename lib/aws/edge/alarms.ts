import type { Construct } from 'constructs';
import { Alarm } from '../alarm/alarm';
import type { EdgeAlarmProps } from './props';

/** What the alarms of an edge look at. */
export interface EdgeAlarmTargets {
  /** The edge's name, for the alarms' names. */
  readonly name: string;
  /** Last part of the load balancer's ARN, the dimension LoadBalancer. */
  readonly loadBalancer: string;
  /** Last part of the target group's ARN, the dimension TargetGroup. */
  readonly targetGroup: string;
}

/** The alarms of an edge. Metrics: Elastic Load Balancing, "CloudWatch metrics for your Application Load Balancer". */
export function addEdgeAlarms(scope: Construct, targets: EdgeAlarmTargets, props: EdgeAlarmProps): void {
  const { name } = targets;
  const common = { namespace: 'AWS/ApplicationELB', comparison: 'above', topicArn: props.topicArn } as const;
  const balancer = { LoadBalancer: targets.loadBalancer };
  const group = { ...balancer, TargetGroup: targets.targetGroup };
  // The counts are published only when they are above zero: no data means that all is well.
  const count = { ...common, statistic: 'Sum', noData: 'good', points: 3 } as const;
  new Alarm(scope, 'alarm-elb-5xx', {
    ...count,
    name: `edge-${name}-elb-5xx`,
    description: `Entry ${name}: the load balancer answers 5xx itself; look for targets that are gone or close connections.`,
    metric: 'HTTPCode_ELB_5XX_Count',
    dimensions: balancer,
    threshold: props.loadBalancerErrorsPerMinute ?? 10,
  });
  new Alarm(scope, 'alarm-target-5xx', {
    ...count,
    name: `edge-${name}-target-5xx`,
    description: `Entry ${name}: the targets answer 5xx; look at the gateway's log for the service behind it.`,
    metric: 'HTTPCode_Target_5XX_Count',
    dimensions: group,
    threshold: props.targetErrorsPerMinute ?? 10,
  });
  new Alarm(scope, 'alarm-latency', {
    ...common,
    name: `edge-${name}-latency`,
    description: `Entry ${name}: the slowest hundredth of answers takes too long; look at database and cache first.`,
    metric: 'TargetResponseTime',
    dimensions: group,
    statistic: 'p99',
    threshold: props.latencySeconds ?? 1,
    noData: 'good',
  });
  new Alarm(scope, 'alarm-unhealthy-hosts', {
    ...common,
    name: `edge-${name}-unhealthy-hosts`,
    description: `Entry ${name}: targets fail their health check; look at the gateway's pods.`,
    metric: 'UnHealthyHostCount',
    dimensions: group,
    statistic: 'Maximum',
    threshold: props.unhealthyHosts ?? 0,
  });
}
