/** Where the table comes from, and the day it was read. */
export const removedApisSource = {
  source:
    'k8s.io/api v0.36.3, zz_generated.prerelease-lifecycle.go; Kubernetes, "Deprecated API Migration Guide"',
  asOf: '2026-11-21',
} as const;

/** First minor version without an API, by group version and kind; `*` for all kinds of it. */
const removed: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'admissionregistration.k8s.io/v1alpha1': {
    ValidatingAdmissionPolicy: 32,
    ValidatingAdmissionPolicyBinding: 32,
  },
  'admissionregistration.k8s.io/v1beta1': {
    MutatingWebhookConfiguration: 22,
    ValidatingWebhookConfiguration: 22,
    ValidatingAdmissionPolicy: 34,
    ValidatingAdmissionPolicyBinding: 34,
  },
  'apiextensions.k8s.io/v1beta1': { '*': 22 },
  'apiregistration.k8s.io/v1beta1': { '*': 22 },
  'apps/v1beta1': { '*': 16 },
  'apps/v1beta2': { '*': 16 },
  'authentication.k8s.io/v1beta1': { TokenReview: 22, SelfSubjectReview: 33 },
  'authorization.k8s.io/v1beta1': { '*': 22 },
  'autoscaling/v2beta1': { '*': 25 },
  'autoscaling/v2beta2': { '*': 26 },
  'batch/v1beta1': { '*': 25 },
  'batch/v2alpha1': { '*': 21 },
  'certificates.k8s.io/v1beta1': { CertificateSigningRequest: 22 },
  'coordination.k8s.io/v1beta1': { Lease: 22 },
  'discovery.k8s.io/v1beta1': { '*': 25 },
  'events.k8s.io/v1beta1': { '*': 25 },
  'extensions/v1beta1': { Ingress: 22, '*': 16 },
  'flowcontrol.apiserver.k8s.io/v1beta1': { '*': 26 },
  'flowcontrol.apiserver.k8s.io/v1beta2': { '*': 29 },
  'flowcontrol.apiserver.k8s.io/v1beta3': { '*': 32 },
  'networking.k8s.io/v1beta1': { Ingress: 22, IngressClass: 22, IPAddress: 37, ServiceCIDR: 37 },
  'node.k8s.io/v1beta1': { '*': 25 },
  'policy/v1beta1': { '*': 25 },
  'rbac.authorization.k8s.io/v1beta1': { '*': 22 },
  'scheduling.k8s.io/v1beta1': { PriorityClass: 22 },
  'storage.k8s.io/v1beta1': {
    CSIDriver: 22,
    CSINode: 22,
    CSIStorageCapacity: 27,
    StorageClass: 22,
    VolumeAttachment: 22,
    VolumeAttributesClass: 37,
  },
};

/** First minor version of Kubernetes that no longer serves a kind of a group version, or `undefined` when all known ones do. */
export function removedIn(apiVersion: string, kind: string): number | undefined {
  const kinds = Object.hasOwn(removed, apiVersion) ? removed[apiVersion] : undefined;
  if (!kinds) return undefined;
  return Object.hasOwn(kinds, kind) ? kinds[kind] : kinds['*'];
}
