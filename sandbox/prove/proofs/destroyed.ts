import { inOrder, type SynthesizedStack, sideBySide, stacksOf } from '../../layers/order';
import type { Tofu } from '../../layers/tofu';
import { type Proof, type ProofContext, type Verdict, WIDTH } from '../proof';
import { lossesOf } from './take-over';
import { type Draft, synthesizeVariant } from './variant';

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
    const shown: string[] = [];
    for (const phase of await phases(context, isProtected, faults)) {
      const verdict = await takeDown(phase);
      faults.push(...verdict.faults);
      shown.push(verdict.shown);
    }
    return { shown: `${shown.join('; then ')}; kept: ${(await retained(context)).join(', ')}`, faults };
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
  return { shown: `${done.length} stacks`, faults };
}

async function resourcesLeft(tofu: Tofu, id: string): Promise<string[]> {
  await tofu.init(id);
  return (await tofu.addresses(id)).filter((address) => !address.startsWith('data.'));
}

async function refusals({ stacks, tofu }: ProofContext): Promise<string[]> {
  const faults: string[] = [];
  await sideBySide(
    stacks,
    async (id) => {
      const resources = await tofu.resources(id);
      const stateful = resources.some(({ type }) =>
        /^aws_(db_instance|s3_bucket|kms_key|eks_cluster)$/.test(type),
      );
      if (!stateful) return;
      const { code, errors } = await tofu.plan(id, '-destroy');
      if (code !== 1 || !errors.some((one) => one.includes('prevent_destroy')))
        faults.push(`${id}: destroying it is not refused`);
    },
    WIDTH,
  );
  return faults;
}

/** What is destroyed after what, each with the data that lets it go. A standby goes before its primary (README, "A second region"). */
async function phases(
  context: ProofContext,
  isProtected: boolean,
  faults: string[],
): Promise<ProofContext[]> {
  const { environment, stacks } = context;
  if (!isProtected) return [context];
  const standby = environment.recovery?.standby;
  if (standby === undefined) {
    return [
      await lifted(context, 'disposable', faults, (draft) =>
        Object.assign(draft, { protection: 'disposable' }),
      ),
    ];
  }
  const retired = await lifted(context, 'retired', faults, ({ recovery }) =>
    Object.assign(recovery ?? {}, { protection: 'disposable' }),
  );
  const ofStandby = ({ id }: SynthesizedStack) => id.startsWith(`${environment.name}-${standby}-`);
  const failover = { ...retired, stacks: stacks.filter(({ id }) => id.endsWith('-failover')) };
  const gone = await takeDown(failover);
  faults.push(...gone.faults);
  const alone = await lifted(context, 'alone', faults, (draft) => {
    Object.assign(draft, { protection: 'disposable' });
    draft.recovery = undefined;
  });
  return [{ ...retired, stacks: stacks.filter(ofStandby) }, alone];
}

/** Applies the environment with data that lifts a protection: in place, and nothing that holds data is lost. */
async function lifted(
  context: ProofContext,
  name: string,
  faults: string[],
  change: (draft: Draft) => void,
): Promise<ProofContext> {
  const output = await synthesizeVariant(context, name, change);
  const tofu = context.tofuOver({ output, name });
  const known = new Set(context.stacks.map(({ id }) => id));
  const stacks = stacksOf(output, context.environment.name).filter(({ id }) => known.has(id));
  await inOrder(
    stacks,
    'up',
    async (id) => {
      const { errors, changes } = await tofu.apply(id);
      faults.push(...errors.map((one) => `lifting protection, ${id}: ${one}`));
      faults.push(...lossesOf(changes).map((one) => `lifting protection, ${id}: ${one}`));
      return errors.length === 0;
    },
    WIDTH,
  );
  return { ...context, tofu, stacks };
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
