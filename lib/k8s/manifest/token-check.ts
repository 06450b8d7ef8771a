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
  collect(value, [], found);
  return found;
}

/** The way to a value is put together only where something is found: most manifests have none. */
function collect(value: Json, way: (string | number)[], found: FoundToken[]): void {
  const add = (text: string) => found.push({ path: pathOf(way), text });
  if (typeof value === 'string') {
    if (isToken(value)) add(value);
  } else if (typeof value === 'number') {
    if (value < LOWEST) add(String(value));
  } else if (isList(value) || isObject(value)) {
    const entries = isList(value) ? value.entries() : Object.entries(value);
    for (const [key, one] of entries) {
      way.push(key);
      if (typeof key === 'string' && isToken(key)) add(key);
      collect(one, way, found);
      way.pop();
    }
  }
}

function pathOf(way: readonly (string | number)[]): string {
  return way
    .map((one) => (typeof one === 'number' ? `[${one}]` : `.${one}`))
    .join('')
    .replace(/^\./, '');
}

function isToken(text: string): boolean {
  return /[{+]/.test(text) && (MARKER.test(text) || REFERENCE.test(text) || NUMBER_MARKER.test(text));
}
