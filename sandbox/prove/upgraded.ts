import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lostWith } from '../../lib/review/plan';
import { inOrder, type SynthesizedStack, stacksOf } from '../layers/order';
import type { Tofu } from '../layers/tofu';
import { synthesizeEarlier } from './earlier';
import { type Proof, type ProofContext, WIDTH } from './proof';

/** What the last commit on main applied is taken over by the present program without losing anything. */
export const upgraded: Proof = {
  name: 'upgrade',
  claim: 'what the last commit on main applied is taken over without replacing anything stateful',
  cloud: 'own',
  async run(context) {
    const earlier = await synthesizeEarlier(join(context.work, 'earlier'));
    if (!earlier) return { shown: 'there is no earlier commit', faults: [] };
    const { commit, output } = earlier;
    const before = stacksOf(output, context.environment.name);
    const touched = differing(before, context.stacks, output, context.tofu.options.output);
    if (touched.length === 0) return { shown: `the same as ${commit}`, faults: [] };
    return inCloudOfItsOwn(context, async (own) => {
      const faults: string[] = [];
      const gone = before.filter(({ id }) => !own.stacks.some((one) => one.id === id));
      faults.push(...gone.map(({ id }) => `${id}: no longer there, so nothing manages what it holds`));
      await applyAll(own.tofuOver({ output, name: 'earlier' }), before, faults, commit);
      const changes = await takeOver(own, faults);
      return { shown: `${touched.length} stacks differ from ${commit}, ${changes} changes`, faults };
    });
  },
};

/** Stacks whose files differ, or that are there in one of the two alone. */
function differing(
  before: readonly SynthesizedStack[],
  now: readonly SynthesizedStack[],
  earlier: string,
  present: string,
): string[] {
  const ids = new Set([...before, ...now].map(({ id }) => id));
  return [...ids].filter((id) => {
    const [one, other] = [earlier, present].map((folder) => join(folder, 'stacks', id, 'cdk.tf.json'));
    if (!one || !other || !existsSync(one) || !existsSync(other)) return true;
    return !readFileSync(one).equals(readFileSync(other));
  });
}

async function applyAll(
  tofu: Tofu,
  stacks: readonly SynthesizedStack[],
  faults: string[],
  commit: string,
): Promise<void> {
  await inOrder(
    stacks,
    'up',
    async (id) => {
      const { code, errors } = await tofu.apply(id);
      faults.push(...errors.map((one) => `${commit}, ${id}: ${one}`));
      return code === 0;
    },
    WIDTH,
  );
}

/** Applies the present program over it; a plan that would lose something stateful is a fault, and is not applied. */
async function takeOver({ tofu, stacks, say }: ProofContext, faults: string[]): Promise<number> {
  let count = 0;
  await inOrder(
    stacks,
    'up',
    async (id) => {
      const { changes, errors } = await tofu.plan(id);
      const lost = Object.entries(changes).filter(
        ([address, change]) => (change === 'replace' || change === 'delete') && isStateful(address),
      );
      faults.push(...errors.map((one) => `${id}: ${one}`));
      faults.push(...lost.map(([address, change]) => `${id}: ${change} of ${address}`));
      if (errors.length > 0 || lost.length > 0) return false;
      count += Object.keys(changes).length;
      const applied = await tofu.apply(id);
      faults.push(...applied.errors.map((one) => `${id}: ${one}`));
      const { code } = await tofu.plan(id);
      if (code !== 0) faults.push(`${id}: a plan after the upgrade ends with ${code}`);
      say(`${id}: taken over`);
      return applied.code === 0;
    },
    WIDTH,
  );
  return count;
}

function isStateful(address: string): boolean {
  return lostWith(address.split('.')[0] ?? '') !== undefined;
}

async function inCloudOfItsOwn<Result>(
  context: ProofContext,
  task: (context: ProofContext) => Promise<Result>,
): Promise<Result> {
  const { own, stop } = await context.startOwnCloud('upgrade');
  try {
    return await task(own);
  } finally {
    await stop();
  }
}
