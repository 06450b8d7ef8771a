import { readS3 } from '../../../sandbox/iam/s3';
import { readCall } from '../../../sandbox/proxy/call';

const read = (method: string, url: string) =>
  readS3(readCall(method, new URL(url), {}, Buffer.alloc(0)), 'cloud.test');

describe('readS3', () => {
  it.each([
    ['GET', 'http://cloud.test/', 's3:ListAllMyBuckets', '', ''],
    ['PUT', 'http://cloud.test/a', 's3:CreateBucket', 'a', ''],
    ['HEAD', 'http://a.cloud.test/', 's3:ListBucket', 'a', ''],
    ['GET', 'http://a.cloud.test/?list-type=2', 's3:ListBucket', 'a', ''],
    ['GET', 'http://a.cloud.test/?versions', 's3:ListBucketVersions', 'a', ''],
    ['DELETE', 'http://a.cloud.test/', 's3:DeleteBucket', 'a', ''],
    ['DELETE', 'http://a.cloud.test/?policy', 's3:DeleteBucketPolicy', 'a', ''],
    ['DELETE', 'http://a.cloud.test/?lifecycle', 's3:PutLifecycleConfiguration', 'a', ''],
    ['GET', 'http://a.cloud.test/x/y%20z', 's3:GetObject', 'a', 'x/y z'],
    ['PUT', 'http://cloud.test/a/x', 's3:PutObject', 'a', 'x'],
    ['DELETE', 'http://cloud.test/a/x?versionId=1', 's3:DeleteObjectVersion', 'a', 'x'],
    ['GET', 'http://1.cloud.test/v20180820/tags/arn%3Aaws%3As3%3A%3A%3Aa', 's3:ListTagsForResource', 'a', ''],
    ['POST', 'http://1.cloud.test/v20180820/tags/arn%3Aaws%3As3%3A%3A%3Aa', 's3:TagResource', 'a', ''],
  ])('%s %s is %s', (method, url, action, bucket, key) => {
    expect(read(method, url)).toEqual({ action, bucket, key });
  });
});
