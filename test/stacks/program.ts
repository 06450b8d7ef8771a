import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EnvironmentSource } from '../../lib/core/environment';
import { IsthmusError, type Problem } from '../../lib/core/errors';
import { synthesize } from '../../lib/synth/synthesize';
import { synthTerraform, type TerraformContent } from '../../lib/testing';
import { buildTerraform } from '../../stacks/program';

/** The day of every test, so that no support date passes while nobody looks. */
export const today = new Date('2026-11-21T00:00:00Z');

/** Environments as the program reads them from files. */
export function sources(...environments: readonly object[]): EnvironmentSource[] {
  return environments.map((data, index) => {
    const { name } = data as { readonly name?: unknown };
    return { path: `environments/${typeof name === 'string' ? name : index}`, data };
  });
}

/** Every stack of these environments by id. */
export function stacksOf(...environments: readonly object[]): Map<string, TerraformContent> {
  return inFolder((outdir) => {
    const { stacks, problems } = buildTerraform({ outdir, today, sources: sources(...environments) });
    if (problems.length > 0) throw new IsthmusError(problems);
    return new Map(stacks.map((stack) => [stack.node.id, synthTerraform(stack)]));
  });
}

/** Synthesizes as the command does; gives the problems, or none. */
export async function problemsIn(...environments: readonly unknown[]): Promise<readonly Problem[]> {
  const outdir = mkdtempSync(join(tmpdir(), 'isthmus-test-'));
  try {
    await synthesize(buildTerraform({ outdir, today, sources: sources(...(environments as object[])) }));
    return [];
  } catch (error) {
    if (error instanceof IsthmusError) return error.problems;
    throw error;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function inFolder<Result>(use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-test-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
