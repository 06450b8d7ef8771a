import type { EksVersion } from '../../../core/versions/eks';

/** What keeps pods off a node, in the terms of Kubernetes. */
export interface NodeTaint {
  /** The key, 1 to 63 characters. */
  readonly key: string;
  /**
   * The value, up to 63 characters.
   * @default - none
   */
  readonly value?: string;
  /** What happens to a pod that does not tolerate it. */
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** How many nodes of a group an update may take away at the same time: a share or a number, 1 to 100. */
export type NodeUpdate = { readonly maxUnavailablePercentage: number } | { readonly maxUnavailable: number };

/**
 * A managed node group. What EKS cannot change in place (instance types, capacity, image family, zones) is part of the
 * group's physical name, so a change of it makes the new group first and drains the old one then; a new version,
 * size, label or disk is rolled out within the group.
 */
export interface NodeGroupProps {
  /**
   * EC2 instance types of one architecture, in the order EKS is to prefer them. Spot wants several, of the same processors and
   * memory (EKS User Guide, "Managed node group capacity types").
   */
  readonly instanceTypes: readonly string[];
  /**
   * How the instances are paid for.
   * @default 'onDemand'
   */
  readonly capacity?: 'onDemand' | 'spot';
  /** Fewest nodes. Raise it above the nodes that run only after the group has grown: EKS refuses it otherwise. */
  readonly min: number;
  /**
   * Nodes at the start; afterwards the number belongs to the autoscaler.
   * @default - `min`
   */
  readonly desired?: number;
  /** Most nodes, at least one. */
  readonly max: number;
  /**
   * The operating system.
   * @default 'al2023'
   */
  readonly ami?: 'al2023' | 'bottlerocket';
  /**
   * Size of the disk for images, logs and emptyDir, in GiB, 20 to 16384.
   * @default 50
   */
  readonly diskGiB?: number;
  /**
   * Labels of the nodes.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Taints of the nodes, at most 50.
   * @default - none
   */
  readonly taints?: readonly NodeTaint[];
  /**
   * Zones of the network that the nodes stand in.
   * @default - all zones of the network
   */
  readonly zones?: readonly string[];
  /**
   * Kubernetes version of the nodes, at most three minors behind the control plane.
   * @default - the cluster's
   */
  readonly version?: EksVersion;
  /**
   * How an update proceeds.
   * @default { maxUnavailablePercentage: 33 }
   */
  readonly update?: NodeUpdate;
  /**
   * Whether EKS replaces a node that stays unhealthy.
   * @default 'auto'
   */
  readonly repair?: 'auto' | 'off';
}
