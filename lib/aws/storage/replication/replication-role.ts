import type { IamRoleConfig } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { physicalName } from '../../stack/aws-stack';
import { type Override, overridden } from '../../stack/override';
import { type PolicyStatement, policyDocument, serviceTrust } from '../../stack/policy';
import { Role } from '../../stack/role';
import type { IBucket } from '../props';

/** What a {@link ReplicationRole} is made from. */
export interface ReplicationRoleProps {
  /** What the buckets are called. */
  readonly name: string;
  /** Where objects come from. */
  readonly source: IBucket;
  /** Where objects go to. */
  readonly destination: IBucket;
  /** Prefixes of the objects; `['']` for all. */
  readonly prefixes: readonly string[];
  /**
   * Changes to the role itself.
   * @default - none
   */
  readonly override?: Override<IamRoleConfig>;
}

/**
 * The role that S3 replicates with: reads versions of the source, writes replicas into the destination, decrypts with the one key and
 * encrypts with the other, each through S3 of its region and for its bucket only (S3 User Guide, "Setting up permissions for live
 * replication" and "Replicating encrypted objects"). Its trust names S3 without a condition, as there: S3 documents none for it.
 */
export class ReplicationRole extends Construct {
  /** ARN of the role. */
  readonly roleArn: string;
  /** What has to exist before S3 can use the role. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ReplicationRoleProps) {
    super(scope, id);
    const { name, source, destination } = props;
    const config: IamRoleConfig = {
      name: physicalName(this, 'aws_iam_role', source.region, name, 'replication'),
      description: `Replicates bucket ${name} from ${source.region} to ${destination.region}`,
      assumeRolePolicy: serviceTrust(this, 's3.amazonaws.com'),
    };
    const role = new Role(this, 'Resource', overridden(this, 'role', config, props.override));
    this.ready = new IamRolePolicy(this, 'policy', {
      name: 'replicate',
      role: role.id,
      policy: policyDocument(this, statements(props)),
    });
    this.roleArn = role.arn;
  }
}

function statements({ source, destination, prefixes }: ReplicationRoleProps): PolicyStatement[] {
  const objects = (bucket: IBucket) => prefixes.map((prefix) => `${bucket.bucketArn}/${prefix}*`);
  return [
    {
      sid: 'FindVersions',
      actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
      resources: [source.bucketArn],
    },
    {
      sid: 'ReadVersions',
      actions: ['s3:GetObjectVersionAcl', 's3:GetObjectVersionForReplication', 's3:GetObjectVersionTagging'],
      resources: objects(source),
    },
    {
      sid: 'WriteReplicas',
      actions: ['s3:ReplicateDelete', 's3:ReplicateObject', 's3:ReplicateTags'],
      resources: objects(destination),
    },
    ...keyUse('DecryptVersions', source, ['kms:Decrypt']),
    // With a bucket key S3 asks for a data key of the whole bucket (S3 User Guide, "Reducing the cost of SSE-KMS").
    ...keyUse('EncryptReplicas', destination, ['kms:Encrypt', 'kms:GenerateDataKey']),
  ];
}

/** The encryption context is the bucket's ARN with a bucket key, and the object's without one. */
function keyUse(sid: string, bucket: IBucket, actions: readonly string[]): PolicyStatement[] {
  if (!bucket.keyArn) return [];
  return [
    {
      sid,
      actions,
      resources: [bucket.keyArn],
      conditions: {
        StringEquals: { 'kms:ViaService': `s3.${bucket.region}.amazonaws.com` },
        StringLike: {
          'kms:EncryptionContext:aws:s3:arn': [bucket.bucketArn, `${bucket.bucketArn}/*`],
        },
      },
    },
  ];
}
