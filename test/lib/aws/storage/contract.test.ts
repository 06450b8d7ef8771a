import type { App } from 'cdktf';
import { AwsStack } from '../../../../lib/aws/stack';
import { Bucket, bucketContract, importBucket, LogBucket, publishBucket } from '../../../../lib/aws/storage';
import { synthTerraform, testStack } from '../../../../lib/testing';

function twoStacks(): [AwsStack, AwsStack] {
  const first = testStack({ id: 'test-us-east-1-data' });
  const { project, environment, account, region, state, today } = first;
  const props = { project, environment, account, region, state, today, owner: 'o', costCentre: 'c' };
  return [first, new AwsStack(first.node.scope as App, 'test-us-east-1-cluster', props)];
}

describe('the contract about a bucket', () => {
  test('carries name, ARN and key', () => {
    const [data, cluster] = twoStacks();
    const contract = bucketContract('assets_bucket');
    publishBucket(contract, new Bucket(data, 'assets', { name: 'assets', accessLogs: 'none' }));
    const read = importBucket(cluster, 'assets', contract, data);
    const state = '${data.terraform_remote_state.state-test-us-east-1-data.outputs';
    expect(read.bucketName).toBe(`${state}.assets_bucket_name}`);
    expect(read.keyArn).toBe(`${state}.assets_bucket_keys["own"]}`);
    expect(Object.keys(synthTerraform(data).output).sort()).toEqual([
      'assets_bucket_arn',
      'assets_bucket_keys',
      'assets_bucket_name',
    ]);
    expect(read.grantRead().map((one) => one.sid)).toEqual(['ListAssets', 'ReadAssets', 'KeyAssets']);
  });

  test('a bucket without a key has none for its reader either', () => {
    const [data, cluster] = twoStacks();
    const contract = bucketContract('logs');
    publishBucket(contract, new LogBucket(data, 'logs'));
    expect(importBucket(cluster, 'logs', contract, data).keyArn).toBeUndefined();
  });
});
