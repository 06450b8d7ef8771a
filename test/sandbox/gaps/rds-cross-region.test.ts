import { rdsAutomatedBackupsReplication } from '../../../sandbox/gaps/rds-automated-backups-replication';
import { rdsCrossRegionReplica } from '../../../sandbox/gaps/rds-cross-region-replica';
import { type AwsCall, form } from '../../../sandbox/proxy/call';
import { noContext, through, xmlOf } from './calls';

const source = 'arn:aws:rds:us-east-1:111111111111:db:main';
const standby = 'arn:aws:rds:us-west-2:111111111111:db:standby';

const instance = (arn: string) =>
  `<DBInstance><DBInstanceIdentifier>${arn.split(':')[6]}</DBInstanceIdentifier><DBInstanceArn>${arn}</DBInstanceArn><Engine>postgres</Engine><EngineVersion>17.6</EngineVersion><AllocatedStorage>20</AllocatedStorage><MasterUsername>admin</MasterUsername><DBName>shop</DBName><DBInstanceClass>db.t3.medium</DBInstanceClass><StorageEncrypted>true</StorageEncrypted><ReadReplicaSourceDBInstanceIdentifier></ReadReplicaSourceDBInstanceIdentifier></DBInstance>`;

function emulator({ body, region, operation }: AwsCall) {
  const id = form(body).get('DBInstanceIdentifier') ?? '';
  const arn = `arn:aws:rds:${region}:111111111111:db:${id}`;
  if (id === 'none')
    return xmlOf('<ErrorResponse><Error><Code>DBInstanceNotFound</Code></Error></ErrorResponse>', 404);
  return xmlOf(
    `<${operation}Response><${operation}Result>${instance(arn)}</${operation}Result></${operation}Response>`,
  );
}

const west = (cloud: ReturnType<typeof through>, Action: string, more: Record<string, string>) =>
  cloud.send({ region: 'us-west-2', form: { Action, ...more } });

describe('rds-cross-region-replica', () => {
  const start = () => through(rdsCrossRegionReplica(noContext), emulator);
  const replicate = (cloud: ReturnType<typeof start>) =>
    west(cloud, 'CreateDBInstanceReadReplica', {
      DBInstanceIdentifier: 'standby',
      SourceDBInstanceIdentifier: source,
      KmsKeyId: 'arn:key',
      DBInstanceClass: 'db.t3.large',
    });
  const describe_ = (cloud: ReturnType<typeof start>) =>
    west(cloud, 'DescribeDBInstances', { DBInstanceIdentifier: 'standby' });

  it('makes an instance like its source, which both ends name by ARN', async () => {
    const cloud = start();
    const { text } = await replicate(cloud);
    expect(text).toContain('<CreateDBInstanceReadReplicaResponse><CreateDBInstanceReadReplicaResult>');
    const made = cloud.sent.find(({ operation }) => operation === 'CreateDBInstance');
    expect(made?.region).toBe('us-west-2');
    expect(Object.fromEntries(form(made?.body ?? Buffer.alloc(0)))).toEqual({
      Action: 'CreateDBInstance',
      DBInstanceIdentifier: 'standby',
      DBInstanceClass: 'db.t3.large',
      Engine: 'postgres',
      EngineVersion: '17.6',
      AllocatedStorage: '20',
      MasterUsername: 'admin',
      MasterUserPassword: expect.stringMatching(/^[0-9a-f]{32}$/),
      DBName: 'shop',
      StorageEncrypted: 'true',
      KmsKeyId: 'arn:key',
    });
    expect((await describe_(cloud)).text).toContain(
      `<ReadReplicaSourceDBInstanceIdentifier>${source}</ReadReplicaSourceDBInstanceIdentifier>`,
    );
    const seen = await cloud.send({ form: { Action: 'DescribeDBInstances', DBInstanceIdentifier: 'main' } });
    expect(seen.text).toContain(
      `<ReadReplicaDBInstanceIdentifier>${standby}</ReadReplicaDBInstanceIdentifier>`,
    );
  });

  it('promotes it, once', async () => {
    const cloud = start();
    await replicate(cloud);
    const promotion = { DBInstanceIdentifier: 'standby', BackupRetentionPeriod: '7' };
    const { text } = await west(cloud, 'PromoteReadReplica', promotion);
    expect(text).toContain('<PromoteReadReplicaResponse><PromoteReadReplicaResult>');
    const modified = cloud.sent.find(({ operation }) => operation === 'ModifyDBInstance');
    expect(form(modified?.body ?? Buffer.alloc(0)).get('BackupRetentionPeriod')).toBe('7');
    expect((await describe_(cloud)).text).not.toContain('ReadReplicaSourceDBInstanceIdentifier');
    const again = await west(cloud, 'PromoteReadReplica', promotion);
    expect(again).toMatchObject({ status: 400, text: expect.stringContaining('InvalidDBInstanceState') });
  });

  it('forgets it when it is deleted', async () => {
    const cloud = start();
    await replicate(cloud);
    await west(cloud, 'DeleteDBInstance', { DBInstanceIdentifier: 'standby' });
    const seen = await cloud.send({ form: { Action: 'DescribeDBInstances', DBInstanceIdentifier: 'main' } });
    expect(seen.text).not.toContain(standby);
  });

  it('leaves replicas of the own region to the emulator, and a source that is nowhere to its error', async () => {
    const cloud = start();
    await cloud.send({
      form: {
        Action: 'CreateDBInstanceReadReplica',
        DBInstanceIdentifier: 'r',
        SourceDBInstanceIdentifier: source,
      },
    });
    expect(cloud.sent.map(({ operation }) => operation)).toEqual(['CreateDBInstanceReadReplica']);
    const refused = await west(cloud, 'CreateDBInstanceReadReplica', {
      DBInstanceIdentifier: 'r',
      SourceDBInstanceIdentifier: source.replace('main', 'none'),
    });
    expect(refused).toMatchObject({ status: 404, text: expect.stringContaining('DBInstanceNotFound') });
  });
});

describe('rds-automated-backups-replication', () => {
  const start = () => through(rdsAutomatedBackupsReplication(noContext), emulator);
  const begin = (cloud: ReturnType<typeof start>, SourceDBInstanceArn = source) =>
    west(cloud, 'StartDBInstanceAutomatedBackupsReplication', {
      SourceDBInstanceArn,
      KmsKeyId: 'arn:key',
      BackupRetentionPeriod: '14',
    });
  const arnIn = (text: string) =>
    /<DBInstanceAutomatedBackupsArn>([^<]+)</.exec(text)?.[1] ?? 'no ARN in the answer';

  it('starts, shows and stops it', async () => {
    const cloud = start();
    const arn = arnIn((await begin(cloud)).text);
    expect(arn).toMatch(/^arn:aws:rds:us-west-2:111111111111:auto-backup:ab-[0-9a-f]{26}$/);
    const described = { DBInstanceAutomatedBackupsArn: arn };
    const { text } = await west(cloud, 'DescribeDBInstanceAutomatedBackups', described);
    for (const one of [
      `<DBInstanceArn>${source}<`,
      '<Region>us-east-1<',
      '<Status>replicating<',
      '<Encrypted>true<',
      '<KmsKeyId>arn:key<',
      '<BackupRetentionPeriod>14<',
    ])
      expect(text).toContain(one);
    const main = () => cloud.send({ form: { Action: 'DescribeDBInstances', DBInstanceIdentifier: 'main' } });
    expect(arnIn((await main()).text)).toBe(arn);
    const stop = { SourceDBInstanceArn: source };
    expect((await west(cloud, 'StopDBInstanceAutomatedBackupsReplication', stop)).status).toBe(200);
    expect((await main()).text).not.toContain(arn);
    expect(await west(cloud, 'DescribeDBInstanceAutomatedBackups', described)).toMatchObject({ status: 404 });
    expect(await west(cloud, 'StopDBInstanceAutomatedBackupsReplication', stop)).toMatchObject({
      status: 400,
      text: expect.stringContaining('not replicating to the current region'),
    });
  });

  it('is known in its own region only', async () => {
    const cloud = start();
    await begin(cloud);
    const { text } = await cloud.send({ form: { Action: 'DescribeDBInstanceAutomatedBackups' } });
    expect(text).not.toContain('auto-backup');
  });

  it('starts nothing for an instance that is nowhere', async () => {
    expect(await begin(start(), source.replace('main', 'none'))).toMatchObject({ status: 404 });
  });
});
