import type { CallEssentials, Send } from '../../../gaps/gap';

/** Something that a role tries. */
export interface Attempt {
  /** What it is, in a few words. */
  readonly what: string;
  /** The call. */
  readonly call: CallEssentials;
}

/** Tries what must be refused for want of permission; gives the faults, one line each. */
export async function refusedAll(who: string, send: Send, attempts: readonly Attempt[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { what, call } of attempts) {
    const { status, body } = await send(call);
    const text = body.toString('utf8');
    const isRefused =
      /AccessDenied|UnauthorizedOperation|AuthorizationError/.test(text) || (status === 403 && text === '');
    if (!isRefused) faults.push(`${who} is not refused to ${what}: ${status} ${text.slice(0, 200)}`);
  }
  return faults;
}
