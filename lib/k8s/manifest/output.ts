import { report } from '../../core/report';
import { manifestErrors } from './errors';
import type { NamespaceChart } from './namespace-chart';
import { isClusterScoped, orderGroup } from './order';
import { type ResolvedObject, resolveFinished, resolveObjects } from './output-resolve';
import { toYaml } from './yaml';

/** What was made of one namespace. */
export interface NamespaceManifests {
  /** The environment it belongs to. */
  readonly environment: string;
  /** The region of its cluster. */
  readonly region: string;
  /** Its name. */
  readonly namespace: string;
  /** The folder with its files, `<environment>/<region>/<namespace>`. */
  readonly folder: string;
  /** How many objects it has, by kind. */
  readonly kinds: Readonly<Record<string, number>>;
  /** How long making them took. */
  readonly milliseconds: number;
}

/** All manifests of some charts. */
export interface Manifests {
  /** Text by path, sorted. */
  readonly files: ReadonlyMap<string, string>;
  /** The namespaces, in the order of the charts. */
  readonly namespaces: readonly NamespaceManifests[];
}

const KUSTOMIZATION = 'kustomization.yaml';

/**
 * The files of some charts, by path: `<environment>/<region>/<namespace>/<nn>-<kind>-<name>.yaml`, one object a file, and
 * `<environment>/<region>/kustomization.yaml`, which lists them in order. A namespace's folder holds nothing but objects, since
 * `kubectl apply -f` refuses a Kustomization. Reports what {@link resolveObjects} reports, and `manifest/duplicate-object`.
 */
export function manifestFiles(charts: readonly NamespaceChart[]): Map<string, string> {
  return new Map(renderManifests(charts).files);
}

/**
 * {@link manifestFiles} together with what was counted on the way.
 * @param finished - whether nothing is added to the charts any more, so that work done for proofs counts; by default not
 */
export function renderManifests(charts: readonly NamespaceChart[], finished = false): Manifests {
  const files = new Map<string, string>();
  const places = new Map<string, string[]>();
  const namespaces = new Map<string, NamespaceManifests>();
  const owners = new Map<string, ResolvedObject>();
  for (const chart of charts) {
    const start = performance.now();
    const cluster = `${chart.environment}/${chart.region}`;
    const folder = `${cluster}/${chart.namespaceName}`;
    const kinds: Record<string, number> = { ...namespaces.get(folder)?.kinds };
    for (const one of (finished ? resolveFinished : resolveObjects)(chart)) {
      const file = fileName(one);
      if (isTaken(owners, isClusterScoped(one.kind) ? `${cluster}/${file}` : `${folder}/${file}`, one))
        continue;
      kinds[one.kind] = (kinds[one.kind] ?? 0) + 1;
      files.set(`${folder}/${file}`, toYaml(one.manifest));
      const paths = places.get(cluster) ?? [];
      places.set(cluster, paths);
      paths.push(`${chart.namespaceName}/${file}`);
    }
    const { environment, region, namespaceName: namespace } = chart;
    const milliseconds = performance.now() - start + (namespaces.get(folder)?.milliseconds ?? 0);
    namespaces.set(folder, { environment, region, namespace, folder, kinds, milliseconds });
  }
  for (const [cluster, paths] of places) files.set(`${cluster}/${KUSTOMIZATION}`, kustomization(paths));
  return {
    files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
    namespaces: [...namespaces.values()],
  };
}

function fileName({ kind, name }: ResolvedObject): string {
  return `${orderGroup(kind)}-${kind.toLowerCase()}-${name.toLowerCase().replace(/[^a-z0-9.-]/g, '-')}.yaml`;
}

function isTaken(owners: Map<string, ResolvedObject>, key: string, one: ResolvedObject): boolean {
  const owner = owners.get(key);
  if (!owner) {
    owners.set(key, one);
    return false;
  }
  report(one.object, manifestErrors['duplicate-object'], {
    found: `${one.kind} ${one.name}, which ${owner.object.node.path} makes too`,
    fix: 'give one of them another name',
  });
  return true;
}

/** What comes first in the order comes first over all namespaces. Without `fifo` kustomize sorts by an order of its own. */
function kustomization(paths: readonly string[]): string {
  const order = (path: string) => path.slice(path.indexOf('/') + 1, path.indexOf('/') + 3);
  const resources = [...paths].sort((a, b) => (order(a) + a < order(b) + b ? -1 : 1));
  return toYaml({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources,
    sortOptions: { order: 'fifo' },
  });
}
