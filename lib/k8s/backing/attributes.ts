import type { IWorkload, VariableSource } from '../workload/pod/reference';

/** Where a service is, as a network policy can say it: a workload of the cluster, or ranges of addresses outside it. */
export type BackingPeer =
  | { readonly workload: IWorkload; readonly port: string }
  | { readonly ranges: readonly string[]; readonly port: number };

/** What one needs to use a backing service: the same for one in the cluster and for a managed one. */
export interface BackingAttributes {
  /** Variables of the consumer by name, with their sources. */
  readonly variables: Readonly<Record<string, VariableSource>>;
  /** Whom the consumer connects to. */
  readonly peer: BackingPeer;
}

/** A workload that others keep their data in. */
export interface IBackingService extends IWorkload {
  /** What a consumer needs. */
  attributes(): BackingAttributes;
}

/** Host name of a workload's Service, from any namespace of the cluster. */
export function serviceHost({ name, namespace }: Pick<IWorkload, 'name' | 'namespace'>): string {
  return `${name}.${namespace}.svc`;
}
