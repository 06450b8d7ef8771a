import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** What a finished program left. */
export interface Outcome {
  /** Exit code; 127 when the program is not there, 130 when this process ends. */
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
   * Whether this process's variables are given at all.
   * @default 'inherited'
   */
  readonly environment?: 'inherited' | 'none';
  /**
   * Told of each line of standard output while the program runs.
   * @default - nobody
   */
  readonly onLine?: (line: string) => void;
  /**
   * Told of the process as soon as it runs, so that it can be ended.
   * @default - nobody
   */
  readonly onStart?: (child: ChildProcess) => void;
  /**
   * Whether its output is shown while it runs, instead of kept.
   * @default false
   */
  readonly show?: boolean;
}

/** What {@link run} has started and what has not ended yet. */
const children = new Set<ChildProcess>();

/** Whether this process ends: then nothing is started that it would leave behind. */
let ending = false;

/** Ends whatever {@link run} has started, and waits until it is gone. From then on {@link run} starts nothing: its outcome has code 130. */
export async function endRunning(): Promise<void> {
  ending = true;
  await Promise.all([...children].map(endChild));
}

/** Runs a program to its end; a program that is not there is an outcome, not an exception. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  if (ending) return Promise.resolve({ code: 130, stdout: '', stderr: 'what runs is being ended' });
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...(options.environment === 'none' ? {} : process.env), ...options.env },
      stdio: ['ignore', options.show ? 'inherit' : 'pipe', options.show ? 'inherit' : 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    options.onStart?.(child);
    children.add(child);
    child.once('close', () => children.delete(child));
    if (options.onLine && child.stdout) createInterface(child.stdout).on('line', options.onLine);
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

/** Starts a program in the background, with its output in a file. */
export function startLogged(program: string, args: readonly string[], log: string): ChildProcess {
  const file = openSync(log, 'a');
  const child = spawn(program, args, { stdio: ['ignore', file, file] });
  closeSync(file);
  child.on('error', (error) => writeFileSync(log, `${error.message}\n`, { flag: 'a' }));
  return child;
}

/** Asks a program to end, insists after five seconds, and waits until it is gone. */
export function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
    return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), 5000);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** Ends what is up or still coming up, and waits until it is gone; what did not come up has ended what it had started. */
export async function stopAll(started: Iterable<Promise<{ stop(): Promise<void> }>>): Promise<void> {
  await Promise.all(
    [...started].map((one) =>
      one.then(
        (up) => up.stop(),
        () => {},
      ),
    ),
  );
}

/** The end of a log file. */
export function lastLines(log: string): string {
  return readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n');
}

/** Ports that were free a moment ago: held together until all are known, so that none is given twice. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
