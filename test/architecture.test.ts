import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingDocumentation } from './architecture/documentation';
import {
  environmentQuestions,
  exportDifferences,
  longFiles,
  oddNames,
  strayTests,
  untested,
} from './architecture/files';
import { importCycles, wrongImports } from './architecture/imports';
import { filesBelow, parseSource, readSource, root } from './architecture/source';

const sources = filesBelow('lib', 'stacks', 'environments').map(readSource);
const lib = sources.filter(({ path }) => path.startsWith('lib/'));
const paths = sources.map(({ path }) => path);
const files = new Set(paths);
const tests = filesBelow('test').filter((path) => path.endsWith('.test.ts'));

describe('the house', () => {
  test('imports run one way, and the provider is imported by resource only', () => {
    expect(sources.flatMap((one) => wrongImports(one, files))).toEqual([]);
  });

  test('roles are made within the boundary of their stack, but for those that make all others', () => {
    const makers = lib
      .filter(({ text }) => /new IamRole\(|extends IamRole\b/.test(text))
      .map(({ path }) => path);
    expect(makers).toEqual(['lib/aws/bootstrap/github-roles.ts', 'lib/aws/stack/role.ts']);
  });

  test('no import goes in a circle', () => {
    expect(importCycles(sources)).toEqual([]);
  });

  test('everything exported is documented, every optional prop with its default', () => {
    expect(lib.flatMap(missingDocumentation)).toEqual([]);
  });

  test('no file is longer than 400 lines', () => {
    expect(longFiles(sources)).toEqual([]);
  });

  test('names are in kebab-case', () => {
    expect(oddNames([...paths, ...filesBelow('test')])).toEqual([]);
  });

  test('nothing asks which environment it is', () => {
    expect(sources.flatMap(environmentQuestions)).toEqual([]);
  });

  test('the tests mirror lib', () => {
    expect(untested(lib, tests)).toEqual([]);
    expect(
      strayTests(
        tests.filter((path) => path.startsWith('test/lib/')),
        paths,
      ),
    ).toEqual([]);
  });

  test('every folder of lib/aws and lib/core is an export of the package, and every export is there', () => {
    const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const folders = ['aws', 'core'].flatMap((room) =>
      readdirSync(join(root, 'lib', room), { withFileTypes: true })
        .filter((one) => one.isDirectory())
        .map((one) => `./${room}/${one.name}`),
    );
    const exported = Object.keys(exports).filter((one) => /^\.\/(aws|core)\/[^*]+$/.test(one));
    expect(exportDifferences(folders, exported)).toEqual([]);
    const targets = Object.values<{ default?: string }>(exports).flatMap((one) => one.default ?? []);
    const missing = targets
      .filter((one) => !one.includes('*'))
      .map((one) => one.replace('./build/', '').replace(/\.js$/, '.ts'))
      .filter((one) => !files.has(one));
    expect(missing).toEqual([]);
  });
});

describe('the checks themselves', () => {
  const check = (path: string, text: string, others: readonly string[] = []) =>
    wrongImports(parseSource(path, text), new Set([path, ...others]));

  test.each([
    ['lib/core/a.ts', "import { App } from 'cdktf';", []],
    ['lib/core/a.ts', "import type { X } from '../aws/x';", ['lib/aws/x.ts']],
    ['lib/aws/a.ts', "import * as aws from '@cdktf/provider-aws';", []],
    ['lib/aws/a.ts', "import { vpc } from '@cdktf/provider-aws/lib';", []],
    ['lib/aws/a.ts', "import { x } from '../../stacks/x';", ['stacks/x.ts']],
    ['lib/aws/a.ts', "export * from '../cli';", ['lib/cli/index.ts']],
    ['lib/cli/a.ts', "import { Network } from '../aws/network';", ['lib/aws/network/index.ts']],
    ['lib/aws/a.ts', "import { x } from './gone';", []],
    ['environments/a.ts', "import { x } from '../lib/core/x';", ['lib/core/x.ts']],
    ['lib/other/a.ts', '', []],
  ])('%s: %s is refused', (path, text, others) => {
    expect(check(path, text, others)).toHaveLength(1);
  });

  test.each([
    [
      'lib/aws/a.ts',
      "import { Vpc } from '@cdktf/provider-aws/lib/vpc'; import { x } from '../core/x';",
      ['lib/core/x.ts'],
    ],
    ['environments/a.ts', "import type { X } from '../lib/core/x';", ['lib/core/x.ts']],
    ['environments/a.ts', "import { type X } from '../lib/core/x';", ['lib/core/x.ts']],
    ['lib/cli/a.ts', "import { join } from 'node:path'; export * from './b';", ['lib/cli/b.ts']],
  ])('%s: %s is allowed', (path, text, others) => {
    expect(check(path, text, others)).toEqual([]);
  });

  test('circles are found, through types and through an index too', () => {
    const circle = [
      parseSource('lib/a.ts', "import { b } from './b';"),
      parseSource('lib/b/index.ts', "export * from './c';"),
      parseSource('lib/b/c.ts', "import type { A } from '../a';"),
      parseSource('lib/d.ts', "import { a } from './a';"),
    ];
    expect(importCycles(circle)).toEqual(['lib/a.ts -> lib/b/index.ts -> lib/b/c.ts -> lib/a.ts']);
  });

  test.each([
    ['export const a = 1;', 'a has no docstring'],
    ['// not one\nexport function a() {}', 'a has no docstring'],
    ['export class A {}', 'A has no docstring'],
    ['export interface A {}', 'A has no docstring'],
    ['export type A = 1;', 'A has no docstring'],
    ['/** An A. */\nexport interface A { readonly b: string }', 'A.b has no docstring'],
    [
      '/** An A. */\nexport interface A {\n  /** A b. */\n  readonly b?: string;\n}',
      'A.b is optional and has no @default',
    ],
    [
      '/** An A. */\nexport interface A {\n  /** A b. @default */\n  b?(): void;\n}',
      'A.b is optional and has no @default',
    ],
  ])('%j', (text, complaint) => {
    expect(
      missingDocumentation(parseSource('lib/a.ts', text)).map((one) => one.replace(/^\S+ /, '')),
    ).toEqual([complaint]);
  });

  test('what is documented is not complained about', () => {
    const text =
      '/** An A. */\nexport interface A {\n  /**\n   * A b.\n   * @default 1\n   */\n  b?: number;\n}\nconst c = 1;';
    expect(missingDocumentation(parseSource('lib/a.ts', text))).toEqual([]);
  });

  test('long files and odd names', () => {
    expect(longFiles([parseSource('a.ts', '\n'.repeat(400)), parseSource('b.ts', '\n'.repeat(401))])).toEqual(
      ['b.ts: 401 lines'],
    );
    expect(oddNames(['lib/aws/a-b.ts', 'test/a.test.ts', 'lib/aB.ts', 'lib/a_b/c.ts', 'lib/a.b.ts'])).toEqual(
      ['lib/aB.ts', 'lib/a_b/c.ts', 'lib/a.b.ts'],
    );
  });

  test.each([
    "if (environment.name === 'prod') {",
    "const a = props.environment !== 'dev' ? 1 : 2;",
    "return 'prod' === environment.name;",
  ])('%s asks which environment it is', (line) => {
    expect(
      environmentQuestions(parseSource('a.ts', `async () => {\n${line.replace(/^if.*/, `${line} }`)}\n}`)),
    ).toHaveLength(1);
  });

  test('files without a test, and tests without a file', () => {
    const logic = 'export function a() {}';
    const some = [
      parseSource('lib/aws/x/a.ts', logic),
      parseSource('lib/aws/y/a.ts', logic),
      parseSource('lib/aws/y/props.ts', 'export interface A {}'),
      parseSource('lib/aws/y/index.ts', "export * from './a';"),
    ];
    expect(untested(some, ['test/lib/aws/x/x.test.ts'])).toEqual(['lib/aws/y/a.ts']);
    expect(
      strayTests(
        ['test/lib/aws/x/a.test.ts', 'test/lib/aws/z/z.test.ts'],
        some.map(({ path }) => path),
      ),
    ).toEqual(['test/lib/aws/z/z.test.ts']);
  });

  test('exports that do not meet the folders', () => {
    expect(exportDifferences(['a', 'b'], ['b', 'c'])).toHaveLength(2);
  });
});
