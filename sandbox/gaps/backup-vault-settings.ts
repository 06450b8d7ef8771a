import { type AwsAnswer, json, jsonAnswer, withBody } from '../proxy/call';
import type { GapFactory } from './gap';
import { asService } from './service';

type Body = Readonly<Record<string, unknown>>;

/** What a vault has beside itself, by the last part of its path. */
type Part = 'vault-lock' | 'access-policy' | 'notification-configuration';

/** A vault's lock, its policy, and who is told of its jobs. */
export const backupVaultSettings: GapFactory = () => {
  const known = new Map<string, Body>();
  return {
    name: 'backup-vault-settings',
    service: 'backup',
    symptom: "a vault's lock, access policy and notifications cannot be put or deleted",
    documentation:
      'AWS Backup API Reference, "PutBackupVaultLockConfiguration", "PutBackupVaultAccessPolicy", "PutBackupVaultNotifications" with their Get and Delete; "DescribeBackupVault": Locked, MinRetentionDays, MaxRetentionDays, LockDate',
    resources: [
      'aws_backup_vault_lock_configuration',
      'aws_backup_vault_notifications',
      'aws_backup_vault_policy',
    ],
    matches: ({ path }) => partOf(path) !== undefined,
    async handle(call, next) {
      const [name, part] = partOf(call.path) ?? ['', undefined];
      const key = (of: Part) => `${call.accessKey} ${call.region} ${name} ${of}`;
      if (part === undefined) {
        const answer = await next(call);
        if (answer.status >= 300) return answer;
        if (call.method === 'GET') return withLock(answer, known.get(key('vault-lock')));
        for (const one of ['vault-lock', 'access-policy', 'notification-configuration'] as const)
          known.delete(key(one));
        return answer;
      }
      const found = await asService(
        next,
        call,
      )({
        service: 'backup',
        method: 'GET',
        path: `/backup-vaults/${name}`,
      });
      if (found.status >= 300) return found;
      if (call.method === 'PUT') {
        known.set(key(part), withoutName({ ...json<Body>(call), ...lockDate(json<Body>(call)) }));
        return empty;
      }
      if (call.method === 'DELETE') {
        known.delete(key(part));
        return empty;
      }
      const { BackupVaultName, BackupVaultArn } = json<Body>(found);
      const put = known.get(key(part));
      return put ? jsonAnswer(200, { BackupVaultName, BackupVaultArn, ...put }) : next(call);
    },
    async isNeeded(send) {
      const path = '/backup-vaults/gap-settings';
      await send({ service: 'backup', method: 'PUT', path, body: {} });
      const put = (part: Part, body: object) =>
        send({ service: 'backup', method: 'PUT', path: `${path}/${part}`, body });
      const answers = [
        await put('vault-lock', { MinRetentionDays: 1 }),
        await put('access-policy', { Policy: '{}' }),
        await put('notification-configuration', { SNSTopicArn: 'arn:aws:sns:a', BackupVaultEvents: [] }),
      ];
      await send({ service: 'backup', method: 'DELETE', path });
      return answers.some(({ status }) => status >= 300);
    },
  };
};

const empty: AwsAnswer = { status: 200, headers: {}, body: Buffer.alloc(0) };

function partOf(path: string): readonly [string, Part | undefined] | undefined {
  const found = /^\/backup-vaults\/([^/]+)(?:\/(vault-lock|access-policy|notification-configuration))?$/.exec(
    path,
  );
  return found ? [found[1] ?? '', found[2] as Part | undefined] : undefined;
}

function withoutName({ BackupVaultName: _, ...rest }: Body): Body {
  return rest;
}

/** A lock in compliance mode cannot be lifted from a day on. */
function lockDate({ ChangeableForDays }: Body): Body {
  return typeof ChangeableForDays === 'number'
    ? { LockDate: Math.floor(Date.now() / 1000) + ChangeableForDays * 86_400 }
    : {};
}

function withLock(answer: AwsAnswer, lock: Body | undefined): AwsAnswer {
  if (!lock) return answer;
  const { ChangeableForDays: _, ...shown } = lock;
  return withBody(answer, { ...json<Body>(answer), ...shown, Locked: true });
}
