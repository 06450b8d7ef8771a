import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';

/** The typed kinds of cdk8s-plus-27: each turns its props into a plain manifest, without fields that it does not know. */
interface TypedKind<Props> {
  readonly GVK: { readonly apiVersion: string; readonly kind: string };
  manifest(props: Props): { readonly spec?: unknown };
}

/** How {@link lateObject} makes an object. */
export interface LateObjectProps<Props> {
  /** Name, labels and annotations. */
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /** The typed description, put together when the manifest is written. */
  readonly props: () => Props;
  /** Seconds that the kubelet waits before SIGTERM; 0 for none. */
  readonly preStopSeconds: number;
}

/**
 * An object of a typed kind whose description is complete only at the end, since variables and volumes are added until then. The
 * manifest is made by the typed kind, and held by a raw object: so a field newer than Kubernetes 1.27 can be added to it (here the
 * `sleep` before SIGTERM, Kubernetes 1.30 and later), and a patch can add others, which the typed kind would drop.
 */
export function lateObject<Props>(
  scope: Construct,
  id: string,
  kind: TypedKind<Props>,
  { metadata, props, preStopSeconds }: LateObjectProps<Props>,
): ApiObject {
  return new ApiObject(scope, id, {
    ...kind.GVK,
    metadata: {
      name: metadata.name,
      ...(metadata.labels && { labels: { ...metadata.labels } }),
      ...(metadata.annotations && { annotations: { ...metadata.annotations } }),
    },
    spec: Lazy.any({
      produce: () => {
        const { spec } = kind.manifest(props());
        if (preStopSeconds > 0) addSleep(spec, preStopSeconds);
        return spec;
      },
    }),
  });
}

function addSleep(spec: unknown, seconds: number): void {
  const job = isRecord(spec) ? spec['jobTemplate'] : undefined;
  const owner = isRecord(job) ? job['spec'] : spec;
  const template = isRecord(owner) ? owner['template'] : undefined;
  const pod = isRecord(template) ? template['spec'] : undefined;
  const containers = isRecord(pod) && Array.isArray(pod['containers']) ? pod['containers'] : [];
  for (const one of containers) {
    if (isRecord(one)) one['lifecycle'] = { preStop: { sleep: { seconds } } };
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
