import type { Construct } from 'constructs';
import type { ICluster } from '../aws/cluster/icluster';
import type { PlatformNamespace } from '../aws/platform/platform-namespace';
import type { Problem } from '../core/errors';
import type { IWorkload } from '../k8s/workload/pod/reference';
import { checkSpec } from './check';
import { CloudEnd } from './cloud-end';
import { ClusterEnd, type ClusterSide } from './cluster-end';
import type { BindingSpec } from './spec';

/** Where the cloud end of a binding is made. */
export interface CloudSide<Target> {
  /** The resource that the workload is bound to. */
  readonly target: Target;
  /** The cluster that the workload runs in, as the stack of the cloud end sees it. */
  readonly cluster: ICluster;
  /** The workload's namespace. */
  readonly namespace: PlatformNamespace;
}

/**
 * What joins one workload to one cloud resource: plain data, from which both ends are made. The cloud end publishes, grants and
 * opens; the cluster end gives variables, secrets and network policies. They agree on names alone, so neither half waits for the other.
 */
export class Binding<Target = never> {
  /** @param spec - plain data, and how the cloud end is made from the resource */
  constructor(readonly spec: BindingSpec<Target>) {}

  /** Its name, the namespace before it: unique in a place. */
  get key(): string {
    return `${this.spec.workload.namespace}/${this.spec.name}`;
  }

  /** Names of the variables that it gives its workload, sorted. */
  get variables(): string[] {
    const { prefix, keys, secrets } = this.spec;
    return [...keys, ...Object.keys(secrets)].map((key) => `${prefix}_${key}`).sort();
  }

  /** Names of the secrets that External Secrets has to read for it. */
  get secretNames(): string[] {
    return Object.values(this.spec.secrets).map((one) => one.secretName);
  }

  /** What is wrong with its own data; see `checkSpec`. */
  check(path: string): Problem[] {
    return checkSpec(path, this.spec);
  }

  /**
   * Publishes what the workload needs to know, grants what it needs to its role and opens the security group to the cluster. Reports
   * `bridge/port`, `platform/secret-in-config` and what the resource finds wrong with the user or the prefix.
   */
  cloudEnd(scope: Construct, side: CloudSide<Target>): CloudEnd {
    return new CloudEnd(scope, this.spec, side);
  }

  /** Gives the workload its variables, secrets and egress. Reports {@link check} and `bridge/no-identity`. */
  clusterEnd(workload: IWorkload, side: ClusterSide): ClusterEnd {
    return new ClusterEnd(workload as unknown as Construct, this.spec, workload, side);
  }
}
