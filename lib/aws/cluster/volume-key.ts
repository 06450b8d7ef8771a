import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { Construct } from 'constructs';
import { type IEncryptionKey, keyUseActions } from '../encryption/encryption-key';
import { type PolicyStatement, policyDocument } from '../stack/policy';
import type { PodIdentity } from './identity';

/** Lets pods make volumes with a key: the EBS driver of a cluster of managed nodes. */
export function allowVolumeKey(identity: PodIdentity, key: IEncryptionKey): void {
  for (const statement of volumeKeyStatements(key.keyArn)) identity.allow(statement);
}

/** Lets the role of a control plane make volumes with a key: in Auto Mode it does what the driver does elsewhere. */
export function allowVolumeKeyToRole(scope: Construct, roleName: string, key: IEncryptionKey): void {
  new IamRolePolicy(scope, 'volume-key', {
    name: 'volume-key',
    role: roleName,
    policy: policyDocument(scope, volumeKeyStatements(key.keyArn)),
  });
}

/**
 * The use of a customer managed key for volumes, and grants for EC2, which attaches them (EKS User Guide, "Store Kubernetes volumes
 * with Amazon EBS").
 */
function volumeKeyStatements(keyArn: string): PolicyStatement[] {
  return [
    {
      sid: 'VolumeKeyGrants',
      actions: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
      resources: [keyArn],
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
    {
      sid: 'VolumeKeyUse',
      actions: keyUseActions,
      resources: [keyArn],
    },
  ];
}
