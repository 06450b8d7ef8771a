/** Any value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** An object as JSON holds it. */
export type JsonObject = { readonly [key: string]: Json };

const FIRST = ['apiVersion', 'kind', 'metadata'];

/**
 * A manifest as YAML: apiVersion, kind and metadata first, all other keys sorted, lists in their order, text of several lines as a literal
 * block, no anchors, no line folded. What a reader of YAML 1.1 or 1.2 could take for something else than text is quoted.
 *
 * Written here and not by the package `yaml`, which takes 1.4 s for the 4,000 objects of 1,000 services (this takes less than a tenth
 * of that); the tests read what this writes with that package, by the rules of both versions.
 */
export function toYaml(manifest: JsonObject): string {
  const lines: string[] = [];
  writeEntries(lines, manifest, sortedKeys(manifest, FIRST), 0, '');
  return `${lines.join('\n')}\n`;
}

/** Keys that have a value, sorted, but for those that come first. */
function sortedKeys(value: JsonObject, first: readonly string[] = []): string[] {
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort();
  if (first.length === 0) return keys;
  return [...first.filter((key) => keys.includes(key)), ...keys.filter((key) => !first.includes(key))];
}

function writeEntries(
  lines: string[],
  object: JsonObject,
  keys: readonly string[],
  indent: number,
  lead: string,
): void {
  let start = lead;
  for (const key of keys) {
    writeValue(lines, object[key] ?? null, indent, `${start}${isPlain(key) ? key : quoted(key)}:`);
    start = ' '.repeat(indent);
  }
}

/** What stands after `key:`. */
function writeValue(lines: string[], value: Json, indent: number, lead: string): void {
  if (isList(value) && value.length > 0) {
    lines.push(lead);
    for (const item of value) writeItem(lines, item, indent + 2);
    return;
  }
  if (isObject(value)) {
    const keys = sortedKeys(value);
    if (keys.length > 0) {
      lines.push(lead);
      writeEntries(lines, value, keys, indent + 2, ' '.repeat(indent + 2));
      return;
    }
  }
  writeScalar(lines, value, indent, lead);
}

/** What stands after `-`. */
function writeItem(lines: string[], value: Json, indent: number): void {
  const lead = `${' '.repeat(indent)}-`;
  const keys = isObject(value) ? sortedKeys(value) : [];
  if (isObject(value) && keys.length > 0) writeEntries(lines, value, keys, indent + 2, `${lead} `);
  else writeValue(lines, value, indent, lead);
}

function writeScalar(lines: string[], value: Json, indent: number, lead: string): void {
  if (typeof value !== 'string' || !isBlock(value)) {
    lines.push(`${lead} ${scalar(value)}`);
    return;
  }
  const body = value.replace(/\n$/, '');
  const pad = ' '.repeat(indent + 2);
  const chomping = body === value ? '-' : body.endsWith('\n') ? '+' : '';
  lines.push(`${lead} |${chomping}`, ...body.split('\n').map((line) => (line ? pad + line : '')));
}

function scalar(value: Json): string {
  if (typeof value === 'string') return isPlain(value) ? value : quoted(value);
  if (typeof value === 'number') return number(value);
  if (isList(value)) return '[]';
  return value !== null && typeof value === 'object' ? '{}' : String(value);
}

/** YAML 1.1 takes a number with an exponent for text when it has no point. */
function number(value: number): string {
  const text = String(value);
  return /^-?\d+e/.test(text) ? text.replace('e', '.0e') : text;
}

/** Begins with blanks, or has a line of blanks only: a literal block would take them for its own indentation. */
const BLANKS = /^\s|(?:^|\n)[ \t]+(?:\n|$)/;
const UNPRINTABLE = /[^\n\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

/** Text of several lines that a literal block gives back as it is. */
function isBlock(text: string): boolean {
  return text.includes('\n') && !BLANKS.test(text) && !UNPRINTABLE.test(text);
}

const WORD = /^[A-Za-z/][A-Za-z0-9_./@+-]*(?:[ :=,][A-Za-z0-9_./@+-]+)*$/;
/** Begin with a digit and are still nothing but text: quantities, percentages, addresses. */
const TEXT_WITH_DIGITS = /^\d+(?:\.\d+)?(?:m|k|M|G|T|Ki|Mi|Gi|Ti|ms|s|h|d|%)$|^\d+\.\d+\.\d+\.\d+(?:\/\d+)?$/;
/** Words that YAML 1.1 or 1.2 reads as a truth value, as nothing or as a number. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

function isPlain(text: string): boolean {
  return (WORD.test(text) && !RESERVED.test(text)) || TEXT_WITH_DIGITS.test(text);
}

/** JSON's own quoting is YAML's too, but for characters that YAML wants escaped. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Whether a value is a list. */
export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether a value is an object, and not a list. */
export function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
