import type { Credentials } from '../proxy/credentials';
import { type ClusterAccess, clusterId, readAccess } from './access';
import { tokenFor } from './token';

/**
 * What `aws` is inside the sandbox: it knows `eks get-token` and nothing else, and answers as the AWS CLI does (AWS CLI Command
 * Reference, "eks get-token"). SANDBOX_CLUSTERS names the file that says how clusters are reached.
 */
export function getToken(
  args: readonly string[],
  clusters: Readonly<Record<string, ClusterAccess>>,
  credentials: Credentials,
): string {
  const option = (name: string) => args[args.indexOf(name) + 1] ?? '';
  if (args[0] !== 'eks' || args[1] !== 'get-token')
    throw new Error(`the sandbox's aws knows only "eks get-token", not "${args.join(' ')}"`);
  const cluster = { region: option('--region'), name: option('--cluster-name') };
  if (!clusters[clusterId(cluster)])
    throw new Error(`no control plane plays the cluster ${clusterId(cluster)}`);
  return JSON.stringify({
    kind: 'ExecCredential',
    apiVersion: 'client.authentication.k8s.io/v1',
    spec: {},
    status: { token: tokenFor(credentials, cluster) },
  });
}

if (require.main === module) {
  const { env } = process;
  const credentials = {
    accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '',
    ...(env['AWS_SESSION_TOKEN'] && { sessionToken: env['AWS_SESSION_TOKEN'] }),
  };
  const token = getToken(process.argv.slice(2), readAccess(env['SANDBOX_CLUSTERS'] ?? ''), credentials);
  process.stdout.write(`${token}\n`);
}
