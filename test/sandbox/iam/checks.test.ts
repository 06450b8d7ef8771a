import type { CallEssentials } from '../../../sandbox/gaps/gap';
import { checksOf } from '../../../sandbox/iam/checks';
import { Facts } from '../../../sandbox/iam/facts';
import { type AwsCall, jsonAnswer, xmlAnswer } from '../../../sandbox/proxy/call';
import { sender } from '../../../sandbox/proxy/send';

const account = '111111111111';
const key = `arn:aws:kms:us-east-1:${account}:key/1`;

/** An account with one role below a path, one key and one bucket that uses it. */
const facts = new Facts(async ({ service, form, target, path }) => {
  if (form?.['Action'] === 'GetRole')
    return xmlAnswer(
      200,
      `${form['RoleName'] === 'bound' ? '<PermissionsBoundaryArn>arn:boundary</PermissionsBoundaryArn>' : ''}<Arn>arn:aws:iam::${account}:role/bootstrap/${form['RoleName']}</Arn>`,
    );
  if (form?.['Action'] === 'GetPolicyVersion') return xmlAnswer(200, '<Document>{"Statement":[]}</Document>');
  if (target === 'TrentService.DescribeKey') return jsonAnswer(200, { KeyMetadata: { Arn: key } });
  if (service === 's3' && path === '/states?encryption')
    return xmlAnswer(200, `<KMSMasterKeyID>${key}</KMSMasterKeyID>`);
  return xmlAnswer(404, '');
});

async function checks(essentials: CallEssentials) {
  let seen: AwsCall | undefined;
  const send = sender(
    async (call) => {
      seen = call;
      return xmlAnswer(200, '');
    },
    'cloud.test',
    account,
  );
  await send(essentials);
  return seen ? checksOf(seen, { facts, account, host: 'cloud.test' }) : [];
}

const asked = async (essentials: CallEssentials) =>
  (await checks(essentials)).map(({ action, resource }) => `${action} ${resource}`);

describe('checksOf', () => {
  it('tells which records a call changes, as Route 53 normalizes their names', async () => {
    const body =
      '<ChangeResourceRecordSetsRequest><ChangeBatch><Changes>' +
      '<Change><Action>UPSERT</Action><ResourceRecordSet><Name>API.shop.com.</Name><Type>A</Type></ResourceRecordSet></Change>' +
      '<Change><Action>DELETE</Action><ResourceRecordSet><Name>*.shop.com</Name><Type>A</Type></ResourceRecordSet></Change>' +
      '</Changes></ChangeBatch></ChangeResourceRecordSetsRequest>';
    const found = await checks({
      service: 'route53',
      method: 'POST',
      path: '/2013-04-01/hostedzone/Z1/rrset/',
      body,
    });
    expect(found).toEqual([
      {
        action: 'route53:ChangeResourceRecordSets',
        resource: 'arn:aws:route53:::hostedzone/Z1',
        context: {
          'route53:changeresourcerecordsetsnormalizedrecordnames': ['api.shop.com', '\\052.shop.com'],
        },
      },
    ]);
  });

  it('names every resource of a call, tags it, and asks for what services do for the caller', async () => {
    const form = {
      Action: 'CreateDBInstance',
      DBInstanceIdentifier: 'shop',
      DBSubnetGroupName: 'nets',
      KmsKeyId: key,
      MonitoringRoleArn: 'arn:role',
      'Tags.Tag.1.Key': 'a',
    };
    expect(await asked({ service: 'rds', form })).toEqual([
      `rds:CreateDBInstance arn:aws:rds:us-east-1:${account}:db:shop`,
      `rds:CreateDBInstance arn:aws:rds:us-east-1:${account}:subgrp:nets`,
      `rds:AddTagsToResource arn:aws:rds:us-east-1:${account}:db:shop`,
      `rds:AddTagsToResource arn:aws:rds:us-east-1:${account}:subgrp:nets`,
      'iam:PassRole arn:role',
      `iam:CreateServiceLinkedRole arn:aws:iam::${account}:role/aws-service-role/rds.amazonaws.com/AWSServiceRole`,
      `kms:CreateGrant ${key}`,
      `kms:DescribeKey ${key}`,
    ]);
  });

  it('says to which service a role is passed', async () => {
    const found = await checks({
      service: 'eks',
      path: '/clusters/shop/pod-identity-associations',
      body: { roleArn: 'arn:role', namespace: 'shop' },
    });
    expect(found).toEqual([
      expect.objectContaining({ resource: `arn:aws:eks:us-east-1:${account}:cluster/shop` }),
      {
        action: 'iam:PassRole',
        resource: 'arn:role',
        context: { 'iam:passedtoservice': 'pods.eks.amazonaws.com' },
      },
    ]);
  });

  it('finds an access entry by its principal', async () => {
    const principal = encodeURIComponent(`arn:aws:iam::${account}:role/team/admin`);
    const path = `/clusters/shop/access-entries/${principal}`;
    expect(await asked({ service: 'eks', method: 'DELETE', path })).toEqual([
      `eks:DeleteAccessEntry arn:aws:eks:us-east-1:${account}:access-entry/shop/role/${account}/admin/01234567`,
    ]);
  });

  it("checks on a role's path, which the call does not say", async () => {
    const form = { Action: 'AttachRolePolicy', RoleName: 'deploy', PolicyArn: 'arn:policy' };
    expect(await checks({ service: 'iam', form })).toEqual([
      expect.objectContaining({
        resource: `arn:aws:iam::${account}:role/bootstrap/deploy`,
        context: expect.objectContaining({ 'iam:policyarn': 'arn:policy' }),
      }),
    ]);
  });

  it('says which boundary a role gets, or has', async () => {
    const boundary = async (form: Record<string, string> & { Action: string }) =>
      (await checks({ service: 'iam', form }))[0]?.context?.['iam:permissionsboundary'];
    const given = { RoleName: 'node', PermissionsBoundary: 'arn:given' };
    expect(await boundary({ Action: 'CreateRole', ...given })).toBe('arn:given');
    expect(await boundary({ Action: 'PutRolePermissionsBoundary', ...given })).toBe('arn:given');
    for (const Action of ['AttachRolePolicy', 'PutRolePolicy', 'DeleteRolePermissionsBoundary'])
      expect([Action, await boundary({ Action, RoleName: 'bound' })]).toEqual([Action, 'arn:boundary']);
    expect(await boundary({ Action: 'PutRolePolicy', RoleName: 'node' })).toBeUndefined();
  });

  it('asks for each object that a call deletes, by its version', async () => {
    const body =
      '<Delete><Object><Key>a/b</Key><VersionId>1</VersionId></Object><Object><Key>c</Key></Object></Delete>';
    expect(await asked({ service: 's3', method: 'POST', path: '/images?delete', body })).toEqual([
      's3:DeleteObjectVersion arn:aws:s3:::images/a/b',
      's3:DeleteObject arn:aws:s3:::images/c',
    ]);
  });

  it("asks for a bucket's key through S3", async () => {
    expect(await checks({ service: 's3', method: 'GET', path: '/states/dev/terraform.tfstate' })).toEqual([
      expect.objectContaining({
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::states/dev/terraform.tfstate',
      }),
      expect.objectContaining({
        action: 'kms:Decrypt',
        resource: key,
        context: expect.objectContaining({ 'kms:viaservice': 's3.us-east-1.amazonaws.com' }),
      }),
    ]);
  });

  it('takes a path that it does not know for an action that nothing allows', async () => {
    expect(await asked({ service: 'eks', method: 'GET', path: '/unknown' })).toEqual([
      'eks:(GET /unknown) *',
    ]);
  });
});
