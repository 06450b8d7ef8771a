import { rdsInstanceSettings } from '../../../sandbox/gaps/rds-instance-settings';
import { form } from '../../../sandbox/proxy/call';
import { noContext, through, xmlOf } from './calls';

const instance = (id: string) =>
  `<DBInstance><DBInstanceIdentifier>${id}</DBInstanceIdentifier><EnabledCloudwatchLogsExports/><DBInstanceArn>arn:aws:rds:us-east-1:1:db:${id}</DBInstanceArn></DBInstance>`;

function start() {
  return through(rdsInstanceSettings(noContext), ({ body }) => {
    const parameters = form(body);
    const id = parameters.get('DBInstanceIdentifier') ?? '';
    return id === 'refused'
      ? xmlOf('<ErrorResponse/>', 400)
      : xmlOf(`<Response><Result>${instance(id)}</Result></Response>`);
  });
}

const send = (cloud: ReturnType<typeof start>, Action: string, more: Record<string, string> = {}) =>
  cloud.send({ form: { Action, DBInstanceIdentifier: 'main', ...more } });

const settings = {
  DatabaseInsightsMode: 'standard',
  EngineLifecycleSupport: 'open-source-rds-extended-support-disabled',
  PerformanceInsightsKMSKeyId: 'arn:key',
  'EnableCloudwatchLogsExports.member.1': 'upgrade',
  'EnableCloudwatchLogsExports.member.2': 'postgresql',
};

describe('rds-instance-settings', () => {
  it('answers as an instance was created', async () => {
    const cloud = start();
    await send(cloud, 'CreateDBInstance', settings);
    const { text } = await send(cloud, 'DescribeDBInstances');
    expect(text).toContain('<DatabaseInsightsMode>standard</DatabaseInsightsMode>');
    expect(text).toContain(
      '<EngineLifecycleSupport>open-source-rds-extended-support-disabled</EngineLifecycleSupport>',
    );
    expect(text).toContain('<PerformanceInsightsKMSKeyId>arn:key</PerformanceInsightsKMSKeyId>');
    expect(text).toContain(
      '<EnabledCloudwatchLogsExports><member>postgresql</member><member>upgrade</member></EnabledCloudwatchLogsExports>',
    );
  });

  it('follows modifications, and keeps what they do not name', async () => {
    const cloud = start();
    await send(cloud, 'CreateDBInstance', settings);
    await send(cloud, 'ModifyDBInstance', {
      DatabaseInsightsMode: 'advanced',
      'CloudwatchLogsExportConfiguration.DisableLogTypes.member.1': 'upgrade',
    });
    const { text } = await send(cloud, 'DescribeDBInstances');
    expect(text).toContain('<DatabaseInsightsMode>advanced<');
    expect(text).toContain('<PerformanceInsightsKMSKeyId>arn:key<');
    expect(text).toContain('<EnabledCloudwatchLogsExports><member>postgresql</member></');
  });

  it("gives a replica its source's support", async () => {
    const cloud = start();
    await send(cloud, 'CreateDBInstance', settings);
    await send(cloud, 'CreateDBInstanceReadReplica', {
      DBInstanceIdentifier: 'replica',
      SourceDBInstanceIdentifier: 'arn:aws:rds:us-east-1:1:db:main',
    });
    const { text } = await send(cloud, 'DescribeDBInstances', { DBInstanceIdentifier: 'replica' });
    expect(text).toContain('<EngineLifecycleSupport>open-source-rds-extended-support-disabled<');
    expect(text).not.toContain('DatabaseInsightsMode');
  });

  it('knows nothing of another instance, of one made anew, or of what was refused', async () => {
    const cloud = start();
    await send(cloud, 'CreateDBInstance', settings);
    expect((await send(cloud, 'DescribeDBInstances', { DBInstanceIdentifier: 'other' })).text).not.toContain(
      'standard',
    );
    await send(cloud, 'CreateDBInstance');
    expect((await send(cloud, 'DescribeDBInstances')).text).not.toContain('standard');
    const refused = await send(cloud, 'CreateDBInstance', { ...settings, DBInstanceIdentifier: 'refused' });
    expect(refused).toMatchObject({ status: 400 });
  });
});
