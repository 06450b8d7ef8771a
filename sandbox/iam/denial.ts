import { type AwsAnswer, type AwsCall, jsonAnswer, xmlAnswer } from '../proxy/call';
import type { Check } from './policy';

/** A check that was refused. */
export interface Refusal {
  /** The role. */
  readonly role: string;
  /** What it was refused. */
  readonly check: Check;
  /** The statement that denied it; `undefined` when none allowed it. */
  readonly sid: string | undefined;
}

/** AWS's answer to a call that is not allowed, in the protocol of the call (IAM User Guide, "Troubleshoot access denied error messages"). */
export function denied(call: AwsCall, principal: string, { check, sid }: Refusal): AwsAnswer {
  const why = sid
    ? `with an explicit deny in an identity-based policy (statement ${sid})`
    : `because no identity-based policy allows the ${check.action} action`;
  const message = `User: ${principal} is not authorized to perform: ${check.action} on resource: ${check.resource} ${why}`;
  const { service } = call;
  if (service === 'ec2') {
    return xmlAnswer(
      403,
      `<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>${message}</Message></Error></Errors><RequestID>0</RequestID></Response>`,
    );
  }
  if (service === 's3' || service === 'route53') {
    const error = `<Code>AccessDenied</Code><Message>${message}</Message>`;
    return xmlAnswer(
      403,
      service === 's3'
        ? `<Error>${error}<RequestId>0</RequestId></Error>`
        : `<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>0</RequestId></ErrorResponse>`,
    );
  }
  if (call.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return xmlAnswer(
      403,
      `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error><RequestId>0</RequestId></ErrorResponse>`,
    );
  }
  const answer = jsonAnswer(403, { __type: 'AccessDeniedException', message });
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': 'AccessDeniedException' } };
}
