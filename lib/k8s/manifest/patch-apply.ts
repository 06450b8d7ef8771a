import { JsonPatch } from 'cdk8s';
import { canonicalJson } from '../../core/canonical-json';
import { manifestErrors } from './errors';
import type { Patch, PatchOperation, PatchTarget } from './patch';
import type { Mistake } from './unknown-fields';
import { isObject, type Json, type JsonObject } from './yaml';

/** An object after a patch. */
export interface Patched {
  /** The manifest; as it was when the patch cannot be applied. */
  readonly manifest: JsonObject;
  /** What is wrong with the patch. */
  readonly mistakes: readonly Mistake[];
}

/** Applies a patch to a manifest and says what of it had no effect, failed, or changed what the object is. */
export function applyPatch(manifest: JsonObject, patch: Patch, target: PatchTarget): Patched {
  const mistakes: Mistake[] = [];
  const name = `${target.kind} ${target.name}`;
  const patched =
    'merge' in patch
      ? applyMerge(manifest, patch.merge, name, mistakes)
      : applyOperations(manifest, patch.operations, name, mistakes);
  if (identityOf(patched) === identityOf(manifest)) return { manifest: patched, mistakes };
  mistakes.push([
    manifestErrors['patch-identity'],
    {
      found: `a patch that makes ${name} another object (apiVersion, kind, name or namespace)`,
      fix: 'leave those out, and create the other object by a construct',
    },
  ]);
  return { manifest, mistakes };
}

function applyMerge(manifest: JsonObject, merge: JsonObject, name: string, mistakes: Mistake[]): JsonObject {
  const idle = idleValues(manifest, merge);
  if (idle.length > 0)
    mistakes.push(withoutEffect(name, idle.map((path) => path || 'the whole patch').join(', ')));
  const merged = mergeValues(manifest, merge);
  return isObject(merged) ? merged : manifest;
}

/** RFC 7396, "JSON Merge Patch". */
function mergeValues(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result: Record<string, Json> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergeValues(result[key], value);
  }
  return result;
}

/** Paths of the values in a merge patch that are there already, or that are to be removed and are not there. */
function idleValues(target: Json | undefined, patch: Json, path = ''): string[] {
  if (isObject(patch) && Object.keys(patch).length > 0) {
    return Object.entries(patch).flatMap(([key, value]) =>
      idleValues(isObject(target) ? target[key] : undefined, value, path ? `${path}.${key}` : key),
    );
  }
  const idle = patch === null ? target === undefined : isSame(mergeValues(target, patch), target);
  return idle ? [path] : [];
}

function applyOperations(
  manifest: JsonObject,
  operations: readonly PatchOperation[],
  name: string,
  mistakes: Mistake[],
): JsonObject {
  if (operations.length === 0) mistakes.push(withoutEffect(name, 'the whole patch'));
  let current = manifest;
  for (const operation of operations) {
    const text = `${operation.op} ${operation.path}`;
    try {
      const next = JsonPatch.apply(copyOf(current), toCdk8s(operation)) as JsonObject;
      if (operation.op !== 'test' && isSame(next, current)) mistakes.push(withoutEffect(name, text));
      current = next;
    } catch (error) {
      mistakes.push([
        manifestErrors['patch-failed'],
        {
          found: `${text} on ${name}: ${firstLine(error)}`,
          fix: 'give a path that the object has; a list needs a place in it, or - for its end',
        },
      ]);
      return manifest;
    }
  }
  return current;
}

function toCdk8s(operation: PatchOperation): JsonPatch {
  switch (operation.op) {
    case 'add':
      return JsonPatch.add(operation.path, operation.value);
    case 'replace':
      return JsonPatch.replace(operation.path, operation.value);
    case 'test':
      return JsonPatch.test(operation.path, operation.value);
    case 'remove':
      return JsonPatch.remove(operation.path);
    case 'move':
      return JsonPatch.move(operation.from, operation.path);
    case 'copy':
      return JsonPatch.copy(operation.from, operation.path);
  }
}

function withoutEffect(name: string, what: string): Mistake {
  return [
    manifestErrors['patch-without-effect'],
    { found: `${what} leaves ${name} as it was`, fix: 'leave it out, or correct its path or value' },
  ];
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

function identityOf({ apiVersion, kind, metadata }: JsonObject): string {
  const { name, namespace } = isObject(metadata) ? metadata : {};
  return JSON.stringify([apiVersion, kind, name, namespace]);
}

function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return canonicalJson({ value: a }) === canonicalJson({ value: b });
}

/** Operations change what they are given. */
function copyOf(manifest: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(manifest)) as JsonObject;
}
