import { BackupPlan } from '../../lib/aws/backup/backup-plan';
import type { BackupPlanProps } from '../../lib/aws/backup/plan-props';
import { claimVolumeTags } from '../../lib/aws/backup/volume-tags';
import type { AwsStack } from '../../lib/aws/stack/aws-stack';
import type { Backups } from '../../lib/core/environment/backups';
import { defaultStartMinutes } from '../../lib/core/recovery';

/** What a plan of a region's backups is made from, beside the environment's data. */
export interface NightlyPlanProps extends Pick<BackupPlanProps, 'vault' | 'copyTo' | 'role'> {
  /** ARN of the region's database. */
  readonly databaseArn: string | undefined;
  /** Whether volumes of the region's cluster hold something. */
  readonly volumes: boolean;
}

/** The plan by which a region is backed up while it is the one that is written to. */
export function addNightlyPlan(
  stack: AwsStack,
  backups: Backups,
  { databaseArn, volumes, ...props }: NightlyPlanProps,
): BackupPlan {
  const plan = new BackupPlan(stack, 'plan', {
    name: PLAN_NAME,
    schedule: backups.schedule,
    retentionDays: backups.retentionDays,
    window: windowOf(backups),
    ...props,
  });
  if (databaseArn !== undefined) plan.selects('database', { arn: databaseArn });
  if (volumes) plan.selectsVolumes('volumes', claimVolumeTags(stack));
  return plan;
}

/** The plan's name in every region. */
export const PLAN_NAME = 'daily';

/** At least an hour to be done after the last moment to begin (AWS Backup API Reference, BackupRuleInput). */
function windowOf({ startWithinMinutes = defaultStartMinutes }: Backups) {
  return { startMinutes: startWithinMinutes, completeMinutes: Math.max(1440, startWithinMinutes + 60) };
}
