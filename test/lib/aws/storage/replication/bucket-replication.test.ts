import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { S3BucketReplicationConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-replication-configuration';
import { type App, TerraformStack } from 'cdktf';
import { AwsStack } from '../../../../../lib/aws/stack';
import {
  Bucket,
  type BucketAttributes,
  BucketReplication,
  type BucketReplicationProps,
  bucketContract,
  importBucket,
  LogBucket,
  publishBucket,
} from '../../../../../lib/aws/storage';
import {
  addresses,
  onlyResource,
  problemsOf,
  resources,
  synthTerraform,
  testStack,
} from '../../../../../lib/testing';

const eastKey = 'arn:aws:kms:us-east-1:111122223333:key/aaa';
const westKey = 'arn:aws:kms:us-west-2:111122223333:key/bbb';
const east: BucketAttributes = {
  bucketName: 'shop-east',
  keyArn: eastKey,
  region: 'us-east-1',
  versioning: 'enabled',
};
const west: BucketAttributes = {
  bucketName: 'shop-west',
  keyArn: westKey,
  region: 'us-west-2',
  versioning: 'enabled',
};

interface Changes extends Partial<Omit<BucketReplicationProps, 'source' | 'destination'>> {
  readonly source?: BucketAttributes;
  readonly destination?: BucketAttributes;
}

/** Stands in a region of neither bucket: that must not matter. */
function replicated({ source = east, destination = west, ...changes }: Changes = {}): AwsStack {
  const stack = testStack({ id: 'test-eu-west-1-failover', region: 'eu-west-1' });
  new BucketReplication(stack, 'assets', {
    name: 'assets',
    source: Bucket.fromAttributes(stack, 'source', source),
    destination: Bucket.fromAttributes(stack, 'destination', destination),
    direction: 'oneWay',
    ...changes,
  });
  return stack;
}

function problems(changes: Changes): string[] {
  const place = /^test-eu-west-1-failover\/assets\.?/;
  return problemsOf(replicated(changes)).map((one) => `${one.code} ${one.path.replace(place, '')}`);
}

const { keyArn: _, ...eastBare } = east;
const { keyArn: __, ...westBare } = west;

describe('a bucket that is replicated one way', () => {
  test('is well', () => {
    expect(problems({})).toEqual([]);
  });

  test('has one rule of the second version, with time control, delete markers and keys', () => {
    expect(onlyResource(replicated(), S3BucketReplicationConfigurationA)).toEqual({
      region: 'us-east-1',
      bucket: 'shop-east',
      role: '${aws_iam_role.assets_forth_role.arn}',
      depends_on: ['aws_iam_role_policy.assets_forth_role_policy'],
      rule: [
        {
          id: 'whole-bucket',
          status: 'Enabled',
          priority: 1,
          filter: { prefix: '' },
          delete_marker_replication: { status: 'Enabled' },
          source_selection_criteria: { sse_kms_encrypted_objects: { status: 'Enabled' } },
          destination: {
            bucket: 'arn:aws:s3:::shop-west',
            encryption_configuration: { replica_kms_key_id: westKey },
            metrics: { status: 'Enabled', event_threshold: { minutes: 15 } },
            replication_time: { status: 'Enabled', time: { minutes: 15 } },
          },
        },
      ],
    });
  });

  test('has these addresses', () => {
    expect(addresses(synthTerraform(replicated()))).toEqual([
      'aws_cloudwatch_metric_alarm.assets_forth_alarm-whole-bucket-failed',
      'aws_cloudwatch_metric_alarm.assets_forth_alarm-whole-bucket-latency',
      'aws_iam_role.assets_forth_role',
      'aws_iam_role_policy.assets_forth_role_policy',
      'aws_s3_bucket_replication_configuration.assets_forth',
    ]);
  });

  test('by a role that reads the one bucket and writes the other, each with its key', () => {
    const stack = replicated();
    expect(onlyResource(stack, IamRole)['name']).toBe('shop-test-us-east-1-assets-replication');
    expect(JSON.parse(onlyResource(stack, IamRole)['assume_role_policy']).Statement).toMatchObject([
      { Principal: { Service: ['s3.amazonaws.com'] }, Action: ['sts:AssumeRole'] },
    ]);
    const context = (bucket: string) => ({
      'kms:EncryptionContext:aws:s3:arn': [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    });
    expect(JSON.parse(onlyResource(stack, IamRolePolicy)['policy']).Statement).toEqual([
      {
        Sid: 'FindVersions',
        Effect: 'Allow',
        Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
        Resource: ['arn:aws:s3:::shop-east'],
      },
      {
        Sid: 'ReadVersions',
        Effect: 'Allow',
        Action: ['s3:GetObjectVersionAcl', 's3:GetObjectVersionForReplication', 's3:GetObjectVersionTagging'],
        Resource: ['arn:aws:s3:::shop-east/*'],
      },
      {
        Sid: 'WriteReplicas',
        Effect: 'Allow',
        Action: ['s3:ReplicateDelete', 's3:ReplicateObject', 's3:ReplicateTags'],
        Resource: ['arn:aws:s3:::shop-west/*'],
      },
      {
        Sid: 'DecryptVersions',
        Effect: 'Allow',
        Action: ['kms:Decrypt'],
        Resource: [eastKey],
        Condition: {
          StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
          StringLike: context('shop-east'),
        },
      },
      {
        Sid: 'EncryptReplicas',
        Effect: 'Allow',
        Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
        Resource: [westKey],
        Condition: {
          StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' },
          StringLike: context('shop-west'),
        },
      },
    ]);
  });

  test('is watched where S3 publishes: latency at the destination, failures at the source', () => {
    const topicArns = {
      'us-east-1': 'arn:aws:sns:us-east-1:111122223333:alarms',
      'us-west-2': 'arn:aws:sns:us-west-2:111122223333:alarms',
    };
    const alarms = resources(replicated({ alarms: { topicArns } }), CloudwatchMetricAlarm);
    const dimensions = { SourceBucket: 'shop-east', DestinationBucket: 'shop-west', RuleId: 'whole-bucket' };
    expect(alarms['assets_forth_alarm-whole-bucket-latency']).toMatchObject({
      alarm_name: 'shop-test-bucket-assets-from-us-east-1-whole-bucket-latency',
      region: 'us-west-2',
      namespace: 'AWS/S3',
      metric_name: 'ReplicationLatency',
      statistic: 'Maximum',
      threshold: 900,
      dimensions,
      alarm_actions: [topicArns['us-west-2']],
    });
    expect(alarms['assets_forth_alarm-whole-bucket-failed']).toMatchObject({
      alarm_name: 'shop-test-bucket-assets-from-us-east-1-whole-bucket-failed',
      region: 'us-east-1',
      namespace: 'AWS/S3',
      metric_name: 'OperationsFailedReplication',
      statistic: 'Sum',
      threshold: 0,
      evaluation_periods: 1,
      treat_missing_data: 'notBreaching',
      dimensions,
      alarm_actions: [topicArns['us-east-1']],
    });
  });

  test('follows its settings', () => {
    const stack = replicated({
      time: 'bestEffort',
      deletions: 'ignored',
      alarms: { latencySeconds: 60 },
      overrides: {
        replication: { token: 'lock' },
        role: { path: '/replication/' },
        alarm: { evaluationPeriods: 3 },
      },
    });
    const { rule, token } = onlyResource(stack, S3BucketReplicationConfigurationA);
    expect(token).toBe('lock');
    expect(rule[0].delete_marker_replication).toEqual({ status: 'Disabled' });
    expect(rule[0].destination).toEqual({
      bucket: 'arn:aws:s3:::shop-west',
      encryption_configuration: { replica_kms_key_id: westKey },
      metrics: { status: 'Enabled' },
    });
    expect(onlyResource(stack, IamRole)['path']).toBe('/replication/');
    const alarms = resources(stack, CloudwatchMetricAlarm);
    expect(alarms['assets_forth_alarm-whole-bucket-latency']).toMatchObject({
      threshold: 60,
      evaluation_periods: 3,
      alarm_actions: [],
    });
  });

  test('of some prefixes has a rule for each, in one order', () => {
    const stack = replicated({ prefixes: ['reports/', 'images/large/'] });
    const { rule } = onlyResource(stack, S3BucketReplicationConfigurationA);
    expect(
      rule.map((one: { id: string; priority: number; filter: object }) => [one.id, one.priority, one.filter]),
    ).toEqual([
      ['images/large', 1, { prefix: 'images/large/' }],
      ['reports', 2, { prefix: 'reports/' }],
    ]);
    const [, read, write] = JSON.parse(onlyResource(stack, IamRolePolicy)['policy']).Statement;
    expect(read.Resource).toEqual([
      'arn:aws:s3:::shop-east/images/large/*',
      'arn:aws:s3:::shop-east/reports/*',
    ]);
    expect(write.Resource).toEqual([
      'arn:aws:s3:::shop-west/images/large/*',
      'arn:aws:s3:::shop-west/reports/*',
    ]);
    const ids = Object.values(resources(stack, CloudwatchMetricAlarm)).map((one) => one['dimensions'].RuleId);
    expect(ids).toEqual(['images/large', 'images/large', 'reports', 'reports']);
  });

  test('without keys needs none', () => {
    const stack = replicated({ source: eastBare, destination: westBare });
    expect(problemsOf(stack)).toEqual([]);
    const [rule] = onlyResource(stack, S3BucketReplicationConfigurationA)['rule'];
    expect(rule).not.toHaveProperty('source_selection_criteria');
    expect(rule.destination).not.toHaveProperty('encryption_configuration');
    expect(JSON.parse(onlyResource(stack, IamRolePolicy)['policy']).Statement).toHaveLength(3);
  });
});

describe('two buckets that are replicated both ways', () => {
  const both = () => replicated({ direction: 'bothWays' });

  test('each have a configuration in their region, changes to replicas included', () => {
    expect(problemsOf(both())).toEqual([]);
    const found = resources(both(), S3BucketReplicationConfigurationA);
    const criteria = {
      sse_kms_encrypted_objects: { status: 'Enabled' },
      replica_modifications: { status: 'Enabled' },
    };
    expect(found['assets_forth']).toMatchObject({
      region: 'us-east-1',
      bucket: 'shop-east',
      rule: [{ destination: { bucket: 'arn:aws:s3:::shop-west' }, source_selection_criteria: criteria }],
    });
    expect(found['assets_back']).toMatchObject({
      region: 'us-west-2',
      bucket: 'shop-west',
      rule: [
        {
          destination: {
            bucket: 'arn:aws:s3:::shop-east',
            encryption_configuration: { replica_kms_key_id: eastKey },
          },
          source_selection_criteria: criteria,
        },
      ],
    });
    expect(Object.values(resources(both(), IamRole)).map((one) => one['name'])).toEqual([
      'shop-test-us-west-2-assets-replication',
      'shop-test-us-east-1-assets-replication',
    ]);
  });

  test('keep what the first direction had', () => {
    expect(addresses(synthTerraform(both()))).toEqual(
      expect.arrayContaining(addresses(synthTerraform(replicated()))),
    );
  });
});

describe('errors of a replication', () => {
  test.each<[string, Changes]>([
    ['storage/replication-region destination', { destination: { ...east, bucketName: 'other' } }],
    ['storage/replication-versioning source', { source: { ...east, versioning: 'unknown' } }],
    ['storage/replication-versioning destination', { destination: { ...west, versioning: 'unknown' } }],
    ['storage/replication-key destination', { source: eastBare }],
    ['storage/replication-key destination', { destination: westBare }],
    ['storage/replication-key source', { source: { ...east, keyArn: westKey } }],
    [
      'storage/replication-key destination',
      { destination: { ...west, keyArn: 'arn:aws:kms:us-west-2:111122223333:alias/aws/s3' } },
    ],
    ['storage/replication-prefixes prefixes', { prefixes: [] }],
    ['storage/replication-prefixes prefixes', { prefixes: ['a/', 'a/b/'] }],
    ['storage/prefix prefixes', { prefixes: ['/a/'] }],
    [
      'storage/replication-topic alarms.topicArns.us-west-2',
      { alarms: { topicArns: { 'us-west-2': 'arn:aws:sns:us-east-1:111122223333:alarms' } } },
    ],
  ])('%s', (expected, changes) => {
    expect(problems(changes)).toContain(expected);
    expect(problems(changes)).toHaveLength(1);
  });

  test('what is known only after a deploy passes', () => {
    const later = '${data.terraform_remote_state.x.outputs.arn}';
    expect(
      problems({
        source: { ...east, keyArn: later },
        alarms: { topicArns: { 'us-west-2': later } },
      }),
    ).toEqual([]);
  });
});

describe('what a bucket says of itself', () => {
  test('is its region, and that it keeps versions unless somebody changes that', () => {
    const stack = testStack();
    const bucket = new Bucket(stack, 'a', { name: 'a', accessLogs: 'none' });
    expect([bucket.region, bucket.versioning]).toEqual(['us-east-1', 'enabled']);
    const logs = new LogBucket(stack, 'logs');
    expect([logs.region, logs.versioning]).toEqual(['us-east-1', 'enabled']);
    const overrides = { versioning: { versioningConfiguration: { status: 'Suspended' } } };
    expect(new Bucket(stack, 'b', { name: 'b', accessLogs: 'none', overrides }).versioning).toBe('unknown');
    const theirs = Bucket.fromAttributes(stack, 'theirs', { bucketName: 'theirs' });
    expect([theirs.region, theirs.versioning]).toEqual(['us-east-1', 'unknown']);
  });

  test('is carried to stacks of other regions, which use its key through S3 of its own', () => {
    const data = testStack({ id: 'test-us-west-2-data', region: 'us-west-2' });
    const contract = bucketContract('assets');
    publishBucket(contract, new Bucket(data, 'assets', { name: 'assets', accessLogs: 'none' }));
    const { project, environment, account, state, today } = data;
    const failover = new AwsStack(data.node.scope as App, 'test-us-east-1-failover', {
      ...{ project, environment, account, state, today, owner: 'o', costCentre: 'c', region: 'us-east-1' },
    });
    const read = importBucket(failover, 'assets', contract, data);
    expect([read.region, read.versioning]).toEqual(['us-west-2', 'enabled']);
    expect(read.grantRead().at(-1)?.conditions).toEqual({
      StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' },
    });
    expect(TerraformStack.of(read)).toBe(failover);
  });

  test('a bucket of the same stack is replicated once all its settings are there', () => {
    const stack = testStack();
    const source = new Bucket(stack, 'assets', { name: 'assets', accessLogs: 'none' });
    const destination = Bucket.fromAttributes(stack, 'west', west);
    new BucketReplication(stack, 'replication', { name: 'assets', source, destination, direction: 'oneWay' });
    expect(problemsOf(stack)).toEqual([]);
    expect(onlyResource(stack, S3BucketReplicationConfigurationA)['depends_on']).toContain(
      'aws_s3_bucket_versioning.assets_versioning',
    );
  });

  test('a bucket of another stack is no dependency by address', () => {
    const data = testStack({ id: 'test-us-west-2-data', region: 'us-west-2' });
    const { project, environment, account, state, today } = data;
    const failover = new AwsStack(data.node.scope as App, 'test-us-east-1-failover', {
      ...{ project, environment, account, state, today, owner: 'o', costCentre: 'c', region: 'us-east-1' },
    });
    const destination = new Bucket(data, 'assets', { name: 'assets', accessLogs: 'none' });
    const source = Bucket.fromAttributes(failover, 'east', east);
    new BucketReplication(failover, 'replication', {
      name: 'assets',
      source,
      destination,
      direction: 'oneWay',
    });
    expect(onlyResource(failover, S3BucketReplicationConfigurationA)['depends_on']).toEqual([
      'aws_iam_role_policy.replication_forth_role_policy',
    ]);
  });
});
