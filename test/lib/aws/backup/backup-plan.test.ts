import { BackupPlan as Plan } from '@cdktf/provider-aws/lib/backup-plan';
import { BackupSelection } from '@cdktf/provider-aws/lib/backup-selection';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import {
  BackupPlan,
  type BackupPlanProps,
  BackupRole,
  BackupVault,
  claimVolumeTags,
} from '../../../../lib/aws/backup';
import { addresses, onlyResource, resources, synthTerraform, testStack } from '../../../../lib/testing';
import { databaseArn, findings, planIn, standby, vaultIn } from './fixture';

const tags = {
  project: 'shop',
  environment: 'test',
  owner: 'platform',
  'cost-centre': 'cc-1',
  'managed-by': 'isthmus',
};

describe('BackupPlan', () => {
  test('runs every night, keeps backups for thirty days and copies them', () => {
    const { stack } = planIn({ copyTo: { vault: standby, retentionDays: 14 } });
    expect(onlyResource(stack, Plan)).toEqual({
      name: 'shop-test-daily',
      rule: [
        {
          rule_name: 'daily',
          target_vault_name: '${aws_backup_vault.vault.name}',
          schedule: 'cron(0 2 * * ? *)',
          schedule_expression_timezone: 'Etc/UTC',
          start_window: 480,
          completion_window: 1440,
          enable_continuous_backup: false,
          lifecycle: { delete_after: 30 },
          recovery_point_tags: tags,
          copy_action: [{ destination_vault_arn: standby.vaultArn, lifecycle: { delete_after: 14 } }],
        },
      ],
    });
  });

  test('copies nothing unless told where', () => {
    const [rule] = onlyResource(planIn().stack, Plan)['rule'];
    expect(Object.keys(rule)).not.toContain('copy_action');
  });

  test('works by a role that outlives it, where it is given one', () => {
    const stack = testStack();
    const role = new BackupRole(stack, 'lasting', { name: 'nightly', description: 'Lasts', may: 'backup' });
    const plan = new BackupPlan(stack, 'plan', { vault: vaultIn({}, stack).vault, role });
    plan.selects('database', { arn: databaseArn });
    expect(Object.keys(resources(stack, IamRole))).toEqual(['lasting']);
    expect(plan.roleArn).toBe(role.roleArn);
    expect(onlyResource(stack, BackupSelection)).toMatchObject({
      iam_role_arn: '${aws_iam_role.lasting.arn}',
      depends_on: ['aws_iam_role_policy_attachment.lasting_policy'],
    });
  });

  test('selects a resource, by a role that has what AWS asks for', () => {
    const content = synthTerraform(planIn().stack);
    expect(onlyResource(content, BackupSelection)).toEqual({
      name: 'database',
      plan_id: '${aws_backup_plan.plan.id}',
      iam_role_arn: '${aws_iam_role.plan_role.arn}',
      resources: [databaseArn],
      depends_on: ['aws_iam_role_policy_attachment.plan_role_policy'],
    });
    const role = onlyResource(content, IamRole);
    expect(role['name']).toBe('shop-test-us-east-1-backup-daily');
    expect(JSON.parse(role['assume_role_policy']).Statement[0].Principal).toEqual({
      Service: ['backup.amazonaws.com'],
    });
    expect(onlyResource(content, IamRolePolicyAttachment)).toEqual({
      role: '${aws_iam_role.plan_role.name}',
      policy_arn: 'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup',
    });
  });

  test("selects the volumes of the cluster's claims: all tags, and volumes only", () => {
    const { stack, plan } = planIn({}, 'nothing');
    plan.selectsVolumes('volumes', claimVolumeTags(stack));
    expect(onlyResource(stack, BackupSelection)).toMatchObject({
      name: 'volumes',
      resources: ['arn:aws:ec2:*:*:volume/*'],
      condition: [
        {
          string_equals: [
            { key: 'aws:ResourceTag/ebs.csi.aws.com/cluster', value: 'true' },
            { key: 'aws:ResourceTag/environment', value: 'test' },
            { key: 'aws:ResourceTag/project', value: 'shop' },
          ],
        },
      ],
    });
    expect(findings(stack)).toEqual([]);
  });

  test('takes what it selects from references too', () => {
    const { stack } = planIn({}, '${aws_db_instance.database.arn}');
    expect(findings(stack)).toEqual([]);
    expect(onlyResource(stack, BackupSelection)['resources']).toEqual(['${aws_db_instance.database.arn}']);
  });

  test('every setting reaches the rule', () => {
    const { stack } = planIn({
      name: 'hourly',
      schedule: 'cron(15 * ? * MON-FRI *)',
      retentionDays: 35,
      continuous: 'pointInTime',
      window: { startMinutes: 60, completeMinutes: 120 },
    });
    expect(onlyResource(stack, Plan)).toMatchObject({
      name: 'shop-test-hourly',
      rule: [
        {
          rule_name: 'hourly',
          schedule: 'cron(15 * ? * MON-FRI *)',
          lifecycle: { delete_after: 35 },
          enable_continuous_backup: true,
          start_window: 60,
          completion_window: 120,
        },
      ],
    });
  });

  test.each([
    ['plan', Plan, { tags: { a: 'b' } }, { tags: { a: 'b' } }],
    ['selection', BackupSelection, { notResources: ['x'] }, { not_resources: ['x'] }],
    ['role', IamRole, { maxSessionDuration: 7200 }, { max_session_duration: 7200 }],
  ] as const)('the override of %s reaches its resource', (name, type, override, expected) => {
    expect(onlyResource(planIn({ overrides: { [name]: override } }).stack, type)).toMatchObject(expected);
  });

  test('addresses: what is selected stands by its name', () => {
    const { stack, plan } = planIn();
    plan.selectsVolumes('volumes', { backup: 'daily' });
    expect(addresses(synthTerraform(stack)).filter((one) => one.includes('.plan'))).toEqual([
      'aws_backup_plan.plan',
      'aws_backup_selection.plan_selects-database',
      'aws_backup_selection.plan_selects-volumes',
      'aws_iam_role.plan_role',
      'aws_iam_role_policy_attachment.plan_role_policy',
    ]);
  });
});

describe('mistakes about a plan', () => {
  const found = (props: Partial<BackupPlanProps>, arn?: string) => findings(planIn(props, arn).stack);
  const elsewhere = { vault: standby, retentionDays: 30 };

  test('a well-formed one has none', () => {
    expect(found({})).toEqual([]);
    expect(found({ copyTo: elsewhere, retentionDays: 365 })).toEqual([]);
    expect(found({ retentionDays: 7, window: { startMinutes: 60, completeMinutes: 120 } })).toEqual([]);
  });

  test('one that selects nothing is said once, also when another stack is asked for', () => {
    const { stack } = planIn({}, 'nothing');
    stack.prepareStack();
    expect(findings(stack)).toEqual([['error', 'backup/selects-nothing', 'plan']]);
    expect(stack.node.findChild('plan').node.validate()).toHaveLength(1);
  });

  test.each([
    '0 2 * * *',
    'cron(0 2 * * *)',
    'cron(0 2 * * * *)',
    'cron(0 2 ? * ? *)',
    'cron(*/5 * * * ? *)',
    'cron(60 2 * * ? *)',
    'rate(1 day)',
    'cron(0,30 2 * * ? *)',
    '',
  ])('the schedule "%s"', (schedule) => {
    expect(found({ schedule })).toEqual([['error', 'backup/schedule', 'plan.schedule']]);
  });

  test.each([
    [{ startMinutes: 59 }, 'startMinutes'],
    [{ startMinutes: 60.5 }, 'startMinutes'],
    [{ startMinutes: 120, completeMinutes: 179 }, 'completeMinutes'],
    [{ completeMinutes: 52_560_001 }, 'completeMinutes'],
  ])('the window %j', (window, at) => {
    expect(found({ window })).toEqual([['error', 'backup/window', `plan.window.${at}`]]);
  });

  test.each([0, -1, 36501, 7.5, Number.NaN])('%d days', (retentionDays) => {
    expect(found({ retentionDays })).toEqual([['error', 'backup/retention', 'plan.retentionDays']]);
    expect(found({ copyTo: { ...elsewhere, retentionDays } })).toEqual([
      ['error', 'backup/retention', 'plan.copyTo.retentionDays'],
    ]);
  });

  test.each([6, 366])('%d days, outside of the lock of its own vault', (retentionDays) => {
    expect(found({ retentionDays })).toEqual([
      ['error', 'backup/retention-outside-lock', 'plan.retentionDays'],
    ]);
  });

  test.each([6, 91])('copies for %d days, outside of the lock of the other vault', (retentionDays) => {
    expect(found({ copyTo: { ...elsewhere, retentionDays } })).toEqual([
      ['error', 'backup/retention-outside-lock', 'plan.copyTo.retentionDays'],
    ]);
  });

  test('without a lock, or with one that nobody knows, any retention goes', () => {
    const { stack, vault } = vaultIn({ lock: 'none' });
    const unknown = { ...standby, lock: 'unknown' } as const;
    const copyTo = { vault: unknown, retentionDays: 1 };
    new BackupPlan(stack, 'plan', { vault, retentionDays: 1, copyTo }).selects('a', { arn: databaseArn });
    expect(findings(stack)).toEqual([]);
  });

  test('a continuous backup for longer than 35 days', () => {
    const table = 'arn:aws:dynamodb:us-east-1:111122223333:table/carts';
    expect(found({ continuous: 'pointInTime', retentionDays: 36 }, table)).toEqual([
      ['error', 'backup/point-in-time-retention', 'plan.retentionDays'],
    ]);
    expect(found({ continuous: 'pointInTime', retentionDays: 35 }, table)).toEqual([]);
  });

  test('a continuous backup of a database is a warning', () => {
    expect(found({ continuous: 'pointInTime' })).toEqual([
      ['warning', 'backup/point-in-time-database', 'plan.selects.database'],
    ]);
  });

  test('a copy that stays where it is', () => {
    const { stack, vault } = vaultIn();
    const plan = new BackupPlan(stack, 'plan', { vault, copyTo: { vault, retentionDays: 30 } });
    plan.selects('database', { arn: databaseArn });
    expect(findings(stack)).toEqual([['error', 'backup/copy-to-itself', 'plan.copyTo.vault']]);
    const otherAccount = { ...standby, region: 'us-east-1', account: '444455556666' };
    expect(found({ copyTo: { vault: otherAccount, retentionDays: 30 } })).toEqual([]);
  });

  test.each([
    { ...standby, keyArn: 'arn:aws:kms:us-west-2:111122223333:alias/aws/backup' },
    { ...standby, vaultName: 'Default' },
    BackupVault.fromAttributes({
      vaultArn: 'arn:aws:backup:us-west-2:111122223333:backup-vault:Default',
      vaultName: '${x}',
      keyArn: '${y}',
    }),
  ])('a copy with a default key', (vault) => {
    expect(found({ copyTo: { vault, retentionDays: 30 } })).toEqual([
      ['error', 'backup/copy-with-default-key', 'plan.copyTo.vault'],
    ]);
  });

  test('a vault of another region to back up to', () => {
    expect(found({ vault: standby })).toEqual([['error', 'backup/vault-region', 'plan.vault']]);
    expect(found({ vault: { ...standby, region: '' } })).toEqual([]);
  });

  test.each([
    '*',
    'shop-test-main',
    'arn:aws:rds:us-east-1:111122223333:db:*',
    'arn:aws:s3:::shop-test-assets',
    'arn:aws:rds:us-east-1:111122223333:pg:shop',
  ])('the resource %s', (arn) => {
    expect(found({}, arn)).toEqual([['error', 'backup/resource', 'plan.selects.database']]);
  });

  test.each([
    'arn:aws:rds:us-west-2:111122223333:db:shop-test-main',
    'arn:aws:rds:us-east-1:444455556666:db:shop-test-main',
  ])('the resource %s, which is elsewhere', (arn) => {
    expect(found({}, arn)).toEqual([['error', 'backup/resource-elsewhere', 'plan.selects.database']]);
  });

  test.each<Record<string, string>>([{}, { 'aws:x': 'y' }, { a: 'b;c' }])('the tags %j', (wrong) => {
    const { stack, plan } = planIn();
    plan.selectsVolumes('volumes', wrong);
    expect(findings(stack)).toEqual([['error', 'backup/tags', 'plan.selects.volumes']]);
  });

  test('two selections of one name', () => {
    const { stack, plan } = planIn();
    plan.selectsVolumes('database', { a: 'b' });
    expect(findings(stack)).toEqual([['error', 'backup/duplicate-selection', 'plan.selects.database']]);
  });

  test('names that AWS Backup refuses', () => {
    expect(found({ name: 'a'.repeat(41) })).toContainEqual(['error', 'stack/name', 'plan']);
    const { stack, plan } = planIn();
    plan.selects('the database', { arn: databaseArn });
    expect(findings(stack)).toContainEqual(['error', 'stack/name', 'plan']);
  });

  test('selects in any order give the same content', () => {
    const make = (names: readonly string[]) => {
      const stack = testStack();
      const plan = new BackupPlan(stack, 'plan', { vault: vaultIn({}, stack).vault });
      for (const name of names) plan.selects(name, { arn: `${databaseArn}-${name}` });
      return resources(stack, BackupSelection);
    };
    expect(make(['a', 'b'])).toEqual(make(['b', 'a']));
  });
});
