import type { CheckedEnvironments, Environment } from '../../core/environment';
import { recoveryTable } from '../../review/recovery';

/** Reads a project's environments and checks them. */
export type ReadEnvironments = () => CheckedEnvironments;

/**
 * What environments promise of their recovery, part by part, one table after the other; empty where none has one.
 * @param environments - those of the program
 * @param names - those that the run is about
 */
export function recoveryTables(environments: readonly Environment[], names: ReadonlySet<string>): string {
  return environments
    .filter((one) => names.has(one.name))
    .map(recoveryTable)
    .filter((text) => text !== '')
    .map((text) => `\n${text}`)
    .join('');
}
