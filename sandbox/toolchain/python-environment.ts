import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Outcome, RunOptions } from '../process';
import { environmentFolder, pinFolder } from './cache';
import { findPython, pythonRange } from './programs';
import { MissingTool, type PythonSource } from './tool';

/** Runs a program to its end, or ends it early. */
export type Runner = (command: string, args: readonly string[], options?: RunOptions) => Promise<Outcome>;

/**
 * Makes a Python environment at its final place, for it cannot be moved; what says that it is complete is written last.
 * @throws MissingTool when Python is missing or too old, or a package does not come or has another sum
 */
export async function makeEnvironment(source: PythonSource, run: Runner): Promise<void> {
  const python = await findPython();
  if (!python.path || !python.fits) throw new MissingTool(pythonFault(python.version));
  const folder = environmentFolder(source);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  const made = await run(python.path, ['-m', 'venv', folder]);
  if (made.code !== 0) {
    throw new MissingTool(
      `${python.path} cannot make an environment (on Debian and Ubuntu that is the package python3-venv):\n${made.stdout}${made.stderr}`,
    );
  }
  const requirements = join(pinFolder(source.folder), 'requirements.txt');
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'];
  const only = ['--require-hashes', '--only-binary', ':all:', '--requirement', requirements];
  const installed = await run(join(folder, 'bin', 'python'), [...pip, ...only]);
  if (installed.code !== 0) {
    throw new MissingTool(`pip does not install ${source.package}:\n${installed.stderr.trim()}`);
  }
  writeFileSync(join(folder, '.complete'), `${python.version}\n`);
}

/** What is wrong with the Python on PATH, and what to do. */
export function pythonFault(version: string | undefined): string {
  const found = version ? `Python on PATH is ${version}` : 'Python is not on PATH';
  return `${found}, and the emulator of AWS needs ${pythonRange}: install python3 (with venv and pip)`;
}
