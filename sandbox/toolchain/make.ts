import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Outcome } from '../process';
import { cacheFolder, pinFolder, pinnedModules, pinSum, writeStamp } from './cache';
import { findGo, goRange } from './programs';
import { makeEnvironment, type Runner } from './python-environment';
import { type GoSource, MissingTool, type ModulesSource, type Tool } from './tool';

/**
 * Makes a tool, whatever is there.
 * @param ended - ends it; what it has started is ended too
 * @throws MissingTool when that fails, and says why
 */
export async function make(tool: Tool, ended: AbortSignal): Promise<void> {
  const { source } = tool;
  const run = runnerUntil(ended);
  switch (source.kind) {
    case 'go':
      await requireGo();
      return goBuild(source, run, ended);
    case 'modules':
      await requireGo();
      return goDownload(source, run);
    case 'python':
      return makeEnvironment(source, run);
    case 'none':
      throw new MissingTool(`${tool.name} is not built here: ${source.get}`);
  }
}

async function requireGo(): Promise<void> {
  const { path, version, fits } = await findGo();
  if (fits) return;
  const found = path ? `Go on PATH is ${version}` : 'Go is not on PATH';
  throw new MissingTool(`${found}, and building needs ${goRange}: see https://go.dev/dl`);
}

/** Builds under another name, so that an interrupted build leaves nothing that looks finished; never in a provider's folder. */
async function goBuild(source: GoSource, run: Runner, ended: AbortSignal): Promise<void> {
  const sum = pinSum(source);
  const output = join(cacheFolder(), source.file);
  const partial = join(cacheFolder(), 'partial', `${process.pid}-${source.file.replaceAll(/[\\/]/g, '--')}`);
  mkdirSync(dirname(partial), { recursive: true });
  mkdirSync(dirname(output), { recursive: true });
  try {
    const args = ['build', '-trimpath', ...source.flags, '-o', partial, source.target];
    const { code, stderr } = await run('go', args, { cwd: pinFolder(source.folder) });
    if (ended.aborted) throw new MissingTool(`building ${source.target} was ended`);
    if (code !== 0) throw new MissingTool(`building ${source.target} failed:\n${lastOf(stderr)}`);
    renameSync(partial, output);
    writeStamp(source, sum);
  } finally {
    rmSync(partial, { force: true });
  }
}

async function goDownload({ folder }: ModulesSource, run: Runner): Promise<void> {
  const args = ['mod', 'download', ...pinnedModules(folder)];
  const { code, stderr } = await run('go', args, { cwd: pinFolder(folder) });
  if (code !== 0) throw new MissingTool(`Go does not fetch the modules of ${folder}:\n${lastOf(stderr)}`);
}

function lastOf(text: string): string {
  return text.trim().split('\n').slice(-15).join('\n');
}

/** Runs programs as leaders of groups of their own: compilers and linkers end with the `go` that started them. */
function runnerUntil(ended: AbortSignal): Runner {
  return (command, args, options = {}) =>
    new Promise<Outcome>((resolve) => {
      if (ended.aborted) return resolve({ code: 1, stdout: '', stderr: 'ended' });
      const child = spawn(command, args, {
        cwd: options.cwd,
        env: { ...process.env, ...options.env },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      const output = { stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr'] as const) {
        child[name].setEncoding('utf8').on('data', (text: string) => {
          output[name] += text;
        });
      }
      let force: NodeJS.Timeout | undefined;
      const end = () => {
        // Go removes its temporary files on SIGINT, and on no other signal.
        signalGroup(child.pid, 'SIGINT');
        force = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), 5000);
      };
      ended.addEventListener('abort', end, { once: true });
      const finish = (code: number, more = '') => {
        clearTimeout(force);
        ended.removeEventListener('abort', end);
        resolve({ code, stdout: output.stdout, stderr: output.stderr + more });
      };
      child.on('error', (error) => finish(127, error.message));
      child.on('close', (code) => finish(code ?? 1));
    });
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
}
