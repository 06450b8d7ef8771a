import { signerOf, tokenFor } from '../../../sandbox/cloud/token';

const cluster = { region: 'us-east-1', name: 'shop-dev' };
const session = { accessKeyId: 'ASIA1', secretAccessKey: 'secret', sessionToken: 'a+b/c==' };
const of = (key: string) => (key === session.accessKeyId ? session : undefined);

describe('a token for the API of a cluster', () => {
  const token = tokenFor(session, cluster);

  test('is a presigned call of STS, which holds no secret', () => {
    const url = new URL(Buffer.from(token.replace('k8s-aws-v1.', ''), 'base64url').toString());
    expect(url.host).toBe('sts.us-east-1.amazonaws.com');
    expect(url.searchParams.get('Action')).toBe('GetCallerIdentity');
    expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe('host;x-k8s-aws-id');
    expect(url.searchParams.get('X-Amz-Security-Token')).toBe(session.sessionToken);
    expect(url.href).not.toContain('secret');
  });

  test('leads back to who signed it', () => {
    expect(signerOf(token, cluster, of)).toBe(session);
  });

  test('is nobody’s for another cluster, with another signature, or of another key', () => {
    expect(signerOf(token, { ...cluster, name: 'shop-prod' }, of)).toBeUndefined();
    expect(signerOf(tokenFor({ ...session, secretAccessKey: 'x' }, cluster), cluster, of)).toBeUndefined();
    expect(signerOf(tokenFor({ ...session, accessKeyId: 'ASIA2' }, cluster), cluster, of)).toBeUndefined();
    expect(signerOf('k8s-aws-v1.nothing', cluster, of)).toBeUndefined();
    expect(signerOf('something', cluster, of)).toBeUndefined();
  });
});
