/** Names of variables that hold secrets, whatever stands before. */
const secretName =
  /(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_KEY|CRED(?:S|ENTIALS?))$/;
/** Short words count only as a word of their own: not COMPASS, BYPASS, FORMAT. `PWD` alone is the shell's folder. */
const secretWord = /(?:^|_)(?:PASS|PAT)$|_PWD$/;
const keyWord = /(?:^|_)KEY$/;
/** What makes a key a secret whatever its value looks like. */
const secretKey =
  /(?:^|_)(?:SIGNING|SIGNATURE|ENCRYPTION|DECRYPTION|MASTER|SECRET|AUTH|JWT|HMAC|AES|WEBHOOK|LICENSE|STRIPE|SENDGRID|TWILIO|MAILGUN|OPENAI)_KEY$/;
/** Keys that name something, or that everybody may know. */
const plainKey =
  /(?:^|_)(?:PUBLIC|PUBLISHABLE|SITE)_|(?:^|_)(?:CACHE|PARTITION|SORT|PRIMARY|FOREIGN|ROUTING|BINDING|SHARD|HASH|ROW|GROUP|OBJECT|BUCKET|S3|REDIS|LABEL|TAINT|IDEMPOTENCY|MESSAGE|CONFIG|FEATURE|STATE|LOCK|KMS|INDEX|LOOKUP|ANSWER)_KEY$/;

/** The beginning of what another program fills in: `$(NAME)`, `${name}`, `$NAME`, `{{ name }}`, `<name>`, `%s`, `***`. */
const reference = String.raw`(?:\$[({]?[A-Za-z_]|\{|<|%[A-Za-z({]|\*)`;

const patterns: readonly (readonly [what: string, form: RegExp])[] = [
  ['a token of GitHub', /(?:\bgh[pousr]_[A-Za-z0-9]{16,}|\bgithub_pat_[A-Za-z0-9_]{16,})/],
  ['a key of Stripe', /\b[sr]k_live_[A-Za-z0-9]{8,}/],
  ['an access key of AWS', /\bAKIA[0-9A-Z]{16}\b/],
  ['a private key', /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/],
  ['a bearer token', /\bBearer\s+(?=[^\s"']*\d)[A-Za-z0-9._~+/-]{16,}/i],
  // A port with a path after it is no password, though an @ comes later.
  [
    'a password in an address',
    new RegExp(
      String.raw`\b[a-z][a-z0-9+.-]*:\/\/[^\/\s:@"'[\]]*:(?!${reference})(?!\d{1,5}[\/?#,;])[^\s@"']+@`,
      'i',
    ),
  ],
];

const assigned = /(?:passw(?:or)?d|passphrase|(?<![A-Za-z])pwd)\s*=(?![=>~])\s*(["']?)([^\s"'`;,&|)}\]]+)/gi;
const noPassword = new RegExp(
  String.raw`^(?:${reference}|[\/.@!]|(?:true|false|yes|no|on|off|null|none|nil|undefined|empty|required|optional|password|passwd|pwd)$)`,
  'i',
);
/** `config.password`, `getenv(`: an expression of a program. */
const expression = /^[A-Za-z_]\w*(?:[.[(]|::|->)/;

/**
 * What kind of secret stands in a text, in words, or `undefined`. Only forms that are nothing else: a text without a finding may
 * still hold a secret. Pure.
 */
export function secretIn(text: string): string | undefined {
  const found = patterns.find(([, form]) => form.test(text));
  if (found) return found[0];
  for (const [, quote, value = ''] of text.matchAll(assigned)) {
    if (!noPassword.test(value) && (quote !== '' || !expression.test(value))) return 'a password';
  }
  return undefined;
}

/** Whether a variable or a flag of this name with this value is a secret written as text. Pure. */
export function isSecretByName(name: string, value: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase();
  if (value.includes('$(') || isNoSecret(value)) return false;
  if (secretName.test(words) || secretKey.test(words)) return true;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return false;
  if (secretWord.test(words)) return true;
  return keyWord.test(words) && !plainKey.test(words) && !isIdentifier(value);
}

/** Nothing, a switch, or a path such as `/etc/tls/tls.key`. */
function isNoSecret(value: string): boolean {
  return (
    value === '' || /^(?:true|false|yes|no|on|off)$/i.test(value) || /^(?:\/[a-z0-9._-]+){2,}$/.test(value)
  );
}

/** `orders.created`, `alias/shop`, an ARN: a key that names something. */
function isIdentifier(value: string): boolean {
  return /^[a-z]+(?:[-_.:/][a-z]+)*$/.test(value) || /^(?:arn:|alias\/)/.test(value);
}

/** A place in the arguments of a container where a secret stands, with what it is in words. */
export interface SecretArgument {
  /** Its index. */
  readonly index: number;
  /** What it is; never the value. */
  readonly found: string;
}

/** The secrets in a command or its arguments: by what they look like, and `--password=x` or `--password x` by the flag. Pure. */
export function secretArguments(texts: readonly string[]): SecretArgument[] {
  return texts.flatMap((text, index) => {
    const flag = /^--?([A-Za-z][\w-]*)=(.*)$/s.exec(text);
    const before = /^--?([\w-]*(?:password|passwd|passphrase|api-key|secret-key))$/i.exec(
      texts[index - 1] ?? '',
    );
    const named =
      (flag && isShownSecret(flag[1] ?? '', flag[2] ?? '')) ||
      (before && !text.startsWith('-') && isShownSecret(before[1] ?? '', text));
    const found = named ? 'the value of a flag for a secret' : secretIn(text);
    return found === undefined ? [] : [{ index, found }];
  });
}

function isShownSecret(name: string, value: string): boolean {
  return isSecretByName(name, value) && !noPassword.test(value);
}
