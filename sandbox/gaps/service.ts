import type { AwsCall, Next } from '../proxy/call';
import { assembled, credentialOf } from '../proxy/send';
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
  return assembled(essentials, host, {
    authorization: `${credentialOf(essentials, account)}, SignedHeaders=host, Signature=0`,
    'x-amz-date': '20260101T000000Z',
  });
}
