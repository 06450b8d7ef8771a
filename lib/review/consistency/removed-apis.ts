import { type Problem, problem } from '../../core/errors';
import type { Manifest } from '../manifest';
import { consistencyErrors } from './errors';

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

/**
 * Finds objects whose API the cluster no longer serves.
 * @param manifests - those of one environment and region
 * @param version - minor version of the cluster, for example `1.36`
 */
export function checkRemovedApis(manifests: readonly Manifest[], version: string): Problem[] {
  const minor = Number(version.split('.')[1]);
  return manifests.flatMap(({ path, object: { apiVersion, kind } }) => {
    const kinds = Object.hasOwn(removed, apiVersion) ? removed[apiVersion] : undefined;
    const gone = kinds?.[kind] ?? kinds?.['*'];
    if (gone === undefined || minor < gone) return [];
    return [
      problem(consistencyErrors['removed-api'], path, {
        at: 'apiVersion',
        found: `${apiVersion} ${kind}, last served by Kubernetes 1.${gone - 1}; the cluster is ${version}`,
        fix: 'use the version that replaced it (Kubernetes, "Deprecated API Migration Guide")',
      }),
    ];
  });
}
