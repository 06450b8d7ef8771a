import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { endChild, freePorts, lastLines } from '../process';

/** An emulator of AWS's APIs that runs on this machine. */
export interface Emulator {
  /** Where it listens on loopback. */
  readonly port: number;
  /** Its process. */
  readonly pid: number;
  /** Ends it. */
  stop(): Promise<void>;
}

/** How an {@link Emulator} is started. */
export interface EmulatorOptions {
  /** The Python that has MiniStack. */
  readonly python: string;
  /** An empty folder: its files and its log stay there. */
  readonly folder: string;
  /** The endpoint's host, after buckets' and accounts' names. */
  readonly host: string;
  /** Whether signatures are checked and IAM policies evaluated. */
  readonly authorization: 'evaluated' | 'off';
}

/** The emulator did not come up, or ended. */
export class EmulatorError extends Error {}

/**
 * Starts MiniStack on loopback, on a free port.
 * @throws EmulatorError when it ends, or does not answer within a minute
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  mkdirSync(join(options.folder, 'tmp'), { recursive: true });
  const [port = 0] = await freePorts(1);
  const log = join(options.folder, 'emulator.log');
  const child = spawnEmulator(options, port, log);
  const stop = () => endChild(child);
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new EmulatorError(`the emulator ended:\n${lastLines(log)}`);
    if (await answers(port)) return { port, pid: child.pid ?? 0, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new EmulatorError(`the emulator does not answer:\n${lastLines(log)}`);
}

function spawnEmulator(options: EmulatorOptions, port: number, log: string): ChildProcess {
  const file = openSync(log, 'a');
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: options.folder,
    TMPDIR: join(options.folder, 'tmp'),
    GATEWAY_PORT: String(port),
    BIND_HOST: '127.0.0.1',
    MINISTACK_HOST: options.host,
    AUTH: String(options.authorization === 'evaluated'),
    LOG_LEVEL: 'INFO',
    STATE_DIR: join(options.folder, 'state'),
    S3_DATA_DIR: join(options.folder, 's3'),
    ...(process.env['DOCKER_HOST'] && { DOCKER_HOST: process.env['DOCKER_HOST'] }),
  };
  const child = spawn(options.python, ['-m', 'ministack'], {
    cwd: options.folder,
    env,
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  return child;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = get({ host: '127.0.0.1', port, path: '/_ministack/health', timeout: 1000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(false));
  });
}
