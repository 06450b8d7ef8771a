import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { sign as signRequest } from 'aws4';
import type { AwsCall } from './call';
import type { Credentials } from './credentials';

/** Headers that belong to one hop or to the old signature. */
const dropped =
  /^(authorization|connection|content-length|date|host|proxy-connection|transfer-encoding|x-amz-date|x-amz-security-token)$/;

/** The call with a signature that fits it (AWS General Reference, "Signature Version 4"). */
export function signed(call: AwsCall, credentials: Credentials): AwsCall {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(call.headers)) {
    if (value === undefined || dropped.test(name)) continue;
    // A checksum of the old body; words such as UNSIGNED-PAYLOAD still hold.
    if (name === 'x-amz-content-sha256' && /^[0-9a-f]{64}$/.test(String(value))) continue;
    headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  // Without it the signer would take the body for a form.
  if (call.body.length > 0) headers['content-type'] ??= 'application/octet-stream';
  const host = call.headers.host ?? call.host;
  const request = signRequest(
    {
      method: call.method,
      host,
      path: call.path + call.search,
      service: call.service,
      region: call.region,
      headers: { ...headers, Host: host, 'Content-Length': String(call.body.length) },
      body: call.body,
    },
    credentials,
  );
  const lower = Object.entries(request.headers ?? {}).map(([name, value]) => [
    name.toLowerCase(),
    String(value),
  ]);
  const done = { ...call, headers: Object.fromEntries(lower) as IncomingHttpHeaders };
  return { ...done, fingerprint: fingerprint(done) };
}

/** A sum over what a signature covers, to see whether a call was altered on its way. */
export function fingerprint({ method, path, search, headers, body }: AwsCall): string {
  const { authorization, 'content-type': type, 'x-amz-target': target, 'x-amz-date': date } = headers;
  return createHash('sha256')
    .update(JSON.stringify([method, path, search, authorization, type, target, date]))
    .update(body)
    .digest('hex');
}
