import type { CallEssentials, Send } from '../gaps/gap';
import { type Next, readCall } from './call';

/**
 * A sender of calls that are made from their essentials, on behalf of an account. The signature only names account, region and
 * service: for an emulator that does not check it.
 * @param next - where calls go
 * @param host - the endpoint's host
 * @param account - twelve digits, which the emulator takes as access key and account
 */
export function sender(next: Next, host: string, account: string): Send {
  return (essentials: CallEssentials) => {
    const { service, method = 'POST', path = '/', form, target, body, region = 'us-east-1' } = essentials;
    const content = form
      ? new URLSearchParams(form).toString()
      : typeof body === 'object'
        ? JSON.stringify(body)
        : (body ?? '');
    const headers = {
      host,
      authorization: `AWS4-HMAC-SHA256 Credential=${account}/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
      'x-amz-date': '20260101T000000Z',
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...(target && { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target }),
      ...(!form && !target && typeof body === 'object' && { 'content-type': 'application/json' }),
      ...essentials.headers,
    };
    return next(readCall(method, new URL(path, `http://${host}`), headers, Buffer.from(content)));
  };
}
