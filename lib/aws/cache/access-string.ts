/** An access string as read: the form that ElastiCache gives back, and what is wrong with it. */
export interface AccessString {
  /** The canonical form. */
  readonly access: string;
  /** What is wrong, with the fix. */
  readonly faults: readonly { readonly found: string; readonly fix: string }[];
}

const aliases: Readonly<Record<string, string>> = {
  allkeys: '~*',
  allchannels: '&*',
  allcommands: '+@all',
  nocommands: '-@all',
};

const word = /^(?:on|resetkeys|resetchannels|~\S+|%(?:R|W|RW)~\S+|&\S+|[+-]@?[a-z][a-z0-9_|-]*)$/i;
/** Valkey documentation, "ACL", command categories, and those of the modules that ElastiCache has. */
const categories = new Set(
  (
    'admin all bitmap blocking bloom connection dangerous fast geo hash hyperloglog json keyspace list pubsub read ' +
    'scripting search set slow sortedset stream string transaction write'
  ).split(' '),
);

const password = /^(?:[<>#!].*|nopass|reset|resetpass)$/;

/**
 * Reads an access string and brings it into the form that ElastiCache stores: aliases written out, and `-@all` before the
 * first command. In any other form every plan would show a difference (terraform-provider-aws 20334).
 * @param text - as in ACL SETUSER, beginning with `on`
 */
export function parseAccess(text: string): AccessString {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((one) => one !== '')
    .map((one) => (Object.hasOwn(aliases, one) ? (aliases[one] as string) : one));
  const faults = [
    ...words.filter((one) => password.test(one)).map(passwordFault),
    ...words.filter((one) => !password.test(one) && !word.test(one) && one !== 'off').map(wordFault),
    ...words
      .filter((one) => /^[+-]@/.test(one) && !categories.has(one.slice(2).toLowerCase()))
      .map(categoryFault),
  ];
  if (words[0] !== 'on' || words.includes('off')) {
    faults.push({
      found: `"${text}", which leaves the user off`,
      fix: 'begin with "on", or remove the user',
    });
  }
  const first = words.findIndex((one) => /^[+-]/.test(one));
  if (first < 0) {
    faults.push({ found: `"${text}", which allows no command`, fix: 'allow commands, for example +@read' });
  } else if (!/^[+-]@all$/.test(words[first] ?? '')) {
    words.splice(first, 0, '-@all');
  }
  return { access: words.join(' '), faults };
}

function passwordFault(one: string) {
  const shown = /^[<>#!]/.test(one) ? `${one[0]}...` : one;
  return { found: `the word "${shown}", about a password`, fix: 'leave it out: the user signs in with IAM' };
}

function categoryFault(one: string) {
  return { found: `the category "${one}"`, fix: `name one of ${[...categories].join(', ')}` };
}

function wordFault(one: string) {
  return {
    found: `the word "${one}"`,
    fix: 'use on, ~keys, %R~keys, %W~keys, &channels, +command, -command, +@category or -@category',
  };
}
