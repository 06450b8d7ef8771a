import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateObjectOf } from '../../layers/stack-file';
import { json } from '../../proxy/call';
import type { Proof, ProofContext } from '../proof';

/** A password that the cloud drew is where it belongs and nowhere else. */
export const secrets: Proof = {
  name: 'secrets',
  claim: 'a planted secret is in the secret store, and in no state, plan, output, log or manifest',
  async run(context) {
    const { canary } = context.interference;
    const faults: string[] = [];
    const held = await secretsThatHold(context, canary);
    const databases = Object.values(context.environment.regions).filter((one) => one?.database).length;
    if (held < databases)
      faults.push(`the planted secret is in ${held} of ${databases} secrets: nothing was tried`);
    const texts = [
      ...filesBelow(context.work),
      ...filesBelow(join(context.manifests, context.environment.name)),
      ...(await states(context, faults)),
    ];
    for (const [name, text] of texts)
      if (text.includes(canary)) faults.push(`${name} holds the planted secret`);
    return { shown: `in ${held} secrets, not in ${texts.length} files and states`, faults };
  },
};

async function secretsThatHold({ cloud, environment }: ProofContext, canary: string): Promise<number> {
  const send = cloud.as(environment.account);
  let count = 0;
  for (const region of Object.keys(environment.regions)) {
    const ask = (operation: string, body: object) =>
      send({ service: 'secretsmanager', region, target: `secretsmanager.${operation}`, body });
    const { SecretList = [] } = json<{ SecretList?: { ARN: string }[] }>(await ask('ListSecrets', {}));
    for (const { ARN } of SecretList) {
      const value = await ask('GetSecretValue', { SecretId: ARN });
      if (value.body.toString('utf8').includes(canary)) count += 1;
    }
  }
  return count;
}

/** The states as they are in their buckets, with older versions' keys left to the bucket. */
async function states(
  { cloud, environment, stacks, tofu }: ProofContext,
  faults: string[],
): Promise<[string, string][]> {
  const send = cloud.as(environment.account);
  const found: [string, string][] = [];
  for (const { id } of stacks) {
    const state = stateObjectOf(tofu.options.output, id);
    if (!state) continue;
    const { bucket, key, region } = state;
    const { status, body } = await send({ service: 's3', method: 'GET', path: `/${bucket}/${key}`, region });
    if (status === 200) found.push([`state of ${id}`, body.toString('utf8')]);
    else faults.push(`state of ${id}, ${bucket}/${key}, cannot be read: ${status}`);
  }
  return found;
}

/** Texts of all files below a folder, but for what the clouds themselves keep: there the secret belongs. */
function filesBelow(folder: string): [string, string][] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, string][] => {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink() || entry.name === 'cloud') return [];
    if (entry.isDirectory()) return filesBelow(path);
    // Proofs that run beside this one write and remove files.
    return existsSync(path) ? [[path, readFileSync(path, 'utf8')]] : [];
  });
}
