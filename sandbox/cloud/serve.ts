import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Cloud, type CloudOptions, startCloud } from './cloud';
import { writeSession } from './session';

/** What {@link serve} keeps up. */
export interface ServeOptions extends Omit<CloudOptions, 'clusterStarted'> {
  /** Where it is written down. */
  readonly session: string;
}

/**
 * Starts a cloud and writes down where it is, with each process that it starts.
 * @returns the cloud; its `stop` also takes back what was written
 */
export async function serve({ session, ...options }: ServeOptions): Promise<Cloud> {
  let cloud: Cloud | undefined;
  const write = () => {
    if (cloud) writeSession(session, { pid: process.pid, address: cloud.address, processes: cloud.pids() });
  };
  const started = await startCloud({ ...options, clusterStarted: async () => write() });
  cloud = started;
  write();
  return {
    ...started,
    async stop() {
      await started.stop();
      rmSync(session, { force: true });
    },
  };
}

/** Where the session of a folder is written down. */
export function sessionFile(folder: string): string {
  return join(folder, 'session.json');
}
