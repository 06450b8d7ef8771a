import type { AwsCall } from '../proxy/call';

/** What a call of S3 is checked for. */
export interface S3Call {
  /** Its action in IAM. */
  readonly action: string;
  /** The bucket; empty when it names none. */
  readonly bucket: string;
  /** The object's key; empty for the bucket itself. */
  readonly key: string;
}

/** Parts of a bucket that have an action of their own, by the word in the query: for reading and for writing. */
const parts: Readonly<Record<string, readonly [read: string, write: string]>> = {
  accelerate: ['GetAccelerateConfiguration', 'PutAccelerateConfiguration'],
  acl: ['GetBucketAcl', 'PutBucketAcl'],
  cors: ['GetBucketCORS', 'PutBucketCORS'],
  encryption: ['GetEncryptionConfiguration', 'PutEncryptionConfiguration'],
  lifecycle: ['GetLifecycleConfiguration', 'PutLifecycleConfiguration'],
  location: ['GetBucketLocation', ''],
  logging: ['GetBucketLogging', 'PutBucketLogging'],
  notification: ['GetBucketNotification', 'PutBucketNotification'],
  'object-lock': ['GetBucketObjectLockConfiguration', 'PutBucketObjectLockConfiguration'],
  ownershipControls: ['GetBucketOwnershipControls', 'PutBucketOwnershipControls'],
  policy: ['GetBucketPolicy', 'PutBucketPolicy'],
  policyStatus: ['GetBucketPolicyStatus', ''],
  publicAccessBlock: ['GetBucketPublicAccessBlock', 'PutBucketPublicAccessBlock'],
  replication: ['GetReplicationConfiguration', 'PutReplicationConfiguration'],
  requestPayment: ['GetBucketRequestPayment', 'PutBucketRequestPayment'],
  tagging: ['GetBucketTagging', 'PutBucketTagging'],
  versioning: ['GetBucketVersioning', 'PutBucketVersioning'],
  website: ['GetBucketWebsite', 'PutBucketWebsite'],
};

/**
 * Reads a call of S3 or S3 Control (Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3"; the
 * action often has another name than the operation).
 * @param host - the endpoint's host, after a bucket's or an account's name
 */
export function readS3({ method, host: asked, path, query }: AwsCall, host: string): S3Call {
  const control = /^\/v20180820\/tags\/(?:arn[^/]*:::)?([^/]+)$/.exec(decodeURIComponent(path));
  if (control) {
    const action = { GET: 'ListTagsForResource', POST: 'TagResource', DELETE: 'UntagResource' }[method];
    return { action: `s3:${action ?? method}`, bucket: control[1] ?? '', key: '' };
  }
  const before = asked.endsWith(`.${host}`) ? asked.slice(0, -host.length - 1) : '';
  const whole = decodeURIComponent(path).slice(1);
  const slash = whole.indexOf('/');
  const bucket = before || (slash < 0 ? whole : whole.slice(0, slash));
  const key = before ? whole : slash < 0 ? '' : whole.slice(slash + 1);
  return { action: `s3:${actionOf(method, bucket, key, query)}`, bucket, key };
}

function actionOf(method: string, bucket: string, key: string, query: URLSearchParams): string {
  const isRead = method === 'GET' || method === 'HEAD';
  if (bucket === '') return 'ListAllMyBuckets';
  if (key !== '') {
    const version = query.has('versionId') ? 'Version' : '';
    if (query.has('tagging')) return `${isRead ? 'Get' : 'Put'}Object${version}Tagging`;
    if (method === 'DELETE') return `DeleteObject${version}`;
    return isRead ? `GetObject${version}` : 'PutObject';
  }
  for (const [word, [read, write]] of Object.entries(parts)) {
    if (!query.has(word)) continue;
    if (isRead) return read;
    return word === 'policy' && method === 'DELETE' ? 'DeleteBucketPolicy' : write;
  }
  if (query.has('versions')) return 'ListBucketVersions';
  if (query.has('delete')) return 'DeleteObject';
  if (isRead) return 'ListBucket';
  return method === 'DELETE' ? 'DeleteBucket' : 'CreateBucket';
}
