import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inOrder } from '../../layers/order';
import type { Tofu } from '../../layers/tofu';
import { type Proof, WIDTH } from '../proof';

/** Every layer applies from nothing, in order. */
export const applied: Proof = {
  name: 'apply',
  claim: 'layers apply in order of dependency, from nothing',
  async run({ stacks, tofu, say }) {
    const faults: string[] = [];
    let resources = 0;
    const done = await inOrder(
      stacks,
      'up',
      async (id) => {
        const { code, errors, changes } = await tofu.apply(id);
        const created = Object.values(changes).filter((one) => one === 'create').length;
        resources += created;
        faults.push(...errors.map((one) => `${id}: ${one}`));
        if (code === 0) say(`${id}: ${created} resources`);
        return code === 0;
      },
      WIDTH,
    );
    const left = stacks.filter(({ id }) => !done.includes(id)).map(({ id }) => id);
    faults.push(
      ...done.filter((id) => !sameBytes(tofu, id)).map((id) => `${id}: not the file that was synthesized`),
    );
    if (left.length > 0) faults.push(`not applied: ${left.join(', ')}`);
    return { shown: `${done.length} of ${stacks.length} stacks, ${resources} resources`, faults };
  },
};

/** What was applied is what was synthesized. */
function sameBytes(tofu: Tofu, id: string): boolean {
  const synthesized = readFileSync(join(tofu.options.output, 'stacks', id, 'cdk.tf.json'));
  return synthesized.equals(readFileSync(join(tofu.folder(id), 'cdk.tf.json')));
}
