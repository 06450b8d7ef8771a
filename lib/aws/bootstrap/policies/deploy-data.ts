import type { PolicyStatement } from '../../stack/policy';
import { anyRegion, inRegions, type PolicyContext } from './policy-context';

/** Databases, caches, buckets and secrets: made, changed and deleted, their content not read. */
export function dataStatements(context: PolicyContext): PolicyStatement[] {
  return [database(context), cache(context), secrets(context), buckets(context), ...objects(context)];
}

function database(context: PolicyContext): PolicyStatement {
  const { prefix } = context;
  return {
    sid: 'Database',
    actions: [
      'rds:AddTagsToResource',
      'rds:CreateBlueGreenDeployment',
      'rds:CreateDBInstance',
      'rds:CreateDBInstanceReadReplica',
      'rds:CreateDBParameterGroup',
      'rds:CreateDBSnapshot',
      'rds:CreateDBSubnetGroup',
      'rds:CreateEventSubscription',
      'rds:DeleteBlueGreenDeployment',
      'rds:DeleteDBInstance',
      'rds:DeleteDBParameterGroup',
      'rds:DeleteDBSubnetGroup',
      'rds:DeleteEventSubscription',
      'rds:ModifyDBInstance',
      'rds:ModifyDBParameterGroup',
      'rds:ModifyDBSubnetGroup',
      'rds:ModifyEventSubscription',
      'rds:PromoteReadReplica',
      'rds:RebootDBInstance',
      'rds:RemoveTagsFromResource',
      'rds:ResetDBParameterGroup',
      'rds:RestoreDBInstanceFromDBSnapshot',
      'rds:RestoreDBInstanceToPointInTime',
      'rds:StartDBInstanceAutomatedBackupsReplication',
      'rds:StopDBInstanceAutomatedBackupsReplication',
      'rds:SwitchoverBlueGreenDeployment',
    ],
    resources: [
      anyRegion(context, 'rds', `*:${prefix}*`),
      // Named by RDS itself, or used by every instance that names none of its own.
      anyRegion(context, 'rds', 'auto-backup:*'),
      anyRegion(context, 'rds', 'deployment:*'),
      anyRegion(context, 'rds', 'og:default*'),
      anyRegion(context, 'rds', 'pg:default*'),
      anyRegion(context, 'rds', 'snapshot:*'),
    ],
    conditions: inRegions(context),
  };
}

function cache(context: PolicyContext): PolicyStatement {
  const { prefix } = context;
  return {
    sid: 'Cache',
    actions: [
      'elasticache:AddTagsToResource',
      'elasticache:CreateCacheParameterGroup',
      'elasticache:CreateCacheSubnetGroup',
      'elasticache:CreateGlobalReplicationGroup',
      'elasticache:CreateReplicationGroup',
      'elasticache:CreateSnapshot',
      'elasticache:CreateUser',
      'elasticache:CreateUserGroup',
      'elasticache:DecreaseNodeGroupsInGlobalReplicationGroup',
      'elasticache:DecreaseReplicaCount',
      'elasticache:DeleteCacheParameterGroup',
      'elasticache:DeleteCacheSubnetGroup',
      'elasticache:DeleteGlobalReplicationGroup',
      'elasticache:DeleteReplicationGroup',
      'elasticache:DeleteUser',
      'elasticache:DeleteUserGroup',
      'elasticache:DisassociateGlobalReplicationGroup',
      'elasticache:IncreaseNodeGroupsInGlobalReplicationGroup',
      'elasticache:IncreaseReplicaCount',
      'elasticache:ModifyCacheParameterGroup',
      'elasticache:ModifyCacheSubnetGroup',
      'elasticache:ModifyGlobalReplicationGroup',
      'elasticache:ModifyReplicationGroup',
      'elasticache:ModifyReplicationGroupShardConfiguration',
      'elasticache:ModifyUser',
      'elasticache:ModifyUserGroup',
      'elasticache:RebalanceSlotsInGlobalReplicationGroup',
      'elasticache:RemoveTagsFromResource',
      'elasticache:ResetCacheParameterGroup',
    ],
    resources: [
      anyRegion(context, 'elasticache', `*:${prefix}*`),
      // ElastiCache puts letters of its own in front.
      anyRegion(context, 'elasticache', `globalreplicationgroup:*-${prefix}*`),
      anyRegion(context, 'elasticache', 'parametergroup:default*'),
      anyRegion(context, 'elasticache', 'user:default'),
    ],
    conditions: inRegions(context),
  };
}

function secrets(context: PolicyContext): PolicyStatement {
  return {
    sid: 'Secrets',
    actions: [
      'secretsmanager:CreateSecret',
      'secretsmanager:DeleteResourcePolicy',
      'secretsmanager:DeleteSecret',
      'secretsmanager:PutResourcePolicy',
      'secretsmanager:PutSecretValue',
      'secretsmanager:RemoveRegionsFromReplication',
      'secretsmanager:ReplicateSecretToRegions',
      'secretsmanager:RestoreSecret',
      'secretsmanager:TagResource',
      'secretsmanager:UntagResource',
      'secretsmanager:UpdateSecret',
      'secretsmanager:UpdateSecretVersionStage',
      'secretsmanager:ValidateResourcePolicy',
    ],
    resources: [anyRegion(context, 'secretsmanager', `secret:${context.prefix}*`)],
    conditions: inRegions(context),
  };
}

function buckets(context: PolicyContext): PolicyStatement {
  return {
    sid: 'Buckets',
    actions: [
      's3:CreateBucket',
      's3:DeleteBucket',
      's3:DeleteBucketPolicy',
      's3:PutBucketCORS',
      's3:PutBucketLogging',
      's3:PutBucketNotification',
      's3:PutBucketObjectLockConfiguration',
      's3:PutBucketOwnershipControls',
      's3:PutBucketPolicy',
      's3:PutBucketPublicAccessBlock',
      's3:PutBucketTagging',
      's3:PutBucketVersioning',
      's3:PutEncryptionConfiguration',
      's3:PutLifecycleConfiguration',
      's3:PutReplicationConfiguration',
      's3:TagResource',
      's3:UntagResource',
    ],
    resources: [`arn:${context.partition}:s3:::${context.prefix}*`],
    conditions: inRegions(context),
  };
}

function objects(context: PolicyContext): PolicyStatement[] {
  if (context.emptiedBuckets.length === 0) return [];
  return [
    {
      sid: 'EmptyBuckets',
      actions: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:ListBucketVersions'],
      resources: context.emptiedBuckets,
    },
  ];
}
