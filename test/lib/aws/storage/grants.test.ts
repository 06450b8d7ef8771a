import { Bucket } from '../../../../lib/aws/storage';
import { problemsOf, testStack } from '../../../../lib/testing';

const arn = 'arn:aws:s3:::shop-test-111122223333-us-east-1-assets';
const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/abc';

describe('grants of a bucket', () => {
  const stack = testStack();
  const made = new Bucket(stack, 'assets', {
    name: 'assets',
    accessLogs: 'none',
    encryption: { key: { keyArn } },
  });

  test('reading a prefix lists and reads it only, and uses the key through S3 only', () => {
    expect(made.grantRead('reports/')).toEqual([
      {
        sid: 'ListAssetsReports',
        actions: ['s3:ListBucket'],
        resources: [arn],
        conditions: { StringLike: { 's3:prefix': ['reports/', 'reports/*'] } },
      },
      { sid: 'ReadAssetsReports', actions: ['s3:GetObject'], resources: [`${arn}/reports/*`] },
      {
        sid: 'KeyAssetsReports',
        actions: ['kms:Decrypt'],
        resources: [keyArn],
        conditions: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
      },
    ]);
  });

  test('writing writes and deletes objects, not versions', () => {
    const [, write, key] = made.grantReadWrite();
    expect(write).toEqual({
      sid: 'ReadWriteAssets',
      actions: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      resources: [`${arn}/*`],
    });
    expect(key?.actions).toEqual(['kms:Decrypt', 'kms:GenerateDataKey']);
  });

  test('a bucket without a key needs none', () => {
    const bare = Bucket.fromAttributes(stack, 'bare', { bucketName: 'their-bucket' });
    expect(bare.grantRead().map((one) => one.sid)).toEqual(['ListBare', 'ReadBare']);
    expect(bare.grantReadWrite()[1]?.resources).toEqual(['arn:aws:s3:::their-bucket/*']);
  });

  test('nothing of this is a mistake', () => {
    expect(problemsOf(stack)).toEqual([]);
  });

  test.each(['reports', '/reports/', 'a*/', '?/'])('a prefix that would match more: %s', (prefix) => {
    const own = testStack();
    const bucket = Bucket.fromAttributes(own, 'bare', { bucketName: 'their-bucket' });
    bucket.grantRead(prefix);
    bucket.grantReadWrite(prefix);
    expect(problemsOf(own).map((one) => [one.code, one.path])).toEqual([
      ['storage/prefix', 'test-us-east-1-unit/bare.grantRead'],
      ['storage/prefix', 'test-us-east-1-unit/bare.grantReadWrite'],
    ]);
  });
});
