/**
 * The resources that an operation's permission is checked on, by service and operation: parts of ARNs with the parameters that fill
 * them in (Service Authorization Reference, "Resource types" of each action). What a call leaves out is left out; a parameter that is
 * an ARN already stands for itself; `.*` stands for every member of a list. An operation that is not here knows no resource, or all
 * that we allow of it is allowed on every one.
 */
export const resourcesOf: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  rds: {
    AddTagsToResource: ['{ResourceName}'],
    RemoveTagsFromResource: ['{ResourceName}'],
    ...same(
      ['CreateDBInstance', 'ModifyDBInstance'],
      [
        'db:{DBInstanceIdentifier}',
        'pg:{DBParameterGroupName}',
        'subgrp:{DBSubnetGroupName}',
        'og:{OptionGroupName}',
      ],
    ),
    CreateDBInstanceReadReplica: [
      'db:{DBInstanceIdentifier}',
      'db:{SourceDBInstanceIdentifier}',
      'pg:{DBParameterGroupName}',
      'subgrp:{DBSubnetGroupName}',
    ],
    ...same(['DeleteDBInstance', 'RebootDBInstance', 'PromoteReadReplica'], ['db:{DBInstanceIdentifier}']),
    CreateDBSnapshot: ['db:{DBInstanceIdentifier}', 'snapshot:{DBSnapshotIdentifier}'],
    ...same(
      ['CreateDBParameterGroup', 'DeleteDBParameterGroup', 'ModifyDBParameterGroup', 'ResetDBParameterGroup'],
      ['pg:{DBParameterGroupName}'],
    ),
    ...same(
      ['CreateDBSubnetGroup', 'DeleteDBSubnetGroup', 'ModifyDBSubnetGroup'],
      ['subgrp:{DBSubnetGroupName}'],
    ),
    ...same(
      ['CreateEventSubscription', 'DeleteEventSubscription', 'ModifyEventSubscription'],
      ['es:{SubscriptionName}'],
    ),
    ...same(
      ['StartDBInstanceAutomatedBackupsReplication', 'StopDBInstanceAutomatedBackupsReplication'],
      ['{SourceDBInstanceArn}'],
    ),
  },
  elasticache: {
    ...same(['AddTagsToResource', 'RemoveTagsFromResource'], ['{ResourceName}']),
    ...same(
      [
        'CreateReplicationGroup',
        'ModifyReplicationGroup',
        'ModifyReplicationGroupShardConfiguration',
        'DecreaseReplicaCount',
        'IncreaseReplicaCount',
      ],
      [
        'replicationgroup:{ReplicationGroupId}',
        'globalreplicationgroup:{GlobalReplicationGroupId}',
        'parametergroup:{CacheParameterGroupName}',
        'subnetgroup:{CacheSubnetGroupName}',
        'usergroup:{UserGroupIds.member.*}',
        'usergroup:{UserGroupIdsToAdd.member.*}',
        'usergroup:{UserGroupIdsToRemove.member.*}',
      ],
    ),
    CreateGlobalReplicationGroup: [
      'globalreplicationgroup:abcde-{GlobalReplicationGroupIdSuffix}',
      'replicationgroup:{PrimaryReplicationGroupId}',
    ],
    ...same(
      [
        'DecreaseNodeGroupsInGlobalReplicationGroup',
        'DeleteGlobalReplicationGroup',
        'DisassociateGlobalReplicationGroup',
        'FailoverGlobalReplicationGroup',
        'IncreaseNodeGroupsInGlobalReplicationGroup',
        'ModifyGlobalReplicationGroup',
        'RebalanceSlotsInGlobalReplicationGroup',
      ],
      ['globalreplicationgroup:{GlobalReplicationGroupId}'],
    ),
    DeleteReplicationGroup: ['replicationgroup:{ReplicationGroupId}', 'snapshot:{FinalSnapshotIdentifier}'],
    CreateSnapshot: ['replicationgroup:{ReplicationGroupId}', 'snapshot:{SnapshotName}'],
    ...same(
      [
        'CreateCacheParameterGroup',
        'DeleteCacheParameterGroup',
        'ModifyCacheParameterGroup',
        'ResetCacheParameterGroup',
      ],
      ['parametergroup:{CacheParameterGroupName}'],
    ),
    ...same(
      ['CreateCacheSubnetGroup', 'DeleteCacheSubnetGroup', 'ModifyCacheSubnetGroup'],
      ['subnetgroup:{CacheSubnetGroupName}'],
    ),
    ...same(['CreateUser', 'DeleteUser', 'ModifyUser'], ['user:{UserId}']),
    ...same(
      ['CreateUserGroup', 'DeleteUserGroup', 'ModifyUserGroup'],
      [
        'usergroup:{UserGroupId}',
        'user:{UserIds.member.*}',
        'user:{UserIdsToAdd.member.*}',
        'user:{UserIdsToRemove.member.*}',
      ],
    ),
  },
  elasticloadbalancing: {
    CreateLoadBalancer: ['loadbalancer/app/{Name}/0123456789abcdef'],
    CreateTargetGroup: ['targetgroup/{Name}/0123456789abcdef'],
    CreateListener: ['{LoadBalancerArn}'],
    CreateRule: ['{ListenerArn}'],
    ...same(['AddTags', 'RemoveTags'], ['{ResourceArns.member.*}']),
    ...same(
      [
        'DeleteLoadBalancer',
        'ModifyLoadBalancerAttributes',
        'SetSecurityGroups',
        'SetSubnets',
        'SetIpAddressType',
        'ModifyCapacityReservation',
      ],
      ['{LoadBalancerArn}'],
    ),
    ...same(
      [
        'DeleteListener',
        'ModifyListener',
        'ModifyListenerAttributes',
        'AddListenerCertificates',
        'RemoveListenerCertificates',
      ],
      ['{ListenerArn}'],
    ),
    ...same(
      [
        'DeleteTargetGroup',
        'ModifyTargetGroup',
        'ModifyTargetGroupAttributes',
        'RegisterTargets',
        'DeregisterTargets',
      ],
      ['{TargetGroupArn}'],
    ),
  },
  wafv2: {
    ...same(['CreateWebACL', 'UpdateWebACL', 'DeleteWebACL'], ['regional/webacl/{Name}/01234567']),
    ...same(['CreateIPSet', 'UpdateIPSet', 'DeleteIPSet'], ['regional/ipset/{Name}/01234567']),
    AssociateWebACL: ['{WebACLArn}', '{ResourceArn}'],
    DisassociateWebACL: ['{ResourceArn}'],
    ...same(['PutLoggingConfiguration'], ['{LoggingConfiguration.ResourceArn}']),
    ...same(['DeleteLoggingConfiguration'], ['{ResourceArn}']),
    ...same(['TagResource', 'UntagResource'], ['{ResourceARN}']),
  },
  acm: {
    ...same(
      ['DeleteCertificate', 'AddTagsToCertificate', 'RemoveTagsFromCertificate', 'UpdateCertificateOptions'],
      ['{CertificateArn}'],
    ),
  },
  logs: {
    ...same(
      [
        'CreateLogGroup',
        'DeleteLogGroup',
        'PutRetentionPolicy',
        'DeleteRetentionPolicy',
        'AssociateKmsKey',
        'DisassociateKmsKey',
      ],
      ['log-group:{logGroupName}'],
    ),
    ...same(['TagResource', 'UntagResource'], ['{resourceArn}']),
  },
  cloudwatch: {
    PutMetricAlarm: ['alarm:{AlarmName}'],
    DeleteAlarms: ['alarm:{AlarmNames.member.*}'],
    ...same(['TagResource', 'UntagResource'], ['{ResourceARN}']),
  },
  events: {
    ...same(['PutRule', 'DeleteRule', 'EnableRule', 'DisableRule'], ['rule/{Name}']),
    ...same(['PutTargets', 'RemoveTargets'], ['rule/{Rule}']),
    ...same(['TagResource', 'UntagResource'], ['{ResourceARN}']),
  },
  sns: {
    CreateTopic: ['{Name}'],
    ...same(['DeleteTopic', 'SetTopicAttributes', 'Subscribe', 'Publish'], ['{TopicArn}']),
    ...same(['Unsubscribe', 'SetSubscriptionAttributes'], ['{SubscriptionArn}']),
    ...same(['TagResource', 'UntagResource'], ['{ResourceArn}']),
  },
  sqs: {
    CreateQueue: ['{QueueName}'],
    ...same(
      ['DeleteQueue', 'SetQueueAttributes', 'TagQueue', 'UntagQueue', 'SendMessage', 'ReceiveMessage'],
      ['{QueueUrl}'],
    ),
  },
  secretsmanager: {
    CreateSecret: ['secret:{Name}-AbCdEf'],
    ...same(
      [
        'DeleteResourcePolicy',
        'DeleteSecret',
        'GetSecretValue',
        'PutResourcePolicy',
        'PutSecretValue',
        'RemoveRegionsFromReplication',
        'ReplicateSecretToRegions',
        'RestoreSecret',
        'TagResource',
        'UntagResource',
        'UpdateSecret',
        'UpdateSecretVersionStage',
        'ValidateResourcePolicy',
      ],
      ['secret:{SecretId}'],
    ),
  },
  kms: {
    ...same(['CreateAlias', 'UpdateAlias'], ['{AliasName}', 'key/{TargetKeyId}']),
    DeleteAlias: ['{AliasName}'],
    ...same(
      [
        'CancelKeyDeletion',
        'CreateGrant',
        'Decrypt',
        'DisableKey',
        'EnableKey',
        'EnableKeyRotation',
        'Encrypt',
        'GenerateDataKey',
        'PutKeyPolicy',
        'ScheduleKeyDeletion',
        'TagResource',
        'UntagResource',
        'UpdateKeyDescription',
      ],
      ['key/{KeyId}'],
    ),
  },
  sts: same(['AssumeRole', 'TagSession'], ['{RoleArn}']),
  eks: {
    ...same(['CreateCluster'], ['cluster/{name}']),
    ...same(
      [
        'AssociateEncryptionConfig',
        'CreateAccessEntry',
        'CreateAddon',
        'CreateNodegroup',
        'CreatePodIdentityAssociation',
        'DeleteCluster',
        'UpdateClusterConfig',
        'UpdateClusterVersion',
      ],
      ['cluster/{cluster}'],
    ),
    ...same(['DeleteAddon', 'UpdateAddon'], ['addon/{cluster}/{item}/01234567']),
    ...same(
      ['DeleteNodegroup', 'UpdateNodegroupConfig', 'UpdateNodegroupVersion'],
      ['nodegroup/{cluster}/{item}/01234567'],
    ),
    ...same(
      ['DeletePodIdentityAssociation', 'UpdatePodIdentityAssociation'],
      ['podidentityassociation/{cluster}/{item}'],
    ),
    ...same(
      ['DeleteAccessEntry', 'UpdateAccessEntry', 'AssociateAccessPolicy', 'DisassociateAccessPolicy'],
      ['access-entry/{cluster}/role/{account}/{item}/01234567'],
    ),
    ...same(['TagResource', 'UntagResource'], ['{arn}']),
  },
  backup: {
    ...same(
      [
        'CreateBackupVault',
        'DeleteBackupVault',
        'DeleteBackupVaultAccessPolicy',
        'DeleteBackupVaultLockConfiguration',
        'PutBackupVaultAccessPolicy',
        'PutBackupVaultLockConfiguration',
      ],
      ['backup-vault:{vault}'],
    ),
    ...same(['CreateBackupPlan'], ['backup-plan:01234567']),
    ...same(
      ['CreateBackupSelection', 'DeleteBackupPlan', 'DeleteBackupSelection', 'UpdateBackupPlan'],
      ['backup-plan:{plan}'],
    ),
    CreateRestoreTestingPlan: ['restore-testing-plan:{RestoreTestingPlan.RestoreTestingPlanName}-01234567'],
    ...same(
      [
        'CreateRestoreTestingSelection',
        'DeleteRestoreTestingPlan',
        'DeleteRestoreTestingSelection',
        'UpdateRestoreTestingPlan',
        'UpdateRestoreTestingSelection',
      ],
      ['restore-testing-plan:{plan}-01234567'],
    ),
    ...same(['TagResource', 'UntagResource'], ['{arn}']),
  },
};

function same(operations: readonly string[], templates: readonly string[]) {
  return Object.fromEntries(operations.map((one) => [one, templates]));
}
