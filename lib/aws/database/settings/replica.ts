/** A read replica in the region of its source: same key, subnets, security group and parameters. */
export interface DatabaseReplica {
  /**
   * Its instance class.
   * @default - that of the database
   */
  readonly instanceClass?: string;
  /**
   * Its zone, for example `us-east-1b`. A change of it replaces the replica.
   * @default - AWS chooses
   */
  readonly zone?: string;
  /**
   * Its version, where minor versions are pinned: a minor upgrade starts with the replicas (RDS User Guide, "Upgrades of the RDS for
   * PostgreSQL DB engine"), so raise this one first and that of the database in a second deploy. A major upgrade takes the replicas along.
   * @default - left to RDS
   */
  readonly version?: string;
  /**
   * Days that its own backups are kept, 1 to 35: with them it is safe from the moment it is promoted.
   * @default 7
   */
  readonly backupRetentionDays?: number;
  /**
   * Whether Terraform and RDS refuse to destroy it. To remove a replica, say `false` first and leave its key out in a second deploy.
   * @default - that of the database
   */
  readonly deletionProtection?: boolean;
}
