import { randomBytes } from 'node:crypto';
import { type AwsAnswer, type AwsCall, form } from './call';

/** A role's session. */
export interface RoleSession {
  /** The account, twelve digits. */
  readonly account: string;
  /** The role's name, without its path. */
  readonly role: string;
  /** The session's name. */
  readonly name: string;
  /** Its tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** `sandbox` for one that the emulator knows nothing of. */
  readonly issuedBy: 'emulator' | 'sandbox';
}

/** What a call is signed with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** @default - none: an account's root */
  readonly sessionToken?: string;
}

/** What the emulator takes as the secret of every account's root. */
const ROOT_SECRET = 'test';

/** The credentials of an account's root. */
export function rootOf(account: string): Credentials {
  return { accessKeyId: account, secretAccessKey: ROOT_SECRET };
}

/** The credentials that are about: roots by their account's number, and the sessions that STS has answered with. */
export class CredentialBook {
  private readonly known = new Map<string, { credentials: Credentials; session: RoleSession }>();

  /** The credentials that a key stands for; `undefined` for a key that nobody was given. */
  of(accessKeyId: string): Credentials | undefined {
    if (/^\d{12}$/.test(accessKeyId)) return rootOf(accessKeyId);
    return this.known.get(accessKeyId)?.credentials;
  }

  /** The session that a key belongs to; `undefined` for an account's root. */
  session(accessKeyId: string): RoleSession | undefined {
    return this.known.get(accessKeyId)?.session;
  }

  /** The account that a key belongs to; the key itself when it is not a session's. */
  account(accessKeyId: string): string {
    return this.session(accessKeyId)?.account ?? accessKeyId;
  }

  /** Keeps what STS answered to one of its AssumeRole calls (AWS STS API Reference, "AssumeRole"). */
  learn(call: AwsCall, answer: AwsAnswer): void {
    if (answer.status >= 300 || !call.operation.startsWith('AssumeRole')) return;
    const text = answer.body.toString('utf8');
    const read = (name: string) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(text)?.[1] ?? '';
    const arn = /:sts::(\d{12}):assumed-role\/([^/]+)\/([^<]+)</.exec(text);
    if (!arn) return;
    const [, account = '', role = '', name = ''] = arn;
    const credentials = {
      accessKeyId: read('AccessKeyId'),
      secretAccessKey: read('SecretAccessKey'),
      sessionToken: read('SessionToken'),
    };
    const session = { account, role, name, tags: tagsOf(form(call.body)), issuedBy: 'emulator' } as const;
    this.known.set(credentials.accessKeyId, { credentials, session });
  }

  /** Issues a session itself. */
  issue(session: Omit<RoleSession, 'issuedBy'>): Credentials {
    const credentials = {
      accessKeyId: `ASIASANDBOX${randomBytes(5).toString('hex').toUpperCase()}`,
      secretAccessKey: randomBytes(20).toString('hex'),
      sessionToken: randomBytes(40).toString('base64'),
    };
    this.known.set(credentials.accessKeyId, { credentials, session: { ...session, issuedBy: 'sandbox' } });
    return credentials;
  }
}

function tagsOf(parameters: URLSearchParams): Record<string, string> {
  const tags: Record<string, string> = {};
  for (let at = 1; parameters.has(`Tags.member.${at}.Key`); at += 1)
    tags[parameters.get(`Tags.member.${at}.Key`) ?? ''] = parameters.get(`Tags.member.${at}.Value`) ?? '';
  return tags;
}
