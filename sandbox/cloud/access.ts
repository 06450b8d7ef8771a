import { readFileSync } from 'node:fs';
import { KubernetesClient } from '../cluster/kubernetes-client';
import type { ClusterKey } from '../gaps/gap';
import type { Credentials } from '../proxy/credentials';
import { tokenFor } from './token';

/** How a cluster is reached. */
export interface ClusterAccess {
  /** Where its API server listens. */
  readonly url: string;
  /** A bearer token that may do everything. */
  readonly token: string;
}

/** How each cluster is reached, by `<region>/<name>`. */
export function readAccess(file: string): Record<string, ClusterAccess> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, ClusterAccess>;
}

/**
 * A client of a cluster that runs.
 * @param credentials - whose access entry decides; without, it may do everything
 * @throws Error when no control plane plays it
 */
export function clientOf(file: string, key: ClusterKey, credentials?: Credentials): KubernetesClient {
  const access = readAccess(file)[clusterId(key)];
  if (!access) throw new Error(`no control plane plays the cluster ${clusterId(key)}: apply its stack first`);
  const token = credentials ? tokenFor(credentials, key) : access.token;
  return new KubernetesClient(Number(new URL(access.url).port), token);
}

/** What a cluster is filed under. */
export function clusterId({ region, name }: ClusterKey): string {
  return `${region}/${name}`;
}
