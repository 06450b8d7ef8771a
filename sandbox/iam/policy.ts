/** A policy as IAM takes it; parsed, not checked. */
export interface PolicyDocument {
  /** One statement or several. */
  readonly Statement: Statement | readonly Statement[];
}

/** A statement of a policy. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, OneOrMore>>;
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;
}

type OneOrMore = string | readonly string[];

/** What a request is about: keys of conditions are in lower case. */
export type RequestContext = Readonly<Record<string, OneOrMore | undefined>>;

/** One thing that a call needs to be allowed. */
export interface Check {
  /** For example `rds:CreateDBInstance`. */
  readonly action: string;
  /** ARN, or `*` where the action knows no resource. */
  readonly resource: string;
  /** Keys of conditions beside the global ones. @default - none */
  readonly context?: RequestContext;
}

/** What policies say to a check. */
export interface Decision {
  /** `none` when no statement applies, which AWS takes as a refusal. */
  readonly effect: 'allow' | 'deny' | 'none';
  /** The statement that decided. @default - none did */
  readonly sid?: string;
}

/**
 * What some policies say, by IAM's order: a matching deny wins, then an allow, and else nothing is allowed (IAM User Guide, "Policy
 * evaluation logic").
 */
export function evaluate(policies: readonly PolicyDocument[], check: Check): Decision {
  const statements = policies.flatMap(statementsOf).filter((one) => applies(one, check));
  const deny = statements.find((one) => one.Effect === 'Deny');
  const found = deny ?? statements[0];
  if (!found) return { effect: 'none' };
  return { effect: deny ? 'deny' : 'allow', ...(found.Sid !== undefined && { sid: found.Sid }) };
}

/**
 * A decision within a permissions boundary: what it denies is denied, and nothing is allowed that it does not allow (IAM User Guide,
 * "Permissions boundaries for IAM entities", evaluating effective permissions).
 * @param boundary - what the boundary says; `undefined` without one
 */
export function within(decision: Decision, boundary: Decision | undefined): Decision {
  if (!boundary || decision.effect === 'deny') return decision;
  if (boundary.effect === 'deny') return boundary;
  return decision.effect === 'allow' && boundary.effect === 'none' ? { effect: 'none' } : decision;
}

/** What the statements of a resource's own policy, or of a role's trust policy, say to one principal. */
export function evaluateFor(
  policy: PolicyDocument,
  check: Check,
  names: (principal: NonNullable<Statement['Principal']>) => boolean,
): Decision {
  const Statement = statementsOf(policy).filter((one) => one.Principal !== undefined && names(one.Principal));
  return evaluate([{ Statement }], check);
}

/** Whether a principal element names one of some values of a kind, for example `AWS` or `Service`. */
export function principalNames(
  principal: NonNullable<Statement['Principal']>,
  kind: string,
  values: readonly string[],
): boolean {
  if (principal === '*') return kind === 'AWS';
  const named = list(principal[kind]);
  return (kind === 'AWS' && named.includes('*')) || values.some((one) => named.includes(one));
}

function statementsOf({ Statement }: PolicyDocument): readonly Statement[] {
  return Array.isArray(Statement) ? Statement : [Statement as Statement];
}

function applies(statement: Statement, { action, resource, context = {} }: Check): boolean {
  const { Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  const isAction = (pattern: string) => matches(pattern.toLowerCase(), action.toLowerCase());
  const isResource = (pattern: string) => matches(substitute(pattern, context), resource);
  if (NotAction ? list(NotAction).some(isAction) : !list(Action).some(isAction)) return false;
  if (NotResource && list(NotResource).some(isResource)) return false;
  if (Resource && !list(Resource).some(isResource)) return false;
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) =>
      holds(
        operator,
        context[key.toLowerCase()],
        list(wanted).map((one) => substitute(String(one), context)),
      ),
    ),
  );
}

type Comparison = (actual: string, wanted: string) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: (actual, wanted) => actual === wanted,
  StringEqualsIgnoreCase: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  StringLike: (actual, wanted) => matches(wanted, actual),
  ArnEquals: (actual, wanted) => matches(wanted, actual),
  ArnLike: (actual, wanted) => matches(wanted, actual),
  Bool: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  NumericEquals: (actual, wanted) => Number(actual) === Number(wanted),
  NumericLessThan: (actual, wanted) => Number(actual) < Number(wanted),
  NumericLessThanEquals: (actual, wanted) => Number(actual) <= Number(wanted),
  NumericGreaterThan: (actual, wanted) => Number(actual) > Number(wanted),
  NumericGreaterThanEquals: (actual, wanted) => Number(actual) >= Number(wanted),
};

/** Whether one condition holds (IAM User Guide, "IAM JSON policy elements: Condition operators"). */
function holds(operator: string, actual: OneOrMore | undefined, wanted: readonly string[]): boolean {
  if (operator === 'Null') return (actual === undefined) === (wanted[0] === 'true');
  const ifExists = operator.endsWith('IfExists');
  const [set, plain] = operator.includes(':') ? operator.split(':', 2) : [undefined, operator];
  const name = (plain ?? '').replace(/IfExists$/, '');
  const positive = name.replace('Not', '');
  const compare = comparisons[positive];
  if (!compare) throw new Error(`the sandbox does not know the condition operator ${operator}: add it`);
  const isNegated = positive !== name;
  if (actual === undefined) return ifExists || isNegated || set === 'ForAllValues';
  const one = (value: string) => wanted.some((other) => compare(value, other)) !== isNegated;
  return set === 'ForAllValues' ? list(actual).every(one) : list(actual).some(one);
}

/** Puts the request's values for policy variables (IAM User Guide, "IAM policy elements: Variables and tags"). */
function substitute(text: string, context: RequestContext): string {
  return text.replace(/\$\{([^}]+)\}/g, (whole, name: string) => {
    if (/^[*?$]$/.test(name)) return name;
    const value = context[name.toLowerCase()];
    return typeof value === 'string' ? value : whole;
  });
}

const patterns = new Map<string, RegExp>();

function matches(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  let expression = patterns.get(pattern);
  if (!expression) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    expression = new RegExp(`^${source}$`, 's');
    patterns.set(pattern, expression);
  }
  return expression.test(text);
}

function list(value: OneOrMore | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
