import { type Problem, problem, warning } from '../../core/errors';
import { secretErrors } from './errors';
import type { GeneratedValue, SecretProps } from './props';

/** Left out of a generated value when nothing is said. */
export const excludedCharacters = '"\'/@\\`';

/**
 * What Secrets Manager would refuse, or make weak. Reports `secret/recovery-days`, `secret/length`, `secret/version`,
 * `secret/excluded-characters`, and warns of `secret/name-suffix`.
 * @param path - the construct's path
 * @param props - what the secret is made from
 */
export function secretProblems(path: string, props: SecretProps): Problem[] {
  const found = props.value === 'setElsewhere' ? [] : generatedProblems(path, props.value.generated);
  const { recoveryDays = 30 } = props;
  // DeleteSecret of the API reference: 7 to 30, or no recovery at all.
  if (recoveryDays !== 'immediate' && !isWithin(recoveryDays, 7, 30)) {
    found.push(
      problem(secretErrors['recovery-days'], path, {
        at: 'recoveryDays',
        found: `${recoveryDays}`,
        fix: "give 7 to 30 days, or 'immediate'",
      }),
    );
  }
  if (/(?:^|-)[A-Za-z0-9]{6}$/.test(props.name)) {
    found.push(
      warning(secretErrors['name-suffix'], path, {
        at: 'name',
        found: `the whole name ends in -${props.name.slice(-6)}, a hyphen and six characters`,
        fix: 'choose another ending: a search by a part of the ARN may find the wrong secret (CreateSecret, "Name")',
      }),
    );
  }
  return found;
}

function generatedProblems(path: string, value: GeneratedValue): Problem[] {
  const { length = 32, version, excludeCharacters = excludedCharacters } = value;
  const found: Problem[] = [];
  if (!isWithin(length, 16, 4096)) {
    found.push(
      problem(secretErrors.length, path, {
        at: 'value.generated.length',
        found: `${length} characters`,
        fix: 'give 16 to 4096',
      }),
    );
  }
  if (!isWithin(version, 1, Number.MAX_SAFE_INTEGER)) {
    found.push(
      problem(secretErrors.version, path, {
        at: 'value.generated.version',
        found: `${version}`,
        fix: 'begin at 1 and raise it by one for a new value',
      }),
    );
  }
  if (/[$%]\{/.test(excludeCharacters) || excludeCharacters.length > 4096) {
    found.push(
      problem(secretErrors['excluded-characters'], path, {
        at: 'value.generated.excludeCharacters',
        found: `"${excludeCharacters.slice(0, 40)}"`,
        fix: 'keep it under 4096 characters, and put another character between $ or % and {',
      }),
    );
  }
  return found;
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
