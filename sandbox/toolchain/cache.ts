import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../project';
import type { GoSource, PythonSource } from './tool';

/** What is noted of a file that was built: what it was built from, and how long it was. */
interface Stamp {
  readonly sum: string;
  readonly size: number;
}

/** Where tools are kept: `$XDG_CACHE_HOME/isthmus`, else `~/.cache/isthmus`. */
export function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'isthmus');
}

/** The folder that pins a tool. */
export function pinFolder(folder: string): string {
  return join(projectRoot(), 'sandbox', 'tools', folder);
}

/** A sum over all that decides what a build makes: go.mod, go.sum, the package and the flags. */
export function pinSum({ folder, target, flags }: GoSource): string {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(pinFolder(folder), file)));
  return hash.update(JSON.stringify([target, flags])).digest('hex');
}

/** The version of the module that go.mod pins. */
export function pinnedVersion({ folder, module }: GoSource): string {
  return requirements(folder).get(module) ?? 'unpinned';
}

/** All modules that go.mod pins. */
export function pinnedModules(folder: string): string[] {
  return [...requirements(folder).keys()];
}

function requirements(folder: string): Map<string, string> {
  const lines = readFileSync(join(pinFolder(folder), 'go.mod'), 'utf8').split('\n');
  const words = lines.map((line) =>
    line
      .trim()
      .replace(/^require /, '')
      .split(/\s+/),
  );
  return new Map(
    words.flatMap(([name = '', version = '']) => (/^v\d/.test(version) ? [[name, version]] : [])),
  );
}

/** The folder of a Python environment: another one for every change of its requirements. */
export function environmentFolder({ folder }: PythonSource): string {
  const requirements = readFileSync(join(pinFolder(folder), 'requirements.txt'));
  const sum = createHash('sha256').update(requirements).digest('hex').slice(0, 12);
  return join(cacheFolder(), `${folder}-${sum}`);
}

/** What is known of a file in the cache: built from the present pins, from others, or unknown. */
export function stampState(source: GoSource): 'current' | 'other' | 'none' {
  const stamp = readStamp(stampFile(source));
  if (!stamp) return 'none';
  const { size } = statSync(join(cacheFolder(), source.file));
  return stamp.sum === pinSum(source) && stamp.size === size ? 'current' : 'other';
}

/** Notes that a file in the cache was built from a sum's pins. */
export function writeStamp(source: GoSource, sum: string): void {
  const { size } = statSync(join(cacheFolder(), source.file));
  const file = stampFile(source);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify({ sum, size } satisfies Stamp));
  renameSync(`${file}.${process.pid}`, file);
}

/** Not beside the file: a provider's folder is a package, its sum counts every file, and any file of that prefix is taken for it. */
function stampFile(source: GoSource): string {
  return join(cacheFolder(), 'stamps', `${source.file.replaceAll(/[\\/]/g, '--')}.json`);
}

function readStamp(file: string): Stamp | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Stamp;
  } catch {
    return undefined;
  }
}
