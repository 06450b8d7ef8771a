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

/** Where a child process runs, and what is in its environment beside this one's. */
interface ChildOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a TypeScript file in a process of its own. */
export function runTypeScript(
  file: string,
  args: readonly string[] = [],
  { env, ...options }: ChildOptions = {},
): Child {
  return runNode(['-r', join(__dirname, 'register.js'), file, ...args], {
    ...options,
    env: { NODE_ENV: 'test', ...env },
  });
}

/** Runs Node in a process of its own. */
export function runNode(
  args: readonly string[],
  { cwd = process.cwd(), env = {} }: ChildOptions = {},
): Child {
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env } });
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
