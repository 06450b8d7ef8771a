import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';

/** How long a holder that shows no life is waited for: it touches its lock every ten seconds. */
const patience = 60_000;

/** Who holds a lock. */
interface Holder {
  readonly pid: number;
  readonly host: string;
}

/** A lock that is held. */
export interface Lock {
  /** Gives it back. */
  release(): void;
}

/**
 * Takes a lock, or waits until its holder gives it back or is dead.
 * @param file - the lock
 * @param waiting - told once, when another holds it
 * @param ended - ends the waiting
 * @returns nothing when the waiting was ended
 */
export async function takeLock(
  file: string,
  waiting: (holder: string) => void,
  ended: AbortSignal,
): Promise<Lock | undefined> {
  mkdirSync(dirname(file), { recursive: true });
  for (let told = false; !ended.aborted; ) {
    if (create(file)) return held(file);
    const holder = read(file);
    if (holder && isDead(file, holder)) {
      removeStale(file, holder);
      continue;
    }
    if (holder && !told)
      waiting(`process ${holder.pid}${holder.host === hostname() ? '' : ` on ${holder.host}`}`);
    told ||= holder !== undefined;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return undefined;
}

function create(file: string): boolean {
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder), {
      flag: 'wx',
    });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function held(file: string): Lock {
  const beat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Somebody took the lock for dead: the work goes on, and is renamed into place whole.
    }
  }, 10_000);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      const holder = read(file);
      if (holder?.pid === process.pid && holder.host === hostname()) rmSync(file, { force: true });
    },
  };
}

/** Who holds it; nothing when it is free, or is being written. */
function read(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function isDead(file: string, holder: Holder): boolean {
  try {
    if (Date.now() - statSync(file).mtimeMs > patience) return true;
    if (holder.host === hostname()) process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Moves it away first: of two that find it dead, one alone gets it, and neither removes what the other has taken anew. */
function removeStale(file: string, holder: Holder): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = read(aside);
  if (moved?.pid !== holder.pid && moved !== undefined) renameSync(aside, file);
  else rmSync(aside, { force: true });
}
