import type { Environment } from '../../lib/core/environment';
import type { Send } from '../gaps/gap';
import { createZone } from '../gaps/route53-zone-ids';
import type { AwsAnswer } from '../proxy/call';
import type { CloudAccess } from './cloud';

/** Something in an account that is older than its environment. */
export type Prerequisite =
  | { readonly kind: 'hostedZone'; readonly id: string; readonly name: string }
  | { readonly kind: 'role'; readonly arn: string }
  | { readonly kind: 'user'; readonly arn: string }
  | { readonly kind: 'githubProvider'; readonly url: string };

/** The account could not be given what an environment presumes. */
export class PrerequisiteError extends Error {}

/**
 * What an environment presumes in its account: the hosted zones of its hosts, its administrators' roles and users, and GitHub's
 * identity provider where bootstrap does not make it.
 */
export function prerequisitesOf(environment: Environment): Prerequisite[] {
  const zones = new Map(
    Object.values(environment.regions).flatMap(({ edge } = {} as never) =>
      edge ? [[edge.hostedZoneId, registrable(edge.host)] as const] : [],
    ),
  );
  const principals = Object.values(environment.administrators).map(({ principalArn }) => principalArn);
  return [
    ...[...zones].sort().map(([id, name]) => ({ kind: 'hostedZone', id, name }) as const),
    ...[...new Set(principals)]
      .sort()
      .map((arn) => ({ kind: arn.includes(':user/') ? 'user' : 'role', arn }) as const),
    ...(environment.delivery.oidcProvider === 'existing'
      ? [{ kind: 'githubProvider', url: 'https://token.actions.githubusercontent.com' } as const]
      : []),
  ];
}

/**
 * Gives each environment's account what the environment presumes there.
 * @param cloud - where the accounts are
 * @param environments - that have passed their checks
 * @throws PrerequisiteError when the cloud refuses
 */
export async function prepare(
  cloud: Pick<CloudAccess, 'as'>,
  environments: readonly Environment[],
): Promise<void> {
  for (const environment of environments) {
    const send = cloud.as(environment.account);
    for (const one of prerequisitesOf(environment)) {
      const { status, body } = await create(send, one);
      if (status >= 300 && !/EntityAlreadyExists/.test(body.toString())) {
        throw new PrerequisiteError(
          `${environment.name}: ${JSON.stringify(one)} could not be made: ${status} ${body.toString()}`,
        );
      }
    }
  }
}

/** The last two labels of a host: the sandbox's data have no host below a public suffix of two labels. */
function registrable(host: string): string {
  return host.split('.').slice(-2).join('.');
}

function create(send: Send, one: Prerequisite): Promise<AwsAnswer> {
  const iam = (parameters: Record<string, string>) =>
    send({ service: 'iam', form: { Version: '2010-05-08', ...parameters } });
  switch (one.kind) {
    case 'hostedZone':
      return createZone(send, one.name, one.id);
    case 'role':
      return iam({
        Action: 'CreateRole',
        AssumeRolePolicyDocument: trust(one.arn),
        ...nameOf('Role', one.arn),
      });
    case 'user':
      return iam({ Action: 'CreateUser', ...nameOf('User', one.arn) });
    case 'githubProvider':
      return iam({
        Action: 'CreateOpenIDConnectProvider',
        Url: one.url,
        'ClientIDList.member.1': 'sts.amazonaws.com',
      });
  }
}

/** Name and path of a role or user, from its ARN. */
function nameOf(kind: 'Role' | 'User', arn: string): Record<string, string> {
  const [, ...parts] = (arn.split(':')[5] ?? '').split('/');
  const name = parts.pop() ?? '';
  return { [`${kind}Name`]: name, Path: parts.length > 0 ? `/${parts.join('/')}/` : '/' };
}

/** Lets the account itself say who may use the role. */
function trust(arn: string): string {
  const Principal = { AWS: `arn:aws:iam::${arn.split(':')[4]}:root` };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }],
  });
}
