import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { coerce, satisfies } from 'semver';
import { run } from '../process';

/** The path of a program on PATH. */
export function onPath(program: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, program)).find(isProgram);
}

/** Whether a file is there and may be run. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The version that a program says it has; none when it fails or says no such thing. */
export async function versionOf(
  program: string,
  args: readonly string[],
  pattern: RegExp,
): Promise<string | undefined> {
  const { code, stdout, stderr } = await run(program, args, { env: { CHECKPOINT_DISABLE: '1' } });
  return code === 0 ? pattern.exec(`${stdout}\n${stderr}`)?.[1] : undefined;
}

/** Whether a version is in a range; what follows a dash is not looked at. */
export function fits(version: string, range: string): boolean {
  const plain = coerce(version);
  return plain !== null && satisfies(plain, range);
}

/** A program that others are made with. */
export interface Maker {
  /** Its path; none when it is not there. */
  readonly path: string | undefined;
  /** Its version; none when it is not there. */
  readonly version: string | undefined;
  /** Whether it will do. */
  readonly fits: boolean;
}

/** From the newest Go that a go.mod in sandbox/tools asks for. */
export const goRange = '>=1.26.6';

/** The Pythons that the emulator's packages run on. */
export const pythonRange = '>=3.10.0 <4';

/** Go on PATH. */
export async function findGo(): Promise<Maker> {
  return maker(['go'], ['version'], /go version go(\S+)/, goRange);
}

/** Python on PATH, under any of its names. */
export async function findPython(): Promise<Maker> {
  const names = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
  return maker(names, ['--version'], /Python (\S+)/, pythonRange);
}

async function maker(
  names: readonly string[],
  args: readonly string[],
  pattern: RegExp,
  range: string,
): Promise<Maker> {
  let unfit: Maker | undefined;
  for (const name of names) {
    const path = onPath(name);
    const version = path && (await versionOf(path, args, pattern));
    if (!version) continue;
    const found = { path, version, fits: fits(version, range) };
    if (found.fits) return found;
    unfit ??= found;
  }
  return unfit ?? { path: undefined, version: undefined, fits: false };
}
