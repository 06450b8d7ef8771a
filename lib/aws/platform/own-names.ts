import type { IConstruct } from 'constructs';
import type { ErrorDefinition } from '../../core/errors';
import { report } from '../../core/report';
import { AwsStack } from '../stack/aws-stack';

/** What names of an environment's resources are held against. */
export interface OwnNameRule {
  /** The prop that holds them. */
  readonly at: string;
  /** What they are names of, for example `secret`. */
  readonly kind: string;
  /** The form of a whole name; a wildcard has none of it. */
  readonly form: RegExp;
  /** What is reported of a name that is none of the environment, or is not whole. */
  readonly error: ErrorDefinition;
}

/** The names that are whole and of the stack's environment, once each and sorted; of the others it reports the rule's error. */
export function ownNames(scope: IConstruct, names: readonly string[], rule: OwnNameRule): string[] {
  const prefix = AwsStack.of(scope).prefixed('');
  return [...new Set(names)].sort().filter((name) => {
    if (name.startsWith(prefix) && rule.form.test(name)) return true;
    report(scope, rule.error, {
      at: rule.at,
      found: `"${name}"`,
      fix: `give the whole name of one ${rule.kind} of this environment; it begins with ${prefix}`,
    });
    return false;
  });
}
