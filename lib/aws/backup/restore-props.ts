import type { BackupRestoreTestingPlanConfig } from '@cdktf/provider-aws/lib/backup-restore-testing-plan';
import type { BackupRestoreTestingSelectionConfig } from '@cdktf/provider-aws/lib/backup-restore-testing-selection';
import type { CloudwatchEventRuleConfig } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import type { IamRoleConfig } from '@cdktf/provider-aws/lib/iam-role';
import type { Tags } from '../../core/tags';
import type { Override } from '../stack/override';
import type { IBackupVault } from './vault-props';

/** Where a test restores a database to. */
export interface RestoredDatabase {
  /** Name of the subnet group: without it RDS looks for a default VPC. */
  readonly subnetGroupName: string;
  /**
   * Ids of its security groups.
   * @default - the VPC's default one, which lets nobody in where a Network of ours made it
   */
  readonly securityGroupIds?: readonly string[];
  /**
   * Instance class, for example a smaller one.
   * @default - that of the backup
   */
  readonly instanceClass?: string;
  /**
   * Name of the parameter group.
   * @default - the default one of the engine's version
   */
  readonly parameterGroupName?: string;
}

/** How a test restores volumes. */
export interface RestoredVolumes {
  /**
   * ARN of the key that encrypts them.
   * @default - the account's default key for EBS
   */
  readonly keyArn?: string;
  /**
   * Zone that they are restored in.
   * @default - any of the region
   */
  readonly zone?: string;
}

/** Volumes whose backups a test restores. */
export interface VolumesToRestore extends RestoredVolumes {
  /** Tags that the backups have, which are those of the volumes: for a cluster's claims, `claimVolumeTags(stack)`. */
  readonly tags: Tags;
}

/** A database whose backups a test restores. */
export interface DatabaseToRestore {
  /** ARN of the database that was backed up; for copies from another region, the one there. */
  readonly arn: string;
  /** Where it is restored to. */
  readonly into: RestoredDatabase;
}

/** Changes to the resources of a restore test. */
export interface RestoreTestOverrides {
  /**
   * The testing plan.
   * @default - none
   */
  readonly plan?: Override<BackupRestoreTestingPlanConfig>;
  /**
   * Each selection.
   * @default - none
   */
  readonly selection?: Override<BackupRestoreTestingSelectionConfig>;
  /**
   * The role.
   * @default - none
   */
  readonly role?: Override<IamRoleConfig>;
  /**
   * The rule that tells of failed restores.
   * @default - none
   */
  readonly failures?: Override<CloudwatchEventRuleConfig>;
}

/** What a `RestoreTest` is made from. */
export interface RestoreTestProps {
  /**
   * Last part of the name, `<project>_<environment>_<name>`, 50 characters in all: hyphens become underscores, which are all
   * that AWS Backup takes here.
   * @default 'restore'
   */
  readonly name?: string;
  /** The vaults that backups are restored from, of this region. */
  readonly vaults: readonly IBackupVault[];
  /**
   * When, in UTC: `cron(minute hour day-of-month month day-of-week year)`; every quarter is `cron(0 10 1 1,4,7,10 ? *)`.
   * @default 'cron(0 10 ? * SUN *)'
   */
  readonly schedule?: string;
  /**
   * Hours after the scheduled time within which it starts, 1 to 168.
   * @default 8
   */
  readonly startHours?: number;
  /**
   * Which backup of each resource is restored.
   * @default 'latest'
   */
  readonly backup?: 'latest' | 'random';
  /**
   * Days back from which it is taken, 1 to 365. A test finds nothing, and does not fail, when there is none.
   * @default 7
   */
  readonly withinDays?: number;
  /**
   * Whether continuous backups are restored too.
   * @default 'snapshots'
   */
  readonly kinds?: 'snapshots' | 'snapshotsAndContinuous';
  /**
   * Hours that what was restored stays, for a look at it, before AWS Backup deletes it: 1 to 168.
   * @default 1
   */
  readonly validationHours?: number;
  /**
   * ARN of the topic that hears of restores that failed. EventBridge has to be let in to it, as an `AlarmTopic` does.
   * @default - nobody hears of them
   */
  readonly topicArn?: string;
  /**
   * Changes to the resources themselves.
   * @default - none
   */
  readonly overrides?: RestoreTestOverrides;
}
