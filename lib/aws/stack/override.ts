import { isDeepStrictEqual } from 'node:util';
import type { IConstruct } from 'constructs';
import { report } from '../../core/report';
import { stackErrors } from './errors';

/**
 * What a user may change of one resource: any argument of its provider type. Shown in review as what it is, a step around
 * the construct.
 */
export type Override<Config> = Partial<Config>;

/**
 * A resource's configuration with the user's override over it. An argument of the override replaces the construct's own, whole.
 * Reports `stack/override-without-effect` where an argument already had the value.
 * @param scope - the construct that makes the resource
 * @param name - the key within `overrides`, for the error
 * @param config - what the construct itself chose
 * @param override - what the user changes
 */
export function overridden<Config extends object>(
  scope: IConstruct,
  name: string,
  config: NoInfer<Config>,
  override: Override<Config> | undefined,
): Config {
  if (!override) return config;
  for (const key of Object.keys(override) as (keyof Config & string)[]) {
    if (!isDeepStrictEqual(config[key], override[key])) continue;
    report(scope, stackErrors['override-without-effect'], {
      at: `overrides.${name}.${key}`,
      found: `${JSON.stringify(override[key])}, which is what the construct sets itself`,
      fix: 'remove the override',
    });
  }
  return { ...config, ...override };
}
