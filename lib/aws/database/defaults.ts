import { defaultPostgresVersion } from '../../core/versions/postgres';

/** What a database gets when nothing is said; the docstrings of the props repeat it for the reader. */
export const defaults = {
  version: defaultPostgresVersion as string,
  port: 5432,
  backupRetentionDays: 30,
  replicaBackupRetentionDays: 7,
  backupWindow: '03:00-04:00',
  maintenanceWindow: 'sun:04:30-sun:05:30',
  finalSnapshot: 'final',
  monitoringSeconds: 60,
  cpuPercent: 80,
  freeStoragePercent: 10,
  connectionsPercent: 80,
  replicaLagSeconds: 600,
  slowStatementMilliseconds: 1000,
} as const;
