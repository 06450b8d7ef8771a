import { join } from 'node:path';
import { cacheFolder } from './cache';
import { locate } from './locate';
import { takeLock } from './lock';
import { availableMemory } from './machine';
import { make } from './make';
import { type Found, type Located, MissingTool, type Tool } from './tool';

/** Something that happened to a tool that is being made. */
export interface BuildEvent {
  /** The tool's name. */
  readonly tool: string;
  /** What happened. */
  readonly what: 'begins' | 'waits' | 'works' | 'done' | 'failed';
  /** Seconds since it began. */
  readonly seconds: number;
  /** The rest in words. */
  readonly text: string;
}

/** How {@link buildMissing} works. */
export interface BuildOptions {
  /** Told of what happens. @default - lines on standard error */
  readonly onProgress?: (event: BuildEvent) => void;
  /** Minutes after which it gives up. @default - none */
  readonly minutes?: number;
  /** GB of memory that it may use. @default - what is available */
  readonly memory?: number;
  /** Ends it from outside. @default - only SIGINT, SIGTERM and SIGHUP do */
  readonly signal?: AbortSignal;
}

/** The building was ended by a signal. */
export class BuildInterrupted extends MissingTool {}

/** Tools that are pinned together are made one after another: they share most of what is compiled. */
interface Job {
  readonly tools: readonly Tool[];
  readonly memory: number;
  readonly minutes: number;
}

/**
 * Makes what is missing of some tools, the longest first, side by side as far as memory goes; two runs never make the same.
 * @throws BuildInterrupted on SIGINT, SIGTERM or SIGHUP, after all that was started has ended
 * @throws MissingTool that says of every tool that is still missing why; the others are made all the same
 */
export async function buildMissing(
  wanted: readonly Tool[],
  options: BuildOptions = {},
): Promise<Map<Tool, Found>> {
  const found = new Map<Tool, Found>();
  const missing: Tool[] = [];
  const looks = await Promise.all(wanted.map((tool) => locate(tool)));
  wanted.forEach((tool, index) => {
    const look = looks[index] as Located;
    if (look.state === 'found') found.set(tool, look);
    else missing.push(tool);
  });
  if (missing.length === 0) return found;
  const faults: string[] = [];
  const ending = endingOf(options);
  try {
    await sideBySide(jobsOf(missing), options.memory ?? availableMemory(), async (tool, fault) => {
      const result = fault ?? (await makeOne(tool, ending.signal, options.onProgress ?? sayProgress));
      if (typeof result === 'string') faults.push(`${tool.name}: ${result}`);
      else found.set(tool, result);
    });
  } finally {
    ending.forget();
  }
  if (ending.reason() === 'signal')
    throw new BuildInterrupted('building was interrupted; the next run goes on from there');
  if (faults.length > 0)
    throw new MissingTool(`tools are missing:\n${faults.map((one) => `  ${one}`).join('\n')}`);
  return found;
}

function jobsOf(missing: readonly Tool[]): Job[] {
  const byFolder = new Map<string, Tool[]>();
  for (const tool of missing) {
    const key = tool.source.kind === 'none' ? tool.name : tool.source.folder;
    byFolder.set(key, [...(byFolder.get(key) ?? []), tool]);
  }
  return [...byFolder.values()]
    .map((tools) => ({
      tools,
      memory: Math.max(...tools.map(({ memory }) => memory)),
      minutes: tools.reduce((sum, { minutes }) => sum + minutes, 0),
    }))
    .sort((one, other) => other.minutes - one.minutes);
}

/** Starts jobs while memory is left for them; one that all the memory is too little for is not started. */
async function sideBySide(
  jobs: readonly Job[],
  memory: number,
  each: (tool: Tool, fault?: string) => Promise<void>,
): Promise<void> {
  const waiting = [...jobs];
  const running = new Map<Promise<void>, number>();
  const free = () => memory - [...running.values()].reduce((sum, taken) => sum + taken, 0);
  while (waiting.length > 0 || running.size > 0) {
    for (const job of [...waiting]) {
      const tooBig = job.memory > memory;
      if (!tooBig && job.memory > free()) continue;
      waiting.splice(waiting.indexOf(job), 1);
      const fault = `needs ${job.memory} GB of memory, and ${memory.toFixed(1)} GB are free`;
      const work = (async () => {
        for (const tool of job.tools) await each(tool, tooBig ? fault : undefined);
      })().finally(() => running.delete(work));
      running.set(work, tooBig ? 0 : job.memory);
    }
    await Promise.race(running.keys());
  }
}

async function makeOne(
  tool: Tool,
  ended: AbortSignal,
  onProgress: (event: BuildEvent) => void,
): Promise<Found | string> {
  const began = Date.now();
  const tell = (what: BuildEvent['what'], text: string) =>
    onProgress({ tool: tool.name, what, seconds: Math.round((Date.now() - began) / 1000), text });
  const lock = await takeLock(
    join(cacheFolder(), 'locks', `${tool.name}.lock`),
    (holder) => tell('waits', `${holder} makes it`),
    ended,
  );
  const timer = setInterval(() => tell('works', `about ${tool.minutes} minutes from cold`), 30_000);
  try {
    if (!lock) throw new MissingTool(String(ended.reason));
    // Another run may have made it meanwhile.
    let look = await locate(tool);
    if (look.state === 'missing') {
      tell('begins', `about ${tool.minutes} minutes from cold, seconds from a build cache`);
      await make(tool, ended);
      look = await locate(tool);
    }
    if (look.state === 'missing') throw new MissingTool(look.why);
    tell('done', look.path);
    return look;
  } catch (error) {
    const text = ended.aborted ? String(ended.reason) : (error as Error).message;
    tell('failed', text);
    return text;
  } finally {
    clearInterval(timer);
    lock?.release();
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What ends the building early: a signal to this process, the caller, or the time. */
function endingOf({ minutes, signal }: BuildOptions) {
  const controller = new AbortController();
  let reason: 'signal' | 'time' | undefined;
  const end = (why: 'signal' | 'time', text: string) => {
    reason ??= why;
    controller.abort(text);
  };
  const interrupted = () => end('signal', 'interrupted');
  const timer =
    minutes === undefined
      ? undefined
      : setTimeout(
          () =>
            end(
              'time',
              `not made within ${minutes} minutes; what was compiled is kept, and the next run goes on from there`,
            ),
          minutes * 60_000,
        );
  for (const name of signals) process.on(name, interrupted);
  signal?.addEventListener('abort', interrupted);
  if (signal?.aborted) interrupted();
  return {
    signal: controller.signal,
    reason: () => reason,
    forget() {
      clearTimeout(timer);
      for (const name of signals) process.off(name, interrupted);
      signal?.removeEventListener('abort', interrupted);
    },
  };
}

/** Progress as lines on standard error. */
export function sayProgress({ tool, what, seconds, text }: BuildEvent): void {
  console.error(`${String(seconds).padStart(4)}s ${tool.padEnd(24)} ${what}: ${text}`);
}
