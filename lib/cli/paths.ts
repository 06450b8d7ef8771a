import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/**
 * The folder of the project that a file belongs to: the nearest one above it with a package.json, so that a program finds its
 * own files from wherever it is called.
 * @param from - a folder in the project, for example `__dirname`
 */
export function projectRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`no package.json in ${from} or above it`);
  }
}

/** A path as the reader would type it: relative when it is below the working folder, with `/` between its parts. */
export function displayPath(path: string): string {
  const below = relative(process.cwd(), path);
  return (below.startsWith('..') ? path : below || '.').split(sep).join('/');
}
