import { basename, dirname } from 'node:path';
import type { Source } from './source';

const MOST_LINES = 400;

/** Files that are longer than a file may be. */
export function longFiles(sources: readonly Source[]): string[] {
  return sources
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ path, lines }) => `${path}: ${lines} lines`);
}

/** File and folder names that are not in kebab-case. */
export function oddNames(paths: readonly string[]): string[] {
  return paths.filter(
    (path) => !path.split('/').every((part) => /^[a-z0-9]+(-[a-z0-9]+)*(\.test)?(\.ts)?$/.test(part)),
  );
}

/** Places that ask which environment this is: what differs between environments is data. */
export function environmentQuestions({ path, text }: Source): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      /environment(\.name)?\s*[!=]==?\s*['"`]|['"`]\s*[!=]==?\s*\S*environment(\.name)?\b/i.test(line)
        ? [`${path}:${index + 1}: ${line.trim()}`]
        : [],
    );
}

/** Source files that do something and have neither a test of their own nor one in their folder's mirror. */
export function untested(sources: readonly Source[], tests: readonly string[]): string[] {
  const tested = new Set(tests.flatMap((path) => [path, dirname(path)]));
  return sources
    .filter(hasLogic)
    .map(({ path }) => path)
    .filter((path) => ![testOf(path), ...testFolders(path)].some((one) => tested.has(one)));
}

/** The mirrors of the folder that a file stands in; a folder within a construct's folder counts with it. */
function testFolders(path: string): string[] {
  const folder = dirname(testOf(path));
  return folder.split('/').length > 4 ? [folder, dirname(folder)] : [folder];
}

/** Tests of a file or folder that is not there (any more). */
export function strayTests(tests: readonly string[], sources: readonly string[]): string[] {
  const there = new Set(sources.flatMap((path) => [path, ...folders(path)]));
  return tests.filter((path) => {
    const source = path.replace(/^test\//, '').replace(/\.test\.ts$/, '');
    return !there.has(`${source}.ts`) && !there.has(source) && !there.has(dirname(source));
  });
}

function testOf(path: string): string {
  return `test/${path.replace(/\.ts$/, '.test.ts')}`;
}

function folders(path: string): string[] {
  const folder = dirname(path);
  return folder === '.' ? [] : [folder, ...folders(folder)];
}

/** A file of types, of data or of re-exports has nothing to run. */
function hasLogic({ path, ast }: Source): boolean {
  if (basename(path) === 'index.ts') return false;
  return ast.program.body.some((statement) => {
    const inner = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    return inner?.type === 'FunctionDeclaration' || inner?.type === 'ClassDeclaration';
  });
}

/** Folders that are in one list and not in the other, `path: where it is missing`. */
export function exportDifferences(folders: readonly string[], exported: readonly string[]): string[] {
  return [
    ...folders
      .filter((one) => !exported.includes(one))
      .map((one) => `${one}: not among the exports of package.json`),
    ...exported
      .filter((one) => !folders.includes(one))
      .map((one) => `${one}: exported, and there is no such folder`),
  ];
}
