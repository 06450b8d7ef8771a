import { Interference } from '../../../sandbox/prove/interference';
import { json, jsonAnswer, type Next } from '../../../sandbox/proxy/call';
import { sender } from '../../../sandbox/proxy/send';

const account = '111111111111';
const answers: Next = async (call) => jsonAnswer(200, { RandomPassword: 'drawn', operation: call.operation });

function through(interference: Interference, who = account) {
  return sender((call) => interference.handler(call, answers), 'cloud.test', who);
}

describe('Interference', () => {
  test('plants its own password where one is drawn, and nowhere else', async () => {
    const interference = new Interference();
    const send = through(interference);
    const ask = (operation: string) =>
      send({ service: 'secretsmanager', target: `secretsmanager.${operation}`, body: {} });
    expect(json(await ask('GetRandomPassword'))).toMatchObject({ RandomPassword: interference.canary });
    expect(json(await ask('DescribeSecret'))).toMatchObject({ RandomPassword: 'drawn' });
    expect(new Interference().canary).not.toBe(interference.canary);
  });

  test('refuses every other call of the account in trouble, but not of another, nor of the states', async () => {
    const interference = new Interference();
    interference.trouble(account, 'throttles');
    const statuses = async (who: string, service: string) => {
      const send = through(interference, who);
      return [(await send({ service })).status, (await send({ service })).status].sort();
    };
    expect(await statuses(account, 'kms')).toEqual([200, 400]);
    expect(await statuses(account, 'ec2')).toEqual([200, 503]);
    expect(await statuses('222222222222', 'ec2')).toEqual([200, 200]);
    expect(await statuses(account, 's3')).toEqual([200, 200]);
    interference.trouble(account, 'fails');
    expect(await statuses(account, 'ec2')).toEqual([200, 500]);
    expect(interference.refusals).toBe(3);
    interference.trouble(account, 'none');
    expect(await statuses(account, 'ec2')).toEqual([200, 200]);
  });

  test('refuses in the words of the protocol, so that clients know that they may try again', async () => {
    const interference = new Interference();
    interference.trouble(account, 'throttles');
    const send = through(interference);
    const refused = async (essentials: Parameters<typeof send>[0]) => {
      const both = [await send(essentials), await send(essentials)];
      return both.find(({ status }) => status !== 200)?.body.toString();
    };
    expect(await refused({ service: 'sts', form: { Action: 'GetCallerIdentity' } })).toBe(
      '<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>',
    );
    expect(await refused({ service: 'ec2', form: { Action: 'DescribeVpcs' } })).toContain(
      '<Response><Errors><Error><Code>RequestLimitExceeded</Code>',
    );
    expect(await refused({ service: 'kms', target: 'TrentService.ListKeys', body: {} })).toContain(
      '"__type":"Throttling"',
    );
  });
});
