import { readRange } from '../core/addresses/range';
import { type Problem, problem } from '../core/errors';
import { isDnsSubdomain } from '../core/kubernetes-names';
import { bridgeErrors } from './errors';
import type { BindingSpec } from './spec';
import { tokenOrigin } from './tokens';

/**
 * What is wrong with a binding's own data. Reports `bridge/token`, `bridge/name`, `bridge/prefix` and `bridge/range`.
 * @param path - the construct that the problems are about
 */
export function checkSpec(path: string, spec: BindingSpec<never>): Problem[] {
  const tokens = plainValues(spec).flatMap(([at, value]) => {
    const origin = tokenOrigin(value);
    if (origin === undefined) return [];
    return problem(bridgeErrors.token, path, {
      at,
      found: `a value of ${origin}`,
      fix: 'give what is chosen at synth; what a deploy finds out is published by the cloud end',
    });
  });
  // A token breaks the other rules too, and saying so would hide what is wrong.
  return tokens.length > 0 ? tokens : [...checkNames(path, spec), ...checkRanges(path, spec)];
}

function plainValues(spec: BindingSpec<never>): [string, string | number][] {
  const { name, source, prefix, workload, texts, secrets, egress, port } = spec;
  return [
    ['name', name],
    [spec.kind, source],
    ['prefix', prefix],
    ['workload.namespace', workload.namespace],
    ['workload.serviceAccount', workload.serviceAccount],
    ...Object.entries(texts),
    ...Object.values(secrets).flatMap((one): [string, string][] => [
      ['secretName', one.secretName],
      ['property', one.property ?? ''],
    ]),
    ...egress.flatMap(({ ranges }) =>
      (typeof ranges === 'string' ? [ranges] : ranges).map((one): [string, string] => ['ranges', one]),
    ),
    ...(port === undefined ? [] : [['port', port] as [string, number]]),
  ];
}

function checkNames(path: string, { name, prefix }: BindingSpec<never>): Problem[] {
  return [
    ...(isDnsSubdomain(name)
      ? []
      : [
          problem(bridgeErrors.name, path, {
            at: 'name',
            found: `"${name}"`,
            fix: 'use lower-case letters, digits and hyphens, beginning and ending with a letter or digit',
          }),
        ]),
    ...(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(prefix)
      ? []
      : [
          problem(bridgeErrors.prefix, path, {
            at: 'prefix',
            found: `"${prefix}"`,
            fix: 'write it as DB or ORDERS_DB: the underscore before HOST is added',
          }),
        ]),
  ];
}

function checkRanges(path: string, { egress }: BindingSpec<never>): Problem[] {
  const wrong = egress.flatMap(({ ranges, reason }) => {
    if (typeof ranges === 'string') return [];
    if (ranges.length === 0) return [`no range for ${reason}`];
    const odd = ranges.filter((one) => {
      const read = readRange(one);
      return read.state !== 'range' || read.range.prefix === 0;
    });
    return odd.map((one) => `"${one}" for ${reason}`);
  });
  return wrong.map((found) =>
    problem(bridgeErrors.range, path, {
      at: 'ranges',
      found,
      fix: 'give the ranges of the subnets that it stands in, for example 10.0.21.0/24',
    }),
  );
}
