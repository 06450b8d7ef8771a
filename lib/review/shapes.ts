/** A selector of labels (API reference, LabelSelector). */
export type LabelSelector = {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelRequirement[];
};

/** One requirement of a selector. */
export type LabelRequirement = {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
};

/** A whole number or a percentage. */
export type IntOrPercent = number | string;

/** Amounts by resource, as Kubernetes writes them. */
export type ResourceList = Readonly<Record<string, string | number>>;

/** What a container asks for, and may have. */
export type ResourceRequirements = { readonly requests?: ResourceList; readonly limits?: ResourceList };

/** A probe, as far as its timing and port go. */
export type Probe = {
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly failureThreshold?: number;
  readonly httpGet?: { readonly port: number | string };
  readonly tcpSocket?: { readonly port: number | string };
};

/** A container, as far as the proofs read it. */
export type Container = {
  readonly name: string;
  readonly resources?: ResourceRequirements;
  readonly restartPolicy?: string;
  readonly ports?: readonly {
    readonly name?: string;
    readonly containerPort: number;
    readonly protocol?: string;
  }[];
  readonly lifecycle?: {
    readonly preStop?: {
      readonly sleep?: { readonly seconds: number };
      readonly exec?: { readonly command?: readonly string[] };
    };
  };
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
};

/** A term of pod (anti-)affinity. */
export type PodAffinityTerm = {
  readonly topologyKey: string;
  readonly labelSelector?: LabelSelector;
  readonly namespaces?: readonly string[];
};

/** A spread over hosts, zones or the like. */
export type TopologySpread = {
  readonly topologyKey: string;
  readonly whenUnsatisfiable: string;
  readonly maxSkew: number;
  readonly minDomains?: number;
  readonly labelSelector?: LabelSelector;
};

/** One term of node affinity. */
export type NodeSelectorTerm = { readonly matchExpressions?: readonly LabelRequirement[] };

/** A pod, as far as the proofs read it. */
export type PodSpec = {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly overhead?: ResourceList;
  readonly resources?: ResourceRequirements;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly terminationGracePeriodSeconds?: number;
  readonly topologySpreadConstraints?: readonly TopologySpread[];
  readonly affinity?: {
    readonly nodeAffinity?: {
      readonly requiredDuringSchedulingIgnoredDuringExecution?: {
        readonly nodeSelectorTerms?: readonly NodeSelectorTerm[];
      };
    };
    readonly podAntiAffinity?: {
      readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
    };
  };
};

/** A pod template. */
export type PodTemplate = {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: PodSpec;
};

/** The spec of anything that makes pods, all kinds together. */
export type WorkloadSpec = {
  readonly replicas: number;
  readonly selector: LabelSelector;
  readonly template: PodTemplate;
  readonly serviceName: string;
  readonly parallelism: number;
  readonly completions: number;
  readonly suspend: boolean;
  readonly jobTemplate: { readonly spec?: Partial<WorkloadSpec> };
  readonly strategy: {
    readonly type?: string;
    readonly rollingUpdate?: { readonly maxSurge?: IntOrPercent };
  };
  readonly updateStrategy: {
    readonly type?: string;
    readonly rollingUpdate?: { readonly maxSurge?: IntOrPercent };
  };
  readonly minReadySeconds: number;
  readonly progressDeadlineSeconds: number;
};

/** What an autoscaler works on. */
export type ScaleTarget = { readonly kind?: string; readonly name: string };
