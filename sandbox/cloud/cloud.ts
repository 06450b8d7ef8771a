import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ControlPlane, ControlPlanePrograms } from '../cluster/control-plane';
import type { KubernetesClient } from '../cluster/kubernetes-client';
import { type Emulator, startEmulator } from '../emulator/emulator';
import { gaps } from '../gaps';
import type { ClusterKey, Gap, Send } from '../gaps/gap';
import { Gate } from '../iam/gate';
import type { Next } from '../proxy/call';
import { CredentialBook, type Credentials, rootOf } from '../proxy/credentials';
import { type Handler, sendTo, startProxy } from '../proxy/proxy';
import { sender } from '../proxy/send';
import { clientOf } from './access';
import { startAuthenticator } from './authenticator';
import { ControlPlanes } from './clusters';

/** The endpoint's host. Nothing resolves it (RFC 6761, "test."): only through the proxy does it lead anywhere. */
export const cloudHost = 'cloud.test';

/** What can be done with a cloud that runs, from this process or another one. */
export interface CloudAccess {
  /** Calls an API as an account, through the gaps. */
  as(account: string): Send;
  /** Calls an API with credentials, through the gaps. */
  with(credentials: Credentials): Send;
  /** Calls an API without any credentials, through the gaps. */
  readonly unsigned: Send;
  /** Who decides what roles may do. @default - nobody: policies are not evaluated, or in another process */
  readonly gate?: Gate;
  /**
   * A client of the control plane that plays an EKS cluster.
   * @param credentials - whose access entry decides; without, it may do everything
   */
  kubernetes(key: ClusterKey, credentials?: Credentials): KubernetesClient;
  /** The variables that point a program at this cloud, as an account. */
  env(account: string): Record<string, string>;
}

/** A cloud on this machine: emulator, proxy with the gaps, control planes. */
export interface Cloud extends CloudAccess {
  /** What another process reaches it by. */
  readonly address: CloudAddress;
  /** The gaps that are filled. */
  readonly gaps: readonly Gap[];
  /** Calls an API as an account, past the gaps. */
  directAs(account: string): Send;
  /** Process ids, by what they are. */
  pids(): Record<string, number>;
  /** Ends everything. */
  stop(): Promise<void>;
}

/** Where a cloud is. */
export interface CloudAddress {
  /** Its data and logs. */
  readonly folder: string;
  /** What HTTP_PROXY is set to. */
  readonly proxyUrl: string;
  /** The file that says how clusters are reached. */
  readonly accessFile: string;
}

/** What a {@link Cloud} is made from. */
export interface CloudOptions {
  /** The Python that has the emulator and the AWS CLI. */
  readonly python: string;
  /** The programs of control planes. */
  readonly controlPlane: ControlPlanePrograms;
  /** An empty folder: data and logs. */
  readonly folder: string;
  /** The compiled program that answers `aws eks get-token` in this cloud. */
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
  try {
    return await behind(emulator, options);
  } catch (error) {
    await emulator.stop();
    throw error;
  }
}

async function behind(emulator: Emulator, options: CloudOptions): Promise<Cloud> {
  const { folder, authorization = 'off' } = options;
  const book = new CredentialBook();
  const directAs = (account: string): Send => sender(proxy.direct, cloudHost, rootOf(account));
  const authenticator = await startAuthenticator(book, directAs);
  const clusters = new ControlPlanes(
    options.controlPlane,
    join(folder, 'clusters'),
    authenticator,
    options.clusterStarted ?? (async () => {}),
  );
  const filled = gaps.map((make) => make({ clusters }));
  const gate =
    authorization === 'evaluated' ? new Gate({ book, asRoot: directAs, host: cloudHost }) : undefined;
  const handlers = [...(options.handlers ?? []), ...(gate ? [gate.handler] : []), ...filled.map(handlerOf)];
  const proxy = await startProxy(emulator.port, handlers, {
    book,
    ...(gate && { overrules: gate.overrules }),
  });
  writeAws(join(folder, 'bin'), options.awsProgram, join(dirname(options.python), 'aws'));
  const address = { folder, proxyUrl: proxy.url, accessFile: clusters.accessFile };
  return {
    ...accessOf(address, proxy.send),
    ...(gate && { gate }),
    address,
    gaps: filled,
    directAs,
    pids: () => ({ emulator: emulator.pid, ...clusters.pids() }),
    async stop() {
      await clusters.stop();
      await authenticator.stop();
      await proxy.stop();
      await emulator.stop();
    },
  };
}

/** A cloud that another process runs. */
export function attachCloud(address: CloudAddress): CloudAccess {
  return accessOf(address, sendTo(Number(new URL(address.proxyUrl).port)));
}

function accessOf(address: CloudAddress, send: Next): CloudAccess {
  return {
    as: (account) => sender(send, cloudHost, rootOf(account)),
    with: (credentials) => sender(send, cloudHost, credentials),
    unsigned: sender(send, cloudHost),
    kubernetes: (key, credentials) => clientOf(address.accessFile, key, credentials),
    env: (account) => environment(address, account),
  };
}

function handlerOf(gap: Gap): Handler {
  return (call, next) =>
    call.service === gap.service && gap.matches(call) ? gap.handle(call, next) : next(call);
}

/** The `aws` of this cloud is the real one, but for the one command that nothing here could answer: tokens of its control planes. */
function writeAws(bin: string, getToken: string, awsCli: string): void {
  mkdirSync(bin, { recursive: true });
  const file = join(bin, 'aws');
  const lines = [
    '#!/bin/sh',
    `[ "$1 $2" = 'eks get-token' ] && exec '${process.execPath}' '${getToken}' "$@"`,
    // The CLI has an endpoint of its own for RDS in us-east-1, which only the option overrides. Where an endpoint is given, global services
    // want a region as well; a regional one whose --region was forgotten finds nothing there.
    `AWS_DEFAULT_REGION=aws-global exec '${awsCli}' --endpoint-url http://${cloudHost} "$@"`,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  chmodSync(file, 0o755);
}

function environment(
  { folder, proxyUrl, accessFile }: CloudAddress,
  account: string,
): Record<string, string> {
  return {
    PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    AWS_ENDPOINT_URL: `http://${cloudHost}`,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    HTTP_PROXY: proxyUrl,
    NO_PROXY: '127.0.0.1,localhost',
    SANDBOX_CLUSTERS: accessFile,
  };
}
