import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CloudAddress } from './cloud';

/** A cloud that some process keeps up, written down for other processes. */
export interface Session {
  /** The process that keeps it up. */
  readonly pid: number;
  /** Where it is. */
  readonly address: CloudAddress;
  /** The processes that it started: id and a part of the command line, by name. */
  readonly processes: Readonly<Record<string, number>>;
}

/** Writes a session down, for nobody else to read: the folder beside it holds tokens. */
export function writeSession(file: string, session: Session): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(session, undefined, 2), { mode: 0o600 });
}

/**
 * The session that a file tells of, when its process lives. One that has died without tidying up is ended here: its processes are found
 * by their ids, and are ended only when they are still what they were.
 * @param file - where it was written
 * @param tell - told what was ended
 */
export function readSession(file: string, tell: (what: string) => void): Session | undefined {
  if (!existsSync(file)) return undefined;
  const session = JSON.parse(readFileSync(file, 'utf8')) as Session;
  if (commandOf(session.pid).includes('node')) return session;
  for (const [name, pid] of Object.entries(session.processes)) {
    if (!isOurs(commandOf(pid), name)) continue;
    process.kill(pid, 'SIGKILL');
    tell(`ended ${name} (${pid}), left over from a run that died`);
  }
  rmSync(file);
  return undefined;
}

/** A process id may have gone to somebody else: only one whose command is the same program is ours. */
function isOurs(command: string, name: string): boolean {
  const program = name.slice(name.lastIndexOf('/') + 1);
  return command.includes(program === 'emulator' ? 'ministack' : program);
}

/** The command line of a process; empty when there is none. */
function commandOf(pid: number): string {
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}
