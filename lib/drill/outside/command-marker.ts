import { execFile } from 'node:child_process';
import type { DataKind } from '../../core/recovery/promise';
import { type Marker, OutsideError } from '../ports';

const MOST_MS = 30_000;

/**
 * Marks by a program of the project's own, which knows its data: `<program> write <kind> <region> <time>` writes one through the region's
 * services, `<program> newest <kind> <region>` prints the time of the newest that can be read there, or nothing. Times as ISO 8601. It is started
 * without a shell.
 */
export function commandMarker(program: string, kind: DataKind, signal?: AbortSignal): Marker {
  const run = (...args: string[]) =>
    new Promise<string>((resolve, reject) => {
      const options = { timeout: MOST_MS, ...(signal && { signal }) };
      execFile(program, args, options, (error, stdout, stderr) => {
        if (signal?.aborted) return reject(signal.reason);
        if (error)
          return reject(new OutsideError(`${program} ${args[0]}: ${stderr.trim() || error.message}`));
        resolve(stdout.trim());
      });
    });
  return {
    kind,
    write: async (region, at) => {
      await run('write', kind, region, at.toISOString());
    },
    newest: async (region) => {
      const text = await run('newest', kind, region);
      if (text === '') return undefined;
      const time = new Date(text);
      if (Number.isNaN(time.getTime())) throw new OutsideError(`${program} newest: "${text}" is no time`);
      return time;
    },
  };
}
