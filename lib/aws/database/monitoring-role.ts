import type { IamRoleConfig } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { AwsStack, physicalName } from '../stack/aws-stack';
import { type Override, overridden } from '../stack/override';
import { policyDocument } from '../stack/policy';
import { Role } from '../stack/role';

/** What a {@link MonitoringRole} is made from. */
export interface MonitoringRoleProps {
  /** The database's name, for that of the role. */
  readonly name: string;
  /** The database's identifier; those of its replicas and of a blue/green copy begin with it. */
  readonly identifier: string;
  /**
   * Changes to the role itself.
   * @default - none
   */
  readonly override?: Override<IamRoleConfig>;
}

/**
 * The role by which enhanced monitoring writes to CloudWatch, for one database and its replicas only (RDS User Guide, "Setting up and
 * enabling Enhanced Monitoring", the confused deputy problem).
 */
export class MonitoringRole extends Construct {
  /** ARN of the role. */
  readonly roleArn: string;
  /** What has to exist before RDS can use the role. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, { name, identifier, override }: MonitoringRoleProps) {
    super(scope, id);
    const stack = AwsStack.of(this);
    const config: IamRoleConfig = {
      name: physicalName(this, 'aws_iam_role', stack.region, name, 'rds-monitoring'),
      description: `Enhanced monitoring of database ${identifier}`,
      assumeRolePolicy: policyDocument(this, [
        {
          sid: 'Trust',
          actions: ['sts:AssumeRole'],
          principals: { services: ['monitoring.rds.amazonaws.com'] },
          conditions: {
            StringEquals: { 'aws:SourceAccount': stack.account },
            StringLike: {
              'aws:SourceArn': [stack.arn('rds', `db:${identifier}`), stack.arn('rds', `db:${identifier}-*`)],
            },
          },
        },
      ]),
    };
    const role = new Role(this, 'Resource', overridden(this, 'monitoringRole', config, override));
    this.ready = new IamRolePolicyAttachment(this, 'policy', {
      role: role.name,
      policyArn: `arn:${stack.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`,
    });
    this.roleArn = role.arn;
  }
}
