import { DefaultTokenResolver, StringConcat, type TerraformStack, Tokenization } from 'cdktf';

/** What cdktf's tokens look like in a text: their marker, a number token's exponent, or a map token's value (cdktf, tokens/private/encoding). */
const TOKEN = /TfToken\[|e\+| Map Token Value$/;

const resolver = new DefaultTokenResolver(new StringConcat());

/**
 * A value as cdktf resolves it while it prepares a stack, so that a reference to another stack gets what it needs there. Only what may
 * have a token is given to cdktf: it looks at every key and text with three patterns, and most have none.
 * @param stack - the stack that the value is in
 */
export function resolvePreparing(stack: TerraformStack, value: unknown): unknown {
  const byCdktf = (one: unknown) => Tokenization.resolve(one, { scope: stack, preparing: true, resolver });
  try {
    return resolvePlain(value, byCdktf);
  } catch {
    // Whole once more: then cdktf's message has the value's path.
    return byCdktf(value);
  }
}

/** A value as cdktf resolves it when it writes a stack that is prepared. */
export function resolvePrepared(stack: TerraformStack, value: unknown): unknown {
  return Tokenization.resolve(value, { scope: stack, preparing: false, resolver });
}

function resolvePlain(value: unknown, byCdktf: (value: unknown) => unknown): unknown {
  if (value === null || value === undefined) return value;
  if (typeof value !== 'object') return mayBeToken(value) ? byCdktf(value) : value;
  if (Array.isArray(value)) {
    // A list of one token may stand for a list.
    if (value.some(mayBeToken)) return byCdktf(value);
    return value.map((one) => resolvePlain(one, byCdktf)).filter((one) => one !== undefined);
  }
  if (!isRecord(value)) return byCdktf(value);
  const result: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(value)) {
    const resolved = resolvePlain(one, byCdktf);
    if (resolved !== undefined) result[key] = resolved;
  }
  return result;
}

/** Whether a value that is no object may be a token. Number tokens are negative, and so is the one that stands for a map. */
function mayBeToken(value: unknown): boolean {
  if (typeof value === 'string') return TOKEN.test(value);
  return typeof value === 'number' ? value < 0 : typeof value === 'function';
}

/** An object that is only its keys and values, and whose keys are no tokens. */
function isRecord(value: object): value is Readonly<Record<string, unknown>> {
  return (
    Object.getPrototypeOf(value) === Object.prototype &&
    !Tokenization.isResolvable(value) &&
    !Object.keys(value).some(mayBeToken)
  );
}
