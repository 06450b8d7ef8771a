/** Amounts of CPU and memory, as Kubernetes writes them. */
export interface Amounts {
  /** CPU, for example `500m` or `2`. */
  readonly cpu: string;
  /** Memory, with its unit, for example `512Mi`. */
  readonly memory: string;
}

/** What all pods of a namespace together may have. */
export interface NamespaceQuota {
  /** Sum of the containers' requests. */
  readonly requests: Amounts;
  /** Sum of the containers' limits. */
  readonly limits: Amounts;
  /**
   * Number of pods that have not ended.
   * @default - not bounded
   */
  readonly pods?: number;
  /**
   * Sum of the storage that volume claims ask for, for example `100Gi`.
   * @default - not bounded
   */
  readonly storage?: string;
}

/** What a container gets that says nothing itself. */
export interface ContainerDefaults {
  /** Its limits. */
  readonly limits: Amounts;
  /** Its requests. */
  readonly requests: Amounts;
}

/** People that work in a namespace. */
export interface Team {
  /** Their group, as the cluster's authentication names it (in EKS: a Kubernetes group of an access entry). */
  readonly group: string;
  /**
   * What they may do: the cluster roles of Kubernetes of that name. `edit` reads secrets and runs commands in containers
   * (Kubernetes, "Using RBAC Authorization: User-facing roles").
   */
  readonly access: 'view' | 'edit';
}

/** Where the cluster's DNS is. */
export interface ClusterDns {
  /**
   * Its namespace.
   * @default kube-system
   */
  readonly namespace?: string;
  /**
   * Labels of its pods.
   * @default - `k8s-app: kube-dns`, which CoreDNS carries too
   */
  readonly podLabels?: Readonly<Record<string, string>>;
  /**
   * Address of a DNS server on the node itself, for example `169.254.20.10` of NodeLocal DNSCache. It is no pod, so that pods
   * are let through to the address.
   * @default - there is none
   */
  readonly nodeLocalAddress?: string;
}

/** What a {@link NamespaceBaseline} is made from. */
export interface NamespaceBaselineProps {
  /** What a container gets that says nothing itself. */
  readonly defaults: ContainerDefaults;
  /**
   * What all pods together may have.
   * @default - not bounded, and no ResourceQuota
   */
  readonly quota?: NamespaceQuota;
  /**
   * Which pods are admitted (Kubernetes, "Pod Security Standards"). Warnings and audit are of `restricted` in any case.
   * @default restricted
   */
  readonly podSecurity?: 'restricted' | 'baseline' | 'privileged';
  /**
   * The teams that work here, by a name that becomes part of an object's name.
   * @default - nobody but the cluster's administrators
   */
  readonly teams?: Readonly<Record<string, Team>>;
  /**
   * Where the cluster's DNS is.
   * @default - CoreDNS in kube-system
   */
  readonly dns?: ClusterDns;
  /**
   * Further labels of the namespace, for example `elbv2.k8s.aws/pod-readiness-gate-inject: enabled`.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}
