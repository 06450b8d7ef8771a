import type { PolicyStatement } from '../stack/policy';
import { changingActions } from './policies/deploy-identity';
import { anyRegion, BOOTSTRAP_PATH, iamArn, type PolicyContext } from './policies/policy-context';
import type { StatePlace } from './state-place';

/** Last part of the boundary's name. Without a region: there is one for all roles of an environment. */
export const BOUNDARY_NAME = 'boundary';

/**
 * ARN of the policy that no role of an environment can exceed, as `GithubRoles` makes it: for `permissionsBoundary` of the environment's
 * other stacks.
 */
export function boundaryArn({ project, environment, account }: Omit<StatePlace, 'region'>): string {
  return `arn:aws:iam::${account}:policy${BOOTSTRAP_PATH}${project}-${environment}-${BOUNDARY_NAME}`;
}

/**
 * What no role that the deployer makes may do, whatever the deployer gives it (IAM User Guide, "Permissions boundaries for IAM entities" and
 * "Delegating responsibility to others using permissions boundaries"): change who may do what, act as somebody else, delete
 * backups, or reach the states, and the buckets and secrets of the account that are another environment's. All else is for the roles' own policies.
 */
export function boundaryDenials(context: PolicyContext): Omit<PolicyStatement, 'effect'>[] {
  return [...identities(context), standIns(), recoveryPoints(), ...others(context), ...states(context)];
}

/**
 * What runs as a role that it was given before, or as an administrator of a cluster: who may change it, or send it a command, acts as that role without
 * passing it on (CloudFormation API Reference, UpdateStack: its role serves "even if the users don't have permission to pass it").
 */
function standIns(): Omit<PolicyStatement, 'effect'> {
  return {
    sid: 'NoStandIns',
    actions: [
      'cloudformation:*',
      'codebuild:StartBuild*',
      'codebuild:UpdateProject',
      'codepipeline:*',
      'ec2-instance-connect:*',
      'ecs:ExecuteCommand',
      'eks:*AccessPolicy',
      'eks:CreateAccessEntry',
      'eks:UpdateAccessEntry',
      'glue:UpdateDevEndpoint',
      'glue:UpdateJob',
      'identitystore:*',
      'lambda:UpdateFunction*',
      'rolesanywhere:*',
      'sagemaker:CreatePresigned*',
      'ssm:ResumeSession',
      'ssm:SendCommand',
      'ssm:StartAutomationExecution',
      'ssm:StartSession',
      'sso:*',
    ],
    resources: ['*'],
  };
}

/** The deployer may open a vault, so that it can be destroyed; what is in it is then lost by no role that it makes. */
function recoveryPoints(): Omit<PolicyStatement, 'effect'> {
  return {
    sid: 'KeepBackups',
    actions: [
      'backup:DeleteBackupVault*',
      'backup:DeleteRecoveryPoint',
      'backup:PutBackupVaultAccessPolicy',
      'backup:UpdateRecoveryPointLifecycle',
    ],
    resources: ['*'],
  };
}

function identities(context: PolicyContext): Omit<PolicyStatement, 'effect'>[] {
  const roles = iamArn(context, `role/${context.prefix}*`);
  return [
    {
      // EKS makes instance profiles and service-linked roles by the role of its control plane, as does Karpenter.
      sid: 'NoOtherIdentities',
      actions: ['iam:*'],
      notResources: [
        iamArn(context, 'instance-profile/*'),
        iamArn(context, 'role/aws-service-role/*'),
        roles,
      ],
    },
    {
      // What is left is to read a role, and to pass it on.
      sid: 'NoChangeOfRoles',
      actions: changingActions,
      resources: [roles],
    },
    { sid: 'NoOtherRoles', actions: ['sts:AssumeRole'], notResources: [roles] },
    { sid: 'NoAccounts', actions: ['account:*', 'organizations:*'], resources: ['*'] },
  ];
}

/** Of other accounts only what they share can be reached at all, so these are about this one. */
function others(context: PolicyContext): Omit<PolicyStatement, 'effect'>[] {
  const conditions = { StringEquals: { 'aws:ResourceAccount': context.account } };
  return [
    {
      sid: 'NoOtherBuckets',
      actions: ['s3:*'],
      notResources: [`arn:${context.partition}:s3:::${context.prefix}*`],
      conditions,
    },
    {
      sid: 'NoOtherSecrets',
      actions: ['secretsmanager:*'],
      notResources: [anyRegion(context, 'secretsmanager', `secret:${context.prefix}*`)],
      conditions,
    },
  ];
}

/** They are named like all others of the environment. */
function states(context: PolicyContext): Omit<PolicyStatement, 'effect'>[] {
  return [
    {
      sid: 'NoStates',
      actions: ['s3:*'],
      resources: context.stateBucketArns.flatMap((one) => [one, `${one}/*`]),
    },
    { sid: 'NoStateKeys', actions: ['kms:*'], resources: context.stateKeyArns },
  ];
}
