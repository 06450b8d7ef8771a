import { execFile } from 'node:child_process';
import { OutsideError } from '../ports';

/** Calls AWS with arguments of its command line, and gives what came back as JSON; `undefined` when nothing did. */
export type Aws = (args: readonly string[]) => Promise<unknown>;

/** Which program, and when to end it. */
export interface AwsCliOptions {
  /**
   * The program, found by PATH.
   * @default 'aws'
   */
  readonly program?: string;
  /**
   * Variables that it gets beside those of this process.
   * @default - none
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Ends a call.
   * @default - it ends by itself
   */
  readonly signal?: AbortSignal | undefined;
}

const MOST_MS = 60_000;
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * AWS by its command line interface, whose credentials and profile are those of the caller's environment. Arguments are given as they are, never by a shell.
 * A call that fails is an {@link OutsideError}.
 */
export function awsCli({ program = 'aws', env = {}, signal }: AwsCliOptions = {}): Aws {
  return (args) =>
    new Promise((resolve, reject) => {
      const options = {
        maxBuffer: MOST_BYTES,
        timeout: MOST_MS,
        env: { ...process.env, ...env, AWS_PAGER: '' },
        ...(signal && { signal }),
      };
      execFile(program, [...args, '--output', 'json'], options, (error, stdout, stderr) => {
        const what = `${program} ${args.slice(0, 2).join(' ')}`;
        if (signal?.aborted) return reject(signal.reason);
        if (error) return reject(new OutsideError(`${what}: ${stderr.trim() || error.message}`));
        try {
          resolve(stdout.trim() === '' ? undefined : JSON.parse(stdout));
        } catch {
          reject(new OutsideError(`${what}: no JSON came back`));
        }
      });
    });
}
