import type { PolicyStatement } from '../../stack/policy';
import { lockObjects, type PolicyContext, stateObjects } from './policy-context';

/** What the S3 backend needs to read a state and to hold its lock (Terraform, "Backend type: s3", permissions). */
export function readAndLock(context: PolicyContext): PolicyStatement[] {
  return [
    { sid: 'StateList', actions: ['s3:ListBucket'], resources: context.stateBucketArns },
    { sid: 'StateRead', actions: ['s3:GetObject'], resources: stateObjects(context) },
    {
      sid: 'StateLock',
      actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      resources: lockObjects(context),
    },
    {
      sid: 'StateKey',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: context.stateKeyArns,
      conditions: { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } },
    },
  ];
}

/** What the S3 backend needs to write a state. */
export function write(context: PolicyContext): PolicyStatement[] {
  return [{ sid: 'StateWrite', actions: ['s3:PutObject'], resources: stateObjects(context) }];
}
