import { timingSafeEqual } from 'node:crypto';
import { sign } from 'aws4';
import type { ClusterKey } from '../gaps/gap';
import type { Credentials } from '../proxy/credentials';

/**
 * A token for the API of an EKS cluster: the address of a presigned call of STS that tells who signed it, with the cluster's name among
 * what is signed (AWS IAM Authenticator for Kubernetes, "API Authorization from Outside a Cluster").
 */
const PREFIX = 'k8s-aws-v1.';

/** The token of somebody for a cluster, as `aws eks get-token` writes it. */
export function tokenFor(credentials: Credentials, { region, name }: ClusterKey): string {
  const query = new URLSearchParams({
    Action: 'GetCallerIdentity',
    Version: '2011-06-15',
    'X-Amz-Expires': '60',
    ...(credentials.sessionToken && { 'X-Amz-Security-Token': credentials.sessionToken }),
  });
  const host = `sts.${region}.amazonaws.com`;
  const url = `https://${host}${presigned(`/?${query}`, host, region, name, credentials)}`;
  return `${PREFIX}${Buffer.from(url).toString('base64url')}`;
}

/**
 * The credentials that a token was made with; `undefined` when nobody's, when it is meant for another cluster, or when it is no token at all.
 * @param of - finds credentials by their access key
 */
export function signerOf(
  token: string,
  { region, name }: ClusterKey,
  of: (accessKeyId: string) => Credentials | undefined,
): Credentials | undefined {
  const url = token.startsWith(PREFIX) ? readUrl(token.slice(PREFIX.length)) : undefined;
  const [key = ''] = url?.searchParams.get('X-Amz-Credential')?.split('/') ?? [];
  const credentials = of(key);
  if (!url || !credentials || url.searchParams.get('Action') !== 'GetCallerIdentity') return undefined;
  const signature = url.searchParams.get('X-Amz-Signature') ?? '';
  url.searchParams.delete('X-Amz-Signature');
  const again = presigned(`/${url.search}`, url.host, region, name, credentials);
  const due = new URL(again, url).searchParams.get('X-Amz-Signature') ?? '';
  const [one, other] = [signature, due].map((text) => Buffer.from(text));
  const same = one && other && one.length === other.length && timingSafeEqual(one, other);
  return same ? credentials : undefined;
}

/** A path with its signature; one that has a date already is signed for that date. */
function presigned(
  path: string,
  host: string,
  region: string,
  cluster: string,
  { accessKeyId, secretAccessKey }: Credentials,
): string {
  const request = sign(
    {
      host,
      path,
      method: 'GET',
      service: 'sts',
      region,
      signQuery: true,
      headers: { 'x-k8s-aws-id': cluster },
    },
    { accessKeyId, secretAccessKey },
  );
  return request.path ?? '';
}

function readUrl(encoded: string): URL | undefined {
  const text = Buffer.from(encoded, 'base64url').toString('utf8');
  return URL.canParse(text) ? new URL(text) : undefined;
}
