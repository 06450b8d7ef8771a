import {
  BackupRestoreTestingPlan,
  type BackupRestoreTestingPlanConfig,
} from '@cdktf/provider-aws/lib/backup-restore-testing-plan';
import {
  BackupRestoreTestingSelection,
  type BackupRestoreTestingSelectionConfig,
} from '@cdktf/provider-aws/lib/backup-restore-testing-selection';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import type { Finding } from '../../core/errors';
import { attachAll, report } from '../../core/report';
import { AwsStack, checkedName } from '../stack/aws-stack';
import { overridden } from '../stack/override';
import { isReference, parseArn } from './arn';
import { BackupRole } from './backup-role';
import { backupErrors } from './errors';
import { FailureRule, failedStates } from './failure-rule';
import { isWhole } from './lock';
import { vaultRegionProblems } from './plan-checks';
import type {
  DatabaseToRestore,
  RestoredDatabase,
  RestoreTestOverrides,
  RestoreTestProps,
  VolumesToRestore,
} from './restore-props';
import { scheduleProblems } from './schedule';
import { tagConditions, tagProblems } from './volume-tags';

/**
 * Restores backups now and then, lets them stand for a while and deletes them: a backup that nobody ever restored is a hope. How long
 * each restore took is in its job (AWS Backup Developer Guide, "Restore testing"). It restores nothing by itself: call
 * {@link restoresDatabase} and {@link restoresVolumes}. Reports `backup/*` and `stack/name`.
 */
export class RestoreTest extends Construct {
  /** The testing plan's name, known at synth: for runbooks. */
  readonly testName: string;
  /** ARN of the testing plan, as a reference. */
  readonly testArn: string;
  /** ARN of the role that restores. */
  readonly roleArn: string;
  private readonly role: BackupRole;
  private readonly planName: string;
  private readonly validationHours: number;
  private readonly overrides: RestoreTestOverrides | undefined;
  private readonly names = new Set<string>();
  private complained = false;

  constructor(scope: Construct, id: string, props: RestoreTestProps) {
    super(scope, id);
    const { name = 'restore', overrides } = props;
    this.overrides = overrides;
    this.validationHours = props.validationHours ?? 1;
    this.check(props);
    this.testName = checkedName(
      this,
      'aws_backup_restore_testing_plan',
      underscored(AwsStack.of(this).prefixed(name)),
    );
    this.role = new BackupRole(this, 'role', {
      name: `restore-test-${name}`,
      description: `Restores backups for test ${this.testName}`,
      may: 'restore',
      ...(overrides?.role && { override: overrides.role }),
    });
    this.roleArn = this.role.roleArn;
    const plan = new BackupRestoreTestingPlan(
      this,
      'Resource',
      overridden(this, 'plan', this.config(props), overrides?.plan),
    );
    this.planName = plan.name;
    this.testArn = plan.arn;
    if (props.topicArn !== undefined) this.addFailureRule(name, props.topicArn);
  }

  /**
   * Restores backups of one database: another instance, of one zone, not public and without deletion protection. Reports
   * `backup/resource` and `backup/duplicate-selection`.
   * @param name - of the selection: part of its address, 50 characters at most; hyphens become underscores
   */
  restoresDatabase(name: string, { arn, into }: DatabaseToRestore): void {
    const parsed = parseArn(arn);
    if (!isReference(arn) && !(parsed?.service === 'rds' && /^db:[^*]+$/.test(parsed.resource))) {
      report(this, backupErrors.resource, {
        at: `restores.${name}`,
        found: `"${arn}"`,
        fix: 'give the ARN of one database instance, for example database.databaseArn',
      });
    }
    this.add(name, {
      protectedResourceType: 'RDS',
      protectedResourceArns: [arn],
      restoreMetadataOverrides: databaseOverrides(into),
    });
  }

  /**
   * Restores backups of the volumes that have all of some tags, each as another volume. Reports `backup/tags` and
   * `backup/duplicate-selection`.
   * @param name - of the selection: part of its address, 50 characters at most; hyphens become underscores
   */
  restoresVolumes(name: string, { tags, keyArn, zone }: VolumesToRestore): void {
    attachAll(this, tagProblems(this.node.path, `restores.${name}`, tags));
    this.add(name, {
      protectedResourceType: 'EBS',
      protectedResourceConditions: [{ stringEquals: tagConditions(tags) }],
      ...((zone !== undefined || keyArn !== undefined) && {
        restoreMetadataOverrides: {
          ...(zone !== undefined && { availabilityZone: zone }),
          ...(keyArn !== undefined && { kmsKeyId: keyArn }),
        },
      }),
    });
  }

  private config(props: RestoreTestProps): BackupRestoreTestingPlanConfig {
    const continuous = props.kinds === 'snapshotsAndContinuous';
    return {
      // Resolved when the stack is written: by then every selection has been made.
      name: Lazy.stringValue({ produce: () => this.checked() }),
      scheduleExpression: scheduleOf(props),
      scheduleExpressionTimezone: 'Etc/UTC',
      startWindowHours: props.startHours ?? 8,
      recoveryPointSelection: [
        {
          algorithm: props.backup === 'random' ? 'RANDOM_WITHIN_WINDOW' : 'LATEST_WITHIN_WINDOW',
          includeVaults: [...new Set(props.vaults.map((one) => one.vaultArn))].sort(),
          recoveryPointTypes: continuous ? ['CONTINUOUS', 'SNAPSHOT'] : ['SNAPSHOT'],
          selectionWindowDays: props.withinDays ?? 7,
        },
      ],
    };
  }

  private check(props: RestoreTestProps): void {
    const { region, account } = AwsStack.of(this);
    const place = { path: this.node.path, region, account };
    attachAll(this, scheduleProblems(place.path, scheduleOf(props)));
    for (const vault of props.vaults) attachAll(this, vaultRegionProblems(place, 'vaults', vault));
    if (props.vaults.length === 0) {
      this.reportNothing({ at: 'vaults', found: 'no vault', fix: 'name the vaults to restore from' });
    }
    // AWS Backup API Reference, "RestoreTestingPlanForCreate", "RestoreTestingRecoveryPointSelection", "RestoreTestingSelectionForCreate".
    const limits: [at: keyof RestoreTestProps, value: number, max: number, unit: string][] = [
      ['startHours', props.startHours ?? 8, 168, 'hours'],
      ['validationHours', this.validationHours, 168, 'hours'],
      ['withinDays', props.withinDays ?? 7, 365, 'days'],
    ];
    for (const [at, value, max, unit] of limits) {
      if (isWhole(value, 1, max)) continue;
      report(this, backupErrors['test-window'], {
        at,
        found: `${value} ${unit}`,
        fix: `give a whole number of ${unit} from 1 to ${max}`,
      });
    }
  }

  private addFailureRule(name: string, topicArn: string): void {
    const override = this.overrides?.failures;
    new FailureRule(this, 'failures', {
      name: `restore-test-${name}-failures`,
      description: `Restores of test ${this.testName} that failed`,
      detailTypes: ['Restore Job State Change'],
      // Of restores alone, the events have a status where the others have a state; by the role one knows whose they are.
      detail: { status: failedStates, iamRoleArn: [this.role.knownArn] },
      topicArn,
      ...(override && { override }),
    });
  }

  private add(
    name: string,
    what: Omit<BackupRestoreTestingSelectionConfig, 'name' | 'iamRoleArn' | 'restoreTestingPlanName'>,
  ): void {
    const key = underscored(name);
    if (this.names.has(key)) {
      report(this, backupErrors['duplicate-selection'], {
        at: `restores.${name}`,
        found: `"${key}" twice`,
        fix: 'give each selection a name of its own',
      });
      return;
    }
    this.names.add(key);
    const config: BackupRestoreTestingSelectionConfig = {
      name: checkedName(this, 'aws_backup_restore_testing_selection', key),
      restoreTestingPlanName: this.planName,
      iamRoleArn: this.roleArn,
      validationWindowHours: this.validationHours,
      ...what,
      dependsOn: [this.role.ready],
    };
    const override = this.overrides?.selection;
    new BackupRestoreTestingSelection(
      this,
      `restores-${name}`,
      overridden(this, 'selection', config, override),
    );
  }

  private checked(): string {
    if (this.names.size === 0 && !this.complained) {
      this.complained = true;
      this.reportNothing({
        found: `test ${this.testName} without a selection`,
        fix: 'call restoresDatabase or restoresVolumes, or leave the test out',
      });
    }
    return this.testName;
  }

  private reportNothing(finding: Finding): void {
    report(this, backupErrors['tests-nothing'], finding);
  }
}

function scheduleOf({ schedule }: RestoreTestProps): string {
  return schedule ?? 'cron(0 10 ? * SUN *)';
}

function underscored(name: string): string {
  return name.replaceAll('-', '_');
}

/** Keys as AWS Backup spells them, lists as JSON (Developer Guide, "Restore testing inferred metadata"). */
function databaseOverrides(into: RestoredDatabase): Record<string, string> {
  const { securityGroupIds, instanceClass, parameterGroupName } = into;
  return {
    dbSubnetGroupName: into.subnetGroupName,
    ...(securityGroupIds && {
      // By hand: JSON.stringify would escape the quotes within a reference.
      vpcSecurityGroupIds: `[${securityGroupIds.map((one) => `"${one}"`).join(',')}]`,
    }),
    ...(instanceClass !== undefined && { dbInstanceClass: instanceClass }),
    ...(parameterGroupName !== undefined && { dbParameterGroupName: parameterGroupName }),
  };
}
