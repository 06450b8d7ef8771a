import type { ApiObject, KubernetesClient } from '../cluster/kubernetes-client';
import { policyGroup } from './authenticator';

/** What plays each access policy: the user-facing role that it follows (EKS User Guide, "Review access policy permissions"). */
const roles: Readonly<Record<string, string>> = {
  AmazonEKSClusterAdminPolicy: 'cluster-admin',
  AmazonEKSAdminPolicy: 'admin',
  AmazonEKSEditPolicy: 'edit',
  AmazonEKSViewPolicy: 'view',
};

/**
 * Gives the groups of access policies what the policies give, in a control plane.
 * @throws Error when the API server refuses
 */
export async function playAccessPolicies(client: KubernetesClient): Promise<void> {
  for (const [policy, role] of Object.entries(roles)) {
    const { status, body } = await client.apply(binding(policy, role));
    if (status >= 300) throw new Error(`${policy} cannot be played: ${status} ${JSON.stringify(body)}`);
  }
}

function binding(policy: string, role: string): ApiObject {
  const apiGroup = 'rbac.authorization.k8s.io';
  return {
    apiVersion: `${apiGroup}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: policyGroup(policy) },
    roleRef: { apiGroup, kind: 'ClusterRole', name: role },
    subjects: [{ apiGroup, kind: 'Group', name: policyGroup(policy) }],
  };
}
