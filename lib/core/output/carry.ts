import {
  copyFileSync,
  type Dirent,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from './write-error';

/**
 * What happens to one entry of the old output: it stays with all that is in it, or is replaced (`drop`), or the question is asked
 * again for each thing inside it.
 */
export type Fate = 'keep' | 'inside' | 'drop';

/**
 * Decides about an entry of the old output.
 * @param path - relative to the output, with `/` between the parts
 * @param to - the folder of the new output
 */
export type FateOf = (path: string, to: string) => Fate;

/**
 * Gives the new output what it keeps of the old one, as further links to the same files: nothing leaves the old output, so a
 * crash loses nothing. What the new output has already stays as it is.
 */
export function carry(from: string, to: string, fateOf: FateOf): void {
  for (const path of entriesOf('keep', from, to, fateOf)) link(join(from, path), join(to, path));
}

/** The files of the old output that do not move on to the new one, relative to it. */
export function droppedFiles(from: string, to: string, fateOf: FateOf): string[] {
  return entriesOf('drop', from, to, fateOf).flatMap((path) => listFiles(from, path));
}

/** Every file below a folder, relative to it, sorted. */
export function listFiles(folder: string, below = ''): string[] {
  const path = join(folder, below);
  if (!lstatSync(path).isDirectory()) return [below];
  return children(path).flatMap((one) => listFiles(folder, below ? `${below}/${one.name}` : one.name));
}

/** Whether two files have the same content. */
export function sameFile(a: string, b: string): boolean {
  return existsSync(a) && existsSync(b) && readFileSync(a).equals(readFileSync(b));
}

function entriesOf(wanted: Fate, from: string, to: string, fateOf: FateOf, below = ''): string[] {
  return children(join(from, below)).flatMap((one) => {
    const path = below ? `${below}/${one.name}` : one.name;
    const fate = fateOf(path, to);
    if (fate === 'inside' && one.isDirectory()) return entriesOf(wanted, from, to, fateOf, path);
    return fate === wanted ? [path] : [];
  });
}

function children(folder: string): Dirent[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Links a file, or a folder's files; what is there already stays. */
export function link(from: string, to: string): void {
  const status = lstatSync(from);
  if (status.isDirectory()) {
    mkdirSync(to, { recursive: true });
    for (const one of children(from)) link(join(from, one.name), join(to, one.name));
    return;
  }
  if (lstatSync(to, { throwIfNoEntry: false })) return;
  mkdirSync(dirname(to), { recursive: true });
  if (status.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  else if (status.isFile()) linkOrCopy(from, to);
}

/** Not every file system has hard links. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    copyFileSync(from, to);
  }
}
