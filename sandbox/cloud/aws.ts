import { type ClusterAccess, readAccess } from './access';

/**
 * What `aws` is inside the sandbox: it knows `eks get-token` and nothing else, and answers as the AWS CLI does (AWS CLI Command
 * Reference, "eks get-token"). SANDBOX_CLUSTERS names the file that says how clusters are reached.
 */
export function getToken(args: readonly string[], clusters: Readonly<Record<string, ClusterAccess>>): string {
  const option = (name: string) => args[args.indexOf(name) + 1] ?? '';
  if (args[0] !== 'eks' || args[1] !== 'get-token')
    throw new Error(`the sandbox's aws knows only "eks get-token", not "${args.join(' ')}"`);
  const cluster = `${option('--region')}/${option('--cluster-name')}`;
  const access = clusters[cluster];
  if (!access) throw new Error(`no control plane plays the cluster ${cluster}`);
  return JSON.stringify({
    kind: 'ExecCredential',
    apiVersion: 'client.authentication.k8s.io/v1',
    spec: {},
    status: { token: access.token },
  });
}

if (require.main === module) {
  process.stdout.write(
    `${getToken(process.argv.slice(2), readAccess(process.env['SANDBOX_CLUSTERS'] ?? ''))}\n`,
  );
}
