import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EnvironmentInput } from '../../../lib/core/environment';
import { synthesize } from '../../../lib/synth/synthesize';
import { readEnvironments } from '../../../stacks/environments';
import { buildTerraform, type ProgramOptions } from '../../../stacks/program';
import type { ProofContext } from '../proof';

/** An environment's data, to be changed. */
export type Draft = Mutable<EnvironmentInput>;

type Mutable<T> = T extends object ? { -readonly [Key in keyof T]: Mutable<T[Key]> } : T;

/**
 * Synthesizes an environment with other data.
 * @param change - changes a copy of the data
 * @returns the folder that the stacks are in; the manifests are in its `dist`
 * @throws IsthmusError when the changed data is refused
 */
export async function synthesizeVariant(
  context: ProofContext,
  name: string,
  change: (draft: Draft) => void,
  options: Pick<ProgramOptions, 'services'> = {},
): Promise<string> {
  const source = readEnvironments().find((one) => one.expectedName === context.environment.name);
  const data = structuredClone(source?.data) as Draft;
  change(data);
  const outdir = join(context.work, 'variants', name);
  mkdirSync(outdir, { recursive: true });
  const path = source?.path ?? context.environment.name;
  const { manifests } = await synthesize(buildTerraform({ outdir, sources: [{ path, data }], ...options }));
  for (const [file, text] of manifests) {
    const at = join(outdir, 'dist', file);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, text);
  }
  return outdir;
}
