/** Kinds in the order in which they are applied, by the number that their files' names begin with. */
const GROUPS: Readonly<Record<number, readonly string[]>> = {
  0: ['Namespace'],
  1: ['CustomResourceDefinition'],
  2: ['PriorityClass', 'StorageClass', 'RuntimeClass', 'IngressClass', 'GatewayClass'],
  3: ['ResourceQuota'],
  4: ['LimitRange'],
  5: ['ServiceAccount'],
  6: ['ClusterRole', 'Role'],
  7: ['ClusterRoleBinding', 'RoleBinding'],
  10: ['NetworkPolicy'],
  15: ['ConfigMap'],
  16: ['Secret'],
  17: ['ClusterSecretStore', 'SecretStore', 'Password'],
  18: ['ClusterExternalSecret', 'ExternalSecret'],
  20: ['ClusterIssuer', 'Issuer'],
  21: ['Certificate'],
  25: ['PersistentVolume', 'PersistentVolumeClaim'],
  30: ['Service'],
  40: ['StatefulSet'],
  41: ['DaemonSet'],
  42: ['Deployment'],
  50: ['Job'],
  51: ['CronJob'],
  59: ['ClusterTriggerAuthentication', 'TriggerAuthentication'],
  60: ['HorizontalPodAutoscaler', 'ScaledObject'],
  65: ['PodDisruptionBudget'],
  70: ['Gateway'],
  71: ['HTTPRoute'],
  72: ['Ingress'],
  73: ['TargetGroupBinding'],
};

const OTHERS = 90;
const GROUP_OF = new Map(
  Object.entries(GROUPS).flatMap(([group, kinds]) => kinds.map((kind) => [kind, Number(group)] as const)),
);

/** The two digits that a kind's files begin with: what a later one needs comes first. `90` for kinds without a place of their own. */
export function orderGroup(kind: string): string {
  return String(GROUP_OF.get(kind) ?? OTHERS).padStart(2, '0');
}

/** Kinds that stand in no namespace (`kubectl api-resources --namespaced=false`, and those of the controllers that we use). */
const CLUSTER_SCOPED = new Set([
  'APIService',
  'CSIDriver',
  'ClusterExternalSecret',
  'ClusterIssuer',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterSecretStore',
  'ClusterTriggerAuthentication',
  'CustomResourceDefinition',
  'EC2NodeClass',
  'FlowSchema',
  'GatewayClass',
  'IngressClass',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'NodePool',
  'PersistentVolume',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttributesClass',
  'VolumeSnapshotClass',
]);

/** Whether objects of a kind stand in no namespace, so that one name is one object in the whole cluster. */
export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.has(kind);
}
