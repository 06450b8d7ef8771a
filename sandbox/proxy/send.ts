import type { CallEssentials, Send } from '../gaps/gap';
import { type AwsCall, type Next, readCall } from './call';
import { type Credentials, rootOf } from './credentials';
import { signed } from './sign';

/**
 * A sender of calls that are made from their essentials, and signed.
 * @param next - where calls go
 * @param host - the endpoint's host
 * @param by - the credentials that they are signed with, or the account whose root they are signed as; without, they are not signed
 */
export function sender(next: Next, host: string, by?: Credentials | string): Send {
  const credentials = typeof by === 'string' ? rootOf(by) : by;
  return (essentials: CallEssentials) => {
    // Only to be read: the signature follows.
    const authorization = credentials && credentialOf(essentials, credentials.accessKeyId);
    const call = assembled(essentials, host, authorization ? { authorization } : {});
    return next(credentials ? signed(call, credentials) : call);
  };
}

/** How a signature names its key, region and service. */
export function credentialOf({ service, region = 'us-east-1' }: CallEssentials, accessKey: string): string {
  return `AWS4-HMAC-SHA256 Credential=${accessKey}/20260101/${region}/${service}/aws4_request`;
}

/**
 * The call that is made from its essentials.
 * @param signature - headers that say who calls
 */
export function assembled(
  essentials: CallEssentials,
  host: string,
  signature: Readonly<Record<string, string>>,
): AwsCall {
  const { method = 'POST', path = '/', form, target, body } = essentials;
  const content = form
    ? new URLSearchParams(form).toString()
    : typeof body === 'object'
      ? JSON.stringify(body)
      : (body ?? '');
  const headers = {
    host,
    ...signature,
    ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(target && { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target }),
    ...(!form && !target && typeof body === 'object' && { 'content-type': 'application/json' }),
    ...essentials.headers,
  };
  return readCall(method, new URL(path, `http://${host}`), headers, Buffer.from(content));
}
