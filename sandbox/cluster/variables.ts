import type { KubernetesClient } from './kubernetes-client';
import { list } from './rollout';

interface Reference {
  readonly name: string;
  readonly key: string;
  readonly optional?: boolean;
}

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly configMapKeyRef?: Reference; readonly secretKeyRef?: Reference };
}

interface Pod {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly containers: readonly { readonly name: string; readonly env?: readonly Variable[] }[];
  };
  readonly status?: { readonly phase?: string };
}

/** A variable that a pod gets from a ConfigMap or a Secret, as the kubelet would resolve it. */
export interface ResolvedVariable {
  /** The pod. */
  readonly pod: string;
  /** The variable. */
  readonly variable: string;
  /** Kind of what it comes from. */
  readonly kind: 'ConfigMap' | 'Secret';
  /** Name of what it comes from. */
  readonly object: string;
  /** The key there. */
  readonly key: string;
  /** Its value; `undefined` where the object or the key is missing. */
  readonly value: string | undefined;
}

/** Resolves what the running pods of a namespace get from ConfigMaps and Secrets. */
export async function resolveVariables(
  client: KubernetesClient,
  namespace: string,
): Promise<ResolvedVariable[]> {
  const root = `/api/v1/namespaces/${namespace}`;
  const pods = (await list(client, `${root}/pods`)) as unknown as Pod[];
  const configMaps = await dataByName(client, `${root}/configmaps`, (text) => text);
  const secrets = await dataByName(client, `${root}/secrets`, (text) =>
    Buffer.from(text, 'base64').toString('utf8'),
  );
  const resolved: ResolvedVariable[] = [];
  for (const pod of pods.filter(({ status }) => status?.phase === 'Running')) {
    for (const { name, valueFrom } of pod.spec.containers.flatMap(({ env = [] }) => env)) {
      const reference = valueFrom?.configMapKeyRef ?? valueFrom?.secretKeyRef;
      if (!reference) continue;
      const kind = valueFrom?.configMapKeyRef ? 'ConfigMap' : 'Secret';
      const value = (kind === 'ConfigMap' ? configMaps : secrets).get(reference.name)?.[reference.key];
      resolved.push({
        pod: pod.metadata.name,
        variable: name,
        kind,
        object: reference.name,
        key: reference.key,
        value,
      });
    }
  }
  return resolved;
}

async function dataByName(
  client: KubernetesClient,
  path: string,
  decode: (text: string) => string,
): Promise<Map<string, Record<string, string>>> {
  const objects = await list(client, path);
  return new Map(
    objects.map((one) => {
      const data = Object.entries((one['data'] ?? {}) as Record<string, string>);
      return [
        (one['metadata'] as { name: string }).name,
        Object.fromEntries(data.map(([key, text]) => [key, decode(text)])),
      ];
    }),
  );
}
