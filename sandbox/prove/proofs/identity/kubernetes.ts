import type { ApiObject, KubernetesClient } from '../../../cluster/kubernetes-client';
import { regionOf } from '../../../layers/order';
import { clusterName } from '../workloads';
import type { RoleContext } from './web-identity';

/**
 * What the plan role is refused in every cluster of an environment: to change anything, and to read a secret.
 * @returns how much it tried, and what it was not refused
 */
export async function onlyReadsClusters(
  planner: RoleContext,
): Promise<{ readonly count: number; readonly faults: readonly string[] }> {
  const faults: string[] = [];
  let count = 0;
  for (const { client, region } of clustersOf(planner)) {
    for (const [what, status] of await refusals(client)) {
      count += 1;
      if (status !== 403) faults.push(`the plan role is not refused to ${what} in ${region}: ${status}`);
    }
  }
  return { count, faults };
}

function clustersOf(role: RoleContext): { client: KubernetesClient; region: string }[] {
  const { environment, stacks, cloud, credentials } = role;
  return stacks
    .filter(({ id }) => id.endsWith('-cluster'))
    .map(({ id }) => regionOf(id, environment.name))
    .map((region) => ({
      region,
      client: cloud.kubernetes({ region, name: clusterName(role, region) }, credentials),
    }));
}

async function refusals(client: KubernetesClient): Promise<[string, number][]> {
  const object = (kind: string, apiVersion: string, rest: object = {}): ApiObject => ({
    apiVersion,
    kind,
    metadata: { name: 'by-the-planner' },
    ...rest,
  });
  const admin = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' };
  const tried: [string, Promise<{ status: number }>][] = [
    ['write a ConfigMap', client.create(object('ConfigMap', 'v1'))],
    ['make a namespace', client.create(object('Namespace', 'v1'))],
    [
      'make an administrator',
      client.create(object('ClusterRoleBinding', 'rbac.authorization.k8s.io/v1', { roleRef: admin })),
    ],
    ['delete the storage class', client.delete('/apis/storage.k8s.io/v1/storageclasses/gp3')],
    ['read secrets', client.get('/api/v1/secrets')],
  ];
  return Promise.all(tried.map(async ([what, call]) => [what, (await call).status] as [string, number]));
}
