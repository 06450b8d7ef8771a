const MiB = 2 ** 20;

/** What one pod of an add-on asks for. */
export interface AddonPod {
  /** Name of its Deployment or DaemonSet. */
  readonly name: string;
  /** Thousandths of a core. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
}

/**
 * Where the figures come from, and the day they were written down. Read from the charts: the driver's 10m and 40Mi a container, 25m of
 * aws-node. The others are what the add-ons are known to ask for; hold them against `kubectl describe node` of a cluster.
 */
export const overheadSource = {
  source:
    'values.yaml of aws-ebs-csi-driver and aws-vpc-cni (with the network policy agent as a second container); EKS add-ons coredns, kube-proxy and eks-pod-identity-agent as installed',
  asOf: '2026-11-21',
} as const;

/** What the cluster's own add-ons run on every node, by request. */
export const addonsPerNode: readonly AddonPod[] = [
  { name: 'aws-node', cpu: 50, memory: 0 },
  { name: 'kube-proxy', cpu: 100, memory: 0 },
  { name: 'eks-pod-identity-agent', cpu: 0, memory: 0 },
  { name: 'ebs-csi-node', cpu: 30, memory: 120 * MiB },
];

/** What the cluster's own add-ons run once, by request and replicas. The driver's controller has six containers. */
export const addonsPerCluster: readonly (AddonPod & { readonly replicas: number })[] = [
  { name: 'coredns', replicas: 2, cpu: 100, memory: 70 * MiB },
  { name: 'ebs-csi-controller', replicas: 2, cpu: 60, memory: 240 * MiB },
];
