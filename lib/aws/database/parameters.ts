import { sortedEntries } from '../../core/sorted-entries';
import { defaults } from './defaults';
import type { DatabaseSettings } from './props';

/** One parameter as a parameter group holds it. */
export interface DatabaseParameter {
  /** Name, as PostgreSQL writes it. */
  readonly name: string;
  /** Value. */
  readonly value: string;
  /** When it is applied: RDS refuses `immediate` for a static parameter. */
  readonly applyMethod: 'immediate' | 'pending-reboot';
}

/** Parameters that only a restart changes (PostgreSQL manual, context `postmaster`; RDS: apply type static). */
const staticParameters = new Set(
  `autovacuum_freeze_max_age autovacuum_max_workers autovacuum_multixact_freeze_max_age cron.database_name
  cron.use_background_workers huge_pages max_connections max_files_per_process max_locks_per_transaction
  max_logical_replication_workers max_pred_locks_per_transaction max_prepared_transactions max_replication_slots
  max_wal_senders max_worker_processes old_snapshot_threshold pg_stat_statements.max rds.logical_replication
  rds.restrict_password_commands reserved_connections shared_buffers shared_preload_libraries
  superuser_reserved_connections track_activity_query_size track_commit_timestamp wal_buffers`.split(/\s+/),
);

/**
 * The parameters of a database, by name: TLS forced, connections, changes of schema and slow statements logged, and the user's over
 * them.
 * @param props - the database
 */
export function databaseParameters({
  network,
  logs = {},
  parameters,
}: DatabaseSettings): DatabaseParameter[] {
  const slow = logs.slowStatementMilliseconds ?? defaults.slowStatementMilliseconds;
  const all: Record<string, string> = {
    log_connections: '1',
    log_disconnections: '1',
    log_lock_waits: '1',
    log_min_duration_statement: slow === 'off' ? '-1' : String(slow),
    log_statement: logs.statements ?? 'ddl',
    ...parameters,
    'rds.force_ssl': network.transport === 'plaintextAllowed' ? '0' : '1',
  };
  return sortedEntries(all).map(([name, value]) => ({
    name,
    value,
    applyMethod: staticParameters.has(name) ? 'pending-reboot' : 'immediate',
  }));
}
