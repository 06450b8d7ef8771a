import type { Send } from '../gaps/gap';
import { json } from '../proxy/call';
import type { PolicyDocument } from './policy';

/** The policy that a role cannot exceed. */
export interface RoleBoundary {
  /** Its ARN. */
  readonly arn: string;
  /** What it says. */
  readonly policy: PolicyDocument;
}

/** What a decision needs to know of an account and no call says. Asked of the emulator as the account's root. */
export class Facts {
  private readonly roles = new Map<string, Promise<PolicyDocument[]>>();
  private readonly boundaries = new Map<string, Promise<RoleBoundary | undefined>>();
  private readonly keys = new Map<string, Promise<string | undefined>>();

  constructor(private readonly send: Send) {}

  /** Something of IAM, or of a bucket's encryption, has changed: what was read of it is read again. */
  forget(): void {
    this.roles.clear();
    this.boundaries.clear();
    this.keys.clear();
  }

  /** The policies of a role, attached and inline. */
  policies(role: string): Promise<PolicyDocument[]> {
    const known = this.roles.get(role) ?? this.readPolicies(role);
    this.roles.set(role, known);
    return known;
  }

  /** The permissions boundary of a role; `undefined` when it has none. */
  boundary(role: string): Promise<RoleBoundary | undefined> {
    const known = this.boundaries.get(role) ?? this.readBoundary(role);
    this.boundaries.set(role, known);
    return known;
  }

  /** A role's ARN with its path; `undefined` when there is no such role. */
  async roleArn(name: string): Promise<string | undefined> {
    return tag(await this.iam({ Action: 'GetRole', RoleName: name }), 'Arn')[0];
  }

  /** A role's trust policy. */
  async trust(name: string): Promise<PolicyDocument | undefined> {
    const [text] = tag(await this.iam({ Action: 'GetRole', RoleName: name }), 'AssumeRolePolicyDocument');
    return text === undefined ? undefined : readPolicy(text);
  }

  /** The key that a bucket encrypts new objects with; `undefined` for none of ours. */
  bucketKey(bucket: string): Promise<string | undefined> {
    const known = this.keys.get(bucket) ?? this.readBucketKey(bucket);
    this.keys.set(bucket, known);
    return known;
  }

  /** A bucket's own policy. */
  async bucketPolicy(bucket: string): Promise<PolicyDocument | undefined> {
    const { status, body } = await this.send({ service: 's3', method: 'GET', path: `/${bucket}?policy` });
    return status === 200 ? (JSON.parse(body.toString('utf8')) as PolicyDocument) : undefined;
  }

  /** A secret's ARN and key, by its name or ARN. */
  async secret(id: string, region: string): Promise<{ ARN: string; KmsKeyId?: string } | undefined> {
    const answer = await this.send({
      service: 'secretsmanager',
      region,
      target: 'secretsmanager.DescribeSecret',
      body: { SecretId: id },
    });
    return answer.status === 200 ? json(answer) : undefined;
  }

  /** A key's ARN, by its id, ARN or alias. */
  async keyArn(id: string, region: string): Promise<string | undefined> {
    const answer = await this.send({
      service: 'kms',
      region,
      target: 'TrentService.DescribeKey',
      body: { KeyId: id },
    });
    return answer.status === 200 ? json<{ KeyMetadata: { Arn: string } }>(answer).KeyMetadata.Arn : undefined;
  }

  /** A key's own policy, by its ARN. */
  async keyPolicy(arn: string): Promise<PolicyDocument | undefined> {
    const answer = await this.send({
      service: 'kms',
      region: arn.split(':')[3] ?? '',
      target: 'TrentService.GetKeyPolicy',
      body: { KeyId: arn, PolicyName: 'default' },
    });
    return answer.status === 200
      ? (JSON.parse(json<{ Policy: string }>(answer).Policy) as PolicyDocument)
      : undefined;
  }

  private async readBucketKey(bucket: string): Promise<string | undefined> {
    const { body } = await this.send({ service: 's3', method: 'GET', path: `/${bucket}?encryption` });
    return tag(body.toString('utf8'), 'KMSMasterKeyID')[0];
  }

  private async readPolicies(role: string): Promise<PolicyDocument[]> {
    const attached = tag(await this.iam({ Action: 'ListAttachedRolePolicies', RoleName: role }), 'PolicyArn');
    const inline = tag(await this.iam({ Action: 'ListRolePolicies', RoleName: role }), 'member');
    return Promise.all([
      ...attached.map((arn) => this.managed(arn)),
      ...inline.map(async (name) => {
        const text = await this.iam({ Action: 'GetRolePolicy', RoleName: role, PolicyName: name });
        return readPolicy(tag(text, 'PolicyDocument')[0] ?? '');
      }),
    ]);
  }

  private async readBoundary(role: string): Promise<RoleBoundary | undefined> {
    const [arn] = tag(await this.iam({ Action: 'GetRole', RoleName: role }), 'PermissionsBoundaryArn');
    return arn === undefined ? undefined : { arn, policy: await this.managed(arn) };
  }

  private async managed(arn: string): Promise<PolicyDocument> {
    const policy = await this.iam({ Action: 'GetPolicy', PolicyArn: arn });
    const version = tag(policy, 'DefaultVersionId')[0] ?? 'v1';
    const text = await this.iam({ Action: 'GetPolicyVersion', PolicyArn: arn, VersionId: version });
    return readPolicy(tag(text, 'Document')[0] ?? '');
  }

  private async iam(form: Record<string, string> & { Action: string }): Promise<string> {
    const answer = await this.send({ service: 'iam', form: { ...form, Version: '2010-05-08' } });
    return answer.body.toString('utf8');
  }
}

/** IAM writes documents URL-encoded into XML (IAM API Reference, "GetRolePolicy"). */
function readPolicy(text: string): PolicyDocument {
  const plain = text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  return JSON.parse(plain.startsWith('{') ? plain : decodeURIComponent(plain)) as PolicyDocument;
}

function tag(text: string, name: string): string[] {
  return [...text.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((one) => one[1] ?? '');
}
