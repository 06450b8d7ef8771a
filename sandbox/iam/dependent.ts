/** A role that an operation hands to a service. */
export interface PassedRole {
  /** The parameter that names it; `*` stands for every member. */
  readonly parameter: string;
  /** The services that it may be meant for. */
  readonly services: readonly string[];
}

/** Roles that operations hand on, for which the caller needs `iam:PassRole` (IAM User Guide, "Grant a user permissions to pass a role"). */
export const passedRoles: Readonly<Record<string, readonly PassedRole[]>> = {
  'eks:CreateCluster': [{ parameter: 'roleArn', services: ['eks.amazonaws.com'] }],
  'eks:CreateNodegroup': [{ parameter: 'nodeRole', services: ['ec2.amazonaws.com', 'eks.amazonaws.com'] }],
  'eks:CreatePodIdentityAssociation': [{ parameter: 'roleArn', services: ['pods.eks.amazonaws.com'] }],
  ...Object.fromEntries(
    ['CreateAddon', 'UpdateAddon'].map((one) => [
      `eks:${one}`,
      [{ parameter: 'podIdentityAssociations.member.*.roleArn', services: ['pods.eks.amazonaws.com'] }],
    ]),
  ),
  'ec2:CreateFlowLogs': [
    { parameter: 'DeliverLogsPermissionArn', services: ['vpc-flow-logs.amazonaws.com'] },
  ],
  'rds:CreateDBInstance': [{ parameter: 'MonitoringRoleArn', services: ['monitoring.rds.amazonaws.com'] }],
  'rds:ModifyDBInstance': [{ parameter: 'MonitoringRoleArn', services: ['monitoring.rds.amazonaws.com'] }],
  'rds:CreateDBInstanceReadReplica': [
    { parameter: 'MonitoringRoleArn', services: ['monitoring.rds.amazonaws.com'] },
  ],
  'events:PutTargets': [{ parameter: 'Targets.member.*.RoleArn', services: ['events.amazonaws.com'] }],
  'backup:CreateBackupSelection': [
    { parameter: 'BackupSelection.IamRoleArn', services: ['backup.amazonaws.com'] },
  ],
  'backup:CreateRestoreTestingSelection': [
    { parameter: 'RestoreTestingSelection.IamRoleArn', services: ['restore-testing.backup.amazonaws.com'] },
  ],
  's3:PutReplicationConfiguration': [{ parameter: 'Role', services: ['s3.amazonaws.com'] }],
};

/** Services whose own role is made with the first call of an operation, if the caller may (IAM User Guide, "Service-linked roles"). */
export const linkedRoles: Readonly<Record<string, string>> = {
  'eks:CreateCluster': 'eks.amazonaws.com',
  'eks:CreateNodegroup': 'eks-nodegroup.amazonaws.com',
  'rds:CreateDBInstance': 'rds.amazonaws.com',
  'elasticache:CreateReplicationGroup': 'elasticache.amazonaws.com',
  'elasticloadbalancing:CreateLoadBalancer': 'elasticloadbalancing.amazonaws.com',
  'wafv2:PutLoggingConfiguration': 'wafv2.amazonaws.com',
};

/** Actions that an operation asks for beside its own, on every resource (Service Authorization Reference, "Dependent actions"). */
export const besides: Readonly<Record<string, readonly string[]>> = {
  'eks:CreateNodegroup': ['ec2:RunInstances', 'ec2:CreateTags', 'ec2:DescribeSubnets'],
  'wafv2:PutLoggingConfiguration': [
    'logs:CreateLogDelivery',
    'logs:PutResourcePolicy',
    'logs:DescribeResourcePolicies',
    'logs:DescribeLogGroups',
  ],
  'backup:CreateBackupVault': ['backup-storage:MountCapsule'],
};

/** A service that uses a key for its caller: who calls the operation needs the key's actions, through that service alone. */
export interface ServiceKey {
  /** The parameter that names the key; `*` stands for every member. */
  readonly parameter: string;
  /** Actions of KMS. */
  readonly actions: readonly string[];
  /** What the service is called in `kms:ViaService`, before the region. */
  readonly via: string;
}

const granted = ['kms:CreateGrant', 'kms:DescribeKey'];

/** Keys that services use for the callers of these operations (AWS KMS Developer Guide, "Encryption of data by AWS services"). */
export const serviceKeys: Readonly<Record<string, ServiceKey>> = {
  'eks:CreateCluster': {
    parameter: 'encryptionConfig.member.*.provider.keyArn',
    actions: granted,
    via: 'eks',
  },
  'rds:CreateDBInstance': { parameter: 'KmsKeyId', actions: granted, via: 'rds' },
  'elasticache:CreateReplicationGroup': { parameter: 'KmsKeyId', actions: granted, via: 'elasticache' },
  'backup:CreateBackupVault': {
    parameter: 'EncryptionKeyArn',
    actions: [...granted, 'kms:GenerateDataKey', 'kms:Decrypt', 'kms:RetireGrant'],
    via: 'backup',
  },
  'secretsmanager:CreateSecret': {
    parameter: 'KmsKeyId',
    actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
    via: 'secretsmanager',
  },
};

/** Actions on an object's or a secret's content, and what they need of the key that it is encrypted with. */
export const contentKeys: Readonly<Record<string, readonly string[]>> = {
  's3:GetObject': ['kms:Decrypt'],
  's3:GetObjectVersion': ['kms:Decrypt'],
  's3:PutObject': ['kms:GenerateDataKey'],
  'secretsmanager:GetSecretValue': ['kms:Decrypt'],
  'secretsmanager:PutSecretValue': ['kms:GenerateDataKey', 'kms:Decrypt'],
};
