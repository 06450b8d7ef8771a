import { IamRole, type IamRoleConfig } from '@cdktf/provider-aws/lib/iam-role';
import type { Construct } from 'constructs';
import { AwsStack } from './aws-stack';

/**
 * A role of the environment, within the permissions boundary of its stack unless its config names another one. Every role that a construct
 * makes is one of these: the deployer may make no other (`GithubRoles`).
 */
export class Role extends IamRole {
  constructor(scope: Construct, id: string, config: IamRoleConfig) {
    const { permissionsBoundary } = AwsStack.of(scope);
    super(scope, id, { ...(permissionsBoundary !== undefined && { permissionsBoundary }), ...config });
  }
}
