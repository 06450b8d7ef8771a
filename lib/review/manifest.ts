import type { InstanceSize } from '../core/instance-table';

/** An object as it is written into a manifest. */
export interface KubernetesObject {
  /** Group and version, for example `apps/v1`. */
  readonly apiVersion: string;
  /** Kind, for example `Deployment`. */
  readonly kind: string;
  /** Name, namespace, labels. */
  readonly metadata: {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  /** Everything else. */
  readonly [field: string]: unknown;
}

/** A manifest and where it comes from. */
export interface Manifest {
  /** Path of its construct, for errors. */
  readonly path: string;
  /** The object. */
  readonly object: KubernetesObject;
}

/** A group of like nodes. */
export interface NodeGroup {
  /** Instance types that a node of it may have; the proofs count with the least of each resource. */
  readonly instanceTypes: readonly string[];
  /** Fewest nodes. */
  readonly min: number;
  /** Most nodes. */
  readonly max: number;
  /** How the nodes are bought. */
  readonly capacity: 'onDemand' | 'spot';
  /**
   * Labels of the nodes beside those of EKS.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The nodes of an environment in one region. */
export interface Nodes {
  /** Groups by name. */
  readonly groups: Readonly<Record<string, NodeGroup>>;
  /** Zones that the nodes are spread over. */
  readonly zones: readonly string[];
  /** Range of the private subnet in CIDR form, by zone. */
  readonly privateRanges: Readonly<Record<string, string>>;
  /** Whether the environment promises to run on when one zone is lost. */
  readonly survivesZoneLoss: boolean;
  /**
   * Where the nodes are described, for errors.
   * @default 'nodes'
   */
  readonly path?: string;
  /**
   * Sizes of instance types that lib/core/instance-table.ts does not have.
   * @default - none
   */
  readonly sizes?: Readonly<Record<string, InstanceSize>>;
}

/** Name of an object. */
export function nameOf({ object }: Manifest): string {
  return object.metadata.name ?? '';
}

/** Namespace of an object; `default` when it says none, as the API server takes it. */
export function namespaceOf({ object }: Manifest): string {
  return object.metadata.namespace ?? 'default';
}

/** The spec of an object, in the shape that its kind has. Schemas are checked before the proofs. */
export function specOf<Shape>({ object }: Manifest): Partial<Shape> {
  return (object['spec'] ?? {}) as Partial<Shape>;
}

/** Manifests of some kinds. */
export function ofKind(manifests: readonly Manifest[], ...kinds: readonly string[]): Manifest[] {
  return manifests.filter(({ object }) => kinds.includes(object.kind));
}
