import type { IamRoleConfig } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { AwsStack, physicalName } from '../stack/aws-stack';
import { type Override, overridden } from '../stack/override';
import { serviceTrust } from '../stack/policy';
import { Role } from '../stack/role';

/** The policies of AWS for the roles of AWS Backup, by what a role is for. */
const policies = {
  backup: 'AWSBackupServiceRolePolicyForBackup',
  restore: 'AWSBackupServiceRolePolicyForRestores',
} as const;

/** What a {@link BackupRole} is made from. */
export interface BackupRoleProps {
  /** Last part of the role's name, after the region. */
  readonly name: string;
  /** What it is for, for people. */
  readonly description: string;
  /** What it may: make backups and copies, or restore them. */
  readonly may: keyof typeof policies;
  /**
   * Changes to the role itself.
   * @default - none
   */
  readonly override?: Override<IamRoleConfig>;
}

/**
 * The role by which AWS Backup works. It has the policy that AWS manages for it (Developer Guide, "IAM service roles"), not one of our
 * own: AWS extends that one when a service begins to ask for more (version 22 in May 2025, 30 in February 2026), and a right that is
 * missing shows only when a backup fails at night. A policy of ours could not be much narrower either: AWS names the
 * snapshots. It does not reach buckets, which need another one. Keys of this account are used through IAM and by grants.
 */
export class BackupRole extends Construct {
  /** ARN of the role, as a reference. */
  readonly roleArn: string;
  /** ARN of the role, known at synth. */
  readonly knownArn: string;
  /** What has to exist before AWS Backup can use the role. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, props: BackupRoleProps) {
    super(scope, id);
    const stack = AwsStack.of(this);
    const name = physicalName(this, 'aws_iam_role', stack.region, props.name);
    const config: IamRoleConfig = {
      name,
      description: props.description,
      assumeRolePolicy: serviceTrust(this, 'backup.amazonaws.com'),
    };
    const role = new Role(this, 'Resource', overridden(this, 'role', config, props.override));
    this.ready = new IamRolePolicyAttachment(this, 'policy', {
      role: role.name,
      policyArn: `arn:${stack.partition}:iam::aws:policy/service-role/${policies[props.may]}`,
    });
    this.roleArn = role.arn;
    this.knownArn = `arn:${stack.partition}:iam::${stack.account}:role/${name}`;
  }
}
