import type { RetentionDays } from '../../logs/log-group';

/** What is seen of a database. */
export interface DatabaseMonitoring {
  /**
   * Seconds between two points of enhanced monitoring: 1, 5, 10, 15, 30 or 60.
   * @default 60
   */
  readonly intervalSeconds?: number | 'off';
  /**
   * Database Insights: load by statement, wait and user.
   * @default - standard, for 7 days
   */
  readonly insights?: DatabaseInsights | 'off';
}

/** Database Insights, which took over from Performance Insights in 2026. */
export interface DatabaseInsights {
  /** `advanced` costs by the vCPU hour. */
  readonly mode: 'standard' | 'advanced';
  /**
   * How long the data is kept: 7, a multiple of 31 up to 713, or 731 days; in advanced mode 465 (RDS API, CreateDBInstance,
   * and CloudWatch, "Database Insights").
   * @default - 7, or 465 in advanced mode
   */
  readonly retentionDays?: number;
}

/** What PostgreSQL logs and how long CloudWatch keeps it. */
export interface DatabaseLogs {
  /**
   * How long, in days.
   * @default 365
   */
  readonly retention?: RetentionDays;
  /**
   * Which statements are logged: `log_statement`. `mod` and `all` write the data within the statements too.
   * @default 'ddl'
   */
  readonly statements?: 'none' | 'ddl' | 'mod' | 'all';
  /**
   * Statements that take at least so many milliseconds are logged, with the data within them: `log_min_duration_statement`.
   * @default 1000
   */
  readonly slowStatementMilliseconds?: number | 'off';
}
