import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** What a child process said, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A child process, and its end. */
export interface Child {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Runs a TypeScript file in a process of its own. */
export function runTypeScript(
  file: string,
  args: readonly string[] = [],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Child {
  const child = spawn(process.execPath, ['-r', join(__dirname, 'register.js'), file, ...args], {
    cwd: options.cwd ?? process.cwd(),
    env: { ...process.env, NODE_ENV: 'test', ...options.env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data) => {
    stdout += data;
  });
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { process: child, ended };
}
