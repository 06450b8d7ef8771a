import { getToken } from '../../../sandbox/cloud/aws';
import { signerOf } from '../../../sandbox/cloud/token';

const root = { accessKeyId: '111111111111', secretAccessKey: 'test' };
const clusters = { 'us-east-1/shop-dev': { url: 'https://127.0.0.1:1', token: 'secret' } };

describe('the aws of the sandbox', () => {
  test('answers eks get-token as the AWS CLI does', () => {
    const args = [
      'eks',
      'get-token',
      '--cluster-name',
      'shop-dev',
      '--region',
      'us-east-1',
      '--output',
      'json',
    ];
    const answer = JSON.parse(getToken(args, clusters, root));
    expect(answer).toEqual({
      kind: 'ExecCredential',
      apiVersion: 'client.authentication.k8s.io/v1',
      spec: {},
      status: { token: expect.any(String) },
    });
    const cluster = { region: 'us-east-1', name: 'shop-dev' };
    expect(signerOf(answer.status.token, cluster, () => root)).toBe(root);
  });

  test('knows no other cluster and no other command', () => {
    const other = ['eks', 'get-token', '--cluster-name', 'shop-dev', '--region', 'us-west-2'];
    expect(() => getToken(other, clusters, root)).toThrow('us-west-2/shop-dev');
    expect(() => getToken(['s3', 'ls'], clusters, root)).toThrow('"s3 ls"');
  });
});
