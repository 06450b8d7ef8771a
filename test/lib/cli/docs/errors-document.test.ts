import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { duplicateCodes, errorsDocument, loadErrorTables } from '../../../../lib/cli/docs/errors-document';
import { defineErrors } from '../../../../lib/core/errors';
import { versionErrors } from '../../../../lib/core/versions/support';
import { filesBelow, root } from '../../../architecture/source';

const tables = loadErrorTables();
const codes = tables.flatMap((table) => Object.values(table).map((one) => one.code));

test('docs/errors.md lists every code, with an example, and no other (else: npm run docs)', () => {
  const text = readFileSync(join(root, 'docs', 'errors.md'), 'utf8');
  const listed = [...text.matchAll(/^\| `([a-z0-9-]+\/[a-z0-9-]+)` \|/gm)].map(([, code]) => code);
  expect(listed).toEqual([...codes].sort());
  expect(text).toBe(errorsDocument(tables));
});

test('every code is defined once, in the form <area>/<name>, with a title and an example', () => {
  expect(duplicateCodes(tables)).toEqual([]);
  for (const one of tables.flatMap((table) => Object.values(table))) {
    expect(one.code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(one.title).toMatch(/\.$/);
    expect(one.example.trim()).not.toBe('');
  }
});

test('every call of defineErrors is found', () => {
  const calls = filesBelow('lib').flatMap((path) => [
    ...readFileSync(join(root, path), 'utf8').matchAll(/= defineErrors\('([a-z-]+)'/g),
  ]);
  expect(calls.length).toBeGreaterThan(5);
  expect(tables).toHaveLength(calls.length);
  expect(tables).toContain(versionErrors);
});

test('every code is reported somewhere', () => {
  const text = contents('lib', 'stacks').join('\n');
  const unused = codes.filter((code) => {
    const name = code.slice(code.indexOf('/') + 1);
    return !new RegExp(`(Errors\\.${name}\\b|['"]${name}['"])`).test(text);
  });
  expect(unused).toEqual([]);
});

test('every code is provoked by a test', () => {
  const tests = contents('test');
  const untried = codes.filter((code) => {
    const [area, name] = code.split('/');
    const quoted = new RegExp(`['"]${name}['"]`);
    return !tests.some((text) => text.includes(code) || (text.includes(`${area}/`) && quoted.test(text)));
  });
  expect(untried).toEqual([]);
});

function contents(...folders: readonly string[]): string[] {
  return filesBelow(...folders).map((path) => readFileSync(join(root, path), 'utf8'));
}

test('renders what Markdown would take for its own', () => {
  const table = defineErrors('area', { name: { title: 'A <b> | c.', example: 'a `b` | c' } });
  expect(errorsDocument([table])).toContain('| `area/name` | A &lt;b> \\| c. | `` a `b` \\| c `` |');
  expect(duplicateCodes([table, table])).toEqual(['area/name']);
});
