import { Gate } from '../../../sandbox/iam/gate';
import { jsonAnswer, xmlAnswer } from '../../../sandbox/proxy/call';
import { CredentialBook } from '../../../sandbox/proxy/credentials';

const account = '111111111111';
const session = { account, role: 'pod', name: 's', tags: {}, issuedBy: 'sandbox' } as const;
const statement = (effect: string, action: string, rest: object = {}) => ({
  Effect: effect,
  Action: action,
  Resource: '*',
  ...rest,
});
const document = (...Statement: object[]) =>
  `<Document>${encodeURIComponent(JSON.stringify({ Statement }))}</Document>`;

/** A gate of an account with one role: what it is given, what it cannot exceed, and the policy of the bucket shop. */
function gate(given: object[], boundary: object[] | 'none', ofBucket: object[] = []) {
  return new Gate({
    book: new CredentialBook(),
    host: 'cloud.test',
    asRoot:
      () =>
      async ({ service, form }) => {
        if (service === 's3')
          return ofBucket.length > 0 ? jsonAnswer(200, { Statement: ofBucket }) : xmlAnswer(404, '');
        if (form?.['Action'] === 'ListAttachedRolePolicies')
          return xmlAnswer(200, '<PolicyArn>arn:given</PolicyArn>');
        if (form?.['Action'] === 'GetRole')
          return xmlAnswer(
            200,
            boundary === 'none' ? '' : '<PermissionsBoundaryArn>arn:boundary</PermissionsBoundaryArn>',
          );
        if (form?.['Action'] !== 'GetPolicyVersion') return xmlAnswer(200, '');
        const limits = form['PolicyArn'] === 'arn:boundary' && boundary !== 'none';
        return xmlAnswer(200, document(...(limits ? boundary : given)));
      },
  });
}

const read = { action: 's3:GetObject', resource: 'arn:aws:s3:::shop/a' };
const everything = [statement('Allow', '*')];
const effect = async (one: Gate) => (await one.decide(session, read, 'us-east-1')).effect;

describe('a role within a permissions boundary', () => {
  it.each([
    ['without one', 'none', 'allow'],
    ['that allows it', [statement('Allow', 's3:*')], 'allow'],
    ['that does not allow it', [statement('Allow', 'ec2:*')], 'none'],
    ['that denies it', [...everything, statement('Deny', 's3:GetObject')], 'deny'],
  ] as const)('may do what its policies allow, %s', async (_, boundary, found) => {
    const limits = boundary === 'none' ? boundary : [...boundary];
    expect(await effect(gate(everything, limits))).toBe(found);
  });

  it('is given nothing by it', async () => {
    expect(await effect(gate([statement('Allow', 'ec2:*')], everything))).toBe('none');
  });

  it("is held by it where a resource's own policy names the role, and by its denials alone where it names the session", async () => {
    const toRole = [statement('Allow', 's3:*', { Principal: { AWS: `arn:aws:iam::${account}:role/pod` } })];
    const toSession = [
      statement('Allow', 's3:*', { Principal: { AWS: `arn:aws:sts::${account}:assumed-role/pod/s` } }),
    ];
    const other = [statement('Allow', 'ec2:*')];
    expect(await effect(gate([], everything, toRole))).toBe('allow');
    expect(await effect(gate([], other, toRole))).toBe('none');
    expect(await effect(gate([], other, toSession))).toBe('allow');
    expect(await effect(gate([], [statement('Deny', 's3:*')], toSession))).toBe('deny');
  });
});
