import type { AwsAnswer } from '../proxy/call';
import type { GapFactory } from './gap';

/** CBOR's head of the text "Statistic", and of "ExtendedStatistic" (RFC 8949, major type 3). */
const statistic = Buffer.concat([Buffer.from([0x60 + 9]), Buffer.from('Statistic')]);
const extended = Buffer.concat([Buffer.from([0x60 + 17]), Buffer.from('ExtendedStatistic')]);

/** A name of the same length that no shape has: clients pass over members that they do not know. */
const nobodys = Buffer.concat([Buffer.from([0x60 + 9]), Buffer.from('_sandbox_')]);

/** CBOR's null. */
const nothing = 0xf6;

/** An alarm on a percentile has a statistic too. */
export const cloudwatchExtendedStatistic: GapFactory = () => ({
  name: 'cloudwatch-extended-statistic',
  service: 'monitoring',
  symptom: 'an alarm with an ExtendedStatistic is answered with the Statistic "Average" beside it',
  documentation:
    'Amazon CloudWatch API Reference, "MetricAlarm": Statistic ("other than percentile"), ExtendedStatistic',
  resources: ['aws_cloudwatch_metric_alarm'],
  matches: ({ operation }) => operation === 'DescribeAlarms',
  async handle(call, next) {
    const answer = await next(call);
    const body = withoutDoubles(answer.body);
    return isCbor(answer) ? { ...answer, body } : answer;
  },
  async isNeeded(send) {
    const parameters = { AlarmName: 'gap-statistic', ExtendedStatistic: 'p99' };
    await send({
      service: 'monitoring',
      form: {
        Action: 'PutMetricAlarm',
        Version: '2010-08-01',
        ...parameters,
        MetricName: 'gap',
        Namespace: 'gap',
        Period: '60',
        EvaluationPeriods: '1',
        Threshold: '1',
        ComparisonOperator: 'GreaterThanThreshold',
      },
    });
    const answer = await send({
      service: 'monitoring',
      path: '/service/GraniteServiceVersion20100801/operation/DescribeAlarms',
      headers: { 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' },
    });
    await send({
      service: 'monitoring',
      form: { Action: 'DeleteAlarms', Version: '2010-08-01', 'AlarmNames.member.1': 'gap-statistic' },
    });
    return isCbor(answer) && !withoutDoubles(answer.body).equals(answer.body);
  },
});

function isCbor({ headers }: AwsAnswer): boolean {
  return headers['content-type'] === 'application/cbor';
}

/** Takes away each statistic that is followed by an extended one: the emulator writes the two side by side. */
function withoutDoubles(body: Buffer): Buffer {
  const changed = Buffer.from(body);
  for (let at = body.indexOf(statistic); at >= 0; at = body.indexOf(statistic, at + 1)) {
    const value = at + statistic.length;
    const length = (body[value] ?? 0) - 0x60;
    const next = value + 1 + length;
    const has = body.subarray(next, next + extended.length).equals(extended);
    if (has && body[next + extended.length] !== nothing) nobodys.copy(changed, at);
  }
  return changed;
}
