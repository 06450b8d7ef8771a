import { cloudwatchServiceMetrics } from '../../../sandbox/gaps/cloudwatch-service-metrics';
import { form } from '../../../sandbox/proxy/call';
import { noContext, through, xmlOf } from './calls';

interface World {
  readonly health?: string;
  readonly source?: string;
}

function start({ health = 'healthy', source = '' }: World = {}) {
  const { send, sent } = through(cloudwatchServiceMetrics(noContext), ({ service, path }) => {
    if (path.startsWith('/sandbox/health/')) return { status: 200, headers: {}, body: Buffer.from(health) };
    if (service !== 'rds') return xmlOf('<R/>');
    return xmlOf(`<R><DBInstance><DBInstanceIdentifier>db</DBInstanceIdentifier>${source}</DBInstance></R>`);
  });
  /** Asks for a metric; gives what was put before. */
  return async (
    Namespace: string,
    MetricName: string,
    dimension: string,
    region = 'us-east-1',
    times: Readonly<Record<string, string>> = {},
  ) => {
    await send({
      region,
      form: {
        ...{ Action: 'GetMetricStatistics', Version: '2010-08-01', Namespace, MetricName },
        ...{ 'Dimensions.member.1.Name': dimension, 'Dimensions.member.1.Value': 'one' },
        ...times,
      },
    });
    expect(sent.at(-1)?.operation).toBe('GetMetricStatistics');
    const put = sent.find(({ operation }) => operation === 'PutMetricData');
    return put && Object.fromEntries(form(put.body));
  };
}

const health = ['AWS/Route53', 'HealthCheckStatus', 'HealthCheckId'] as const;
const lag = ['AWS/RDS', 'ReplicaLag', 'DBInstanceIdentifier'] as const;

describe('cloudwatch-service-metrics', () => {
  it.each([
    ['healthy', '1'],
    ['unhealthy', '0'],
  ])('has what DNS takes a health check for: %s', async (state, value) => {
    const put = await start({ health: state })(...health);
    expect(put).toMatchObject({
      Namespace: 'AWS/Route53',
      'MetricData.member.1.MetricName': 'HealthCheckStatus',
      'MetricData.member.1.Value': value,
      'MetricData.member.1.Dimensions.member.1.Value': 'one',
      'MetricData.member.1.Timestamp': expect.stringMatching(/:00\.000Z$/),
    });
  });

  it.each([
    ['2026-01-01T10:00:59.999Z', '2026-01-01T10:00:00.000Z'],
    // The end itself is left out.
    ['2026-01-01T10:01:00Z', '2026-01-01T10:00:00.000Z'],
    ['2026-01-01T10:01:00.500Z', '2026-01-01T10:01:00.000Z'],
    ['1767261659.5', '2026-01-01T10:00:00.000Z'],
  ])('has it in the time that is asked for, also when that is over: %s', async (EndTime, minute) => {
    const put = await start()(...health, 'us-east-1', { EndTime });
    expect(put).toMatchObject({ 'MetricData.member.1.Timestamp': minute });
  });

  it('has no value of a minute to come', async () => {
    const put = await start()(...health, 'us-east-1', { EndTime: '2999-01-01T00:00:00Z' });
    expect(Date.parse(put?.['MetricData.member.1.Timestamp'] ?? '')).toBeLessThanOrEqual(Date.now());
  });

  it('has that in us-east-1 alone', async () => {
    expect(await start()(...health, 'us-west-2')).toBeUndefined();
  });

  it('has the lag of what follows another database, and of nothing else', async () => {
    const source = '<ReadReplicaSourceDBInstanceIdentifier>a</ReadReplicaSourceDBInstanceIdentifier>';
    expect(await start({ source })(...lag)).toMatchObject({ 'MetricData.member.1.Value': '1' });
    expect(await start()(...lag)).toBeUndefined();
  });

  it('leaves all other metrics to whoever puts them', async () => {
    expect(await start()('AWS/RDS', 'CPUUtilization', 'DBInstanceIdentifier')).toBeUndefined();
  });
});
