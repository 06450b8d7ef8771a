import { linkSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, WriteError } from './write-error';

/** How a lock is waited for. */
export interface LockOptions {
  /**
   * How long to wait for a living owner, in milliseconds.
   * @default 10_000
   */
  readonly waitMs?: number;
  /**
   * Ends the waiting.
   * @default - it ends by itself only
   */
  readonly signal?: AbortSignal | undefined;
}

const PAUSE_MS = 50;
/** What takes microseconds and has not ended after this time belongs to a process that was killed. */
const ABANDONED_MS = 5_000;

/**
 * Does something while holding a lock file, and gives the lock back. The file names its owner; a lock whose owner is dead is
 * taken over, a living one is waited for.
 * @param file - the lock file
 * @param work - what to do; it is not interrupted
 * @param options - how to wait
 * @throws WriteError when the lock cannot be had in time
 */
export async function withLock<Result>(
  file: string,
  work: () => Result | Promise<Result>,
  options: LockOptions = {},
): Promise<Result> {
  const end = Date.now() + (options.waitMs ?? 10_000);
  while (!tryLock(file)) {
    if (Date.now() >= end) throw new WriteError(busy(file));
    if (!removeDead(file)) await sleep(PAUSE_MS, undefined, { signal: options.signal });
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** The lock appears with its content at once, so nobody ever reads a lock that does not name its owner. */
function tryLock(file: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, host: hostname() }));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Removes the lock of a dead owner, and says whether it did. One process at a time may do so, and it looks again when its turn
 * has come: else it could remove the lock that another one has taken since.
 */
function removeDead(file: string): boolean {
  if (!hasDeadOwner(file)) return false;
  const turn = `${file}.takeover`;
  try {
    mkdirSync(turn);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    if (ageOf(turn) > ABANDONED_MS) rmSync(turn, { recursive: true, force: true });
    return false;
  }
  try {
    if (hasDeadOwner(file)) rmSync(file, { force: true });
  } finally {
    rmdirSync(turn);
  }
  return true;
}

interface Owner {
  readonly pid: number;
  readonly host: string;
}

/** The owner that a lock names, `unknown` when it names none, `undefined` when there is no lock. */
function ownerOf(file: string): Owner | 'unknown' | undefined {
  try {
    const { pid, host } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Owner>;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host } : 'unknown';
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? undefined : 'unknown';
  }
}

/** An owner on another machine (the folder may be shared) cannot be asked, so it is taken for alive. */
function hasDeadOwner(file: string): boolean {
  const owner = ownerOf(file);
  if (owner === undefined) return false;
  if (owner === 'unknown') return ageOf(file) > ABANDONED_MS;
  return owner.host === hostname() && !processLives(owner.pid);
}

function ageOf(path: string): number {
  const status = statSync(path, { throwIfNoEntry: false });
  return status ? Date.now() - status.mtimeMs : 0;
}

/** Whether a process of this machine runs. */
export function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function busy(file: string): string {
  const owner = ownerOf(file);
  const who = typeof owner === 'object' ? `process ${owner.pid} on ${owner.host}` : 'another process';
  return `${who} is writing the same output and did not finish in time: wait for it, or remove ${file} if it is gone`;
}
