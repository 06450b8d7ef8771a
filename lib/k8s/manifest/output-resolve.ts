import { ApiObject } from 'cdk8s';
import { report } from '../../core/report';
import { checkCustomResource } from '../custom/check';
import { manifestErrors } from './errors';
import type { NamespaceChart } from './namespace-chart';
import { objectJson } from './object-json';
import { isClusterScoped } from './order';
import { type GivenPatch, patchesOf } from './patch';
import { applyPatch } from './patch-apply';
import { findTokens } from './token-check';
import {
  isKindClass,
  lostProps,
  type Mistake,
  removedApi,
  type Subject,
  unknownFields,
} from './unknown-fields';
import { holdsAll } from './unknown-fields-shape';
import { isObject, type JsonObject } from './yaml';

/** One object of a chart, as it is written. */
export interface ResolvedObject {
  /** The construct that it comes from. */
  readonly object: ApiObject;
  /** Its kind. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
  /** The finished manifest, patches applied. */
  readonly manifest: JsonObject;
}

const finished = new WeakMap<NamespaceChart, ResolvedObject[]>();

/**
 * {@link resolveObjects} of a chart that is finished: resolved the first time only, so that proofs and output share the work. What is
 * added to the chart afterwards is not seen.
 */
export function resolveFinished(chart: NamespaceChart): ResolvedObject[] {
  const known = finished.get(chart) ?? resolveObjects(chart);
  finished.set(chart, known);
  return known;
}

/**
 * The finished manifests of a chart's objects, in the order of the construct tree. Each object is resolved once. Reports at the objects
 * `manifest/unknown-field`, `manifest/unknown-kind`, `manifest/field-too-new`, `manifest/api-removed`, `manifest/unresolved-token`,
 * `manifest/unwritable`, `custom/*`, and at the patches' scopes `manifest/patch-*`. An object that cannot be written is left out.
 */
export function resolveObjects(chart: NamespaceChart): ResolvedObject[] {
  const patches = patchesOf(chart);
  const used = new Set<GivenPatch>();
  const resolved = chart.objects().flatMap((object) => {
    const own = patches.filter(({ target }) => target.kind === object.kind && target.name === object.name);
    for (const one of own) used.add(one);
    return resolveObject(chart, object, own);
  });
  for (const { scope, target } of patches.filter((one) => !used.has(one))) {
    report(scope, manifestErrors['patch-no-object'], {
      found: `a patch for ${target.kind} ${target.name}, which namespace ${chart.namespaceName} does not have`,
      fix: namesFix(resolved, target.kind),
    });
  }
  return resolved;
}

function resolveObject(
  chart: NamespaceChart,
  object: ApiObject,
  patches: readonly GivenPatch[],
): ResolvedObject[] {
  const subject = {
    apiVersion: object.apiVersion,
    kind: object.kind,
    kubernetesMinor: chart.kubernetesMinor,
  };
  const unpatched = manifestOf(object, subject);
  if (!unpatched) return [];
  let manifest = unpatched;
  for (const { patch, scope, target } of patches) {
    const patched = applyPatch(manifest, patch, target);
    for (const [definition, finding] of patched.mistakes) report(scope, definition, finding);
    manifest = patched.manifest;
  }
  const isTyped = isKindClass(object.constructor) && patches.length === 0;
  tell(object, [...removedApi(subject), ...(isTyped ? [] : unknownFields(subject, manifest))]);
  checkCustomResource(object, manifest);
  checkTokens(object, manifest);
  return [{ object, kind: object.kind, name: object.name, manifest }];
}

function manifestOf(object: ApiObject, subject: Subject): JsonObject | undefined {
  try {
    return withoutStrayNamespace(object.kind, rendered(object, subject));
  } catch (error) {
    report(object, manifestErrors.unwritable, {
      found: String(error instanceof Error ? error.message : error).replace(
        /^Failed serializing construct at path '.*?' with name '.*?': /,
        '',
      ),
      fix: 'give text, numbers, booleans, lists and plain objects, and nothing that is known only after a deploy',
    });
    return undefined;
  }
}

/** A typed kind resolves its props and then keeps the fields that it knows: what it would lose is seen in between. */
function rendered(object: ApiObject, subject: Subject): JsonObject {
  const type: unknown = object.constructor;
  const isPlain = object.toJson === ApiObject.prototype.toJson;
  if (!isKindClass(type)) return isPlain ? objectJson(object) : (object.toJson() as JsonObject);
  const props = objectJson(object);
  let manifest: JsonObject | undefined;
  try {
    manifest = type.manifest(props) as JsonObject;
    return manifest;
  } finally {
    if (!manifest || !holdsAll(manifest, props)) tell(object, lostProps(subject, props));
  }
}

/** cdk8s gives every object the chart's namespace, also one that stands in none. */
function withoutStrayNamespace(kind: string, manifest: JsonObject): JsonObject {
  const { metadata } = manifest;
  if (!isClusterScoped(kind) || !isObject(metadata)) return manifest;
  const { namespace, ...rest } = metadata;
  return { ...manifest, metadata: rest };
}

function checkTokens(object: ApiObject, manifest: JsonObject): void {
  for (const { path, text } of findTokens(manifest)) {
    report(object, manifestErrors['unresolved-token'], {
      at: path,
      found: `${text.length > 80 ? `${text.slice(0, 80)}...` : text}, which is known only after a deploy`,
      fix: 'let the platform stack publish it (bindTo), and read it from the ConfigMap or Secret',
    });
  }
}

function tell(object: ApiObject, mistakes: readonly Mistake[]): void {
  for (const [definition, finding] of mistakes) report(object, definition, finding);
}

function namesFix(resolved: readonly ResolvedObject[], kind: string): string {
  const names = resolved.filter((one) => one.kind === kind).map((one) => one.name);
  if (names.length === 0) return `correct the kind: the namespace has no ${kind}`;
  return `correct the name: ${names.sort().slice(0, 10).join(', ')}`;
}
