import { defineErrors } from '../../core/errors';

/** Mistakes about buckets. */
export const storageErrors = defineErrors('storage', {
  'lifecycle-days': {
    title: 'A lifecycle is given in something else than whole days of at least one.',
    example: 'lifecycle: { noncurrentDays: 0 }',
  },
  'transition-too-early': {
    title: 'Objects move to an infrequent access class before the thirty days that S3 asks for.',
    example: "transitions: [{ afterDays: 7, storageClass: 'STANDARD_IA' }]",
  },
  'transition-order': {
    title: 'Transitions do not go to ever colder classes at ever later days.',
    example:
      "transitions: [{ afterDays: 30, storageClass: 'GLACIER' }, { afterDays: 60, storageClass: 'STANDARD_IA' }]",
  },
  'expires-before-transition': {
    title: 'Objects expire before, or on the day, they would move to another storage class.',
    example: "lifecycle: { expireDays: 30, transitions: [{ afterDays: 90, storageClass: 'GLACIER' }] }",
  },
  'logs-to-itself': {
    title: 'A bucket writes its access logs into itself: every log would cause the next.',
    example: "accessLogs: { to: Bucket.fromAttributes(this, 'logs', { bucketName: <its own name> }) }",
  },
  'log-target-key': {
    title: 'Logs are sent to a bucket encrypted with a KMS key, which S3 does not deliver access logs to.',
    example: "accessLogs: { to: new Bucket(this, 'logs', { name: 'logs', accessLogs: 'none' }) }",
  },
  'log-target-region': {
    title: 'Logs are sent to a bucket of another region, which S3 does not deliver access logs to.',
    example: 'a bucket in us-west-2 with accessLogs: { to: <a LogBucket in us-east-1> }',
  },
  prefix: {
    title: 'A prefix within a bucket begins with a slash, does not end with one, or has a wildcard.',
    example: "bucket.grantRead('/reports')",
  },
  'cors-origin': {
    title: 'A CORS rule lets in every origin, or one that is not a URL without a path.',
    example: "cors: [{ origins: ['*'], methods: ['PUT'] }]",
  },
  'empty-while-protected': {
    title: 'A bucket is to be emptied when it is destroyed, and may not be destroyed.',
    example: "deletionProtection: true, emptyOnDestroy: 'everyVersion'",
  },
  'replication-key': {
    title:
      'Of two buckets that replicate, one has a KMS key and the other has none, or a key of AWS or of another region.',
    example: "a source with encryption: 'ownKey' and a destination with encryption: 's3Managed'",
  },
  'replication-prefixes': {
    title: 'The prefixes that are replicated are none, or one of them lies within another.',
    example: "prefixes: ['reports/', 'reports/daily/']",
  },
  'replication-region': {
    title: 'A bucket is to be replicated within its region, which helps nothing when the region is lost.',
    example: 'source and destination in us-east-1',
  },
  'replication-topic': {
    title: 'Alarms on replication would tell a topic of another region, which CloudWatch refuses.',
    example: "alarms: { topicArns: { 'us-west-2': 'arn:aws:sns:us-east-1:...:alarms' } }",
  },
  'replication-versioning': {
    title:
      'A bucket is to be replicated and it is not known to keep versions, which S3 asks for at both ends.',
    example: "Bucket.fromAttributes(this, 'theirs', { bucketName }) without versioning: 'enabled'",
  },
  'object-lock': {
    title:
      'An object lock does not last whole days of at least one, or the bucket is to be emptied all the same.',
    example: "objectLock: { mode: 'COMPLIANCE', days: 0 }",
  },
});
