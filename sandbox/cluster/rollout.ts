import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Answer, ApiObject, KubernetesClient } from './kubernetes-client';

/** A node to play: its group's size and its zone. */
export interface SimulatedNode {
  /** Its name. */
  readonly name: string;
  /** Its zone. */
  readonly zone: string;
  /** What pods can have of it, for example `{ cpu: '1930m', memory: '3308Mi', pods: '17' }`. */
  readonly allocatable: Readonly<Record<string, string>>;
  /**
   * Further labels.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** What the API server made of a namespace's manifests. */
export interface RolloutReport {
  /** Objects that were applied. */
  readonly applied: number;
  /** Pods that run at the end. */
  readonly pods: number;
  /** What was refused or never became ready, one line each; empty when all is well. */
  readonly faults: readonly string[];
}

/** Makes the nodes, and a default StorageClass like that of the platform stack. */
export async function prepareCluster(
  client: KubernetesClient,
  nodes: readonly SimulatedNode[],
): Promise<string[]> {
  const storageClass: ApiObject = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'gp3', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'ebs.csi.aws.com',
    volumeBindingMode: 'Immediate',
  };
  return [...refused([await client.apply(storageClass)]), ...(await prepareNodes(client, nodes))];
}

/** Makes the nodes. */
export async function prepareNodes(
  client: KubernetesClient,
  nodes: readonly SimulatedNode[],
): Promise<string[]> {
  const answers: Answer[] = [];
  for (const node of nodes) {
    answers.push(await client.create(nodeObject(node)));
    // kwok fills in what is missing; what pods can have is the node group's own figure.
    answers.push(await client.applyStatus(nodeObject(node)));
  }
  return refused(answers.filter((one) => one.status !== 409));
}

function refused(answers: readonly Answer[]): string[] {
  return answers.filter((one) => one.status >= 300).map((one) => `preparing the cluster: ${message(one)}`);
}

/**
 * Applies a namespace's manifests as a deployment would, and waits until everything runs; applies them again, which may change nothing;
 * shows every pod template to admission as a bare pod; and deletes the namespace.
 * @param client - of an API server with nodes
 * @param folder - the namespace's folder of manifests
 * @param unknownKinds - kinds that the API server need not know; by default none
 */
export async function rollOut(
  client: KubernetesClient,
  folder: string,
  unknownKinds: readonly string[] = [],
): Promise<RolloutReport> {
  const objects = readManifests(folder).filter((one) => !unknownKinds.includes(one.kind));
  const namespace = objects.find((one) => one.kind === 'Namespace')?.metadata.name ?? 'default';
  const faults: string[] = [];
  const versions = await applyAll(client, objects, faults);
  faults.push(...(await barePods(client, objects)));
  for (const bound of ['minReplicas', 'maxReplicas'] as const) {
    await scale(client, objects, bound);
    faults.push(...(await untilReady(client, namespace, objects)).map((one) => `at ${bound}: ${one}`));
  }
  const pods = await list(client, `/api/v1/namespaces/${namespace}/pods`);
  const before = await applyAll(client, objects, []);
  const again = await applyAll(client, objects, []);
  for (const [name, version] of before) {
    if (again.get(name) !== version) faults.push(`${name}: a second apply changes it`);
  }
  faults.push(...(await removeNamespace(client, namespace)));
  return { applied: versions.size, pods: pods.filter(isRunning).length, faults };
}

/** The objects of a namespace's folder, in the order in which they are applied. */
export function readManifests(folder: string): ApiObject[] {
  return readdirSync(folder)
    .filter((file) => /^\d\d-.*\.yaml$/.test(file))
    .sort()
    .map((file) => parse(readFileSync(join(folder, file), 'utf8')) as ApiObject);
}

/** Takes the nodes away again. */
export async function removeNodes(client: KubernetesClient, nodes: readonly SimulatedNode[]): Promise<void> {
  for (const { name } of nodes) await client.delete(`/api/v1/nodes/${name}`);
}

/**
 * Applies objects in their order.
 * @param faults - what is refused or warned of is added, one line each
 * @returns the generation of each, or what stands for it
 */
export async function applyAll(
  client: KubernetesClient,
  objects: readonly ApiObject[],
  faults: string[],
): Promise<Map<string, unknown>> {
  const generations = new Map<string, unknown>();
  for (const object of objects) {
    const answer = await client.apply(object);
    const name = `${object.kind} ${object.metadata.name}`;
    if (answer.status >= 300) faults.push(`${name}: ${message(answer)}`);
    else generations.set(name, generationOf(answer.body));
    for (const warning of answer.warnings) faults.push(`${name}: warns ${warning}`);
  }
  return generations;
}

/** Controllers write an object's status all the time; what an apply changes raises the generation, or else the data. */
function generationOf(body: Record<string, unknown>): unknown {
  const { generation } = body['metadata'] as { generation?: number };
  if (generation !== undefined) return generation;
  return JSON.stringify([body['data'], body['spec'], body['rules'], body['roleRef']]);
}

/** Plays the load: brings every autoscaled workload to a bound of its autoscaler. Without metrics that does nothing by itself. */
export async function scale(
  client: KubernetesClient,
  objects: readonly ApiObject[],
  bound: 'minReplicas' | 'maxReplicas',
): Promise<void> {
  for (const scaler of objects.filter((one) => one.kind === 'HorizontalPodAutoscaler')) {
    const spec = scaler['spec'] as {
      minReplicas: number;
      maxReplicas: number;
      scaleTargetRef: { name: string };
    };
    const { namespace = 'default' } = scaler.metadata;
    await client.scale(namespace, spec.scaleTargetRef.name, spec[bound]);
  }
}

/** Admission refuses a pod made by a controller only when it is made, so each template is shown to it beforehand. */
async function barePods(client: KubernetesClient, objects: readonly ApiObject[]): Promise<string[]> {
  const faults: string[] = [];
  for (const object of objects) {
    const template = (object['spec'] as { template?: { metadata?: object; spec?: object } } | undefined)
      ?.template;
    if (!template?.spec) continue;
    const metadata = {
      ...template.metadata,
      name: object.metadata.name,
      namespace: object.metadata.namespace ?? '',
    };
    const pod: ApiObject = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: withClaims(object, template.spec),
    };
    const answer = await client.create(pod, { dryRun: true });
    if (answer.status >= 300)
      faults.push(`pod of ${object.kind} ${object.metadata.name}: ${message(answer)}`);
  }
  return faults;
}

/** The volumes that a StatefulSet adds to its pods, as empty folders. */
function withClaims(object: ApiObject, spec: object): object {
  const { volumeClaimTemplates = [] } = object['spec'] as {
    volumeClaimTemplates?: { metadata: { name: string } }[];
  };
  const claimed = volumeClaimTemplates.map((one) => ({ name: one.metadata.name, emptyDir: {} }));
  const { volumes = [] } = spec as { volumes?: object[] };
  return { ...spec, volumes: [...volumes, ...claimed] };
}

/**
 * Waits until every workload has its pods, at most two minutes.
 * @returns what is still missing, and why
 */
export async function untilReady(
  client: KubernetesClient,
  namespace: string,
  objects: readonly ApiObject[],
): Promise<string[]> {
  const workloads = objects.filter((one) => ['Deployment', 'StatefulSet', 'DaemonSet'].includes(one.kind));
  let waiting: string[] = [];
  for (let tries = 0; tries < 240; tries += 1) {
    await bindVolumes(client, namespace);
    waiting = [];
    for (const workload of workloads) {
      const path = await client.path(workload);
      const { body } = await client.get(path ?? '/');
      const lack = lackOf(body);
      if (lack) waiting.push(`${workload.kind} ${workload.metadata.name}: ${lack}`);
    }
    if (waiting.length === 0) return [];
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return [...waiting, ...(await reasons(client, namespace))];
}

function lackOf(body: Record<string, unknown>): string | undefined {
  const spec = (body['spec'] ?? {}) as { replicas?: number };
  const status = (body['status'] ?? {}) as Record<string, number | undefined>;
  const { generation } = (body['metadata'] ?? {}) as { generation?: number };
  if (status['observedGeneration'] !== generation) return 'not seen by its controller';
  const wanted = status['desiredNumberScheduled'] ?? spec.replicas ?? 1;
  const ready = status['availableReplicas'] ?? status['numberAvailable'] ?? 0;
  return ready >= wanted ? undefined : `${ready} of ${wanted} pods available`;
}

/** Why pods do not run, from their events: what the scheduler and the controllers say. */
async function reasons(client: KubernetesClient, namespace: string): Promise<string[]> {
  const events = await list(client, `/api/v1/namespaces/${namespace}/events`);
  const warnings = events
    .filter((one) => one['type'] === 'Warning')
    .map((one) => `event: ${String(one['message'])}`);
  return [...new Set(warnings)].slice(0, 10);
}

/** Plays the storage driver: every claim gets a volume of its size. */
async function bindVolumes(client: KubernetesClient, namespace: string): Promise<void> {
  for (const claim of await list(client, `/api/v1/namespaces/${namespace}/persistentvolumeclaims`)) {
    const { name, uid } = claim['metadata'] as { name: string; uid: string };
    const spec = claim['spec'] as {
      storageClassName?: string;
      resources: { requests: object };
      accessModes: string[];
    };
    if ((claim['status'] as { phase?: string })?.phase === 'Bound') continue;
    await client.apply({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: `${namespace}-${name}` },
      spec: {
        capacity: spec.resources.requests,
        accessModes: spec.accessModes,
        storageClassName: spec.storageClassName,
        persistentVolumeReclaimPolicy: 'Retain',
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name, uid },
        hostPath: { path: '/nowhere' },
      },
    });
  }
}

async function removeNamespace(client: KubernetesClient, namespace: string): Promise<string[]> {
  const path = `/api/v1/namespaces/${namespace}`;
  await client.delete(path);
  for (let tries = 0; tries < 120; tries += 1) {
    const { status } = await client.get(path);
    if (status === 404) return [];
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return [`namespace ${namespace} is not gone a minute after its deletion`];
}

function nodeObject({ name, zone, allocatable, labels }: SimulatedNode): ApiObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        ...labels,
        'kubernetes.io/hostname': name,
        'topology.kubernetes.io/zone': zone,
        'kubernetes.io/os': 'linux',
      },
    },
    status: { allocatable, capacity: allocatable },
  };
}

/** The items of a list of the API. */
export async function list(client: KubernetesClient, path: string): Promise<Record<string, unknown>[]> {
  const { body } = await client.get(path);
  return (body['items'] ?? []) as Record<string, unknown>[];
}

function isRunning(pod: Record<string, unknown>): boolean {
  return (pod['status'] as { phase?: string } | undefined)?.phase === 'Running';
}

function message({ status, body }: Answer): string {
  return `${status} ${String(body['message'] ?? '')}`;
}
