import type { ChildProcess } from 'node:child_process';
import { stateObjectOf } from '../../layers/stack-file';
import type { Tofu } from '../../layers/tofu';
import type { Proof, ProofContext } from '../proof';
import { unsettled } from './settled';
import { synthesizeVariant } from './variant';

/** A cloud in trouble, an apply that is killed, a state that somebody else holds: each ends well or says clearly why not. */
export const faults: Proof = {
  name: 'faults',
  claim:
    'throttling and errors are waited out; a killed apply and a held state say so, and a rerun converges',
  async run(context) {
    const found: string[] = [];
    const id = context.stacks.find((one) => one.id.endsWith('-network'))?.id ?? '';
    const stack = context.stacks.filter((one) => one.id === id);
    const output = await synthesizeVariant(context, 'tagged', (draft) => {
      draft.tags = { ...draft.tags, trial: 'faults' };
    });
    const tagged = context.tofuOver({ output, name: 'tagged' });
    const refused = await troubled(context, tagged, id, found);
    await held(context, id, found);
    await killed(context, id, found);
    const last = await context.tofu.apply(id);
    found.push(...last.errors.map((one) => `going back: ${one}`));
    found.push(...(await unsettled({ ...context, stacks: stack })).map((one) => `afterwards: ${one}`));
    return {
      shown: `${refused} calls refused, state held, apply killed; converged each time`,
      faults: found,
    };
  },
};

/** Every other call is throttled while one change is applied, and fails while it is planned again. */
async function troubled(context: ProofContext, tofu: Tofu, id: string, found: string[]): Promise<number> {
  const { interference, environment } = context;
  const before = interference.refusals;
  try {
    interference.trouble(environment.account, 'throttles');
    const applied = await tofu.apply(id);
    found.push(...applied.errors.map((one) => `throttled: ${one}`));
    if (Object.keys(applied.changes).length === 0) found.push('throttled: there was nothing to apply');
    interference.trouble(environment.account, 'fails');
    const planned = await tofu.plan(id);
    if (planned.code !== 0)
      found.push(`failing: the plan ends with ${planned.code}: ${planned.errors.join('; ')}`);
  } finally {
    interference.trouble(environment.account, 'none');
  }
  const refused = interference.refusals - before;
  if (refused === 0) found.push('no call was refused: nothing was tried');
  context.say(`${refused} calls refused`);
  return refused;
}

/** Somebody else's lock file is in the bucket (OpenTofu, "Backend Type: s3": use_lockfile). */
async function held(
  { cloud, environment, tofu, say }: ProofContext,
  id: string,
  found: string[],
): Promise<void> {
  const state = stateObjectOf(tofu.options.output, id);
  if (!state) throw new Error(`${id} has its state in no bucket`);
  const { bucket, key, region } = state;
  const path = `/${bucket}/${key}.tflock`;
  const send = cloud.as(environment.account);
  const info = {
    ID: '4f9c1f5a-0000-4000-8000-000000000000',
    Operation: 'OperationTypeApply',
    Info: '',
    Who: 'somebody@elsewhere',
    Version: '1.12.0',
    Created: '2026-01-01T00:00:00Z',
    Path: path,
  };
  await send({ service: 's3', method: 'PUT', path, region, body: info });
  const refused = await tofu.plan(id);
  await send({ service: 's3', method: 'DELETE', path, region });
  const says = refused.errors.join('\n');
  if (refused.code !== 1 || !/state lock/.test(says) || !says.includes('somebody@elsewhere'))
    found.push(`held by another: ${refused.code} ${says}`);
  const free = await tofu.plan(id);
  if (free.errors.length > 0) found.push(`released: ${free.errors.join('; ')}`);
  say('a held state is not touched');
}

/** An apply is killed after its first change; its lock stays, and is lifted by the id that the message names. */
async function killed(context: ProofContext, id: string, found: string[]): Promise<void> {
  const { tofu } = context;
  let child: ChildProcess | undefined;
  let changed = 0;
  const outcome = await tofu.run(
    id,
    ['apply', '-auto-approve', '-input=false', '-json'],
    (line) => {
      if (!line.includes('"type":"apply_complete"')) return;
      changed += 1;
      if (changed === 1) child?.kill('SIGKILL');
    },
    (started) => {
      child = started;
    },
  );
  if (outcome.code === 0 || changed === 0) found.push('killed: the apply was over before it could be killed');
  const blocked = await tofu.plan(id);
  const lock = /Lock Info:\s+ID:\s+([0-9a-f-]{36})/.exec(blocked.errors.join('\n'))?.[1];
  if (!lock) {
    if (blocked.errors.length > 0) found.push(`killed: ${blocked.errors.join('; ')}`);
    return;
  }
  const unlocked = await tofu.run(id, ['force-unlock', '-force', lock]);
  if (unlocked.code !== 0) found.push(`killed: the lock stays: ${unlocked.stderr}`);
  context.say(`killed after ${changed} changes, unlocked`);
}
