import type { Gap } from '../gaps/gap';

/** How resource types were served. */
export interface Coverage {
  /** Types that the emulator serves by itself. */
  readonly emulator: readonly string[];
  /** Types that need a gap filled. */
  readonly gap: readonly string[];
  /** Types of the Kubernetes provider, served by a real API server. */
  readonly apiServer: readonly string[];
  /** Types that are synthesized but were never applied. */
  readonly planned: readonly string[];
}

/**
 * Sorts the resource types by what served them.
 * @param synthesized - types in the stacks
 * @param applied - types that were created
 * @param gaps - the gaps that are filled
 */
export function coverageOf(
  synthesized: Iterable<string>,
  applied: ReadonlySet<string>,
  gaps: readonly Gap[],
): Coverage {
  const types = [...new Set(synthesized)].sort();
  const filled = new Set(gaps.flatMap((one) => one.resources));
  const done = types.filter((one) => applied.has(one));
  return {
    emulator: done.filter((one) => one.startsWith('aws_') && !filled.has(one)),
    gap: done.filter((one) => filled.has(one)),
    apiServer: done.filter((one) => one.startsWith('kubernetes_')),
    planned: types.filter((one) => !applied.has(one)),
  };
}

/** In one line, with the names of what was never applied. */
export function coverageText({ emulator, gap, apiServer, planned }: Coverage): string {
  const rest = planned.length > 0 ? `: ${planned.join(', ')}` : '';
  return `${emulator.length} resource types by the emulator itself, ${gap.length} through a gap, ${apiServer.length} by a real API server, ${planned.length} only planned${rest}`;
}
