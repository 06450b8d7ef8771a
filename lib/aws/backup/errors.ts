import { defineErrors } from '../../core/errors';

/** Mistakes about backups, their copies and the tests of restoring them. */
export const backupErrors = defineErrors('backup', {
  lock: {
    title: 'The lock of a vault has days that AWS Backup refuses, or a least retention above the greatest.',
    example: "lock: { mode: 'governance', minRetentionDays: 30, maxRetentionDays: 7 }",
  },
  'lock-for-ever': {
    title:
      'A compliance lock cannot be lifted once its days to change are over, by nobody, the account itself included (a warning).',
    example: "lock: { mode: 'compliance', minRetentionDays: 7, maxRetentionDays: 90, changeableForDays: 3 }",
  },
  administrators: {
    title: 'Who may change a vault is not named by the ARNs of roles, or nobody is.',
    example: "administrators: ['deploy']",
  },
  key: {
    title: 'The key of a vault is in another region than the vault, and KMS keys do not leave theirs.',
    example: 'a vault in us-west-2 with encryption: { key: <a key of us-east-1> }',
  },
  'vault-region': {
    title:
      'A plan or a restore test names a vault of another region; plans only write to vaults of their own.',
    example: 'new BackupPlan(<in us-east-1>, "daily", { vault: <a vault of us-west-2>, ... })',
  },
  schedule: {
    title: 'A schedule is not a cron expression that AWS Backup takes.',
    example: "schedule: '0 2 * * *'",
  },
  window: {
    title: 'The window to start a job is too short, or leaves less than an hour to complete it.',
    example: 'window: { startMinutes: 30, completeMinutes: 60 }',
  },
  retention: {
    title: 'Backups are not kept for a whole number of days from 1 to 36500.',
    example: 'retentionDays: 0',
  },
  'retention-outside-lock': {
    title:
      'Backups are kept for fewer or more days than the lock of their vault allows: every job into it would fail.',
    example: 'retentionDays: 3, into a vault whose lock asks for at least 7',
  },
  'point-in-time-retention': {
    title: 'A continuous backup is to be kept for longer than the 35 days that AWS Backup allows.',
    example: "continuous: 'pointInTime', retentionDays: 90",
  },
  'point-in-time-database': {
    title:
      'AWS Backup takes over the backup window and retention of a database that it backs up continuously, against those of its own configuration (a warning).',
    example: "continuous: 'pointInTime', and plan.selects('database', { arn: database.databaseArn })",
  },
  'copy-to-itself': {
    title:
      'Backups are copied to a vault of the same region and account: what takes the region takes the copy too.',
    example: 'copyTo: { vault: <a vault of us-east-1>, retentionDays: 30 } in a plan of us-east-1',
  },
  'copy-with-default-key': {
    title:
      'Backups are copied to a vault that is encrypted with a default key of AWS, which nobody else can be let in to.',
    example: 'copyTo: { vault: <the vault Default>, retentionDays: 30 }',
  },
  resource: {
    title: 'A resource is not named by the ARN of one thing that the plan can back up.',
    example: "plan.selects('everything', { arn: '*' })",
  },
  'resource-elsewhere': {
    title: 'A resource is in another region or account than the plan, which cannot back it up.',
    example: "plan.selects('replica', { arn: 'arn:aws:rds:us-west-2:...:db:orders' }) in a plan of us-east-1",
  },
  'duplicate-selection': {
    title: 'Two selections of one plan or test have the same name.',
    example: "plan.selects('database', a); plan.selects('database', b)",
  },
  tags: {
    title: 'A selection by tags has no tag, or one that AWS does not take.',
    example: "plan.selectsVolumes('volumes', {})",
  },
  'selects-nothing': {
    title: 'A plan selects nothing, so it backs nothing up.',
    example: "new BackupPlan(this, 'daily', { name: 'daily', vault }) and no call of selects",
  },
  'tests-nothing': {
    title: 'A restore test names nothing to restore, or no vault to restore it from.',
    example: "new RestoreTest(this, 'test', { name: 'weekly', vaults: [vault] }) and no call of restores",
  },
  'test-window': {
    title: 'A number of a restore test is outside of what AWS Backup takes.',
    example: 'withinDays: 0',
  },
});
