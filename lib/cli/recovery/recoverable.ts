import { closest } from '../../core/closest';
import type { CheckedEnvironments, Environment } from '../../core/environment';
import { IsthmusError } from '../../core/errors';
import { UsageError } from '../exit-code';

/**
 * The environment with a recovery that a name on the command line means. Mistakes of other environments do not keep it from being found: what
 * is about recovery is needed most when something is wrong.
 * @throws UsageError for a name that means none
 * @throws IsthmusError with what is wrong with the environment itself
 */
export function recoverable({ environments, problems }: CheckedEnvironments, name: string): Environment {
  const found = environments.find((one) => one.name === name);
  if (found?.recovery) return found;
  if (found) throw new UsageError(`${name} has no recovery: no region stands by for it`);
  const own = problems.filter(({ path }) => path.split(/[./]/)[1] === name);
  if (own.length > 0) throw new IsthmusError(own);
  const known = environments.filter((one) => one.recovery).map((one) => one.name);
  const hint = closest(name, known);
  const lines = [
    `unknown environment "${name}"${hint ? `, did you mean "${hint}"?` : ''}`,
    `with a recovery: ${known.join(', ') || 'none'}`,
  ];
  throw new UsageError(lines.join('\n'));
}
