import type { PolicyStatement } from '../../stack/policy';
import { lockObjects, type PolicyContext, stateObjects } from './policy-context';

/** What the S3 backend needs to read a state (Terraform, "Backend type: s3", permissions). */
export function read(context: PolicyContext): PolicyStatement[] {
  return [
    { sid: 'StateList', actions: ['s3:ListBucket'], resources: context.stateBucketArns },
    { sid: 'StateRead', actions: ['s3:GetObject'], resources: stateObjects(context) },
    stateKey(context, ['kms:Decrypt']),
  ];
}

/** What the S3 backend needs to hold a state's lock, and to write it. */
export function lockAndWrite(context: PolicyContext): PolicyStatement[] {
  return [
    {
      sid: 'StateLock',
      actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      resources: lockObjects(context),
    },
    { sid: 'StateWrite', actions: ['s3:PutObject'], resources: stateObjects(context) },
    stateKey(context, ['kms:GenerateDataKey'], 'StateKeyToWrite'),
  ];
}

function stateKey(context: PolicyContext, actions: string[], sid = 'StateKey'): PolicyStatement {
  return {
    sid,
    actions,
    resources: context.stateKeyArns,
    conditions: { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } },
  };
}
