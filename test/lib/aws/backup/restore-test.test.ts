import { BackupRestoreTestingPlan } from '@cdktf/provider-aws/lib/backup-restore-testing-plan';
import { BackupRestoreTestingSelection } from '@cdktf/provider-aws/lib/backup-restore-testing-selection';
import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { claimVolumeTags, RestoreTest, type RestoreTestProps } from '../../../../lib/aws/backup';
import { addresses, onlyResource, resources, synthTerraform } from '../../../../lib/testing';
import { databaseArn, findings, standby, topicArn, vaultIn } from './fixture';

const into = { subnetGroupName: 'shop-test-database' };

function testIn(props: Partial<RestoreTestProps> = {}, restores: 'database' | 'nothing' = 'database') {
  const { stack, vault } = vaultIn();
  const restoring = new RestoreTest(stack, 'test', { vaults: [vault], ...props });
  if (restores === 'database') restoring.restoresDatabase('main', { arn: databaseArn, into });
  return { stack, vault, restoring };
}

describe('RestoreTest', () => {
  test('restores the latest backup of the week every Sunday', () => {
    expect(onlyResource(testIn().stack, BackupRestoreTestingPlan)).toEqual({
      name: 'shop_test_restore',
      schedule_expression: 'cron(0 10 ? * SUN *)',
      schedule_expression_timezone: 'Etc/UTC',
      start_window_hours: 8,
      recovery_point_selection: [
        {
          algorithm: 'LATEST_WITHIN_WINDOW',
          include_vaults: ['${aws_backup_vault.vault.arn}'],
          recovery_point_types: ['SNAPSHOT'],
          selection_window_days: 7,
        },
      ],
    });
  });

  test('restores a database where it is told to, by a role that may only restore', () => {
    const { stack, restoring } = testIn({}, 'nothing');
    restoring.restoresDatabase('main-db', {
      arn: databaseArn,
      into: {
        ...into,
        securityGroupIds: ['${aws_security_group.x.id}', 'sg-2'],
        instanceClass: 'db.t4g.medium',
        parameterGroupName: 'shop-test-main-postgres17',
      },
    });
    const content = synthTerraform(stack);
    expect(onlyResource(content, BackupRestoreTestingSelection)).toEqual({
      name: 'main_db',
      restore_testing_plan_name: '${aws_backup_restore_testing_plan.test.name}',
      iam_role_arn: '${aws_iam_role.test_role.arn}',
      protected_resource_type: 'RDS',
      protected_resource_arns: [databaseArn],
      validation_window_hours: 1,
      restore_metadata_overrides: {
        dbSubnetGroupName: 'shop-test-database',
        vpcSecurityGroupIds: '["${aws_security_group.x.id}","sg-2"]',
        dbInstanceClass: 'db.t4g.medium',
        dbParameterGroupName: 'shop-test-main-postgres17',
      },
      depends_on: ['aws_iam_role_policy_attachment.test_role_policy'],
    });
    expect(onlyResource(content, IamRole)['name']).toBe('shop-test-us-east-1-restore-test-restore');
    expect(onlyResource(content, IamRolePolicyAttachment)['policy_arn']).toBe(
      'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores',
    );
  });

  test('restores volumes by their tags', () => {
    const { stack, restoring } = testIn({}, 'nothing');
    const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/1';
    restoring.restoresVolumes('volumes', { tags: claimVolumeTags(stack), keyArn, zone: 'us-east-1a' });
    restoring.restoresVolumes('plain', { tags: { a: 'b' } });
    const selections = resources(stack, BackupRestoreTestingSelection);
    expect(selections['test_restores-volumes']).toMatchObject({
      protected_resource_type: 'EBS',
      protected_resource_conditions: [
        {
          string_equals: [
            { key: 'aws:ResourceTag/ebs.csi.aws.com/cluster', value: 'true' },
            { key: 'aws:ResourceTag/environment', value: 'test' },
            { key: 'aws:ResourceTag/project', value: 'shop' },
          ],
        },
      ],
      restore_metadata_overrides: { availabilityZone: 'us-east-1a', kmsKeyId: keyArn },
    });
    expect(Object.keys(selections['test_restores-plain'] ?? {})).not.toContain('restore_metadata_overrides');
    expect(findings(stack)).toEqual([]);
  });

  test('every setting reaches the plan', () => {
    const { stack } = testIn({
      name: 'each-quarter',
      schedule: 'cron(0 10 1 1,4,7,10 ? *)',
      backup: 'random',
      withinDays: 30,
      kinds: 'snapshotsAndContinuous',
      startHours: 24,
      validationHours: 4,
    });
    expect(onlyResource(stack, BackupRestoreTestingPlan)).toMatchObject({
      name: 'shop_test_each_quarter',
      schedule_expression: 'cron(0 10 1 1,4,7,10 ? *)',
      start_window_hours: 24,
      recovery_point_selection: [
        {
          algorithm: 'RANDOM_WITHIN_WINDOW',
          recovery_point_types: ['CONTINUOUS', 'SNAPSHOT'],
          selection_window_days: 30,
        },
      ],
    });
    expect(onlyResource(stack, BackupRestoreTestingSelection)['validation_window_hours']).toBe(4);
  });

  test('tells a topic of its own restores that failed', () => {
    const rule = onlyResource(testIn({ topicArn }).stack, CloudwatchEventRule);
    expect(rule['name']).toBe('shop-test-restore-test-restore-failures');
    expect(JSON.parse(rule['event_pattern'])).toEqual({
      source: ['aws.backup'],
      account: ['111122223333'],
      'detail-type': ['Restore Job State Change'],
      detail: {
        status: ['ABORTED', 'EXPIRED', 'FAILED', 'PARTIAL'],
        iamRoleArn: ['arn:aws:iam::111122223333:role/shop-test-us-east-1-restore-test-restore'],
      },
    });
  });

  test.each([
    ['plan', BackupRestoreTestingPlan, { startWindowHours: 2 }, { start_window_hours: 2 }],
    [
      'selection',
      BackupRestoreTestingSelection,
      { validationWindowHours: 2 },
      { validation_window_hours: 2 },
    ],
    ['role', IamRole, { maxSessionDuration: 7200 }, { max_session_duration: 7200 }],
    ['failures', CloudwatchEventRule, { description: 'x' }, { description: 'x' }],
  ] as const)('the override of %s reaches its resource', (name, type, override, expected) => {
    const { stack } = testIn({ topicArn, overrides: { [name]: override } });
    expect(onlyResource(stack, type)).toMatchObject(expected);
  });

  test('addresses', () => {
    const found = addresses(synthTerraform(testIn({ topicArn }).stack));
    expect(found.filter((one) => one.includes('.test'))).toEqual([
      'aws_backup_restore_testing_plan.test',
      'aws_backup_restore_testing_selection.test_restores-main',
      'aws_cloudwatch_event_rule.test_failures',
      'aws_cloudwatch_event_target.test_failures_target',
      'aws_iam_role.test_role',
      'aws_iam_role_policy_attachment.test_role_policy',
    ]);
  });
});

describe('mistakes about a restore test', () => {
  const found = (props: Partial<RestoreTestProps>) => findings(testIn(props).stack);

  test('a well-formed one has none', () => {
    expect(found({})).toEqual([]);
    expect(found({ startHours: 168, validationHours: 168, withinDays: 365, topicArn })).toEqual([]);
  });

  test('one without a selection, or without a vault', () => {
    expect(findings(testIn({}, 'nothing').stack)).toEqual([['error', 'backup/tests-nothing', 'test']]);
    expect(found({ vaults: [] })).toEqual([['error', 'backup/tests-nothing', 'test.vaults']]);
  });

  test.each([
    ['startHours', 0],
    ['startHours', 169],
    ['validationHours', 0],
    ['validationHours', 1.5],
    ['withinDays', 0],
    ['withinDays', 366],
  ] as const)('%s of %d', (at, value) => {
    expect(found({ [at]: value })).toEqual([['error', 'backup/test-window', `test.${at}`]]);
  });

  test('a vault of another region, and a schedule that is none', () => {
    expect(found({ vaults: [standby] })).toEqual([['error', 'backup/vault-region', 'test.vaults']]);
    expect(found({ schedule: 'weekly' })).toEqual([['error', 'backup/schedule', 'test.schedule']]);
  });

  test.each(['*', 'arn:aws:rds:us-east-1:111122223333:db:*', 'arn:aws:ec2:us-east-1:111122223333:volume/v'])(
    'the database %s',
    (arn) => {
      const { stack, restoring } = testIn({}, 'nothing');
      restoring.restoresDatabase('main', { arn, into });
      expect(findings(stack)).toEqual([['error', 'backup/resource', 'test.restores.main']]);
    },
  );

  test('a copy is tested by the ARN of what was copied, of another region', () => {
    const { stack, restoring } = testIn({}, 'nothing');
    restoring.restoresDatabase('main', { arn: 'arn:aws:rds:us-west-2:111122223333:db:x', into });
    restoring.restoresDatabase('other', { arn: '${aws_db_instance.x.arn}', into });
    expect(findings(stack)).toEqual([]);
  });

  test('no tags, and two selections of one name', () => {
    const { stack, restoring } = testIn({}, 'nothing');
    restoring.restoresVolumes('a-b', { tags: {} });
    restoring.restoresVolumes('a_b', { tags: { a: 'b' } });
    expect(findings(stack)).toEqual([
      ['error', 'backup/tags', 'test.restores.a-b'],
      ['error', 'backup/duplicate-selection', 'test.restores.a_b'],
    ]);
  });

  test('names that AWS Backup refuses', () => {
    expect(found({ name: 'a'.repeat(41) })).toContainEqual(['error', 'stack/name', 'test']);
    const { stack, restoring } = testIn();
    restoring.restoresVolumes('a.b', { tags: { a: 'b' } });
    expect(findings(stack)).toEqual([['error', 'stack/name', 'test']]);
  });
});
