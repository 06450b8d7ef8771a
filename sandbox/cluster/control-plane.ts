import type { ChildProcess } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endChild, freePorts, lastLines, startLogged } from '../process';
import { KubernetesClient } from './kubernetes-client';

/** The programs of a control plane, by path. */
export interface ControlPlanePrograms {
  /** The store. */
  readonly etcd: string;
  /** The API server. */
  readonly apiserver: string;
  /** The controllers: rollouts, namespaces, quotas. */
  readonly controllerManager: string;
  /** What puts pods on nodes. */
  readonly scheduler: string;
  /** What plays the nodes and their pods. */
  readonly kwok: string;
}

/** A control plane that runs on this machine. */
export interface ControlPlane {
  /** A client that may do everything. */
  readonly client: KubernetesClient;
  /** Where the API server listens, for example `https://127.0.0.1:6443`. */
  readonly url: string;
  /** Certificates that its own is checked against, PEM. */
  readonly certificateAuthority: string;
  /** A bearer token that may do everything. */
  readonly token: string;
  /** A kubeconfig file with that token. */
  readonly kubeconfig: string;
  /** Process ids, by program. */
  readonly pids: Readonly<Record<string, number>>;
  /** Ends every program, and waits until they are gone. */
  stop(): Promise<void>;
}

/** How a control plane is started. */
export interface ControlPlaneOptions {
  /**
   * Where the API server asks who stands behind a token that is not its administrator's (Kubernetes, "Webhook Token Authentication").
   * @default - nobody else is let in
   */
  readonly authenticator?: string;
}

/**
 * What an API server does for those who watch it or compete for it. Without that, and with the intervals below, a control plane that has
 * nothing to do takes half the processor time: a dozen of them may stand side by side.
 */
const UNMEASURED = [
  '--enable-priority-and-fairness=false',
  '--etcd-db-metric-poll-interval=0',
  '--etcd-count-metric-poll-period=0',
];

/** What is wrong, and where its log is. */
export class ControlPlaneError extends Error {}

/**
 * Starts etcd, the API server, the controllers, the scheduler and kwok, all on loopback and on free ports, with data in a folder.
 * @param programs - what to start
 * @param folder - an empty folder; logs stay there
 * @param options - how
 * @throws ControlPlaneError when a program ends, or the API server is not ready within a minute
 */
export async function startControlPlane(
  programs: ControlPlanePrograms,
  folder: string,
  { authenticator }: ControlPlaneOptions = {},
): Promise<ControlPlane> {
  mkdirSync(folder, { recursive: true });
  const [clientPort, peerPort, apiPort, managerPort, schedulerPort] = await freePorts(5);
  const token = randomBytes(24).toString('hex');
  const files = writeFiles(folder, token, Number(apiPort));
  const running: { name: string; child: ChildProcess }[] = [];
  const start = (name: string, program: string, args: readonly string[]) => {
    running.push({ name, child: startLogged(program, args, join(folder, `${name}.log`)) });
  };
  const stop = async () => {
    for (const { child } of [...running].reverse()) await endChild(child);
  };
  try {
    const etcd = `http://127.0.0.1:${clientPort}`;
    start('etcd', programs.etcd, [
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=${etcd}`,
      `--advertise-client-urls=${etcd}`,
      `--listen-peer-urls=http://127.0.0.1:${peerPort}`,
      '--unsafe-no-fsync',
      // One member has nobody to tell that it lives.
      '--heartbeat-interval=1000',
      '--election-timeout=10000',
    ]);
    start('kube-apiserver', programs.apiserver, [
      `--etcd-servers=${etcd}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${apiPort}`,
      `--cert-dir=${join(folder, 'certificates')}`,
      `--token-auth-file=${files.tokens}`,
      '--authorization-mode=RBAC',
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${files.serviceAccountKey}`,
      `--service-account-signing-key-file=${files.serviceAccountKey}`,
      '--service-cluster-ip-range=172.20.0.0/16',
      ...UNMEASURED,
      ...(authenticator ? webhook(folder, authenticator) : []),
    ]);
    const client = new KubernetesClient(Number(apiPort), token);
    await ready(client, running, folder);
    const shared = [`--kubeconfig=${files.kubeconfig}`, '--leader-elect=false', '--bind-address=127.0.0.1'];
    start('kube-controller-manager', programs.controllerManager, [
      ...shared,
      `--secure-port=${managerPort}`,
      `--cert-dir=${join(folder, 'manager-certificates')}`,
      `--service-account-private-key-file=${files.serviceAccountKey}`,
      // On a machine that has much else to do kwok is late: its pods would be taken for unready, and it does not take that back.
      '--node-monitor-grace-period=30m',
      // Looks ten times a second for volumes to attach to nodes that are none.
      '--controllers=*,-persistentvolume-attach-detach-controller',
    ]);
    start('kube-scheduler', programs.scheduler, [
      ...shared,
      `--secure-port=${schedulerPort}`,
      `--cert-dir=${join(folder, 'scheduler-certificates')}`,
    ]);
    start('kwok', programs.kwok, [
      `--kubeconfig=${files.kubeconfig}`,
      '--manage-all-nodes=true',
      // Renewed at a quarter of it, for each node.
      '--node-lease-duration-seconds=3600',
    ]);
    return {
      client,
      url: `https://127.0.0.1:${apiPort}`,
      certificateAuthority: readFileSync(join(folder, 'certificates', 'apiserver.crt'), 'utf8'),
      token,
      kubeconfig: files.kubeconfig,
      pids: Object.fromEntries(running.map(({ name, child }) => [name, child.pid ?? 0])),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ready(
  client: KubernetesClient,
  running: readonly { name: string; child: ChildProcess }[],
  folder: string,
): Promise<void> {
  for (let tries = 0; tries < 240; tries += 1) {
    const ended = running.find(({ child }) => child.exitCode !== null);
    if (ended)
      throw new ControlPlaneError(`${ended.name} ended:\n${lastLines(join(folder, `${ended.name}.log`))}`);
    if (await client.isReady()) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new ControlPlaneError(
    `the API server is not ready:\n${lastLines(join(folder, 'kube-apiserver.log'))}`,
  );
}

/** The flags of an API server that asks somebody else about tokens. What it was told holds for a second: access entries change. */
function webhook(folder: string, url: string): string[] {
  const file = join(folder, 'authenticator.json');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'authenticator',
    contexts: [{ name: 'authenticator', context: { cluster: 'authenticator', user: 'apiserver' } }],
    clusters: [{ name: 'authenticator', cluster: { server: url } }],
    users: [{ name: 'apiserver', user: {} }],
  };
  writeFileSync(file, JSON.stringify(config));
  return [
    `--authentication-token-webhook-config-file=${file}`,
    '--authentication-token-webhook-version=v1',
    '--authentication-token-webhook-cache-ttl=1s',
  ];
}

function writeFiles(folder: string, token: string, apiPort: number) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const files = {
    serviceAccountKey: join(folder, 'service-account.key'),
    tokens: join(folder, 'tokens.csv'),
    kubeconfig: join(folder, 'kubeconfig'),
  };
  const secret = { mode: 0o600 };
  writeFileSync(files.serviceAccountKey, privateKey.export({ type: 'pkcs8', format: 'pem' }), secret);
  writeFileSync(files.tokens, `${token},sandbox,sandbox,system:masters\n`, secret);
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'sandbox',
    contexts: [{ name: 'sandbox', context: { cluster: 'sandbox', user: 'sandbox' } }],
    // The API server signs its own certificate at each start, and nobody but this machine can answer on its loopback.
    clusters: [
      {
        name: 'sandbox',
        cluster: { server: `https://127.0.0.1:${apiPort}`, 'insecure-skip-tls-verify': true },
      },
    ],
    users: [{ name: 'sandbox', user: { token } }],
  };
  writeFileSync(files.kubeconfig, JSON.stringify(kubeconfig), secret);
  return files;
}
