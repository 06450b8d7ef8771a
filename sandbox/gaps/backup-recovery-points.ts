import { type AwsAnswer, type AwsCall, json, jsonAnswer } from '../proxy/call';
import type { GapFactory, Send } from './gap';
import { asService } from './service';

/** A backup job as the emulator has it: done at once. */
interface Job {
  readonly BackupVaultName: string;
  readonly BackupVaultArn: string;
  readonly RecoveryPointArn: string;
  readonly ResourceArn: string;
  readonly IamRoleArn: string;
  readonly CreationDate: number;
  readonly CompletionDate: number;
}

interface CopyRequest {
  readonly RecoveryPointArn: string;
  readonly SourceBackupVaultName: string;
  readonly DestinationBackupVaultArn: string;
  readonly IamRoleArn: string;
}

const points = /^\/backup-vaults\/([^/]+)\/recovery-points\/?$/;
const copies = /^\/copy-jobs\/?$/;

/** What AWS Backup calls a resource, by the service and the kind in its ARN. */
const types: Readonly<Record<string, string>> = { 'rds:db': 'RDS', 'ec2:volume': 'EBS', 's3:': 'S3' };

/** What backup jobs make is in the vault, and is copied to other regions. */
export const backupRecoveryPoints: GapFactory = () => ({
  name: 'backup-recovery-points',
  service: 'backup',
  symptom: 'a backup job is done, but its recovery point is in no vault; StartCopyJob is unknown',
  documentation:
    'AWS Backup API Reference, "ListRecoveryPointsByBackupVault": RecoveryPoints; "StartCopyJob": DestinationBackupVaultArn',
  resources: ['aws_backup_plan', 'aws_backup_vault'],
  matches: ({ method, path }) =>
    (method === 'GET' && points.test(path)) || (method === 'PUT' && copies.test(path)),
  async handle(call, next) {
    const backup = asService(next, call);
    if (call.method === 'PUT') return copy(backup, call);
    const answer = await next(call);
    if (answer.status >= 300) return answer;
    const vault = decodeURIComponent(points.exec(call.path)?.[1] ?? '');
    return jsonAnswer(200, { RecoveryPoints: (await jobsOf(backup, vault)).map(pointOf) });
  },
  async isNeeded(send) {
    const name = 'gap-points';
    await send({ service: 'backup', method: 'PUT', path: `/backup-vaults/${name}`, body: {} });
    await start(
      send,
      name,
      'arn:aws:rds:us-east-1:999999999999:db:gap',
      'arn:aws:iam::999999999999:role/gap',
    );
    const path = `/backup-vaults/${name}/recovery-points/`;
    const listed = await send({ service: 'backup', method: 'GET', path });
    await send({ service: 'backup', method: 'DELETE', path: `/backup-vaults/${name}` });
    return (json<{ RecoveryPoints?: unknown[] }>(listed).RecoveryPoints ?? []).length === 0;
  },
});

async function jobsOf(send: Send, vault: string): Promise<readonly Job[]> {
  const path = `/backup-jobs/?backupVaultName=${encodeURIComponent(vault)}`;
  const answer = await send({ service: 'backup', method: 'GET', path });
  return json<{ BackupJobs?: Job[] }>(answer).BackupJobs ?? [];
}

function pointOf(job: Job): object {
  const { RecoveryPointArn, BackupVaultName, BackupVaultArn, ResourceArn, IamRoleArn } = job;
  const { CreationDate, CompletionDate } = job;
  const [, , service = '', , , rest = ''] = ResourceArn.split(':');
  const ResourceType = types[`${service}:${rest.includes('/') ? rest.split('/')[0] : rest}`] ?? service;
  return {
    ...{ RecoveryPointArn, BackupVaultName, BackupVaultArn, ResourceArn, ResourceType, IamRoleArn },
    ...{ CreationDate, CompletionDate, Status: 'COMPLETED', IsEncrypted: true, StorageClass: 'WARM' },
  };
}

/** A copy is a recovery point of the same resource in the other vault. */
async function copy(send: Send, call: AwsCall): Promise<AwsAnswer> {
  const { RecoveryPointArn, SourceBackupVaultName, DestinationBackupVaultArn, IamRoleArn } =
    json<CopyRequest>(call);
  const source = (await jobsOf(send, SourceBackupVaultName)).find(
    (one) => one.RecoveryPointArn === RecoveryPointArn,
  );
  if (!source)
    return jsonAnswer(404, {
      __type: 'ResourceNotFoundException',
      Message: `no recovery point ${RecoveryPointArn} in ${SourceBackupVaultName}`,
    });
  const [, , , region = '', , , vault = ''] = DestinationBackupVaultArn.split(':');
  const made = await start((one) => send({ ...one, region }), vault, source.ResourceArn, IamRoleArn);
  if (made.status >= 300) return made;
  const { BackupJobId, CreationDate } = json<{ BackupJobId: string; CreationDate: number }>(made);
  return jsonAnswer(200, { CopyJobId: BackupJobId, CreationDate, IsParent: false });
}

function start(send: Send, vault: string, ResourceArn: string, IamRoleArn: string): Promise<AwsAnswer> {
  return send({
    service: 'backup',
    method: 'PUT',
    path: '/backup-jobs',
    body: { BackupVaultName: vault, ResourceArn, IamRoleArn },
  });
}
