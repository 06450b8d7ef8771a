import { wafv2Logging } from '../../../sandbox/gaps/wafv2-logging';
import { jsonOf, noContext, through } from './calls';

const arn = 'arn:aws:wafv2:us-east-1:111111111111:regional/webacl/api/1234';

function start() {
  const { send, sent } = through(wafv2Logging(noContext), () => jsonOf({}));
  return {
    sent,
    waf: async (operation: string, body: object) => {
      const { status, text } = await send({ target: `AWSWAF_20190729.${operation}`, body });
      return { status, body: JSON.parse(text) as Record<string, unknown> };
    },
  };
}

describe('wafv2-logging', () => {
  const LoggingConfiguration = { ResourceArn: arn, LogDestinationConfigs: ['arn:aws:logs:a'] };
  const kept = { LogType: 'WAF_LOGS', LogScope: 'CUSTOMER', ...LoggingConfiguration };

  it('keeps, lists and deletes a configuration without the emulator', async () => {
    const { waf, sent } = start();
    expect(await waf('PutLoggingConfiguration', { LoggingConfiguration })).toEqual({
      status: 200,
      body: { LoggingConfiguration: kept },
    });
    expect((await waf('GetLoggingConfiguration', { ResourceArn: arn })).body).toEqual({
      LoggingConfiguration: kept,
    });
    expect((await waf('ListLoggingConfigurations', { Scope: 'REGIONAL' })).body).toEqual({
      LoggingConfigurations: [kept],
    });
    expect((await waf('ListLoggingConfigurations', { Scope: 'CLOUDFRONT' })).body).toEqual({
      LoggingConfigurations: [],
    });
    expect((await waf('DeleteLoggingConfiguration', { ResourceArn: arn })).status).toBe(200);
    expect(await waf('GetLoggingConfiguration', { ResourceArn: arn })).toMatchObject({
      status: 400,
      body: { __type: 'WAFNonexistentItemException' },
    });
    expect((await waf('DeleteLoggingConfiguration', { ResourceArn: arn })).status).toBe(400);
    expect(sent).toEqual([]);
  });

  it('forgets it with the web ACL', async () => {
    const { waf } = start();
    await waf('PutLoggingConfiguration', { LoggingConfiguration });
    await waf('DeleteWebACL', { Id: '1234' });
    expect((await waf('GetLoggingConfiguration', { ResourceArn: arn })).status).toBe(400);
  });
});
