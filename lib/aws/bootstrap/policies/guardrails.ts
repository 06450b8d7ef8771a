import type { PolicyStatement } from '../../stack/policy';
import { STATE_NAME } from '../state-place';
import { changingActions, grantingActions } from './deploy-identity';
import { anyRegion, BOOTSTRAP_PATH, iamArn, type PolicyContext } from './policy-context';

/** Policies of AWS that would lift every limit of the deployer, if a role of the environment had them. */
const forbiddenPolicies = ['AdministratorAccess', 'IAMFullAccess', 'PowerUserAccess'];

/** What the deployer is denied whatever else it is allowed, now or later. */
export function guardrails(context: PolicyContext): PolicyStatement[] {
  return [
    noUsers(),
    noAdministrators(context),
    ...boundRoles(context),
    ownRoles(context),
    ...stateStore(context),
  ];
}

function noUsers(): PolicyStatement {
  return {
    sid: 'NoUsersNoProviders',
    effect: 'Deny',
    actions: [
      'account:*',
      'iam:*AccessKey*',
      'iam:*Group*',
      'iam:*LoginProfile*',
      'iam:*MFADevice*',
      'iam:*OpenIDConnectProvider*',
      'iam:*SAMLProvider*',
      'iam:*User*',
      'iam:CreateAccountAlias',
      'iam:DeleteAccountPasswordPolicy',
      'iam:UpdateAccountPasswordPolicy',
      'organizations:*',
    ],
    resources: ['*'],
  };
}

function noAdministrators(context: PolicyContext): PolicyStatement {
  const arns = forbiddenPolicies.map((name) => `arn:${context.partition}:iam::aws:policy/${name}`);
  return {
    sid: 'NoAdministrators',
    effect: 'Deny',
    actions: ['iam:AttachRolePolicy'],
    resources: ['*'],
    conditions: { ArnEquals: { 'iam:PolicyARN': arns } },
  };
}

/** IAM User Guide, "Delegating responsibility to others using permissions boundaries"; the boundary itself is below {@link BOOTSTRAP_PATH}. */
function boundRoles(context: PolicyContext): PolicyStatement[] {
  return [
    {
      sid: 'OnlyBoundRoles',
      effect: 'Deny',
      actions: grantingActions,
      resources: ['*'],
      conditions: { StringNotEquals: { 'iam:PermissionsBoundary': context.boundaryArn } },
    },
    {
      sid: 'BoundForEver',
      effect: 'Deny',
      actions: ['iam:DeleteRolePermissionsBoundary'],
      resources: ['*'],
    },
  ];
}

function ownRoles(context: PolicyContext): PolicyStatement {
  const path = BOOTSTRAP_PATH.slice(1);
  return {
    sid: 'OwnRoles',
    effect: 'Deny',
    actions: [...changingActions, 'iam:PassRole', 'iam:Set*'],
    resources: [iamArn(context, `policy/${path}*`), iamArn(context, `role/${path}*`)],
  };
}

/** Its bucket and key are named like all others of the environment, so what names allow has to be taken back. */
function stateStore(context: PolicyContext): PolicyStatement[] {
  const buckets = context.stateBucketArns;
  const logs = buckets.map((one) => `${one}-logs`);
  const within = (bucket: string) => `${bucket}/*`;
  return [
    {
      sid: 'StateBucket',
      effect: 'Deny',
      actions: [
        's3:CreateBucket',
        's3:DeleteBucket*',
        's3:DeleteObjectVersion*',
        's3:PutBucket*',
        's3:PutEncryptionConfiguration',
        's3:PutLifecycleConfiguration',
        's3:PutReplicationConfiguration',
        's3:TagResource',
        's3:UntagResource',
      ],
      resources: [...buckets, ...logs].flatMap((one) => [one, within(one)]),
    },
    {
      sid: 'StateObjects',
      effect: 'Deny',
      actions: ['s3:DeleteObject'],
      resources: [...buckets.map((one) => `${one}/*/terraform.tfstate`), ...logs.map(within)],
    },
    {
      sid: 'StateKeyItself',
      effect: 'Deny',
      actions: [
        'kms:CancelKeyDeletion',
        'kms:Create*',
        'kms:DeleteAlias',
        'kms:Disable*',
        'kms:PutKeyPolicy',
        'kms:ScheduleKeyDeletion',
        'kms:TagResource',
        'kms:UntagResource',
        'kms:Update*',
      ],
      resources: [...context.stateKeyArns, anyRegion(context, 'kms', `alias/${context.prefix}${STATE_NAME}`)],
    },
  ];
}
