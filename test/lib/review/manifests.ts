import type { KubernetesObject, Manifest, Nodes } from '../../../lib/review/manifest';

type Fields = Readonly<Record<string, unknown>>;

/** A manifest of an object in namespace `shop`, at path `shop/<kind>/<name>`. */
export function manifest(apiVersion: string, kind: string, name: string, spec: Fields): Manifest {
  const object: KubernetesObject = { apiVersion, kind, metadata: { name, namespace: 'shop' }, spec };
  return { path: `shop/${kind}/${name}`, object };
}

/** A Deployment of one container, with changes to its spec, its pod and its container. */
export function deployment(
  name: string,
  changes: {
    readonly spec?: Fields;
    readonly pod?: Fields;
    readonly container?: Fields;
    readonly labels?: Fields;
  } = {},
): Manifest {
  return workload('Deployment', name, changes);
}

/** As {@link deployment}, of any kind with a pod template. */
export function workload(
  kind: string,
  name: string,
  { spec = {}, pod = {}, container = {}, labels = {} }: Parameters<typeof deployment>[1] = {},
): Manifest {
  const own = { 'app.kubernetes.io/name': name };
  const template = {
    metadata: { labels: { ...own, ...labels } },
    spec: {
      containers: [
        { name, ports: [{ name: 'http', containerPort: 8080 }], ...resources('100m', '128Mi'), ...container },
      ],
      ...pod,
    },
  };
  return manifest('apps/v1', kind, name, { replicas: 2, selector: { matchLabels: own }, template, ...spec });
}

/** Requests, and limits of the same or of other amounts. */
export function resources(cpu: string, memory: string, limitCpu = cpu, limitMemory = memory) {
  return { resources: { requests: { cpu, memory }, limits: { cpu: limitCpu, memory: limitMemory } } };
}

/** A HorizontalPodAutoscaler of a Deployment. */
export function autoscaler(name: string, minReplicas: number, maxReplicas: number): Manifest {
  return manifest('autoscaling/v2', 'HorizontalPodAutoscaler', name, {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    minReplicas,
    maxReplicas,
  });
}

/** Nodes of one group of t3.medium in three zones. */
export function someNodes(min: number, max: number, changes: Partial<Nodes> = {}): Nodes {
  return {
    groups: { general: { instanceTypes: ['t3.medium'], min, max, capacity: 'onDemand' } },
    zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
    privateRanges: { 'us-east-1a': '10.0.1.0/24', 'us-east-1b': '10.0.2.0/24', 'us-east-1c': '10.0.3.0/24' },
    survivesZoneLoss: false,
    ...changes,
  };
}
