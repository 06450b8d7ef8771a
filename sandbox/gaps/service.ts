import { type AwsCall, type Next, readCall } from '../proxy/call';
import type { CallEssentials, Send } from './gap';

/**
 * Calls APIs as a service of AWS does for itself: on the account's behalf, with nobody's permission.
 * @param next - what follows the gap
 * @param call - whose account and region it is
 */
export function asService(next: Next, { host, accessKey, region }: AwsCall): Send {
  return (essentials) => next(callOf({ region, ...essentials }, endpointOf(host), accessKey));
}

/** S3 and S3 Control put the bucket or account before the endpoint's host. */
function endpointOf(host: string): string {
  return host.split('.').slice(-2).join('.');
}

/** The call that is made from its essentials. An account's root needs no signature before the emulator. */
export function callOf(essentials: CallEssentials, host: string, account: string): AwsCall {
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
  return readCall(method, new URL(path, `http://${host}`), headers, Buffer.from(content));
}
