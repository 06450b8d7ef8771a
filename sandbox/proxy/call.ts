import type { IncomingHttpHeaders } from 'node:http';

/** A call of an AWS API, as the proxy sees it. */
export interface AwsCall {
  /** HTTP method. */
  readonly method: string;
  /** Host it is meant for, without a port. S3 puts the bucket before it. */
  readonly host: string;
  /** Path, still encoded. */
  readonly path: string;
  /** What follows the path as it was sent, with its question mark; empty when there is nothing. */
  readonly search: string;
  /** What follows the path, read. */
  readonly query: URLSearchParams;
  /** Headers, names in lower case. */
  readonly headers: IncomingHttpHeaders;
  /** The body. */
  readonly body: Buffer;
  /** Signing name of the service, for example `rds`; empty when the call is not signed. */
  readonly service: string;
  /** The region it is signed for; empty when the call is not signed. */
  readonly region: string;
  /** The account it is called on behalf of, twelve digits: a session's key stands for its account. Empty when the call is not signed. */
  readonly accessKey: string;
  /** The access key it was signed with, where that is a session's. @default - the account itself */
  readonly signedWith?: string;
  /** A sum over what the signature covers, taken where the call came in. @default - it came from nowhere */
  readonly fingerprint?: string;
  /** The operation, for example `CreateDBInstance`; empty for REST protocols, where method and path say it. */
  readonly operation: string;
}

/** What is answered. */
export interface AwsAnswer {
  /** HTTP status. */
  readonly status: number;
  /** Headers, names in lower case. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** The body. */
  readonly body: Buffer;
}

/** Sends a call on. */
export type Next = (call: AwsCall) => Promise<AwsAnswer>;

/**
 * Reads what a request calls: service, region and key from its signature (AWS General Reference, "Signature Version 4"), the
 * operation from the places where AWS's protocols put it (Smithy specification, "AWS protocols").
 */
export function readCall(method: string, url: URL, headers: IncomingHttpHeaders, body: Buffer): AwsCall {
  const credential = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\/aws4_request/.exec(
    headers.authorization ?? '',
  );
  return {
    method,
    host: url.hostname,
    path: url.pathname,
    search: url.search,
    query: url.searchParams,
    headers,
    body,
    accessKey: credential?.[1] ?? '',
    region: credential?.[2] ?? '',
    service: credential?.[3] ?? '',
    operation: operationOf(url, headers, body),
  };
}

function operationOf(url: URL, headers: IncomingHttpHeaders, body: Buffer): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1);
  const smithy = /^\/service\/[^/]+\/operation\/([^/]+)$/.exec(url.pathname);
  if (smithy) return smithy[1] ?? '';
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    return form(body).get('Action') ?? '';
  return '';
}

/** The parameters of a call of the query protocol. */
export function form(body: Buffer): URLSearchParams {
  return new URLSearchParams(body.toString('utf8'));
}

/** The body of a call or an answer of a JSON protocol; an empty one is an empty object. */
export function json<Shape = Record<string, unknown>>({ body }: { readonly body: Buffer }): Shape {
  return (body.length === 0 ? {} : JSON.parse(body.toString('utf8'))) as Shape;
}

/** An answer with another body; its length and checksum follow. */
export function withBody(answer: AwsAnswer, body: string | object): AwsAnswer {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const kept = Object.entries(answer.headers).filter(
    ([name]) => !/^(content-length|x-amz-crc32)$/.test(name),
  );
  return { ...answer, headers: Object.fromEntries(kept), body: bytes };
}

/** A call with another body. Its signature no longer fits it; the proxy makes a new one before the emulator sees it. */
export function callWithBody(call: AwsCall, body: string | object): AwsCall {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { ...call, headers: { ...call.headers, 'content-length': String(bytes.length) }, body: bytes };
}

/** An answer of a JSON protocol. */
export function jsonAnswer(status: number, body: object): AwsAnswer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: Buffer.from(JSON.stringify(body)),
  };
}

/** An answer of an XML protocol. */
export function xmlAnswer(status: number, body: string): AwsAnswer {
  return { status, headers: { 'content-type': 'text/xml' }, body: Buffer.from(body) };
}
