import { readFileSync } from 'node:fs';

/**
 * What `aws` is inside the sandbox: it knows `eks get-token` and nothing else, and answers as the AWS CLI does (AWS CLI Command
 * Reference, "eks get-token"). SANDBOX_TOKENS names the file with the clusters' tokens.
 */
export function getToken(args: readonly string[], tokens: Readonly<Record<string, string>>): string {
  const option = (name: string) => args[args.indexOf(name) + 1] ?? '';
  if (args[0] !== 'eks' || args[1] !== 'get-token')
    throw new Error(`the sandbox's aws knows only "eks get-token", not "${args.join(' ')}"`);
  const cluster = `${option('--region')}/${option('--cluster-name')}`;
  const token = tokens[cluster];
  if (token === undefined) throw new Error(`no control plane plays the cluster ${cluster}`);
  return JSON.stringify({
    kind: 'ExecCredential',
    apiVersion: 'client.authentication.k8s.io/v1',
    spec: {},
    status: { token },
  });
}

if (require.main === module) {
  const tokens = JSON.parse(readFileSync(process.env['SANDBOX_TOKENS'] ?? '', 'utf8')) as Record<
    string,
    string
  >;
  process.stdout.write(`${getToken(process.argv.slice(2), tokens)}\n`);
}
