import { spawn } from 'node:child_process';

/** What a finished program left. */
export interface Outcome {
  /** Exit code; 127 when the program is not there. */
  readonly code: number;
  /** Standard output. */
  readonly stdout: string;
  /** Standard error. */
  readonly stderr: string;
}

/** How to start a program. */
export interface RunOptions {
  /**
   * Working folder.
   * @default - the caller's
   */
  readonly cwd?: string;
  /**
   * Variables beside those of this process.
   * @default - none
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Whether its output is shown while it runs, instead of kept.
   * @default false
   */
  readonly show?: boolean;
}

/** Runs a program to its end; a program that is not there is an outcome, not an exception. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', options.show ? 'inherit' : 'pipe', options.show ? 'inherit' : 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (error) => resolve({ code: 127, stdout, stderr: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}
