import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { type ParseResult, parse } from '@babel/parser';

/** A source file of the project, parsed. */
export interface Source {
  /** Path below the project's folder, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
  readonly ast: ParseResult;
}

/** One import, or re-export, of a file. */
export interface Import {
  /** As it is written. */
  readonly from: string;
  /** Whether only types come in, so that nothing is loaded. */
  readonly typeOnly: boolean;
}

/** The project's folder. */
export const root = join(__dirname, '..', '..');

/** The paths of all TypeScript files below some folders, sorted. */
export function filesBelow(...folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        posix.join(folder, file),
      ),
    )
    .filter((file) => file.endsWith('.ts'))
    .sort();
}

/** Reads and parses a file of the project. */
export function readSource(path: string): Source {
  return parseSource(path, readFileSync(join(root, path), 'utf8'));
}

/** Parses a text as if it were a file of the project. */
export function parseSource(path: string, text: string): Source {
  return {
    path,
    text,
    ast: parse(text, { sourceType: 'module', plugins: ['typescript'], attachComment: true }),
  };
}

/** What a file imports and re-exports, in order. */
export function importsOf({ ast }: Source): Import[] {
  return ast.program.body.flatMap((statement) => {
    switch (statement.type) {
      case 'ImportDeclaration':
        return [
          {
            from: statement.source.value,
            typeOnly:
              statement.importKind === 'type' ||
              (statement.specifiers.length > 0 &&
                statement.specifiers.every(
                  (one) => one.type === 'ImportSpecifier' && one.importKind === 'type',
                )),
          },
        ];
      case 'ExportAllDeclaration':
      case 'ExportNamedDeclaration':
        return statement.source
          ? [{ from: statement.source.value, typeOnly: statement.exportKind === 'type' }]
          : [];
      default:
        return [];
    }
  });
}

/** The file that a relative import means, or `undefined` for a package. */
export function resolveImport(file: string, from: string, files: ReadonlySet<string>): string | undefined {
  if (!from.startsWith('.')) return undefined;
  const path = posix.join(dirname(file), from);
  return [`${path}.ts`, `${path}/index.ts`, path].find((one) => files.has(one)) ?? path;
}
