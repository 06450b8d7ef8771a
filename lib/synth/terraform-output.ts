import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../core/canonical-json';
import { type FateOf, link } from '../core/output/carry';
import { WriteError } from '../core/output/write-error';

/** What cdktf writes into a stack's folder. Everything else there is Terraform's or the user's. */
const GENERATED = ['cdk.tf.json', 'assets'];
const STATE = /^(errored\.tfstate|terraform\.tfstate)/;

/** The file in a stack's folder that names the provider packages `init` may install. */
export const LOCK_FILE = '.terraform.lock.hcl';

/** The part of cdktf's manifest that is needed to merge two. */
interface Manifest {
  readonly version: string;
  readonly stacks: Readonly<Record<string, object>>;
}

/**
 * What becomes of the old output: generated files are replaced, what Terraform and its users put beside them moves on. Of
 * a stack that is gone only the state moves on, since it may be the only record of what still runs.
 */
export const fateOf: FateOf = (path, to) => {
  const [top = '', stack = '', entry] = path.split('/');
  if (top === 'manifest.json') return 'drop';
  if (top !== 'stacks') return 'keep';
  if (entry === undefined) return 'inside';
  if (GENERATED.includes(entry)) return 'drop';
  return STATE.test(entry) || existsSync(join(to, 'stacks', stack, 'cdk.tf.json')) ? 'keep' : 'drop';
};

/**
 * Completes a staged output of some stacks with the other stacks of the old one.
 * @throws WriteError when the old output's manifest cannot be read
 */
export function keepOtherStacks(old: string, staged: string): void {
  if (!existsSync(join(old, 'manifest.json'))) return;
  const before = readManifest(old);
  const now = readManifest(staged);
  for (const id of Object.keys(before.stacks)) {
    if (id in now.stacks) continue;
    for (const entry of GENERATED) {
      const from = join(old, 'stacks', id, entry);
      if (existsSync(from)) link(from, join(staged, 'stacks', id, entry));
    }
  }
  const merged = { ...before, ...now, stacks: { ...before.stacks, ...now.stacks } };
  writeFileSync(join(staged, 'manifest.json'), canonicalJson(merged));
}

/** Puts the lock files that the project keeps where `terraform init` finds them. */
export function placeLockFiles(locks: string, staged: string, stacks: readonly string[]): void {
  for (const id of stacks) {
    const kept = join(locks, lockName(id));
    if (existsSync(kept)) copyFileSync(kept, join(staged, 'stacks', id, LOCK_FILE));
  }
}

/** The name under which the project keeps a stack's lock file. */
export function lockName(stack: string): string {
  return `${stack}.lock.hcl`;
}

/** Ids of the stacks in an output, sorted; empty when there is none. */
export function stacksIn(out: string): string[] {
  return existsSync(join(out, 'manifest.json')) ? Object.keys(readManifest(out).stacks).sort() : [];
}

/**
 * The output's folder is replaced as a whole, so it may not be one that holds something else.
 * @throws WriteError when it does
 */
export function checkTerraformOutput(out: string): void {
  if (!existsSync(out)) return;
  const isOutput =
    statSync(out).isDirectory() &&
    (existsSync(join(out, 'manifest.json')) || readdirSync(out).every((one) => one === 'stacks'));
  if (!isOutput) {
    throw new WriteError(`${out} is not an output of cdktf: choose another folder, or an empty one`);
  }
}

function readManifest(folder: string): Manifest {
  const file = join(folder, 'manifest.json');
  try {
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
    return { ...manifest, stacks: manifest.stacks ?? {} };
  } catch {
    throw new WriteError(`${file} cannot be read: synthesize all stacks, without names`);
  }
}
