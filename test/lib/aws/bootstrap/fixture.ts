import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { GithubRoles, type GithubRolesProps, StateStore } from '../../../../lib/aws/bootstrap';
import type { AwsStack } from '../../../../lib/aws/stack';
import { resources, testStack } from '../../../../lib/testing';
import type { Statement } from './iam';

/** Roles with everything said, in a stack of the environment test. */
export function githubRoles(props: Partial<GithubRolesProps> = {}, stack: AwsStack = testStack()) {
  const store = new StateStore(stack, 'state', { accessLogs: 'none' });
  const roles = new GithubRoles(stack, 'delivery', {
    repository: 'microshop@1234/platform@5678',
    deployEnvironment: 'test',
    regions: ['us-east-1', 'us-west-2'],
    hostedZoneIds: ['Z0123456789ABC'],
    store,
    ...props,
  });
  return { stack, store, roles };
}

/** All statements of a role's policies. */
export function statementsOf(stack: AwsStack, kind: 'plan' | 'deploy'): Statement[] {
  return Object.entries(resources(stack, IamPolicy))
    .filter(([name]) => name.startsWith(`delivery_${kind}-`))
    .flatMap(([, block]) => JSON.parse(block['policy']).Statement as Statement[]);
}

/** The conditions of a role's trust policy. */
export function trustOf(stack: AwsStack, kind: 'plan' | 'deploy'): Record<string, string | string[]> {
  const role = resources(stack, IamRole)[`delivery_${kind}`];
  const [statement] = JSON.parse(role?.['assume_role_policy']).Statement;
  expect(Object.keys(statement.Condition)).toEqual(['StringEquals']);
  expect(statement.Action).toEqual(['sts:AssumeRoleWithWebIdentity']);
  return statement.Condition.StringEquals;
}
