import { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { Construct } from 'constructs';
import { platformLabels } from './labels';

/** The group of Kubernetes that {@link PlanAccess} is for: give it to those who plan, beside the access policy `view`. */
export const PLAN_GROUP = 'isthmus:plan';

const NAME = 'isthmus-plan';

/**
 * Lets those who plan read what a plan refreshes and the access policy `view` does not cover: storage classes, and the role and the binding
 * themselves. They stand outside of namespaces, and AmazonEKSViewPolicy reads nothing there but namespaces (EKS User Guide, "Review access
 * policy permissions"). Secrets stay closed.
 */
export class PlanAccess extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const metadata = { name: NAME, labels: platformLabels(this) };
    const role = new ClusterRoleV1(this, 'role', {
      metadata,
      rule: [
        { apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: ['get'] },
        {
          apiGroups: ['rbac.authorization.k8s.io'],
          resources: ['clusterroles', 'clusterrolebindings'],
          resourceNames: [NAME],
          verbs: ['get'],
        },
      ],
    });
    new ClusterRoleBindingV1(this, 'binding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role.metadata.name },
      subject: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: PLAN_GROUP }],
    });
  }
}
