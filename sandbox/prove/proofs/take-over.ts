import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lostWith } from '../../../lib/review/plan';
import { inOrder, type SynthesizedStack } from '../../layers/order';
import type { Change, Tofu } from '../../layers/tofu';
import { WIDTH } from '../proof';

/** What a plan would lose of what holds data, one line each. */
export function lossesOf(changes: Readonly<Record<string, Change>>): string[] {
  return Object.entries(changes)
    .filter(([, change]) => change === 'replace' || change === 'delete')
    .filter(([address]) => lostWith(address.split('.')[0] ?? '') !== undefined)
    .map(([address, change]) => `${change} of ${address}`);
}

/** Whether two syntheses have the same file of a stack; one that only one of them has is not the same. */
export function sameFile(one: string, other: string, id: string): boolean {
  const [first = '', second = ''] = [one, other].map((folder) => join(folder, 'stacks', id, 'cdk.tf.json'));
  return existsSync(first) && existsSync(second) && readFileSync(first).equals(readFileSync(second));
}

/**
 * Applies stacks over what is there, each after a plan that loses nothing, and plans again; a plan that would lose something is a fault,
 * and is not applied.
 * @param done - told of each stack that was taken over
 * @returns how many changes there were, and what is wrong, each line with the stack's id
 */
export async function takeOver(
  tofu: Tofu,
  stacks: readonly SynthesizedStack[],
  done: (id: string) => void = () => {},
): Promise<{ readonly count: number; readonly faults: readonly string[] }> {
  const faults: string[] = [];
  let count = 0;
  await inOrder(
    stacks,
    'up',
    async (id) => {
      const { changes, errors } = await tofu.plan(id);
      const found = [...errors, ...lossesOf(changes)];
      faults.push(...found.map((one) => `${id}: ${one}`));
      if (found.length > 0) return false;
      count += Object.keys(changes).length;
      const applied = await tofu.apply(id);
      faults.push(...applied.errors.map((one) => `${id}: ${one}`));
      const { code } = await tofu.plan(id);
      if (code !== 0) faults.push(`${id}: a plan after it ends with ${code}`);
      done(id);
      return applied.code === 0;
    },
    WIDTH,
  );
  return { count, faults };
}
