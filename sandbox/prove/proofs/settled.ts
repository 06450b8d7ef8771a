import { sideBySide } from '../../layers/order';
import { type Proof, type ProofContext, WIDTH } from '../proof';

/** A second plan of every stack finds nothing to do. */
export const settled: Proof = {
  name: 'second plan',
  claim: 'a second plan of every stack finds nothing to do',
  async run(context) {
    const faults = await unsettled(context);
    return { shown: `${context.stacks.length} plans, exit code 0`, faults };
  },
};

/** What plans of an environment's stacks would still do, one line a stack; empty when all are settled. */
export async function unsettled({ stacks, tofu, say }: ProofContext): Promise<string[]> {
  const faults: string[] = [];
  await sideBySide(
    stacks,
    async (id) => {
      const { code, errors, changes } = await tofu.plan(id);
      const planned = Object.entries(changes).map(([address, change]) => `${change} ${address}`);
      if (code !== 0) faults.push(`${id}: ${[...errors, ...planned].join('; ')}`);
      else say(`${id}: no changes`);
    },
    WIDTH,
  );
  return faults.sort();
}
