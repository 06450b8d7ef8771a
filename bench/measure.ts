import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/** A command to time. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Done before each run and not timed. */
  readonly before?: () => void;
  /** Where the run says itself how long it took (in milliseconds, the last line of its output), take that. */
  readonly reports?: 'wall' | 'itself';
}

/** Runs a command and gives its milliseconds. */
export function time({ command, args, cwd, env, before, reports = 'wall' }: Command): number {
  before?.();
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const wall = performance.now() - start;
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}\n${stderr}`);
  return reports === 'wall' ? wall : Number(stdout.trim().split('\n').at(-1));
}

/**
 * Medians of several commands, run by turns: a machine that grows slower meanwhile slows them all.
 * @param commands - by name
 * @param times - how often each runs; each runs once more before, to warm the disk's cache
 */
export function medians<Name extends string>(
  commands: Readonly<Record<Name, Command>>,
  times: number,
): Record<Name, number> {
  const names = Object.keys(commands) as Name[];
  const taken = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= times; round += 1) {
    for (const name of names) {
      const milliseconds = time(commands[name]);
      if (round > 0) taken[name].push(milliseconds);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(taken[name])])) as Record<Name, number>;
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}
