import { parametersOf } from '../iam/parameters';
import type { GapFactory, Send } from './gap';
import { healthOf, triedCheck } from './route53-health-checks';
import { asService } from './service';
import { all, child, readXml, textAt } from './xml';

/** Nothing is replicated in the emulator; a source that nobody writes to looks so. */
const LAG_SECONDS = 1;

interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimension: string;
  /** Its present value; `undefined` when the service measures nothing. */
  value(send: Send, of: string, region: string): Promise<number | undefined>;
}

/** What services measure of themselves, and a drill looks at. */
const metrics: readonly Metric[] = [
  {
    namespace: 'AWS/Route53',
    name: 'HealthCheckStatus',
    dimension: 'HealthCheckId',
    value: async (send, id, region) => {
      if (region !== 'us-east-1') return undefined;
      return (await healthOf(send, id)) === 'healthy' ? 1 : 0;
    },
  },
  {
    namespace: 'AWS/RDS',
    name: 'ReplicaLag',
    dimension: 'DBInstanceIdentifier',
    value: async (send, id) => {
      const form = { Action: 'DescribeDBInstances', Version: '2014-10-31', DBInstanceIdentifier: id };
      const root = readXml(await send({ service: 'rds', form }));
      const [instance] = all(root, (one) => child(one, 'DBInstanceIdentifier') !== undefined);
      return textAt(instance, 'ReadReplicaSourceDBInstanceIdentifier') ? LAG_SECONDS : undefined;
    },
  },
];

/**
 * Services put their own metrics: when one is asked for, its present value is put for the minute in which the asked time ends, and the
 * emulator answers. As in AWS a minute in which a check was once unhealthy stays so for the statistic Minimum.
 */
export const cloudwatchServiceMetrics: GapFactory = () => ({
  name: 'cloudwatch-service-metrics',
  service: 'monitoring',
  symptom:
    'no service of the emulator puts metrics of its own: HealthCheckStatus and ReplicaLag have no values',
  documentation:
    'Amazon Route 53 Developer Guide, "Monitoring health checks using CloudWatch": HealthCheckStatus, US East (N. Virginia) alone; Amazon RDS User Guide, "Amazon CloudWatch metrics for Amazon RDS": ReplicaLag',
  resources: ['aws_route53_health_check', 'aws_db_instance'],
  matches: ({ operation }) => operation === 'GetMetricStatistics',
  async handle(call, next) {
    const parameters = parametersOf(call);
    const send = asService(next, call);
    const of = parameters['Dimensions.member.1.Value'] ?? '';
    const metric = metrics.find(
      ({ namespace, name, dimension }) =>
        namespace === parameters['Namespace'] &&
        name === parameters['MetricName'] &&
        dimension === parameters['Dimensions.member.1.Name'],
    );
    const value = await metric?.value(send, of, call.region);
    if (metric && value !== undefined)
      await put(send, metric, of, value, minuteBefore(parameters['EndTime']));
    return next(call);
  },
  async isNeeded(send) {
    const path = '/2013-04-01/healthcheck';
    const id = textAt(await triedCheck(send, 'gap-metrics'), 'Id') ?? '';
    const listed = await send({
      service: 'monitoring',
      form: { Action: 'ListMetrics', Version: '2010-08-01', Namespace: 'AWS/Route53' },
    });
    await send({ service: 'route53', method: 'DELETE', path: `${path}/${id}` });
    return !listed.body.toString().includes(id);
  },
});

/**
 * The minute that ends what is asked for, and the present one where no end is named: a new one may have begun since it was asked.
 * @param end - ISO 8601 or seconds since 1970, by protocol; itself left out
 */
function minuteBefore(end = ''): Date {
  const asked = /^[\d.]+$/.test(end) ? Number(end) * 1000 : Date.parse(end);
  const last = Math.min(Number.isNaN(asked) ? Number.POSITIVE_INFINITY : asked - 1, Date.now());
  return new Date(Math.floor(last / 60_000) * 60_000);
}

async function put(
  send: Send,
  { namespace, name, dimension }: Metric,
  of: string,
  value: number,
  minute: Date,
): Promise<void> {
  const datum = 'MetricData.member.1';
  await send({
    service: 'monitoring',
    form: {
      Action: 'PutMetricData',
      Version: '2010-08-01',
      Namespace: namespace,
      [`${datum}.MetricName`]: name,
      [`${datum}.Value`]: String(value),
      [`${datum}.Timestamp`]: minute.toISOString(),
      [`${datum}.Dimensions.member.1.Name`]: dimension,
      [`${datum}.Dimensions.member.1.Value`]: of,
    },
  });
}
