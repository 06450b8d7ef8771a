import { randomBytes } from 'node:crypto';
import type { Environment } from '../../../../lib/core/environment';
import type { Send } from '../../../gaps/gap';
import type { Tofu } from '../../../layers/tofu';
import type { Credentials } from '../../../proxy/credentials';
import type { ProofContext } from '../../proof';

/** One of the roles that `bootstrap` makes, and a token that its trust policy wants. */
export interface DeliveryRole {
  /** Its ARN. */
  readonly arn: string;
  /** A token as GitHub would write it. */
  readonly token: string;
}

interface Trust {
  readonly Statement: readonly {
    readonly Condition: { readonly StringEquals: Record<string, string | string[]> };
  }[];
}

/** What a proof has at hand as a role. */
export interface RoleContext extends ProofContext {
  /** Calls an API as the role. */
  readonly role: Send;
  /** The role's session. */
  readonly credentials: Credentials;
}

/** The plan or the deploy role of an applied bootstrap stack. */
export async function deliveryRole(
  tofu: Tofu,
  stack: string,
  kind: 'plan' | 'deploy',
): Promise<DeliveryRole> {
  const roles = (await tofu.resources(stack)).filter(({ type }) => type === 'aws_iam_role');
  const role = roles.find(({ address }) => address.endsWith(`_${kind}`));
  if (!role)
    throw new Error(`${stack} has no role for ${kind}: it has ${roles.map((one) => one.address).join(', ')}`);
  const trust = JSON.parse(String(role.values['assume_role_policy'])) as Trust;
  const conditions = trust.Statement[0]?.Condition.StringEquals ?? {};
  const claims: Record<string, string> = {};
  for (const [key, value] of Object.entries(conditions)) {
    const at = key.lastIndexOf(':');
    claims['iss'] = `https://${key.slice(0, at)}`;
    claims[key.slice(at + 1)] = [value].flat()[0] ?? '';
  }
  return { arn: String(role.values['arn']), token: tokenOf(claims) };
}

/** A token with these claims; its signature is anything, since the emulator does not ask the issuer. */
export function tokenOf(claims: Readonly<Record<string, string>>, now: number = Date.now()): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const times = { iat: Math.floor(now / 1000), exp: Math.floor(now / 1000) + 3600 };
  return [
    part({ alg: 'RS256', typ: 'JWT' }),
    part({ ...claims, ...times }),
    randomBytes(32).toString('base64url'),
  ].join('.');
}

/**
 * The same context with OpenTofu as a role: the token is exchanged once, and the session's credentials are in the environment, as
 * aws-actions/configure-aws-credentials does it on a runner of GitHub Actions.
 * @param variables - what the workflow sets beside them
 * @throws Error when STS refuses
 */
export async function asRole(
  context: ProofContext,
  name: string,
  role: DeliveryRole,
  variables: Readonly<Record<string, string>> = {},
): Promise<RoleContext> {
  const credentials = await assumeByToken(context, role);
  if (!credentials) throw new Error(`${role.arn} cannot be assumed with a token that its trust policy names`);
  const env = {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken ?? '',
    ...variables,
  };
  const tofuOver: ProofContext['tofuOver'] = (other) =>
    context.tofuOver({ ...other, name: `${name}-${other.name}`, env: { ...env, ...other.env } });
  return {
    ...context,
    tofu: tofuOver({ name: 'present' }),
    tofuOver,
    role: context.cloud.with(credentials),
    credentials,
  };
}

/** Exchanges a token for a session; `undefined` when STS refuses. */
export async function assumeByToken(
  context: ProofContext,
  { arn, token }: DeliveryRole,
): Promise<Credentials | undefined> {
  const answer = await context.cloud.unsigned({
    service: 'sts',
    form: {
      Action: 'AssumeRoleWithWebIdentity',
      Version: '2011-06-15',
      RoleArn: arn,
      RoleSessionName: 'proof',
      WebIdentityToken: token,
    },
  });
  const read = (name: string) =>
    new RegExp(`<${name}>([^<]+)<`).exec(answer.body.toString('utf8'))?.[1] ?? '';
  if (answer.status !== 200) return undefined;
  return {
    accessKeyId: read('AccessKeyId'),
    secretAccessKey: read('SecretAccessKey'),
    sessionToken: read('SessionToken'),
  };
}

/** The id of an environment's bootstrap stack. */
export function bootstrapOf({ name, primaryRegion }: Environment): string {
  return `${name}-${primaryRegion}-bootstrap`;
}
