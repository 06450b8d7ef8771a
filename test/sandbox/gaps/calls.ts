import type { CallEssentials, Gap } from '../../../sandbox/gaps/gap';
import { callOf } from '../../../sandbox/gaps/service';
import { type AwsAnswer, type AwsCall, jsonAnswer, type Next, xmlAnswer } from '../../../sandbox/proxy/call';

/** Sends calls through a gap to an emulator that answers as told; what it got is in `sent`. */
export function through(
  gap: Gap,
  emulator: (call: AwsCall) => AwsAnswer | Promise<AwsAnswer>,
  account = '111111111111',
) {
  const sent: AwsCall[] = [];
  const next: Next = async (call) => {
    sent.push(call);
    return emulator(call);
  };
  const handled: Next = (call) =>
    call.service === gap.service && gap.matches(call) ? gap.handle(call, next) : next(call);
  return {
    sent,
    send: async (essentials: Omit<CallEssentials, 'service'>) => {
      const answer = await handled(callOf({ service: gap.service, ...essentials }, 'cloud.test', account));
      return { ...answer, text: answer.body.toString() };
    },
  };
}

/** An XML answer of the emulator. */
export function xmlOf(body: string, status = 200): AwsAnswer {
  return xmlAnswer(status, `<?xml version="1.0" encoding="UTF-8"?>\n${body}`);
}

/** A JSON answer of the emulator. */
export const jsonOf = (body: object, status = 200): AwsAnswer => jsonAnswer(status, body);

/** A context without clusters, for gaps that use none. */
export const noContext = {
  clusters: {
    endpoint: () => Promise.reject(new Error('no cluster is asked for')),
    remove: () => Promise.reject(new Error('no cluster is removed')),
  },
};
