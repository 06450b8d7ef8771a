import {
  type BackupPlanConfig,
  type BackupPlanRule,
  BackupPlan as Plan,
} from '@cdktf/provider-aws/lib/backup-plan';
import { BackupSelection, type BackupSelectionConfig } from '@cdktf/provider-aws/lib/backup-selection';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { attachAll, report } from '../../core/report';
import type { Tags } from '../../core/tags';
import { AwsStack, checkedName, physicalName } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import { BackupRole } from './backup-role';
import { backupErrors } from './errors';
import { type FullPlan, fullPlan, type PlanPlace, planProblems, resourceProblems } from './plan-checks';
import type { BackupPlanOverrides, BackupPlanProps, IBackedUp } from './plan-props';
import { tagConditions, tagProblems } from './volume-tags';

/**
 * Backs up what it selects, every night unless told otherwise, and copies every backup to another vault where one is named. It backs up
 * nothing by itself: call {@link selects} and {@link selectsVolumes}. The account has to have opted in to the kinds of resources in
 * this region (AWS Backup, "Settings", service opt-in; RDS and EBS are on unless somebody turned them off).
 *
 * AWS Backup ends the life of its backups by the plan's role: whoever removes the plan with a role of its own while backups are left finds
 * some of them expired and not deleted. A plan that comes and goes is given a role that stays. Reports `backup/*` and `stack/name`.
 */
export class BackupPlan extends Construct {
  /** The plan's id, as a reference. */
  readonly planId: string;
  /** ARN of the plan, as a reference. */
  readonly planArn: string;
  /** ARN of the role that makes backups and copies. */
  readonly roleArn: string;
  /** When it runs, in UTC. */
  readonly schedule: string;
  private readonly role: BackupRole;
  private readonly plan: FullPlan;
  private readonly overrides: BackupPlanOverrides | undefined;
  private readonly names = new Set<string>();
  private complained = false;

  constructor(scope: Construct, id: string, props: BackupPlanProps) {
    super(scope, id);
    this.plan = fullPlan(props);
    this.overrides = props.overrides;
    this.schedule = this.plan.schedule;
    attachAll(this, planProblems(this.place(), this.plan));
    const name = physicalName(this, 'aws_backup_plan', this.plan.name);
    this.role = props.role ?? this.ownRole(name);
    this.roleArn = this.role.roleArn;
    const config: BackupPlanConfig = {
      // Resolved when the stack is written: by then every selection has been made.
      name: Lazy.stringValue({ produce: () => this.checked(name) }),
      rule: [this.rule()],
    };
    const plan = new Plan(this, 'Resource', overridden(this, 'plan', config, props.overrides?.plan));
    this.planId = plan.id;
    this.planArn = plan.arn;
  }

  /**
   * Backs up one resource. Reports `backup/resource`, `backup/resource-elsewhere` and `backup/duplicate-selection`, and warns of
   * `backup/point-in-time-database`.
   * @param name - of the selection: part of its address, 50 characters at most
   * @param resource - what has an ARN, for example `{ arn: database.databaseArn }`
   */
  selects(name: string, { arn }: IBackedUp): void {
    attachAll(this, resourceProblems(this.place(), name, arn, this.plan.continuous));
    this.add(name, { resources: [arn] });
  }

  /**
   * Backs up the EBS volumes of this account and region that have all of some tags, also those that are made later. Reports
   * `backup/tags` and `backup/duplicate-selection`.
   * @param name - of the selection: part of its address, 50 characters at most
   * @param tags - for the volumes of the cluster's claims, `claimVolumeTags(stack)`
   */
  selectsVolumes(name: string, tags: Tags): void {
    attachAll(this, tagProblems(this.node.path, `selects.${name}`, tags));
    const { partition } = AwsStack.of(this);
    // Tags in `selection_tag` would add resources of any kind that has one of them; conditions narrow down what is named.
    this.add(name, {
      resources: [`arn:${partition}:ec2:*:*:volume/*`],
      condition: [{ stringEquals: tagConditions(tags) }],
    });
  }

  private ownRole(plan: string): BackupRole {
    return new BackupRole(this, 'role', {
      name: `backup-${this.plan.name}`,
      description: `Makes the backups of plan ${plan}`,
      may: 'backup',
      ...(this.overrides?.role && { override: this.overrides.role }),
    });
  }

  private place(): PlanPlace {
    const { region, account } = AwsStack.of(this);
    return { path: this.node.path, region, account };
  }

  private rule(): BackupPlanRule {
    const { name, vault, schedule, retentionDays, window, copyTo, continuous } = this.plan;
    return {
      ruleName: name,
      targetVaultName: vault.vaultName,
      schedule,
      scheduleExpressionTimezone: 'Etc/UTC',
      startWindow: window.startMinutes,
      completionWindow: window.completeMinutes,
      enableContinuousBackup: continuous === 'pointInTime',
      lifecycle: { deleteAfter: retentionDays },
      // AWS Backup makes the recovery points, where the provider's default tags do not reach.
      recoveryPointTags: { ...AwsStack.of(this).tags },
      ...(copyTo && {
        copyAction: [
          {
            destinationVaultArn: copyTo.vault.vaultArn,
            lifecycle: { deleteAfter: copyTo.retentionDays },
          },
        ],
      }),
    };
  }

  private add(name: string, what: Pick<BackupSelectionConfig, 'resources' | 'condition'>): void {
    if (this.names.has(name)) {
      report(this, backupErrors['duplicate-selection'], {
        at: `selects.${name}`,
        found: `"${name}" twice`,
        fix: 'give each selection a name of its own',
      });
      return;
    }
    this.names.add(name);
    const config: BackupSelectionConfig = {
      name: checkedName(this, 'aws_backup_selection', name),
      planId: this.planId,
      iamRoleArn: this.roleArn,
      ...what,
      dependsOn: [this.role.ready],
    };
    new BackupSelection(
      this,
      `selects-${name}`,
      overridden(this, 'selection', config, this.overrides?.selection),
    );
  }

  private checked(name: string): string {
    if (this.names.size === 0 && !this.complained) {
      this.complained = true;
      report(this, backupErrors['selects-nothing'], {
        found: `plan ${name} without a selection`,
        fix: "call selects('database', { arn }) or selectsVolumes, or leave the plan out",
      });
    }
    return name;
  }
}
