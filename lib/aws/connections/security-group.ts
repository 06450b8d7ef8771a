import {
  type SecurityGroupConfig,
  SecurityGroup as SecurityGroupResource,
} from '@cdktf/provider-aws/lib/security-group';
import { Construct } from 'constructs';
import { physicalName } from '../stack/aws-stack';
import { type Override, overridden } from '../stack/override';
import { Connections, type IConnectable } from './connections';
import type { Port } from './port';

/** What a {@link SecurityGroup} is made from. */
export interface SecurityGroupProps {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Last part of the group's name and the name in its rules' descriptions, for example `database`. */
  readonly name: string;
  /** What the group is for. A change of it replaces the group, so it says nothing that changes. */
  readonly description: string;
  /**
   * The port that others reach it by.
   * @default - none: every rule names its port
   */
  readonly defaultPort?: Port;
  /**
   * Changes to the resource itself.
   * @default - none
   */
  readonly overrides?: { readonly securityGroup?: Override<SecurityGroupConfig> };
}

/** A security group without rules: nothing comes in and nothing goes out until {@link Connections} open it. */
export class SecurityGroup extends Construct implements IConnectable {
  /** Id of the group. */
  readonly securityGroupId: string;
  readonly connections: Connections;

  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    const name = physicalName(this, 'aws_security_group', props.name);
    const config: SecurityGroupConfig = {
      name,
      description: props.description,
      vpcId: props.vpcId,
      // Rules of ours are resources of their own; without them, the provider removes the rule that AWS adds for all egress.
      revokeRulesOnDelete: true,
      tags: { Name: name },
    };
    const group = new SecurityGroupResource(
      this,
      'Resource',
      overridden(this, 'securityGroup', config, props.overrides?.securityGroup),
    );
    this.securityGroupId = group.id;
    this.connections = new Connections({
      scope: this,
      name: props.name,
      securityGroupId: group.id,
      ...(props.defaultPort && { defaultPort: props.defaultPort }),
    });
  }
}
