import { randomBytes } from 'node:crypto';
import { type AwsAnswer, type AwsCall, json, jsonAnswer, withBody, xmlAnswer } from '../proxy/call';
import type { Handler } from '../proxy/proxy';

/** What the cloud does to an account for a while. */
export type Trouble = 'none' | 'throttles' | 'fails';

/** Stands between OpenTofu and the cloud: plants a secret that can be recognized, and makes trouble when asked to. */
export class Interference {
  /** The password that the cloud draws, for whoever asks. */
  readonly canary = `Canary${randomBytes(12).toString('hex')}`;
  private readonly troubles = new Map<string, Trouble>();
  private readonly calls = new Map<string, number>();
  private refused = 0;

  /** Every other call of an account is refused from now on, until `none`. */
  trouble(account: string, trouble: Trouble): void {
    this.troubles.set(account, trouble);
  }

  /** How many calls were refused so far. */
  get refusals(): number {
    return this.refused;
  }

  /** What the proxy asks first. */
  readonly handler: Handler = async (call, next) => {
    const trouble = this.troubles.get(call.accessKey) ?? 'none';
    const count = (this.calls.get(call.accessKey) ?? 0) + 1;
    this.calls.set(call.accessKey, count);
    // State is spared: S3 answers 503 SlowDown in XML, which is a fault of its own.
    if (trouble !== 'none' && count % 2 === 0 && call.service !== 's3') {
      this.refused += 1;
      return refusal(call, trouble);
    }
    const answer = await next(call);
    if (call.operation !== 'GetRandomPassword' || answer.status >= 300) return answer;
    return withBody(answer, { ...json<object>(answer), RandomPassword: this.canary });
  };
}

/**
 * A refusal in the words of the call's own protocol, with codes that AWS's clients try again after (AWS SDKs and Tools Reference Guide,
 * "Retry behavior").
 */
function refusal(call: AwsCall, trouble: Trouble): AwsAnswer {
  if (trouble === 'fails') return inWords(call, 500, 'InternalFailure', 'An internal error has occurred');
  if (call.service === 'ec2') return inWords(call, 503, 'RequestLimitExceeded', 'Request limit exceeded.');
  // Clients of CBOR look at nothing but the status where the body is none of theirs.
  const status = call.path.startsWith('/service/') ? 503 : 400;
  return inWords(call, status, 'Throttling', 'Rate exceeded');
}

function inWords(call: AwsCall, status: number, code: string, message: string): AwsAnswer {
  const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  if (call.service === 'ec2') return xmlAnswer(status, `<Response><Errors>${error}</Errors></Response>`);
  const isXml =
    call.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ||
    call.service === 'route53';
  if (isXml) return xmlAnswer(status, `<ErrorResponse>${error}</ErrorResponse>`);
  const answer = jsonAnswer(status, { __type: code, message });
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': code } };
}
