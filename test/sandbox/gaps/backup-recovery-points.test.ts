import { backupRecoveryPoints } from '../../../sandbox/gaps/backup-recovery-points';
import { json } from '../../../sandbox/proxy/call';
import { jsonOf, noContext, through } from './calls';

const job = {
  BackupVaultName: 'v',
  BackupVaultArn: 'arn:v',
  RecoveryPointArn: 'arn:point',
  ResourceArn: 'arn:aws:rds:us-east-1:111111111111:db:main',
  IamRoleArn: 'arn:role',
  CreationDate: 1,
  CompletionDate: 2,
};
const volume = { ...job, RecoveryPointArn: 'arn:other', ResourceArn: 'arn:aws:ec2:us-east-1:1:volume/vol-1' };

function start() {
  const { send, sent } = through(backupRecoveryPoints(noContext), ({ method, path, query }) => {
    if (method === 'PUT') return jsonOf({ BackupJobId: 'copy', CreationDate: 3 });
    if (path === '/backup-jobs/')
      return jsonOf({ BackupJobs: query.get('backupVaultName') === 'v' ? [job, volume] : [] });
    return path.includes('/none/') ? jsonOf({}, 404) : jsonOf({ RecoveryPoints: [] });
  });
  return { send, sent };
}

const copyOf = (RecoveryPointArn: string) => ({
  RecoveryPointArn,
  SourceBackupVaultName: 'v',
  DestinationBackupVaultArn: 'arn:aws:backup:us-west-2:111111111111:backup-vault:w',
  IamRoleArn: 'arn:role',
});

describe('backup-recovery-points', () => {
  it('has what jobs have made, by the kind of resource', async () => {
    const { send } = start();
    const list = (vault: string) => send({ method: 'GET', path: `/backup-vaults/${vault}/recovery-points/` });
    expect(JSON.parse((await list('v')).text)).toMatchObject({
      RecoveryPoints: [
        { RecoveryPointArn: 'arn:point', ResourceType: 'RDS', Status: 'COMPLETED', CreationDate: 1 },
        { RecoveryPointArn: 'arn:other', ResourceType: 'EBS' },
      ],
    });
    expect(JSON.parse((await list('w')).text)).toEqual({ RecoveryPoints: [] });
    expect((await list('none')).status).toBe(404);
  });

  it('copies one to another region', async () => {
    const { send, sent } = start();
    const made = await send({ method: 'PUT', path: '/copy-jobs', body: copyOf('arn:point') });
    expect(JSON.parse(made.text)).toEqual({ CopyJobId: 'copy', CreationDate: 3, IsParent: false });
    const call = sent.at(-1);
    expect(call).toMatchObject({ method: 'PUT', path: '/backup-jobs', region: 'us-west-2' });
    expect(call && json(call)).toEqual({
      BackupVaultName: 'w',
      ResourceArn: job.ResourceArn,
      IamRoleArn: 'arn:role',
    });
  });

  it('copies nothing that is not there', async () => {
    const { send, sent } = start();
    expect((await send({ method: 'PUT', path: '/copy-jobs', body: copyOf('arn:nobody') })).status).toBe(404);
    expect(sent.some(({ method }) => method === 'PUT')).toBe(false);
  });
});
