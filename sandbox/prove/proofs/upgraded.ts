import { join } from 'node:path';
import { inOrder, type SynthesizedStack, stacksOf } from '../../layers/order';
import type { Tofu } from '../../layers/tofu';
import { type Proof, WIDTH } from '../proof';
import { synthesizeEarlier } from './earlier';
import { sameFile, takeOver } from './take-over';

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
    return context.inOwnCloud('upgrade', async (own) => {
      const faults: string[] = [];
      const gone = before.filter(({ id }) => !own.stacks.some((one) => one.id === id));
      faults.push(...gone.map(({ id }) => `${id}: no longer there, so nothing manages what it holds`));
      await applyAll(own.tofuOver({ output, name: 'earlier' }), before, faults, commit);
      const taken = await takeOver(own.tofu, own.stacks, (id) => own.say(`${id}: taken over`));
      faults.push(...taken.faults);
      return { shown: `${touched.length} stacks differ from ${commit}, ${taken.count} changes`, faults };
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
  return [...ids].filter((id) => !sameFile(earlier, present, id));
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
