import { type Manifest, nameOf, namespaceOf, ofKind, specOf } from './manifest';
import { selects } from './selector';
import type { IntOrPercent, LabelSelector, PodSpec, ScaleTarget, WorkloadSpec } from './shapes';

/** Something that makes pods. */
export interface Workload {
  /** Path of its construct. */
  readonly path: string;
  /** Kind, for example `Deployment`. */
  readonly kind: string;
  /** Name. */
  readonly name: string;
  /** Namespace. */
  readonly namespace: string;
  /** Labels of its pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** Its pods. */
  readonly pod: PodSpec;
  /** The whole spec. */
  readonly spec: Partial<WorkloadSpec>;
  /** How many pods it has at least, without those of a rollout; of a DaemonSet, for each node. */
  readonly min: number;
  /** How many pods it has at most, without those of a rollout; of a DaemonSet, for each node. */
  readonly max: number;
}

const kinds = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Pod'];

/** A share of a whole, rounded up, as Kubernetes rounds surges and budgets. */
export function shareOf(whole: number, share: IntOrPercent): number {
  if (typeof share === 'number') return share;
  const amount = Number.parseFloat(share);
  return share.trim().endsWith('%') ? Math.ceil((whole * amount) / 100) : amount;
}

/** Pods that a rollout makes beside those there are, while there are `pods` of them. */
export function surgeOf({ kind, spec }: Workload, pods: number): number {
  if (kind === 'Deployment') {
    if (spec.strategy?.type === 'Recreate') return 0;
    return shareOf(pods, spec.strategy?.rollingUpdate?.maxSurge ?? '25%');
  }
  if (kind === 'DaemonSet') return shareOf(pods, spec.updateStrategy?.rollingUpdate?.maxSurge ?? 0);
  return 0;
}

/** Pods at most, a rollout's among them, in a cluster of so many nodes. */
export function mostPods(workload: Workload, nodes: number): number {
  const pods = workload.kind === 'DaemonSet' ? workload.max * nodes : workload.max;
  return pods + surgeOf(workload, pods);
}

/** All workloads of an environment, found by name and by labels. */
export class Workloads {
  /** Every workload, in the order of the manifests. */
  readonly all: readonly Workload[];
  private readonly byName = new Map<string, Workload>();
  private readonly byLabel = new Map<string, Workload[]>();
  private readonly byNamespace = new Map<string, Workload[]>();

  /** @param manifests - those of one environment and region */
  constructor(manifests: readonly Manifest[]) {
    const scales = autoscalers(manifests);
    this.all = ofKind(manifests, ...kinds).map((one) => readWorkload(one, scales));
    for (const one of this.all) {
      this.byName.set(key(one.namespace, one.kind, one.name), one);
      append(this.byNamespace, one.namespace, one);
      for (const [name, value] of Object.entries(one.labels)) {
        append(this.byLabel, key(one.namespace, name, value), one);
      }
    }
  }

  /** The workload of a kind and name, or `undefined`. */
  named(namespace: string, kind: string, name: string): Workload | undefined {
    return this.byName.get(key(namespace, kind, name));
  }

  /** The workloads whose pods a selector takes. */
  selectedBy(namespace: string, selector: LabelSelector): Workload[] {
    // A system has thousands of selectors and workloads: look only at those that have the rarest of the labels.
    let candidates = this.byNamespace.get(namespace) ?? [];
    for (const [name, value] of Object.entries(selector.matchLabels ?? {})) {
      const having = this.byLabel.get(key(namespace, name, value)) ?? [];
      if (having.length < candidates.length) candidates = having;
    }
    return candidates.filter((one) => selects(selector, one.labels));
  }
}

type Bounds = { readonly min: number; readonly max: number };

/** Bounds by what is scaled. KEDA's are 0 and 100 where nothing is said (KEDA, "ScaledObject specification"). */
function autoscalers(manifests: readonly Manifest[]): Map<string, Bounds> {
  const scales = new Map<string, Bounds>();
  for (const one of ofKind(manifests, 'HorizontalPodAutoscaler')) {
    const { scaleTargetRef, minReplicas = 1, maxReplicas = 1 } = specOf<AutoscalerSpec>(one);
    if (scaleTargetRef) scales.set(target(one, scaleTargetRef), { min: minReplicas, max: maxReplicas });
  }
  for (const one of ofKind(manifests, 'ScaledObject')) {
    const { scaleTargetRef, minReplicaCount = 0, maxReplicaCount = 100 } = specOf<ScaledObjectSpec>(one);
    if (scaleTargetRef)
      scales.set(target(one, scaleTargetRef), { min: minReplicaCount, max: maxReplicaCount });
  }
  return scales;
}

type AutoscalerSpec = {
  readonly scaleTargetRef: ScaleTarget;
  readonly minReplicas: number;
  readonly maxReplicas: number;
};
type ScaledObjectSpec = {
  readonly scaleTargetRef: ScaleTarget;
  readonly minReplicaCount: number;
  readonly maxReplicaCount: number;
};

function target(manifest: Manifest, { kind = 'Deployment', name }: ScaleTarget): string {
  return key(namespaceOf(manifest), kind, name);
}

function readWorkload(manifest: Manifest, scales: ReadonlyMap<string, Bounds>): Workload {
  const { kind } = manifest.object;
  const [name, namespace] = [nameOf(manifest), namespaceOf(manifest)];
  const outer = specOf<WorkloadSpec>(manifest);
  const spec = kind === 'CronJob' ? (outer.jobTemplate?.spec ?? {}) : outer;
  const bare = kind === 'Pod';
  const bounds = scales.get(key(namespace, kind, name)) ?? replicas(kind, spec);
  return {
    path: manifest.path,
    kind,
    name,
    namespace,
    labels: (bare ? manifest.object.metadata.labels : spec.template?.metadata?.labels) ?? {},
    pod: bare ? specOf<PodSpec>(manifest) : (spec.template?.spec ?? {}),
    spec,
    ...bounds,
  };
}

/** A Job's pods run whatever the load, so they count at both ends; of a CronJob, one run. */
function replicas(
  kind: string,
  { replicas = 1, parallelism = 1, completions }: Partial<WorkloadSpec>,
): Bounds {
  if (kind === 'Job' || kind === 'CronJob') {
    const pods = Math.min(parallelism, completions ?? parallelism);
    return { min: pods, max: pods };
  }
  const pods = kind === 'DaemonSet' || kind === 'Pod' ? 1 : replicas;
  return { min: pods, max: pods };
}

function key(...parts: readonly string[]): string {
  return parts.join('\u0000');
}

function append<Value>(map: Map<string, Value[]>, at: string, value: Value): void {
  const there = map.get(at);
  if (there) there.push(value);
  else map.set(at, [value]);
}
