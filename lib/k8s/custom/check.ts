import type { IConstruct } from 'constructs';
import type { z } from 'zod';
import { canonicalJson } from '../../core/canonical-json';
import { report } from '../../core/report';
import { type CustomKind, customResources } from './definitions';
import { customErrors } from './errors';

/**
 * Holds a custom resource against the schema of its kind. Kinds without one are not checked. Reports `custom/unknown-field` and
 * `custom/invalid`.
 * @param scope - where to report
 * @param manifest - the whole object
 */
export function checkCustomResource(scope: IConstruct, manifest: object): void {
  const { apiVersion, kind, metadata, spec, ...others } = manifest as Readonly<Record<string, unknown>>;
  const known = isCustomKind(kind) ? customResources[kind] : undefined;
  if (!known || groupOf(known.apiVersion) !== groupOf(apiVersion)) return;
  if (apiVersion !== known.apiVersion) {
    report(scope, customErrors.invalid, {
      at: 'apiVersion',
      found: `${describe(apiVersion)}: another version than the one that is checked`,
      fix: `give ${known.apiVersion}`,
    });
    return;
  }
  for (const field of Object.keys(others)) unknownField(scope, String(kind), field);
  // Most kinds are few: compiling a function for each object of a schema takes longer than it saves.
  const result = known.spec.safeParse(spec ?? {}, { jitless: true });
  for (const issue of result.error?.issues ?? []) tell(scope, String(kind), spec, issue);
}

function isCustomKind(kind: unknown): kind is CustomKind {
  return typeof kind === 'string' && Object.hasOwn(customResources, kind);
}

function groupOf(apiVersion: unknown): string {
  return String(apiVersion).split('/')[0] ?? '';
}

function tell(scope: IConstruct, kind: string, spec: unknown, issue: z.core.$ZodIssue): void {
  const at = pathOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) unknownField(scope, kind, `${at}.${key}`);
    return;
  }
  report(scope, customErrors.invalid, {
    at,
    found: `${describe(valueAt(spec, issue.path))}: ${issue.message}`,
    fix: `correct it as the reference of ${kind} says`,
  });
}

function unknownField(scope: IConstruct, kind: string, at: string): void {
  report(scope, customErrors['unknown-field'], {
    at,
    found: `a field that ${kind} does not have, or that is not known here`,
    fix: 'correct its name, or leave it out',
  });
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, one) => (typeof one === 'number' ? `${text}[${one}]` : `${text}.${String(one)}`),
    'spec',
  );
}

/** A rule over several fields complains about one of them, which need not be there. */
function valueAt(spec: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, one) => (value as Readonly<Record<PropertyKey, unknown>> | undefined)?.[one],
    spec,
  );
}

/** The same text whatever the order of keys: what is checked twice is reported once. */
function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(JSON.parse(canonicalJson(value)));
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}
