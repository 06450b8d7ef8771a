import type { PolicyStatement } from '../../stack/policy';
import { iamArn, type PolicyContext } from './policy-context';

/** Services that a role of the environment may be handed to. */
export const passedTo = [
  'backup.amazonaws.com',
  'ec2.amazonaws.com',
  'eks.amazonaws.com',
  'monitoring.rds.amazonaws.com',
  'pods.eks.amazonaws.com',
  'restore-testing.backup.amazonaws.com',
  's3.amazonaws.com',
  'vpc-flow-logs.amazonaws.com',
];

/** Services whose own role in the account may be made, which they ask for the first time they are used. */
export const linkedServices = [
  'autoscaling.amazonaws.com',
  'backup.amazonaws.com',
  'eks-nodegroup.amazonaws.com',
  'eks.amazonaws.com',
  'elasticache.amazonaws.com',
  'elasticloadbalancing.amazonaws.com',
  'rds.amazonaws.com',
  'restore-testing.backup.amazonaws.com',
  'spot.amazonaws.com',
  'wafv2.amazonaws.com',
];

/** Actions by which a role, and who has it, changes. */
export const changingActions = [
  'iam:Add*',
  'iam:Attach*',
  'iam:Create*',
  'iam:Delete*',
  'iam:Detach*',
  'iam:Put*',
  'iam:Tag*',
  'iam:Untag*',
  'iam:Update*',
];

/** Actions by which a role gets permissions. */
export const grantingActions = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
];

/** Roles, policies and instance profiles of the environment, by the prefix of their names. */
export function identityStatements(context: PolicyContext): PolicyStatement[] {
  const roles = iamArn(context, `role/${context.prefix}*`);
  return [
    {
      sid: 'Roles',
      actions: [
        'iam:AddRoleToInstanceProfile',
        'iam:CreateInstanceProfile',
        'iam:CreatePolicy',
        'iam:CreatePolicyVersion',
        'iam:DeleteInstanceProfile',
        'iam:DeletePolicy',
        'iam:DeletePolicyVersion',
        'iam:DeleteRole',
        'iam:DeleteRolePolicy',
        'iam:DetachRolePolicy',
        'iam:RemoveRoleFromInstanceProfile',
        'iam:SetDefaultPolicyVersion',
        'iam:TagInstanceProfile',
        'iam:TagPolicy',
        'iam:TagRole',
        'iam:UntagInstanceProfile',
        'iam:UntagPolicy',
        'iam:UntagRole',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateRole',
        'iam:UpdateRoleDescription',
      ],
      resources: [
        roles,
        iamArn(context, `instance-profile/${context.prefix}*`),
        iamArn(context, `policy/${context.prefix}*`),
      ],
    },
    {
      // Each may be given anything, and is held by the boundary.
      sid: 'BoundRoles',
      actions: grantingActions,
      resources: [roles],
      conditions: { StringEquals: { 'iam:PermissionsBoundary': context.boundaryArn } },
    },
    {
      sid: 'PassRoles',
      actions: ['iam:PassRole'],
      resources: [roles],
      conditions: { StringEquals: { 'iam:PassedToService': passedTo } },
    },
    {
      sid: 'ServiceLinkedRoles',
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [iamArn(context, 'role/aws-service-role/*')],
      conditions: { StringEquals: { 'iam:AWSServiceName': linkedServices } },
    },
  ];
}
