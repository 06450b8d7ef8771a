import { type AwsCall, callWithBody, readCall, xmlAnswer } from '../../../sandbox/proxy/call';
import { CredentialBook } from '../../../sandbox/proxy/credentials';
import { sender } from '../../../sandbox/proxy/send';
import { fingerprint, signed } from '../../../sandbox/proxy/sign';

const credentials = { accessKeyId: 'ASIA1', secretAccessKey: 'secret', sessionToken: 'token' };

function call(headers: Record<string, string> = {}): AwsCall {
  const authorization = 'AWS4-HMAC-SHA256 Credential=ASIA1/20260101/us-east-1/kms/aws4_request, Signature=0';
  return readCall(
    'POST',
    new URL('http://cloud.test/'),
    { host: 'cloud.test', authorization, 'x-amz-security-token': 'old', ...headers },
    Buffer.from('{}'),
  );
}

describe('signed', () => {
  it('signs for the same service and region, with the token', () => {
    const { headers } = signed(call({ 'content-type': 'application/x-amz-json-1.1' }), credentials);
    expect(headers.authorization).toMatch(/Credential=ASIA1\/\d{8}\/us-east-1\/kms\/aws4_request/);
    expect(headers.authorization).toMatch(/SignedHeaders=[^,]*x-amz-security-token/);
    expect(headers['x-amz-security-token']).toBe('token');
    expect(headers['content-type']).toBe('application/x-amz-json-1.1');
  });

  it('drops the checksum of another body, and keeps a word in its place', () => {
    const old = 'a'.repeat(64);
    expect(
      signed(call({ 'x-amz-content-sha256': old }), credentials).headers['x-amz-content-sha256'],
    ).not.toBe(old);
    const word = 'UNSIGNED-PAYLOAD';
    expect(signed(call({ 'x-amz-content-sha256': word }), credentials).headers['x-amz-content-sha256']).toBe(
      word,
    );
  });
});

describe('fingerprint', () => {
  it('tells an altered call from an intact one', () => {
    const one = call();
    expect(fingerprint({ ...one })).toBe(fingerprint(one));
    expect(fingerprint(callWithBody(one, '{"a":1}'))).not.toBe(fingerprint(one));
    expect(fingerprint({ ...one, path: '/x' })).not.toBe(fingerprint(one));
  });
});

describe('sender', () => {
  const sent = async (by?: string) => {
    let seen: AwsCall | undefined;
    const next = async (one: AwsCall) => {
      seen = one;
      return xmlAnswer(200, '');
    };
    await sender(next, 'cloud.test', by)({ service: 'iam', form: { Action: 'ListRoles' } });
    return seen;
  };

  it("signs as an account's root", async () => {
    const seen = await sent('111111111111');
    expect(seen).toMatchObject({ accessKey: '111111111111', service: 'iam', operation: 'ListRoles' });
    expect(seen?.headers.authorization).toMatch(/Signature=[0-9a-f]{64}/);
  });

  it('signs nothing without credentials', async () => {
    expect((await sent())?.headers.authorization).toBeUndefined();
  });
});

describe('CredentialBook', () => {
  const answer = xmlAnswer(
    200,
    '<R><AccessKeyId>ASIA2</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Arn>arn:aws:sts::222222222222:assumed-role/deploy/run</Arn></R>',
  );
  const assume = (body: string) =>
    readCall(
      'POST',
      new URL('http://cloud.test/'),
      { 'content-type': 'application/x-www-form-urlencoded' },
      Buffer.from(body),
    );

  it('learns sessions from what STS answers', () => {
    const book = new CredentialBook();
    book.learn(assume('Action=AssumeRole&Tags.member.1.Key=a&Tags.member.1.Value=b'), answer);
    expect(book.of('ASIA2')).toEqual({ accessKeyId: 'ASIA2', secretAccessKey: 's', sessionToken: 't' });
    expect(book.session('ASIA2')).toMatchObject({ role: 'deploy', name: 'run', tags: { a: 'b' } });
    expect(book.account('ASIA2')).toBe('222222222222');
  });

  it('learns nothing from other calls or refusals', () => {
    const book = new CredentialBook();
    book.learn(assume('Action=GetCallerIdentity'), answer);
    book.learn(assume('Action=AssumeRole'), { ...answer, status: 403 });
    expect(book.of('ASIA2')).toBeUndefined();
    expect(book.account('ASIA2')).toBe('ASIA2');
  });

  it("knows every account's root", () => {
    expect(new CredentialBook().of('111111111111')?.secretAccessKey).toBe('test');
  });
});
