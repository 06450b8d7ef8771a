import { JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { report } from '../../core/report';
import {
  KubeLimitRange,
  KubeNamespace,
  KubeResourceQuota,
  KubeRoleBinding,
  KubeServiceAccount,
  Quantity,
} from '../manifest/kinds';
import { checkLabels } from '../manifest/label-check';
import { checkObjectName, NamespaceChart } from '../manifest/namespace-chart';
import { namespaceErrors } from './errors';
import { allowDns, denyAll } from './network-policies';
import { namespaceFaults, podSecurityLabels, quotaFigures, systemFaults } from './plan';
import type { Amounts, ContainerDefaults, NamespaceBaselineProps, NamespaceQuota, Team } from './props';

/**
 * The namespace of a {@link NamespaceChart} and what holds for every pod in it: pod security, quota and defaults, no connection
 * but to DNS, a default service account without token, and who may work here. One per chart.
 *
 * Connections are opened by the service graph. A quota on limits makes a limit of every container mandatory; those that give none
 * get the default one.
 *
 * Reports `namespace/system`, `namespace/quantity`, `namespace/bounds`, `namespace/group`, `namespace/node-local-address`, `manifest/name` and `manifest/label`.
 */
export class NamespaceBaseline extends Construct {
  /** Name of the namespace. */
  readonly namespaceName: string;

  constructor(scope: Construct, id: string, props: NamespaceBaselineProps) {
    super(scope, id);
    this.namespaceName = NamespaceChart.of(this).namespaceName;
    for (const { error, ...finding } of [...systemFaults(this.namespaceName), ...namespaceFaults(props)]) {
      report(this, namespaceErrors[error], finding);
    }
    checkLabels(this, 'labels', props.labels ?? {});
    if (props.dns?.namespace !== undefined)
      checkObjectName(this, props.dns.namespace, 'label', 'dns.namespace');
    checkLabels(this, 'dns.podLabels', props.dns?.podLabels ?? {});

    this.addNamespace(props);
    if (props.quota) this.addQuota(props.quota);
    this.addDefaults(props.defaults);
    denyAll(this);
    allowDns(this, props.dns ?? {});
    // Made by the control plane in every namespace; whoever forgets a service account of their own gets no token from it.
    new KubeServiceAccount(this, 'DefaultServiceAccount', {
      metadata: { name: 'default' },
      automountServiceAccountToken: false,
    });
    for (const [name, team] of Object.entries(props.teams ?? {}).sort(byName)) this.addTeam(name, team);
  }

  private addNamespace({ podSecurity = 'restricted', labels }: NamespaceBaselineProps): void {
    const { kubernetesVersion } = NamespaceChart.of(this);
    const namespace = new KubeNamespace(this, 'Resource', {
      metadata: {
        name: this.namespaceName,
        labels: { ...labels, ...podSecurityLabels(podSecurity, kubernetesVersion) },
      },
    });
    // The chart puts every object into its namespace, also those that are in none.
    namespace.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }

  private addQuota(quota: NamespaceQuota): void {
    new KubeResourceQuota(this, 'Quota', {
      metadata: { name: 'quota' },
      spec: { hard: quantities(quotaFigures(quota)) },
    });
  }

  private addDefaults({ limits, requests }: ContainerDefaults): void {
    const figures = ({ cpu, memory }: Amounts) => quantities({ cpu, memory });
    new KubeLimitRange(this, 'Defaults', {
      metadata: { name: 'defaults' },
      spec: {
        limits: [{ type: 'Container', default: figures(limits), defaultRequest: figures(requests) }],
      },
    });
  }

  private addTeam(team: string, { group, access }: Team): void {
    // The role of a binding cannot be changed, so that it is part of the name.
    const name = checkObjectName(this, `team-${team}-${access}`);
    new KubeRoleBinding(this, `team-${team}`, {
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: access },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: group }],
    });
  }
}

function quantities(figures: Readonly<Record<string, string>>): Record<string, Quantity> {
  return Object.fromEntries(Object.entries(figures).map(([name, text]) => [name, Quantity.fromString(text)]));
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
