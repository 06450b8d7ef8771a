import { defineErrors } from '../../core/errors';

/** Mistakes about databases. */
export const databaseErrors = defineErrors('database', {
  'alarm-threshold': {
    title: 'A threshold of an alarm is out of its range, or cannot be computed from the instance class.',
    example: 'alarms: { cpuPercent: 800 }',
  },
  'blue-green-identity': {
    title:
      'A permission to connect names the instance by its resource id, which a blue/green update changes (a warning).',
    example: "updates: 'blueGreen' with database.connectStatement('orders')",
  },
  'blue-green-major': {
    title: 'A major upgrade by blue/green needs logical replication, which is off.',
    example: "updates: 'blueGreen', maintenance: { majorUpgrade: 'allowed' } without rds.logical_replication",
  },
  'blue-green-replicas': {
    title: 'Blue/green updates are asked for together with read replicas.',
    example: "updates: 'blueGreen', replicas: { reports: {} }",
  },
  'blue-green-rotation': {
    title:
      'The password was rotated before, and a blue/green update would not pass a new one on (a warning).',
    example: "updates: 'blueGreen', passwordVersion: 2",
  },
  'connect-user': {
    title: 'A permission to connect is not for one database user.',
    example: "database.connectStatement('*')",
  },
  'database-name': {
    title: 'PostgreSQL or RDS does not take the name of the database.',
    example: "databaseName: 'my-shop'",
  },
  'duplicate-name': {
    title: 'Two databases of a stack have the same identifier.',
    example: "two databases with name: 'main'",
  },
  'extended-support': {
    title: 'A version in extended support is asked for, and paying for it is not allowed.',
    example: "version: '14' in March 2027 without maintenance: { extendedSupport: 'paid' }",
  },
  'final-snapshot': {
    title: 'The last part of the final snapshot is not a name.',
    example: "backup: { finalSnapshot: 'last_one' }",
  },
  insights: {
    title: 'Database Insights does not keep its data for this time in this mode.',
    example: "monitoring: { insights: { mode: 'advanced', retentionDays: 7 } }",
  },
  'instance-class': {
    title: 'An instance class does not exist, or is not offered for these versions of PostgreSQL.',
    example: "instanceClass: 'db.t2.medium'",
  },
  'log-settings': {
    title: 'What the log holds is not a setting of PostgreSQL.',
    example: 'logs: { slowStatementMilliseconds: -5 }',
  },
  'major-upgrade': {
    title: 'A major upgrade would wait for the maintenance window, and its parameter group cannot.',
    example: "maintenance: { majorUpgrade: 'allowed' } and nothing else",
  },
  'master-username': {
    title: 'The name of the master user is reserved, or of the wrong form.',
    example: "masterUsername: 'admin'",
  },
  'minor-version': {
    title: 'A minor version was withdrawn, or does not exist yet.',
    example: "version: '15.3'",
  },
  'monitoring-interval': {
    title: 'Enhanced monitoring does not know this interval.',
    example: 'monitoring: { intervalSeconds: 20 }',
  },
  parameter: {
    title: 'A parameter is misspelled, or one that has a prop of its own.',
    example: "parameters: { 'rds.force_ssl': '0' }",
  },
  'password-version': {
    title: 'The version of the master password is not a whole number from 1.',
    example: 'passwordVersion: 0',
  },
  'pinned-minor': {
    title:
      'A minor version is pinned and automatic minor upgrades are on, so Terraform would try to go back.',
    example: "version: '17.9', maintenance: { autoMinorUpgrade: true }",
  },
  port: { title: 'RDS does not take the port.', example: 'network: { port: 80, ... }' },
  replica: {
    title:
      'A read replica has a name of the wrong form, a version its source cannot feed, or is one too many.',
    example: "replicas: { 'Reports_1': {} }",
  },
  restore: {
    title: 'What a database is restored from is missing, given twice or of the wrong form.',
    example: "restore: { snapshot: 'orders-final', pointInTime: { ... }, keyArn: '...' }",
  },
  retention: {
    title: 'Automated backups are not kept for 1 to 35 days.',
    example: 'backup: { retentionDays: 0 }',
  },
  released: {
    title: 'A released database keeps the secret, and nobody said which instance it opens now.',
    example: 'new ReleasedDatabase(...) without servedBy(...)',
  },
  'standby-backups': {
    title: 'The source of a standby, or of replicated backups, keeps no automated backups.',
    example: 'overrides: { instance: { backupRetentionPeriod: 0 } } of the source',
  },
  'standby-class': {
    title: 'A standby is smaller than its source (a warning).',
    example: "instanceClass: 'db.t3.medium' for a source of db.r7g.large",
  },
  'standby-generation': {
    title: 'The generation of a standby is not a whole number from 1.',
    example: 'generation: 0',
  },
  'standby-key': {
    title:
      'A copy in another region is not encrypted, or with a default key of AWS, or with a key of another stack.',
    example: "overrides: { instance: { kmsKeyId: 'arn:aws:kms:us-west-2:...:alias/aws/rds' } }",
  },
  'standby-parameter': {
    title: 'A parameter of a standby is lower than that of its source, and PostgreSQL would stop following.',
    example: "parameters: { max_connections: '100' } for a source with 200",
  },
  'standby-password': {
    title: 'The source of a standby has its master password managed by RDS, which RDS refuses with replicas.',
    example: 'overrides: { instance: { manageMasterUserPassword: true } } of the source',
  },
  'standby-region': {
    title:
      'A standby, or replicated backups, are in the region of their source: they would be lost together.',
    example: 'a source in us-west-2 for a stack in us-west-2',
  },
  'standby-source': {
    title: 'A standby follows nothing, or something that is no instance of the region it is said to be in.',
    example: "role: 'standby' without source",
  },
  'standby-upgrade': {
    title:
      'A standby in another region cannot be upgraded to another major version: RDS does not take it along.',
    example: "role: 'standby', maintenance: { majorUpgrade: 'allowed' }",
  },
  'storage-max': {
    title: 'The limit of storage autoscaling is not at least a tenth above the size.',
    example: 'storage: { sizeGiB: 100, maxGiB: 105 }',
  },
  'storage-performance': {
    title: 'Operations or throughput of gp3 cannot be set for this size, or are out of their range.',
    example: 'storage: { sizeGiB: 20, iops: 12000 }',
  },
  'storage-size': { title: 'RDS does not take the size.', example: 'storage: { sizeGiB: 10 }' },
  window: {
    title: 'A window is of the wrong form, too short or too long.',
    example: "backup: { window: '3am-4am' }",
  },
  'windows-overlap': {
    title: 'The backup window meets the maintenance window.',
    example: "backup: { window: '03:00-04:00' }, maintenance: { window: 'sun:03:30-sun:04:30' }",
  },
  zone: {
    title:
      'A zone is of another region or without a subnet, is named for a database in two zones, or two zones are missing.',
    example: "availability: 'multiAz', network: { zone: 'us-east-1a', ... }",
  },
});
