import { inOrder } from '../layers/order';
import type { Tofu } from '../layers/tofu';
import { type Proof, type ProofContext, type Verdict, WIDTH } from './proof';
import { synthesizeVariant } from './variant';

/** Protected resources refuse to be destroyed until the data lifts the protection; then everything goes but what retention keeps. */
export const destroyed: Proof = {
  name: 'destroy',
  claim:
    'what is protected refuses; once protection is lifted in the data, destroying in order leaves only what retention keeps',
  async run(context) {
    const faults: string[] = [];
    // bootstrap stays: its bucket holds the history of every state, and its policy lets nobody delete that.
    const stacks = context.stacks.filter(({ id }) => !id.endsWith('-bootstrap'));
    const isProtected = context.environment.protection === 'protected';
    if (isProtected) faults.push(...(await refusals({ ...context, stacks })));
    const tofu = isProtected ? await unprotected(context, faults) : context.tofu;
    const { shown, faults: refused } = await takeDown({ ...context, tofu });
    return { shown, faults: [...faults, ...refused] };
  },
};

/** Destroys the layers in order as they are: what is protected refuses. */
export const dismantled: Proof = {
  name: 'destroy',
  claim: 'destroying in order leaves only what retention keeps',
  run: takeDown,
};

async function takeDown(context: ProofContext): Promise<Verdict> {
  const { tofu } = context;
  const faults: string[] = [];
  const stacks = context.stacks.filter(({ id }) => !id.endsWith('-bootstrap'));
  const done = await inOrder(
    stacks,
    'down',
    async (id) => {
      // What was never applied cannot even be planned: what it stands on may be missing.
      if ((await resourcesLeft(tofu, id)).length === 0) return true;
      const { code, errors } = await tofu.destroy(id);
      faults.push(...errors.map((one) => `${id}: ${one}`));
      if (code === 0) context.say(`${id}: destroyed`);
      return code === 0;
    },
    WIDTH,
  );
  for (const { id } of stacks) {
    const left = await resourcesLeft(tofu, id);
    if (left.length > 0) faults.push(`${id}: still there: ${left.join(', ')}`);
  }
  const kept = await retained(context);
  return { shown: `${done.length} stacks; kept: ${kept.join(', ')}`, faults };
}

async function resourcesLeft(tofu: Tofu, id: string): Promise<string[]> {
  await tofu.init(id);
  return (await tofu.addresses(id)).filter((address) => !address.startsWith('data.'));
}

async function refusals({ stacks, tofu }: ProofContext): Promise<string[]> {
  const faults: string[] = [];
  const independent = stacks.map(({ id }) => ({ id, dependencies: [] }));
  await inOrder(
    independent,
    'up',
    async (id) => {
      const resources = await tofu.resources(id);
      const stateful = resources.some(({ type }) =>
        /^aws_(db_instance|s3_bucket|kms_key|eks_cluster)$/.test(type),
      );
      if (!stateful) return true;
      const { code, errors } = await tofu.plan(id, '-destroy');
      if (code !== 1 || !errors.some((one) => one.includes('prevent_destroy')))
        faults.push(`${id}: destroying it is not refused`);
      return true;
    },
    WIDTH,
  );
  return faults;
}

async function unprotected(context: ProofContext, faults: string[]) {
  const output = await synthesizeVariant(context, 'disposable', (draft) => {
    draft.protection = 'disposable';
  });
  const tofu = context.tofuOver({ output, name: 'disposable' });
  await inOrder(
    context.stacks,
    'up',
    async (id) => {
      const { errors, changes } = await tofu.apply(id);
      faults.push(...errors.map((one) => `lifting protection, ${id}: ${one}`));
      const lost = Object.entries(changes).filter(
        ([, change]) => change === 'replace' || change === 'delete',
      );
      faults.push(...lost.map(([address, change]) => `lifting protection, ${id}: ${change} of ${address}`));
      return errors.length === 0;
    },
    WIDTH,
  );
  return tofu;
}

/** What the account still has, by the cloud's own word. */
async function retained({ cloud, environment }: ProofContext): Promise<string[]> {
  const send = cloud.as(environment.account);
  const kept: string[] = [];
  for (const region of Object.keys(environment.regions).sort()) {
    const snapshots = await send({
      service: 'rds',
      region,
      form: { Action: 'DescribeDBSnapshots', Version: '2014-10-31' },
    });
    const names = [...snapshots.body.toString('utf8').matchAll(/<DBSnapshotIdentifier>([^<]+)</g)].map(
      (one) => one[1],
    );
    kept.push(...names.map((name) => `snapshot ${name}`));
    const keys = await send({ service: 'kms', region, target: 'TrentService.ListKeys', body: {} });
    const ids = [...keys.body.toString('utf8').matchAll(/"KeyId":\s*"([^"]+)"/g)].map((one) => one[1] ?? '');
    let pending = 0;
    for (const id of ids) {
      const key = await send({
        service: 'kms',
        region,
        target: 'TrentService.DescribeKey',
        body: { KeyId: id },
      });
      if (key.body.toString('utf8').includes('PendingDeletion')) pending += 1;
    }
    if (pending > 0) kept.push(`${pending} keys pending deletion`);
  }
  return [...kept, 'bootstrap with the states'];
}
