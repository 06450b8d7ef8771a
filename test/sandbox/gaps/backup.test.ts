import { backupRestoreTesting } from '../../../sandbox/gaps/backup-restore-testing';
import { backupVaultSettings } from '../../../sandbox/gaps/backup-vault-settings';
import { jsonOf, noContext, through } from './calls';

type Body = Record<string, unknown>;

describe('backup-vault-settings', () => {
  function start() {
    const { send } = through(backupVaultSettings(noContext), ({ path, method }) =>
      path === '/backup-vaults/v'
        ? jsonOf(method === 'DELETE' ? {} : { BackupVaultName: 'v', BackupVaultArn: 'arn:v', Locked: false })
        : jsonOf({ __type: 'ResourceNotFoundException' }, 404),
    );
    return async (method: string, path: string, body: Body = {}) => {
      const { status, text } = await send({ method, path: `/backup-vaults/${path}`, body });
      return { status, body: (text ? JSON.parse(text) : {}) as Body };
    };
  }

  it('locks a vault, and lifts the lock', async () => {
    const vault = start();
    await vault('PUT', 'v/vault-lock', { MinRetentionDays: 7, MaxRetentionDays: 365 });
    expect((await vault('GET', 'v')).body).toEqual({
      BackupVaultName: 'v',
      BackupVaultArn: 'arn:v',
      Locked: true,
      MinRetentionDays: 7,
      MaxRetentionDays: 365,
    });
    await vault('DELETE', 'v/vault-lock');
    expect((await vault('GET', 'v')).body).toMatchObject({ Locked: false });
  });

  it('knows from when on a compliance lock stays', async () => {
    const vault = start();
    await vault('PUT', 'v/vault-lock', { MinRetentionDays: 7, ChangeableForDays: 3 });
    const { LockDate, ...rest } = (await vault('GET', 'v')).body;
    expect(Number(LockDate) - Date.now() / 1000).toBeGreaterThan(2 * 86_400);
    expect(rest).not.toHaveProperty('ChangeableForDays');
  });

  it.each([
    ['access-policy', { Policy: '{}' }],
    ['notification-configuration', { SNSTopicArn: 'arn:t', BackupVaultEvents: ['BACKUP_JOB_FAILED'] }],
  ])('keeps a %s until it is deleted', async (part, settings) => {
    const vault = start();
    expect((await vault('GET', `v/${part}`)).status).toBe(404);
    expect((await vault('PUT', `v/${part}`, settings)).status).toBe(200);
    expect((await vault('GET', `v/${part}`)).body).toEqual({
      BackupVaultName: 'v',
      BackupVaultArn: 'arn:v',
      ...settings,
    });
    await vault('DELETE', `v/${part}`);
    expect((await vault('GET', `v/${part}`)).status).toBe(404);
  });

  it('keeps nothing for a vault that is not there, and nothing beyond it', async () => {
    const vault = start();
    expect((await vault('PUT', 'w/access-policy', { Policy: '{}' })).status).toBe(404);
    await vault('PUT', 'v/access-policy', { Policy: '{}' });
    await vault('DELETE', 'v');
    expect((await vault('GET', 'v/access-policy')).status).toBe(404);
  });
});

describe('backup-restore-testing', () => {
  function start() {
    const { send, sent } = through(backupRestoreTesting(noContext), () => jsonOf({}, 404));
    const call = async (method: string, path: string, body: Body = {}) => {
      const { status, text } = await send({ method, path, body });
      return { status, body: JSON.parse(text) as Body };
    };
    return { call, sent };
  }
  const plans = '/restore-testing/plans';
  const plan = {
    RestoreTestingPlanName: 'weekly',
    ScheduleExpression: 'cron(0 10 ? * SUN *)',
    RecoveryPointSelection: { Algorithm: 'LATEST_WITHIN_WINDOW', IncludeVaults: ['*'] },
  };
  const selection = {
    RestoreTestingSelectionName: 'db',
    ProtectedResourceType: 'RDS',
    IamRoleArn: 'arn:role',
    ProtectedResourceArns: ['arn:db'],
  };

  it('keeps a plan with its defaults, updates and deletes it', async () => {
    const { call } = start();
    expect((await call('PUT', plans, { RestoreTestingPlan: plan })).status).toBe(201);
    expect((await call('PUT', plans, { RestoreTestingPlan: plan })).status).toBe(400);
    expect((await call('GET', `${plans}/weekly`)).body).toEqual({
      RestoreTestingPlan: {
        ...plan,
        StartWindowHours: 24,
        ScheduleExpressionTimezone: 'Etc/UTC',
        RecoveryPointSelection: {
          ...plan.RecoveryPointSelection,
          ExcludeVaults: [],
          SelectionWindowDays: 30,
        },
        RestoreTestingPlanArn: expect.stringMatching(
          /^arn:aws:backup:us-east-1:111111111111:restore-testing-plan:weekly-/,
        ),
        CreationTime: expect.any(Number),
      },
    });
    await call('PUT', `${plans}/weekly`, { RestoreTestingPlan: { StartWindowHours: 8 } });
    expect((await call('GET', plans)).body).toMatchObject({
      RestoreTestingPlans: [{ RestoreTestingPlanName: 'weekly', StartWindowHours: 8 }],
    });
    expect((await call('DELETE', `${plans}/weekly`)).status).toBe(204);
    expect((await call('GET', `${plans}/weekly`)).status).toBe(404);
  });

  it('keeps selections, without which a plan can be deleted', async () => {
    const { call } = start();
    await call('PUT', plans, { RestoreTestingPlan: plan });
    const all = `${plans}/weekly/selections`;
    expect((await call('GET', `${all}/db`)).status).toBe(404);
    expect((await call('PUT', all, { RestoreTestingSelection: selection })).status).toBe(201);
    expect((await call('DELETE', `${plans}/weekly`)).status).toBe(400);
    await call('PUT', `${all}/db`, { RestoreTestingSelection: { ValidationWindowHours: 4 } });
    expect((await call('GET', `${all}/db`)).body).toMatchObject({
      RestoreTestingSelection: { ...selection, RestoreTestingPlanName: 'weekly', ValidationWindowHours: 4 },
    });
    expect((await call('GET', all)).body).toMatchObject({
      RestoreTestingSelections: [{ RestoreTestingSelectionName: 'db' }],
    });
    expect((await call('DELETE', `${all}/db`)).status).toBe(204);
    expect((await call('DELETE', `${plans}/weekly`)).status).toBe(204);
  });

  it("tags a plan, and leaves others' tags to the emulator", async () => {
    const { call, sent } = start();
    const made = await call('PUT', plans, { RestoreTestingPlan: plan, Tags: { a: '1', b: '2' } });
    const arn = encodeURIComponent(String(made.body['RestoreTestingPlanArn']));
    await call('POST', `/tags/${arn}`, { Tags: { c: '3' } });
    await call('POST', `/untag/${arn}`, { TagKeyList: ['a'] });
    expect((await call('GET', `/tags/${arn}`)).body).toEqual({ Tags: { b: '2', c: '3' } });
    expect(sent).toEqual([]);
    await call('GET', '/tags/arn%3Aaws%3Abackup%3Aus-east-1%3A1%3Arestore-testing-plan%3Aother');
    expect(sent).toHaveLength(1);
  });
});
