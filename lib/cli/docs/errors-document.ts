import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorDefinition } from '../../core/errors';

/** A table that {@link defineErrors} made. */
export type ErrorTable = Readonly<Record<string, ErrorDefinition>>;

/**
 * Every error table of a compiled or source folder of lib: each module that calls `defineErrors` and exports what it gives.
 * @param lib - the folder; by default the one that this file stands in
 */
export function loadErrorTables(lib = join(__dirname, '..', '..')): ErrorTable[] {
  return modulesBelow(lib)
    .filter((file) => /\bdefineErrors\)?\(/.test(readFileSync(file, 'utf8')))
    .flatMap((file) => Object.values(require(file) as Record<string, unknown>))
    .filter(isErrorTable);
}

function modulesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|ts)$/.test(file) && !/\.d\.ts$/.test(file))
    .sort()
    .map((file) => join(folder, file));
}

function isErrorTable(value: unknown): value is ErrorTable {
  if (typeof value !== 'object' || value === null) return false;
  const entries = Object.values(value);
  return (
    entries.length > 0 &&
    entries.every((one) => typeof one?.code === 'string' && typeof one?.title === 'string')
  );
}

/** Codes that are defined more than once: a code has one meaning. */
export function duplicateCodes(tables: readonly ErrorTable[]): string[] {
  const codes = tables.flatMap((table) => Object.values(table).map((one) => one.code));
  return [...new Set(codes.filter((code, index) => codes.indexOf(code) !== index))].sort();
}

/** docs/errors.md: every code with its meaning and an example, by area. */
export function errorsDocument(tables: readonly ErrorTable[]): string {
  const definitions = tables
    .flatMap((table) => Object.values(table))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const areas = [...new Set(definitions.map(areaOf))];
  const sections = areas.map((area) => {
    const own = definitions.filter((one) => areaOf(one) === area);
    return [`## ${area}`, '', '| code | meaning | example |', '|---|---|---|', ...own.map(row), ''].join(
      '\n',
    );
  });
  return [...INTRODUCTION, ...sections].join('\n');
}

const INTRODUCTION = [
  '# Errors',
  '',
  'Written by `npm run docs` from the tables in the code; a test holds the two equal. A run reports all problems at once, sorted,',
  'each with its code, where it is, what was found and the fix, and then writes nothing. A code never changes its meaning.',
  '',
];

function areaOf({ code }: ErrorDefinition): string {
  return code.slice(0, code.indexOf('/'));
}

function row({ code, title, example }: ErrorDefinition): string {
  return `| \`${code}\` | ${cell(title)} | ${codeCell(example)} |`;
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\s+/g, ' ').replace(/</g, '&lt;');
}

/** As code, between more backticks than the text has in a row. */
function codeCell(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  const space = fence.length > 1 ? ' ' : '';
  return `${fence}${space}${text.replace(/\|/g, '\\|').replace(/\s+/g, ' ')}${space}${fence}`;
}
