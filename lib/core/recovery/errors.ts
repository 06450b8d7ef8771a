import { defineErrors } from '../errors';

/** Mistakes in the backups and the recovery of an environment, found before any construct is made. */
export const recoveryErrors = defineErrors('recovery', {
  'standby-region': {
    title: 'The standby is the primary region, or has data of its own among the regions.',
    example: "primaryRegion: 'us-east-1', recovery: { standby: 'us-east-1', ... }",
  },
  zones: {
    title:
      'The standby region has no zones of the letters that the primary uses, or which ones differs by account.',
    example: "zones a, b and c in the primary, and standby: 'ap-northeast-1', which has a, c and d",
  },
  'range-overlap': {
    title: "The standby's range shares addresses with the primary, one of its peers, or another environment.",
    example: "network: { range: '10.0.0.0/16' } in both regions",
  },
  edge: {
    title:
      'An environment with a standby has no public entry in its primary region: no record could fail over.',
    example: 'recovery: { ... } without edge: { ... }',
  },
  database: {
    title: 'An environment with a standby has no managed database in its primary region.',
    example: 'recovery: { ... } without database: { ... }',
  },
  disposable: {
    title: 'An environment promises to recover, and lets its data be deleted.',
    example: "protection: 'disposable' with recovery: { ... }",
  },
  'no-backups': {
    title:
      'An environment with a standby has no backups: a replica follows a deletion as it follows everything.',
    example: 'recovery: { ... } without backups: { ... }',
  },
  'database-choice': {
    title: 'The way that the database gets to the standby does not fit what runs there.',
    example: "readiness: 'backupOnly' with database: 'replica'",
  },
  'database-role': {
    title: 'Only a replica can be promoted or come back.',
    example: "databaseRole: 'promoted' with database: 'replicatedBackups'",
  },
  restore: {
    title: 'A database is to be restored where one follows already, or to a time that cannot be read.',
    example: "restore: { ... } with database: 'replica'",
  },
  serve: {
    title: 'The standby is to serve, and nothing runs there.',
    example: "serve: 'standby' with readiness: 'pilotLight'",
  },
  'serve-primary': {
    title: 'Customers are sent to the primary while the database that is written to stands in the standby.',
    example: "databaseRole: 'promoted' without serve: 'standby'",
  },
  'global-datastore': {
    title:
      'A global datastore is chosen where there is no cache, none in the standby, or one of a type that it cannot have.',
    example: "cache: 'globalDatastore' with nodeType: 'cache.t3.small'",
  },
  registry: {
    title:
      "The standby's images come from a registry in the primary region: it cannot start a pod without that region.",
    example: "registry: '444444444444.dkr.ecr.us-east-1.amazonaws.com' with primaryRegion: 'us-east-1'",
  },
  schedule: {
    title: 'A backup schedule is none that AWS Backup takes, or runs more often than every hour.',
    example: "schedule: 'rate(5 minutes)'",
  },
  'blocked-backup': {
    title:
      "A backup plan gives up before the database's windows are over: AWS Backup starts no backup of it within them, nor in the hour before.",
    example: "schedule: 'cron(0 3 * * ? *)', startWithinMinutes: 60 with backup: { window: '03:00-04:00' }",
  },
  lock: {
    title: 'A vault lock refuses the retention of the backups.',
    example: 'retentionDays: 30, lock: { mode: governance, minRetentionDays: 60, maxRetentionDays: 90 }',
  },
  'rpo-kinds': {
    title: 'The promised loss says nothing of a kind of data that is kept, or something of one that is not.',
    example: "rpo: { database: '5m' } in an environment with buckets",
  },
  rto: {
    title: 'The time promised for a recovery is shorter than its mechanisms take.',
    example: "rto: '5m' with decision: '5m'",
  },
  rpo: {
    title: 'The loss promised at most is less than the mechanisms may lose.',
    example: "rpo: '5m' for objects, which S3 replicates within 15 minutes",
  },
});
