import type { Construct } from 'constructs';
import { sortedEntries } from '../core/sorted-entries';
import { ExternalSecret, SecretStore } from '../k8s/custom/custom-resource';
import { NamespaceChart } from '../k8s/manifest/namespace-chart';
import type { SecretSource } from './spec';

/** Name of the SecretStore of every namespace that reads Secrets Manager. */
export const secretStoreName = 'aws-secrets-manager';

/**
 * The namespace's way to Secrets Manager, made once. It names no role and no key: the controller of External Secrets uses its own Pod
 * Identity. One per namespace, since a ClusterSecretStore would serve every namespace of the cluster.
 */
function secretStore(scope: Construct, region: string): void {
  const chart = NamespaceChart.of(scope);
  if (chart.node.tryFindChild(secretStoreName)) return;
  new SecretStore(chart, secretStoreName, {
    name: secretStoreName,
    spec: { provider: { aws: { service: 'SecretsManager', region } } },
  });
}

/** Asks External Secrets for a Secret with the values, by key; nothing secret is in the manifest itself. */
export function externalSecret(
  scope: Construct,
  name: string,
  region: string,
  sources: Readonly<Record<string, SecretSource>>,
): void {
  secretStore(scope, region);
  const chart = NamespaceChart.of(scope);
  if (chart.node.tryFindChild(`external-secret-${name}`)) return;
  // Below the chart and not the workload: workloads that share a binding share it.
  new ExternalSecret(chart, `external-secret-${name}`, {
    name,
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'SecretStore', name: secretStoreName },
      target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: sortedEntries(sources).map(([secretKey, { secretName, property }]) => ({
        secretKey,
        remoteRef: { key: secretName, ...(property !== undefined && { property }) },
      })),
    },
  });
}
