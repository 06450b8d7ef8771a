import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { IsthmusError, type Problem, sortProblems } from '../../core/errors';
import { makeStaging, outputPlaces } from '../../core/output/places';
import { chartProblems, synthesizeManifests } from '../../synth/manifests';
import { appProblems } from '../../synth/problems';
import type { BuildProgram, Program } from '../../synth/program';
import { withoutTokenTraces } from '../../synth/token-traces';
import { manifestHalf, putInPlace, writing } from '../../synth/write';
import { interruptible } from '../interrupt';

/** What {@link manifestsToFolder} needs. */
export interface ManifestOptions {
  /** Builds the program. */
  readonly build: BuildProgram;
  /** The project's folder: the cdktf app of the program stands below it while the program is built. */
  readonly root: string;
  /** The folder for the manifests. */
  readonly out: string;
  /** Whether there is a kustomization.yaml beside the objects. */
  readonly content: 'all' | 'objectsOnly';
}

/**
 * Writes the manifests of a program without its Terraform half, whole or not at all, and gives its warnings.
 * @throws IsthmusError, WriteError, Interrupted
 */
export function manifestsToFolder({ build, root, out, content }: ManifestOptions): Promise<Problem[]> {
  return interruptible(async ({ pause, signal }) => {
    const places = outputPlaces(out);
    const staged = writing(() => makeStaging(places));
    const outdir = writing(() => makeStaging(outputPlaces(join(root, 'cdktf.out'))));
    try {
      await pause();
      const program = withoutTokenTraces(() => build({ outdir }));
      const { files, warnings } = checkedManifests(program);
      const wanted = [...files].filter(
        ([path]) => content === 'all' || !path.endsWith('/kustomization.yaml'),
      );
      await pause();
      const half = manifestHalf(places, staged, { files: new Map(wanted), scope: 'all' });
      await writing(() => putInPlace([half], signal));
      return warnings;
    } finally {
      for (const folder of [staged, outdir]) rmSync(folder, { recursive: true, force: true });
    }
  });
}

function checkedManifests(program: Program): { files: ReadonlyMap<string, string>; warnings: Problem[] } {
  const charts = program.charts ?? [];
  const problems = () =>
    sortProblems([...program.problems, ...appProblems(program.app), ...chartProblems(charts)]);
  const hasErrors = (all: readonly Problem[]) => all.some((one) => one.severity === 'error');
  try {
    const { files } = synthesizeManifests(charts);
    const all = problems();
    if (hasErrors(all)) throw new IsthmusError(all);
    return { files, warnings: all };
  } catch (error) {
    const all = problems();
    throw hasErrors(all) ? new IsthmusError(all) : error;
  }
}
