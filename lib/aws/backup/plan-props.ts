import type { BackupPlanConfig } from '@cdktf/provider-aws/lib/backup-plan';
import type { BackupSelectionConfig } from '@cdktf/provider-aws/lib/backup-selection';
import type { IamRoleConfig } from '@cdktf/provider-aws/lib/iam-role';
import type { Override } from '../stack/override';
import type { BackupRole } from './backup-role';
import type { IBackupVault } from './vault-props';

/** Something that can be backed up: a database, a volume, a table, a file system. */
export interface IBackedUp {
  /** Its ARN, for example a database's `databaseArn`. */
  readonly arn: string;
}

/** Where backups are copied to. */
export interface BackupCopy {
  /** The vault, of another region or account, with a key of its own there. */
  readonly vault: IBackupVault;
  /** Days that the copies are kept, 1 to 36500, within the bounds of that vault's lock. */
  readonly retentionDays: number;
}

/** How long a backup has to get going, and to be done. */
export interface BackupWindow {
  /**
   * Minutes after the scheduled time within which it has to start, 60 or more; until then AWS Backup tries again every ten
   * minutes. It starts no backup of a database in the hour before its maintenance window, nor within it, so this has to reach
   * beyond (Developer Guide, "Backup plan options and configuration").
   * @default 480
   */
  readonly startMinutes?: number;
  /**
   * Minutes after the scheduled time within which it has to be done: at least 60 more than to start.
   * @default 1440
   */
  readonly completeMinutes?: number;
}

/** Changes to the resources of a plan. */
export interface BackupPlanOverrides {
  /**
   * The plan itself.
   * @default - none
   */
  readonly plan?: Override<BackupPlanConfig>;
  /**
   * Each selection.
   * @default - none
   */
  readonly selection?: Override<BackupSelectionConfig>;
  /**
   * The plan's own role.
   * @default - none
   */
  readonly role?: Override<IamRoleConfig>;
}

/** What a `BackupPlan` is made from. */
export interface BackupPlanProps {
  /**
   * Last part of the plan's name, `<project>-<environment>-<name>`, 50 characters in all.
   * @default 'daily'
   */
  readonly name?: string;
  /** Where the backups go: a vault of the plan's own region. */
  readonly vault: IBackupVault;
  /**
   * When, in UTC: `cron(minute hour day-of-month month day-of-week year)`.
   * @default 'cron(0 2 * * ? *)'
   */
  readonly schedule?: string;
  /**
   * Days that backups are kept, 1 to 36500, within the bounds of the vault's lock. Nothing moves to cold storage.
   * @default 30
   */
  readonly retentionDays?: number;
  /**
   * How long a backup has to start and to complete.
   * @default - 8 hours to start, a day to complete
   */
  readonly window?: BackupWindow;
  /**
   * Where every backup is copied to.
   * @default - nowhere: who loses the region loses the backups
   */
  readonly copyTo?: BackupCopy;
  /**
   * Whether AWS Backup keeps a continuous backup too, for any point in time of up to 35 days. Not for a database whose own backups do
   * that.
   * @default 'none'
   */
  readonly continuous?: 'none' | 'pointInTime';
  /**
   * The role that makes backups and copies, and that ends their life: where the plan comes and goes, one that stays.
   * @default - a role of the plan's own
   */
  readonly role?: BackupRole;
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: BackupPlanOverrides;
}
