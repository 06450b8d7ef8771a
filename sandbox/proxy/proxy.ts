import {
  Agent,
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AwsAnswer, type AwsCall, type Next, readCall } from './call';
import { CredentialBook } from './credentials';
import { fingerprint, signed } from './sign';

/** Something that looks at calls on their way to the emulator, and at its answers. */
export type Handler = (call: AwsCall, next: Next) => Promise<AwsAnswer>;

/** What the proxy knows of signatures. */
export interface Signatures {
  /** The credentials that are about. */
  readonly book: CredentialBook;
  /**
   * Whether a call of a session is sent once more as its account's root after this answer.
   * @default - never
   */
  readonly overrules?: (call: AwsCall, answer: AwsAnswer) => boolean;
}

/** A forward proxy on loopback, in front of the emulator. */
export interface Proxy {
  /** What HTTP_PROXY is set to. */
  readonly url: string;
  /** Sends a call past the handlers, straight to the emulator. */
  readonly direct: Next;
  /** Sends a call through the handlers. */
  readonly send: Next;
  /** Ends it. */
  stop(): Promise<void>;
}

/**
 * Starts a forward proxy on a free port of loopback: whatever host a call names goes to the emulator, through the handlers. That
 * is how bucket and account names before the host find their way without DNS.
 * @param emulatorPort - where the emulator listens on loopback
 * @param handlers - first one outermost
 * @param signatures - whose signatures are known
 */
export async function startProxy(
  emulatorPort: number,
  handlers: readonly Handler[],
  signatures: Signatures = { book: new CredentialBook() },
): Promise<Proxy> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const direct: Next = (call) => deliver(call, (one) => forward(agent, emulatorPort, one), signatures);
  const inner = handlers.reduceRight<Next>((next, handler) => (call) => handler(call, next), direct);
  const send: Next = (call) => inner(enter(call, signatures.book));
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, send).catch((error: unknown) => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`proxy: ${incoming.method} ${incoming.url}: ${message}\n`);
      outgoing.writeHead(502, { 'content-type': 'text/plain' }).end(message);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    direct,
    send,
    stop: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A call as it comes in: on behalf of an account, and with a sum by which it is seen when it is altered. */
function enter(call: AwsCall, book: CredentialBook): AwsCall {
  const account = book.account(call.accessKey);
  return {
    ...call,
    accessKey: account,
    ...(account !== call.accessKey && { signedWith: call.accessKey }),
    fingerprint: call.fingerprint ?? fingerprint(call),
  };
}

/** Sends a call to the emulator, signed anew where the old signature no longer fits or is nobody's that the emulator knows. */
async function deliver(call: AwsCall, next: Next, { book, overrules }: Signatures): Promise<AwsAnswer> {
  const session = call.signedWith ? book.session(call.signedWith) : undefined;
  const root = book.of(call.accessKey);
  const own = session?.issuedBy === 'emulator' ? book.of(call.signedWith ?? '') : root;
  const isIntact = session?.issuedBy !== 'sandbox' && call.fingerprint === fingerprint(call);
  const answer = await next(isIntact || !own ? call : signed(call, own));
  book.learn(call, answer);
  if (session && root && overrules?.(call, answer)) return next(signed(call, root));
  return answer;
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, send: Next): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`);
  const call = readCall(incoming.method ?? 'GET', url, incoming.headers, Buffer.concat(chunks));
  const { status, headers, body } = await send(call);
  const { 'transfer-encoding': _, 'content-length': length = '0', ...kept } = headers;
  outgoing.writeHead(status, {
    ...kept,
    'content-length': call.method === 'HEAD' ? String(length) : body.length,
  });
  outgoing.end(call.method === 'HEAD' ? undefined : body);
}

/** Sends calls to whatever listens on a port of loopback: an emulator, or a proxy of another process. */
export function sendTo(port: number): Next {
  const agent = new Agent();
  return (call) => forward(agent, port, call);
}

/** Ends after this long, since no call of the emulator takes longer. */
const TIMEOUT = 120_000;

/** A connection that was kept may be closed by the other side just as it is used again: then on a new one (Node, `request.reusedSocket`). */
async function forward(agent: Agent, port: number, call: AwsCall): Promise<AwsAnswer> {
  try {
    return await exchange(agent, port, call);
  } catch (error) {
    if (!(error instanceof ClosedMeanwhile)) throw error;
    return exchange(false, port, call);
  }
}

/** A kept connection was closed before anything was answered on it. */
class ClosedMeanwhile extends Error {}

function exchange(agent: Agent | false, port: number, call: AwsCall): Promise<AwsAnswer> {
  const hop = /^(proxy-connection|connection|transfer-encoding|content-length|host)$/;
  const headers = Object.fromEntries(
    Object.entries(call.headers).filter(([name, value]) => value !== undefined && !hop.test(name)),
  ) as OutgoingHttpHeaders;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        method: call.method,
        path: call.path + call.search,
        headers: { ...headers, host: call.headers.host ?? call.host, 'content-length': call.body.length },
        timeout: TIMEOUT,
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const entries = Object.entries(incoming.headers).filter(([, value]) => value !== undefined);
          resolve({
            status: incoming.statusCode ?? 502,
            headers: Object.fromEntries(entries) as AwsAnswer['headers'],
            body: Buffer.concat(chunks),
          });
        });
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('the emulator did not answer')));
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const isClosed = outgoing.reusedSocket && error.code === 'ECONNRESET';
      reject(isClosed ? new ClosedMeanwhile(error.message) : error);
    });
    outgoing.end(call.body);
  });
}
