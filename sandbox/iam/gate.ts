import type { Send } from '../gaps/gap';
import type { AwsAnswer, AwsCall } from '../proxy/call';
import type { CredentialBook, Credentials, RoleSession } from '../proxy/credentials';
import type { Handler } from '../proxy/proxy';
import { checksOf } from './checks';
import { denied, type Refusal } from './denial';
import { Facts } from './facts';
import { assumeForPod, type Pod } from './pod-identity';
import {
  type Check,
  type Decision,
  evaluate,
  evaluateFor,
  type PolicyDocument,
  principalNames,
  type RequestContext,
  type Statement,
  within,
} from './policy';

/** What the {@link Gate} works with. */
export interface GateOptions {
  /** The sessions that are about. */
  readonly book: CredentialBook;
  /** Calls the emulator as an account's root. */
  readonly asRoot: (account: string) => Send;
  /** The endpoint's host. */
  readonly host: string;
}

/**
 * Decides what roles may do, before a call reaches the emulator. The emulator evaluates policies too, but for most calls on a resource that
 * they name (parameter groups, roles with a path, log groups, everything of Backup) it puts `*`, and knows nothing of roles passed
 * on, keys used through a service, or service-linked roles: so it refuses what AWS allows, and allows what AWS refuses.
 */
export class Gate {
  /** Everything that was refused. */
  readonly refusals: Refusal[] = [];
  /** Actions that were asked for. */
  readonly asked = new Set<string>();
  /** How many calls of each service the emulator refused where AWS would not have. */
  readonly overruled = new Map<string, number>();
  private readonly facts = new Map<string, Facts>();

  constructor(private readonly options: GateOptions) {}

  /** The gate as a handler of the proxy. */
  readonly handler: Handler = async (call, next) => {
    const session = this.options.book.session(call.signedWith ?? call.accessKey);
    if (session) {
      const refused = await this.firstRefusal(session, call);
      if (refused) {
        this.refusals.push(refused);
        return denied(call, arnOf(session), refused);
      }
    }
    const answer = await next(call);
    if (changesFacts(call)) this.of(call.accessKey).forget();
    return answer;
  };

  /** Whether the emulator's refusal counts for nothing: the gate has let the call through. STS decides on trust itself. */
  readonly overrules = (call: AwsCall, answer: AwsAnswer): boolean => {
    if (call.service === 'sts' || !isDenial(call, answer)) return false;
    this.overruled.set(call.service, (this.overruled.get(call.service) ?? 0) + 1);
    return true;
  };

  /** What a role's session is told about one check. */
  async decide(session: RoleSession, check: Check, region: string): Promise<Decision> {
    this.asked.add(check.action);
    const facts = this.of(session.account);
    const full = { ...check, context: { ...globalContext(session, region), ...check.context } };
    const limit = await facts.boundary(session.role);
    const boundary = limit && evaluate([limit.policy], full);
    const identity = within(evaluate(await facts.policies(session.role), full), boundary);
    const policy = await this.resourcePolicy(facts, check.resource);
    if (!policy) return identity;
    return combine({ identity, boundary }, policy, full, session, check.resource.startsWith('arn:aws:kms:'));
  }

  /**
   * Whether a role's trust policy lets a service assume it.
   * @param context - what the service says of the session, keys in lower case
   */
  async trusts(
    account: string,
    role: string,
    service: string,
    action: string,
    context: RequestContext,
  ): Promise<boolean> {
    const trust = await this.of(account).trust(role);
    if (!trust) return false;
    const check = { action, resource: '*', context };
    return evaluateFor(trust, check, (one) => principalNames(one, 'Service', [service])).effect === 'allow';
  }

  /** The session of a pod's role; `undefined` when the role's trust policy does not let the pod have it. */
  async podSession(pod: Pod): Promise<{ session: RoleSession; credentials: Credentials } | undefined> {
    const credentials = await assumeForPod(pod, (...asked) => this.trusts(...asked), this.options.book);
    const session = credentials && this.options.book.session(credentials.accessKeyId);
    return session && { session, credentials };
  }

  private of(account: string): Facts {
    const known = this.facts.get(account) ?? new Facts(this.options.asRoot(account));
    this.facts.set(account, known);
    return known;
  }

  private async firstRefusal(session: RoleSession, call: AwsCall): Promise<Refusal | undefined> {
    if (call.service === 'sts' && /^Get(CallerIdentity|SessionToken)$/.test(call.operation)) return undefined;
    const { host } = this.options;
    const checks = await checksOf(call, { facts: this.of(session.account), account: session.account, host });
    for (const check of checks) {
      const { effect, sid } = await this.decide(session, check, call.region);
      if (effect !== 'allow') return { role: session.role, check, sid };
    }
    return undefined;
  }

  private async resourcePolicy(facts: Facts, resource: string): Promise<PolicyDocument | undefined> {
    const bucket = /^arn:aws:s3:::([^/]+)/.exec(resource)?.[1];
    if (bucket) return facts.bucketPolicy(bucket);
    return /^arn:aws:kms:[^:]*:\d+:key\//.test(resource) ? facts.keyPolicy(resource) : undefined;
  }
}

/**
 * Within an account, identity and resource policies add up, and a key's own policy has to allow too (IAM User Guide, "Policy evaluation
 * logic"; AWS KMS Developer Guide, "Key policies"). A statement that names the account's root leaves it to the identity's policies. What is
 * given to a role is held by its boundary, what is given to its session only by what the boundary denies ("Permissions boundaries for IAM
 * entities", evaluating effective permissions).
 */
function combine(
  { identity, boundary }: { readonly identity: Decision; readonly boundary: Decision | undefined },
  policy: PolicyDocument,
  check: Check,
  { account, role, name }: RoleSession,
  isKey: boolean,
): Decision {
  const ofSession = `arn:aws:sts::${account}:assumed-role/${role}/${name}`;
  const self = [`arn:aws:iam::${account}:role/${role}`, ofSession];
  const root = [account, `arn:aws:iam::${account}:root`];
  const session = evaluateFor(policy, check, (one) => namesAlone(one, ofSession));
  const own = within(
    evaluateFor(policy, check, (one) => principalNames(one, 'AWS', self)),
    boundary,
  );
  const delegated = evaluateFor(policy, check, (one) => principalNames(one, 'AWS', [...self, ...root]));
  if (identity.effect === 'deny') return identity;
  if (delegated.effect === 'deny') return delegated;
  if (session.effect === 'allow') return session;
  if (own.effect === 'allow') return own;
  return isKey && delegated.effect !== 'allow' ? { effect: 'none' } : identity;
}

/** Whether a principal element names one session, and not everybody. */
function namesAlone(principal: NonNullable<Statement['Principal']>, session: string): boolean {
  return principal !== '*' && [principal['AWS'] ?? []].flat().includes(session);
}

/** Keys that every request has; the wire is plain here, where AWS's is not. */
function globalContext({ account, role, name, tags }: RoleSession, region: string): RequestContext {
  return {
    'aws:principalaccount': account,
    'aws:principalarn': `arn:aws:iam::${account}:role/${role}`,
    'aws:principaltype': 'AssumedRole',
    'aws:requestedregion': region,
    'aws:resourceaccount': account,
    'aws:securetransport': 'true',
    'aws:userid': `AROA:${name}`,
    's3:tlsversion': '1.3',
    ...Object.fromEntries(
      Object.entries(tags).map(([key, value]) => [`aws:principaltag/${key.toLowerCase()}`, value]),
    ),
  };
}

function arnOf({ account, role, name }: RoleSession): string {
  return `arn:aws:sts::${account}:assumed-role/${role}/${name}`;
}

function changesFacts({ service, operation, method, query }: AwsCall): boolean {
  if (service === 'iam') return !/^(Get|List)/.test(operation);
  return service === 's3' && method !== 'GET' && query.has('encryption');
}

/** Whether the emulator refused a call for its own reading of the policies. */
function isDenial(call: AwsCall, { status, body }: AwsAnswer): boolean {
  if (status === 403 && call.method === 'HEAD') return true;
  if (status !== 403 && status !== 400) return false;
  return /AccessDenied|UnauthorizedOperation|AuthorizationError|not authorized to perform/.test(
    body.toString('utf8'),
  );
}
