import { randomBytes } from 'node:crypto';
import { json, jsonAnswer, withBody } from '../proxy/call';
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
      return trouble === 'throttles'
        ? refusal(400, 'ThrottlingException', 'Rate exceeded')
        : refusal(500, 'InternalFailure', 'An internal error has occurred');
    }
    const answer = await next(call);
    if (call.operation !== 'GetRandomPassword' || answer.status >= 300) return answer;
    return withBody(answer, { ...json<object>(answer), RandomPassword: this.canary });
  };
}

/** Read by clients of JSON and, by its header, of REST protocols; XML clients go by the status (AWS SDK, "Retry behavior"). */
function refusal(status: number, code: string, message: string) {
  const answer = jsonAnswer(status, { __type: code, message });
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': code } };
}
