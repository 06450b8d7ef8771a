import type { Credentials } from '../proxy/credentials';
import { type ClusterAccess, clusterId, readAccess } from './access';
import { tokenFor } from './token';

/**
 * What `aws eks get-token` is inside the sandbox: it answers as the AWS CLI does (AWS CLI Command Reference, "eks get-token"), without the
 * second that the CLI takes to start, for each call of a provider. SANDBOX_CLUSTERS names the file that says which clusters there are. All
 * other commands are the real AWS CLI's.
 */
export function getToken(
  args: readonly string[],
  clusters: Readonly<Record<string, ClusterAccess>>,
  credentials: Credentials,
): string {
  const option = (name: string) => args[args.indexOf(name) + 1] ?? '';
  if (args[0] !== 'eks' || args[1] !== 'get-token')
    throw new Error(`only "eks get-token" is answered here, not "${args.join(' ')}"`);
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
