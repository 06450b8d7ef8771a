/** A field that is newer than the typings, which are those of Kubernetes 1.27. */
export interface NewField {
  /** The kinds that have it; for those with pods the path is that within the pod's spec. */
  readonly kinds: 'pod' | readonly string[];
  /** The path, with a list's places as `[]`. What is below it is not checked. */
  readonly path: RegExp;
  /** The first minor version that takes it without a feature gate being turned on. */
  readonly since: number;
}

const CONTAINER = '(?:containers|initContainers)\\[\\]';
const TERM = 'affinity\\.pod(?:Anti)?Affinity\\.(?:preferred\\w+\\[\\]\\.podAffinityTerm|required\\w+\\[\\])';
const PVC = '(?:spec|spec\\.volumeClaimTemplates\\[\\]\\.spec)';

/** Newer fields (Kubernetes, "Feature Gates": the first version in which the gate is on by default). */
export const newFields: readonly NewField[] = [
  { kinds: 'pod', path: at(`${CONTAINER}\\.lifecycle\\.(?:preStop|postStart)\\.sleep`), since: 30 },
  { kinds: 'pod', path: at('initContainers\\[\\]\\.restartPolicy'), since: 29 },
  { kinds: 'pod', path: at('containers\\[\\]\\.restartPolicy'), since: 35 },
  { kinds: 'pod', path: at(`${CONTAINER}\\.restartPolicyRules`), since: 35 },
  { kinds: 'pod', path: at(`(?:${CONTAINER}\\.)?securityContext\\.appArmorProfile`), since: 30 },
  { kinds: 'pod', path: at('securityContext\\.(?:supplementalGroupsPolicy|seLinuxChangePolicy)'), since: 33 },
  { kinds: 'pod', path: at(`${CONTAINER}\\.volumeMounts\\[\\]\\.recursiveReadOnly`), since: 31 },
  { kinds: 'pod', path: at(`${CONTAINER}\\.env\\[\\]\\.valueFrom\\.fileKeyRef`), since: 35 },
  { kinds: 'pod', path: at('volumes\\[\\]\\.image'), since: 35 },
  { kinds: 'pod', path: at(`${TERM}\\.(?:match|mismatch)LabelKeys`), since: 31 },
  { kinds: 'pod', path: at('resources'), since: 34 },
  { kinds: 'pod', path: at('hostnameOverride'), since: 35 },
  {
    kinds: ['HorizontalPodAutoscaler'],
    path: at('spec\\.behavior\\.scale(?:Up|Down)\\.tolerance'),
    since: 35,
  },
  { kinds: ['Service'], path: at('spec\\.trafficDistribution'), since: 31 },
  {
    kinds: ['Job'],
    path: at('spec\\.(?:podReplacementPolicy|backoffLimitPerIndex|maxFailedIndexes)'),
    since: 29,
  },
  { kinds: ['Job'], path: at('spec\\.successPolicy'), since: 31 },
  { kinds: ['Job'], path: at('spec\\.managedBy'), since: 32 },
  {
    kinds: ['PersistentVolumeClaim', 'StatefulSet'],
    path: at(`${PVC}\\.volumeAttributesClassName`),
    since: 34,
  },
];

function at(path: string): RegExp {
  return new RegExp(`^${path}(?:$|[.[])`);
}

/** Where a kind has the spec of its pods; a Pod has it in `spec`. */
export const podSpecs: Readonly<Record<string, string>> = {
  Pod: 'spec.',
  Deployment: 'spec.template.spec.',
  StatefulSet: 'spec.template.spec.',
  DaemonSet: 'spec.template.spec.',
  ReplicaSet: 'spec.template.spec.',
  Job: 'spec.template.spec.',
  CronJob: 'spec.jobTemplate.spec.template.spec.',
};

/** Kinds that came after the typings, with the minor version that first serves them. Their fields are not checked. */
export const newKinds: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'admissionregistration.k8s.io/v1': { ValidatingAdmissionPolicy: 30, ValidatingAdmissionPolicyBinding: 30 },
  'flowcontrol.apiserver.k8s.io/v1': { FlowSchema: 29, PriorityLevelConfiguration: 29 },
  'networking.k8s.io/v1': { IPAddress: 33, ServiceCIDR: 33 },
  'resource.k8s.io/v1': { DeviceClass: 34, ResourceClaim: 34, ResourceClaimTemplate: 34, ResourceSlice: 34 },
  'storage.k8s.io/v1': { VolumeAttributesClass: 34 },
};
