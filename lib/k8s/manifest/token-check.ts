import { isList, isObject, type Json } from './yaml';

/** A value of the cloud half in a manifest. */
export interface FoundToken {
  /** The field, for example `spec.template.spec.containers[0].env[1].value`. */
  readonly path: string;
  /** What was found there. */
  readonly text: string;
}

/** cdktf's markers of what it fills in later: text, lists and maps (cdktf, tokens/private/encoding), and older `${Token[...]}`. */
const MARKER = /[$#&]\{(?:Tf)?Token\[[^\]]*\]\}/;
/**
 * References that Terraform fills in at apply: of resources (type with an underscore, name, attribute), data sources, modules, variables
 * and locals, alone or inside a function. A shell's `${NAME:-a.b}` and Grafana's `${__value.raw}` are none.
 */
const REFERENCE =
  /\$\{[^}]*?(?<![\w.-])(?:(?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]+\.[A-Za-z_][\w-]*(?:\[[^\]]*\])*\.[A-Za-z_]|(?:module|var|local|terraform|each|path)\.[A-Za-z_])/;
/** Numbers that cdktf fills in later are doubles with set top bits, about -1e289 and -1e299; also as they look in a text. */
const NUMBER_MARKER = /-\d\.\d+e\+2[89]\d/;
const LOWEST = -1e280;

/** Every value of a manifest that is known only after a deploy, as far as its text shows it. */
export function findTokens(value: Json): FoundToken[] {
  const found: FoundToken[] = [];
  // Most manifests have none, and then no path needs to be put together.
  if (!hasToken(value)) return found;
  collect(value, '', found);
  return found;
}

function collect(value: Json, path: string, found: FoundToken[]): void {
  if (typeof value === 'string') {
    if (isToken(value)) found.push({ path, text: value });
  } else if (typeof value === 'number') {
    if (value < LOWEST) found.push({ path, text: String(value) });
  } else if (isList(value)) {
    for (const [index, one] of value.entries()) collect(one, `${path}[${index}]`, found);
  } else if (isObject(value)) {
    for (const [key, one] of Object.entries(value)) {
      const at = path ? `${path}.${key}` : key;
      if (isToken(key)) found.push({ path: at, text: key });
      collect(one, at, found);
    }
  }
}

function hasToken(value: Json): boolean {
  if (typeof value === 'string') return isToken(value);
  if (typeof value === 'number') return value < LOWEST;
  if (isList(value)) return value.some(hasToken);
  return isObject(value) && Object.keys(value).some((key) => isToken(key) || hasToken(value[key] ?? null));
}

function isToken(text: string): boolean {
  return /[{+]/.test(text) && (MARKER.test(text) || REFERENCE.test(text) || NUMBER_MARKER.test(text));
}
