import { cloudwatchExtendedStatistic } from '../../../sandbox/gaps/cloudwatch-extended-statistic';
import { elbv2TargetGroupSettings } from '../../../sandbox/gaps/elbv2-target-group-settings';
import { noContext, through, xmlOf } from './calls';

describe('elbv2-target-group-settings', () => {
  const group = (name: string) =>
    `<member><TargetGroupArn>arn:${name}</TargetGroupArn><TargetGroupName>${name}</TargetGroupName></member>`;
  const start = () =>
    through(elbv2TargetGroupSettings(noContext), ({ operation }) =>
      xmlOf(
        `<R><TargetGroups>${group('a')}${operation === 'CreateTargetGroup' ? '' : group('b')}</TargetGroups></R>`,
      ),
    );

  it.each([
    [{ Protocol: 'HTTP', ProtocolVersion: 'GRPC', IpAddressType: 'ipv6' }, 'GRPC', 'ipv6'],
    [{ Protocol: 'HTTPS' }, 'HTTP1', 'ipv4'],
  ])('keeps %j', async (settings, version, type) => {
    const { send } = start();
    await send({ form: { Action: 'CreateTargetGroup', ...settings } });
    const { text } = await send({ form: { Action: 'DescribeTargetGroups' } });
    expect(text).toContain(
      `<TargetGroupName>a</TargetGroupName><ProtocolVersion>${version}</ProtocolVersion><IpAddressType>${type}</IpAddressType></member>${group('b')}`,
    );
  });

  it('gives no version to what speaks no HTTP', async () => {
    const { send } = start();
    await send({ form: { Action: 'CreateTargetGroup', Protocol: 'TCP' } });
    const { text } = await send({ form: { Action: 'DescribeTargetGroups' } });
    expect(text).not.toContain('ProtocolVersion');
  });
});

describe('cloudwatch-extended-statistic', () => {
  const text = (value: string) => String.fromCharCode(0x60 + value.length) + value;
  const alarm = (extended: string) =>
    `${text('Statistic')}${text('Average')}${text('ExtendedStatistic')}${extended}${text('Period')}`;
  const answered = async (body: string, type = 'application/cbor') => {
    const { send } = through(cloudwatchExtendedStatistic(noContext), () => ({
      status: 200,
      headers: { 'content-type': type },
      body: Buffer.from(body, 'latin1'),
    }));
    const path = '/service/GraniteServiceVersion20100801/operation/DescribeAlarms';
    return (await send({ path })).body.toString('latin1');
  };

  it('hides the statistic of an alarm on a percentile', async () => {
    const plain = `${text('Statistic')}${text('Maximum')}${text('Period')}`;
    expect(await answered(`${plain}${alarm(text('p99'))}`)).toBe(
      `${plain}${alarm(text('p99')).replace('iStatistic', 'i_sandbox_')}`,
    );
  });

  it('leaves it where there is no other, and in other protocols', async () => {
    expect(await answered(alarm('\xf6'))).toBe(alarm('\xf6'));
    expect(await answered(alarm(text('p99')), 'text/xml')).toBe(alarm(text('p99')));
  });
});
