import type { PolicyStatement } from '../stack/policy';

/** ARNs that requests may name for a bucket's key: of the key itself and of its aliases. */
export type KeyArns = readonly string[];

/**
 * What every bucket refuses: requests without TLS, or with a TLS older than 1.2 (S3 User Guide, "Security best practices";
 * AWS Config s3-bucket-ssl-requests-only), and, with a key of ours, objects that ask for another encryption or another key.
 * @param bucketArn - ARN of the bucket
 * @param keys - ARNs of its key; none for a bucket that S3 encrypts itself
 */
export function refusals(bucketArn: string, keys: KeyArns): PolicyStatement[] {
  const everything = {
    effect: 'Deny',
    actions: ['s3:*'],
    resources: [bucketArn, `${bucketArn}/*`],
    principals: 'everyone',
  } as const;
  const tls: PolicyStatement[] = [
    { sid: 'TlsOnly', ...everything, conditions: { Bool: { 'aws:SecureTransport': 'false' } } },
    { sid: 'TlsOfToday', ...everything, conditions: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
  ];
  return keys.length === 0 ? tls : [...tls, ...otherEncryption(bucketArn, keys)];
}

/**
 * A request that says nothing gets the bucket's default, its own key. A negated operator is true where the header is missing, so
 * each statement asks first whether it is there. Who says "aws:kms" has to name the key.
 */
function otherEncryption(bucketArn: string, keys: KeyArns): PolicyStatement[] {
  const [algorithm, key] = [
    's3:x-amz-server-side-encryption',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
  ];
  const put = {
    effect: 'Deny',
    actions: ['s3:PutObject'],
    resources: [`${bucketArn}/*`],
    principals: 'everyone',
  } as const;
  return [
    {
      sid: 'NoOtherEncryption',
      ...put,
      conditions: {
        Null: { [algorithm]: 'false' },
        StringNotEquals: { [algorithm]: ['aws:kms', 'aws:kms:dsse'] },
      },
    },
    {
      sid: 'NoOtherKey',
      ...put,
      conditions: { Null: { [key]: 'false' }, StringNotEquals: { [key]: keys } },
    },
    {
      // "aws:kms" without a key means the account's aws/s3, not the bucket's (S3 API Reference, PutObject).
      sid: 'NoUnnamedKey',
      ...put,
      conditions: { Null: { [algorithm]: 'false', [key]: 'true' } },
    },
  ];
}
