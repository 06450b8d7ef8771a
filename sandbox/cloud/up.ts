import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines } from '../process';
import { sessionFile } from './serve';
import { readSession, type Session } from './session';

/** A cloud did not come up. */
export class CloudError extends Error {}

/**
 * Starts a cloud in a process of its own, which stays when this one ends.
 * @param program - the compiled program that serves it; it gets the folder
 * @param folder - where its data and logs are; emptied first
 * @throws CloudError when it is not up within two minutes
 */
export async function startInBackground(program: string, folder: string): Promise<Session> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const log = join(folder, 'cloud.log');
  const file = openSync(log, 'a');
  const child = spawn(process.execPath, [program, folder], { detached: true, stdio: ['ignore', file, file] });
  closeSync(file);
  child.unref();
  for (let tries = 0; tries < 480; tries += 1) {
    const session = readSession(sessionFile(folder), () => {});
    if (session) return session;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new CloudError(`the cloud is not up; its log ${log} ends with:\n${lastLines(log)}`);
}

/** Ends the cloud of a folder; waits until it is gone. `false` when there was none. */
export async function stopInBackground(folder: string, tell: (what: string) => void): Promise<boolean> {
  const session = readSession(sessionFile(folder), tell);
  if (!session) return false;
  process.kill(session.pid, 'SIGTERM');
  for (let tries = 0; tries < 240; tries += 1) {
    if (!readSession(sessionFile(folder), tell)) return true;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new CloudError(`the cloud (process ${session.pid}) does not end`);
}
