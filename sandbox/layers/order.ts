import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A synthesized stack and what it stands on. */
export interface SynthesizedStack {
  /** The stack's id. */
  readonly id: string;
  /** Ids of the stacks that are applied before it. */
  readonly dependencies: readonly string[];
}

interface Manifest {
  readonly stacks: Readonly<Record<string, { readonly dependencies: readonly string[] }>>;
}

/**
 * The stacks of an environment, each after those that it stands on. `bootstrap` comes first: every other state is in its bucket.
 * @param output - the folder that synth wrote
 * @param environment - its name
 */
export function stacksOf(output: string, environment: string): SynthesizedStack[] {
  const { stacks } = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8')) as Manifest;
  const ids = Object.keys(stacks).filter((id) => id.startsWith(`${environment}-`));
  const bootstrap = ids.filter((id) => id.endsWith('-bootstrap'));
  const sorted: SynthesizedStack[] = [];
  const add = (id: string) => {
    if (sorted.some((one) => one.id === id)) return;
    const own = stacks[id]?.dependencies ?? [];
    const dependencies = [...new Set([...(bootstrap.includes(id) ? [] : bootstrap), ...own])].sort();
    dependencies.forEach(add);
    sorted.push({ id, dependencies });
  };
  [...bootstrap, ...ids.sort()].forEach(add);
  return sorted;
}

/** The region of a stack by its id, `<environment>-<region>-<layer>`. */
export function regionOf(id: string, environment: string): string {
  return id.slice(environment.length + 1, id.lastIndexOf('-'));
}

/**
 * Runs a task for every stack as soon as those that it waits for are done; what waits for a failed one is left out.
 * @param stacks - what to run
 * @param direction - `up` runs a stack after its dependencies, `down` before them
 * @param task - resolves to whether it went well
 * @param width - how many at once
 * @returns the ids that went well
 */
export async function inOrder(
  stacks: readonly SynthesizedStack[],
  direction: 'up' | 'down',
  task: (id: string) => Promise<boolean>,
  width: number,
): Promise<string[]> {
  const waitsFor = new Map(
    stacks.map(({ id, dependencies }) => [id, direction === 'up' ? dependencies : []]),
  );
  if (direction === 'down') {
    for (const { id } of stacks) {
      waitsFor.set(
        id,
        stacks.filter((one) => one.dependencies.includes(id)).map((one) => one.id),
      );
    }
  }
  const known = new Set(stacks.map(({ id }) => id));
  const done = new Set<string>();
  const running = new Map<string, Promise<void>>();
  const waiting = new Set(known);
  for (;;) {
    for (const id of waiting) {
      const ready = (waitsFor.get(id) ?? []).every((one) => done.has(one) || !known.has(one));
      if (!ready || running.size >= width) continue;
      waiting.delete(id);
      running.set(
        id,
        task(id).then((well) => {
          running.delete(id);
          if (well) done.add(id);
        }),
      );
    }
    if (running.size === 0) return [...done];
    await Promise.race(running.values());
  }
}

/** Runs a task for every stack, in whatever order, so many at once. */
export async function sideBySide(
  stacks: readonly SynthesizedStack[],
  task: (id: string) => Promise<void>,
  width: number,
): Promise<void> {
  const independent = stacks.map(({ id }) => ({ id, dependencies: [] }));
  await inOrder(independent, 'up', (id) => task(id).then(() => true), width);
}
