/** When and which upgrades of a database happen. */
export interface DatabaseMaintenance {
  /**
   * When RDS patches, and when changes that need a restart are made: `ddd:hh:mm-ddd:hh:mm` in UTC, 30 minutes to a day. Must not meet
   * the backup window.
   * @default 'sun:04:30-sun:05:30'
   */
  readonly window?: string;
  /**
   * Whether RDS installs minor versions. Not together with a pinned minor version.
   * @default - true, unless `version` names a minor version
   */
  readonly autoMinorUpgrade?: boolean;
  /**
   * Whether a higher major `version` is let through. Say `allowed` for the one deploy that upgrades, together with
   * `apply: 'immediately'` or `updates: 'blueGreen'`.
   * @default 'refused'
   */
  readonly majorUpgrade?: 'refused' | 'allowed';
  /**
   * When changes that need a restart are made.
   * @default 'inWindow'
   */
  readonly apply?: 'inWindow' | 'immediately';
  /**
   * Whether RDS may go on with a version after its standard support, at extra cost per vCPU hour; refused, it upgrades. Chosen when
   * the database is created (RDS User Guide, "Amazon RDS Extended Support").
   * @default 'refused'
   */
  readonly extendedSupport?: 'refused' | 'paid';
}
