import type { IConstruct } from 'constructs';
import { NamespaceChart } from './namespace-chart';
import type { Json, JsonObject } from './yaml';

/** One step of a JSON patch (RFC 6902). */
export type PatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: Json }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move' | 'copy'; readonly from: string; readonly path: string };

/**
 * A change of one object: values laid over it (RFC 7396, where `null` removes and a list replaces the list), or steps (RFC 6902).
 * The names are those of the manifest, not of the typings.
 */
export type Patch = { readonly merge: JsonObject } | { readonly operations: readonly PatchOperation[] };

/** Which object is meant. */
export interface PatchTarget {
  /** Its kind, for example `Deployment`. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
}

/** A patch as it was given. */
export interface GivenPatch {
  /** Which object is meant. */
  readonly target: PatchTarget;
  /** The change. */
  readonly patch: Patch;
  /** Where the patch was given. */
  readonly scope: IConstruct;
}

const PATCH = 'isthmus:patch';

/**
 * Changes one object after everything else, when the constructs have no prop for it. Patches apply in the order in which they were
 * given, to the finished manifest, so that fields which are newer than the typings are not lost. When the manifests are written, reports
 * `manifest/patch-no-object`, `manifest/patch-without-effect`, `manifest/patch-failed`, `manifest/patch-identity`, and
 * `manifest/unknown-field` for what the kind does not have.
 * @param scope - a construct in the object's namespace; problems are reported there
 * @param target - which object
 * @param patch - the change
 */
export function patchObject(scope: IConstruct, target: PatchTarget, patch: Patch): void {
  NamespaceChart.of(scope);
  scope.node.addMetadata(PATCH, { target, patch });
}

/** The patches that were given in a chart, in the order of the construct tree. */
export function patchesOf(chart: NamespaceChart): GivenPatch[] {
  return chart.node
    .findAll()
    .flatMap((scope) =>
      scope.node.metadata
        .filter((one) => one.type === PATCH)
        .map(({ data }) => ({ ...(data as Pick<GivenPatch, 'target' | 'patch'>), scope })),
    );
}
