import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClusterKey, Send } from '../gaps/gap';
import { json } from '../proxy/call';
import type { CredentialBook, RoleSession } from '../proxy/credentials';
import { signerOf } from './token';

/** Says to the API servers of clusters who stands behind a token. */
export interface Authenticator {
  /** Where an API server of a cluster asks. */
  url(cluster: ClusterKey): string;
  /** Ends it. */
  stop(): Promise<void>;
}

/** Who an API server lets in: a user and its groups. */
export interface ClusterUser {
  /** The caller's ARN. */
  readonly username: string;
  /** Groups of the access entry, and one for each access policy; see {@link policyGroup}. */
  readonly groups: readonly string[];
}

/** The group that plays an access policy in the cluster; a role binding gives it what the policy gives. */
export function policyGroup(policy: string): string {
  return `access-policy:${policy}`;
}

/**
 * Answers as EKS does: a token leads to an IAM identity, and that one's access entry to groups; without an entry nobody is let in (EKS
 * User Guide, "Grant IAM users access to Kubernetes with EKS access entries"). An account's root, who applies everything where policies are
 * not evaluated, may do everything.
 * @param book - the sessions that are about
 * @param asRoot - calls the emulator as an account's root
 */
export async function startAuthenticator(
  book: CredentialBook,
  asRoot: (account: string) => Send,
): Promise<Authenticator> {
  const server = createServer((request, response) => {
    review(request, book, asRoot).then(
      (answer) => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: ({ region, name }) => `http://127.0.0.1:${port}/${region}/${name}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers a TokenReview (Kubernetes API Reference, "TokenReview v1"). */
async function review(
  request: IncomingMessage,
  book: CredentialBook,
  asRoot: (account: string) => Send,
): Promise<object> {
  const { pathname } = new URL(request.url ?? '', 'http://authenticator');
  const [, region = '', name = ''] = pathname.split('/');
  const body = await read(request);
  const { spec } = json<{ spec?: { token?: string } }>({ body });
  const user = await userOf(spec?.token ?? '', { region, name }, book, asRoot);
  const status = user ? { authenticated: true, user } : { authenticated: false };
  return { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', status };
}

async function userOf(
  token: string,
  cluster: ClusterKey,
  book: CredentialBook,
  asRoot: (account: string) => Send,
): Promise<ClusterUser | undefined> {
  const signer = signerOf(token, cluster, (key) => book.of(key));
  if (!signer) return undefined;
  const session = book.session(signer.accessKeyId);
  if (!session) return { username: `arn:aws:iam::${signer.accessKeyId}:root`, groups: ['system:masters'] };
  const groups = await groupsOf(session, cluster, asRoot(session.account));
  const username = `arn:aws:sts::${session.account}:assumed-role/${session.role}/${session.name}`;
  return groups && { username, groups };
}

/** The groups of a role's access entry; `undefined` where it has none. A policy that holds in some namespaces only gives none here. */
async function groupsOf(
  { account, role }: RoleSession,
  { region, name }: ClusterKey,
  send: Send,
): Promise<string[] | undefined> {
  const entries = `/clusters/${name}/access-entries`;
  const get = async <Shape>(path: string): Promise<Shape> =>
    json<Shape>(await send({ service: 'eks', method: 'GET', region, path }));
  const { accessEntries = [] } = await get<{ accessEntries?: string[] }>(entries);
  const arn = accessEntries.find(
    (one) => one.startsWith(`arn:aws:iam::${account}:role/`) && one.endsWith(`/${role}`),
  );
  if (arn === undefined) return undefined;
  const entry = `${entries}/${encodeURIComponent(arn)}`;
  const { accessEntry } = await get<{ accessEntry?: { kubernetesGroups?: string[] } }>(entry);
  const { associatedAccessPolicies = [] } = await get<{ associatedAccessPolicies?: AssociatedPolicy[] }>(
    `${entry}/access-policies`,
  );
  const policies = associatedAccessPolicies.filter((one) => one.accessScope.type === 'cluster');
  return [
    ...(accessEntry?.kubernetesGroups ?? []),
    ...policies.map((one) => policyGroup(one.policyArn.split('/').at(-1) ?? '')),
  ];
}

interface AssociatedPolicy {
  readonly policyArn: string;
  readonly accessScope: { readonly type: 'cluster' | 'namespace' };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
