import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane, ControlPlanePrograms } from '../cluster/control-plane';
import type { KubernetesClient } from '../cluster/kubernetes-client';
import { startEmulator } from '../emulator/emulator';
import { gaps } from '../gaps';
import type { ClusterKey, Gap, Send } from '../gaps/gap';
import { type Handler, startProxy } from '../proxy/proxy';
import { sender } from '../proxy/send';
import { clientOf } from './access';
import { ControlPlanes } from './clusters';

/** The endpoint's host. Nothing resolves it (RFC 6761, "test."): only through the proxy does it lead anywhere. */
export const cloudHost = 'cloud.test';

/** A cloud on this machine: emulator, proxy with the gaps, control planes. */
export interface Cloud {
  /** What HTTP_PROXY is set to. */
  readonly proxyUrl: string;
  /** The gaps that are filled. */
  readonly gaps: readonly Gap[];
  /** A client of the control plane that plays an EKS cluster. */
  kubernetes(key: ClusterKey): KubernetesClient;
  /** Calls an API as an account, through the gaps. */
  as(account: string): Send;
  /** Calls an API as an account, past the gaps. */
  directAs(account: string): Send;
  /** The variables that point a program at this cloud, as an account. */
  env(account: string): Record<string, string>;
  /** Process ids, by what they are. */
  pids(): Record<string, number>;
  /** Ends everything. */
  stop(): Promise<void>;
}

/** What a {@link Cloud} is made from. */
export interface CloudOptions {
  /** The Python that has the emulator. */
  readonly python: string;
  /** The programs of control planes. */
  readonly controlPlane: ControlPlanePrograms;
  /** An empty folder: data and logs. */
  readonly folder: string;
  /** The compiled program that is `aws` in this cloud. */
  readonly awsProgram: string;
  /** Whether IAM policies are evaluated. @default 'off' */
  readonly authorization?: 'evaluated' | 'off';
  /** Handlers before the gaps, for example faults. @default - none */
  readonly handlers?: readonly Handler[];
  /** Told of each control plane, before anybody uses it. @default - nobody */
  readonly clusterStarted?: (key: ClusterKey, plane: ControlPlane) => Promise<void>;
}

/** Starts a cloud; what was started is ended again when something fails. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { folder, authorization = 'off' } = options;
  mkdirSync(folder, { recursive: true });
  const emulator = await startEmulator({
    python: options.python,
    folder: join(folder, 'emulator'),
    host: cloudHost,
    authorization,
  });
  const clusters = new ControlPlanes(
    options.controlPlane,
    join(folder, 'clusters'),
    options.clusterStarted ?? (async () => {}),
  );
  const filled = gaps.map((make) => make({ clusters }));
  const handlers = [...(options.handlers ?? []), ...filled.map(handlerOf)];
  const proxy = await startProxy(emulator.port, handlers);
  const bin = writeAws(join(folder, 'bin'), options.awsProgram);
  return {
    proxyUrl: proxy.url,
    gaps: filled,
    kubernetes: (key) => clientOf(clusters.accessFile, key),
    as: (account) => sender(proxy.send, cloudHost, account),
    directAs: (account) => sender(proxy.direct, cloudHost, account),
    env: (account) => environment(folder, bin, proxy.url, clusters.accessFile, account),
    pids: () => ({ emulator: emulator.pid }),
    async stop() {
      await clusters.stop();
      await proxy.stop();
      await emulator.stop();
    },
  };
}

function handlerOf(gap: Gap): Handler {
  return (call, next) =>
    call.service === gap.service && gap.matches(call) ? gap.handle(call, next) : next(call);
}

function writeAws(bin: string, program: string): string {
  mkdirSync(bin, { recursive: true });
  const file = join(bin, 'aws');
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  chmodSync(file, 0o755);
  return bin;
}

function environment(
  folder: string,
  bin: string,
  proxyUrl: string,
  access: string,
  account: string,
): Record<string, string> {
  return {
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    AWS_ENDPOINT_URL: `http://${cloudHost}`,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    HTTP_PROXY: proxyUrl,
    NO_PROXY: '127.0.0.1,localhost',
    SANDBOX_CLUSTERS: access,
  };
}
