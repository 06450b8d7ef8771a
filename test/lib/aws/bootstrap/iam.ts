/** One statement of a policy document, as IAM reads it. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** What a caller asks. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  /** Condition keys by name. */
  readonly context?: Readonly<Record<string, string>>;
}

/** Whether policies allow a request: some Allow, and no Deny (IAM User Guide, "Policy evaluation logic"). */
export function isAllowed(statements: readonly Statement[], request: Request): boolean {
  const matching = statements.filter((one) => applies(one, request));
  return matching.some((one) => one.Effect === 'Allow') && !matching.some((one) => one.Effect === 'Deny');
}

function applies(one: Statement, { action, resource, context = {} }: Request): boolean {
  const inResources = one.NotResource
    ? !one.NotResource.some((pattern) => like(pattern, resource))
    : (one.Resource ?? []).some((pattern) => like(pattern, resource));
  return (
    one.Action.some((pattern) => like(pattern.toLowerCase(), action.toLowerCase())) &&
    inResources &&
    Object.entries(one.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, context[key], [values].flat())),
    )
  );
}

function holds(operator: string, actual: string | undefined, values: readonly string[]): boolean {
  if (operator === 'StringNotEquals') return actual === undefined || !values.includes(actual);
  if (operator === 'ForAllValues:StringLike')
    return actual === undefined || values.some((value) => like(value, actual));
  if (actual === undefined) return false;
  if (operator === 'StringLike') return values.some((value) => like(value, actual));
  if (['StringEquals', 'ArnEquals', 'Bool'].includes(operator)) return values.includes(actual);
  throw new Error(`the evaluator of these tests does not know ${operator}`);
}

function like(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`).test(text);
}
