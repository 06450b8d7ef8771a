import { defineErrors } from '../../core/errors';

/** Mistakes about what Terraform puts into a cluster. */
export const platformErrors = defineErrors('platform', {
  'cluster-in-same-state': {
    title:
      'The kubernetes provider stands in the stack that makes its cluster, so it is configured before the cluster is there.',
    example: "new ClusterProvider(this, 'kubernetes', { cluster: new Cluster(this, 'cluster', { ... }) })",
  },
  'secret-in-config': {
    title:
      'A ConfigMap is to hold what looks like a secret: everybody who may read the namespace would see it.',
    example: "values: { PASSWORD: '...' }, or a URL with a password in it",
  },
  'secret-name': {
    title:
      'A secret that External Secrets is to read is none of the environment, or its name has a wildcard.',
    example: "secretNames: ['shop-prod-payment-key'] in environment dev",
  },
  'target-group-name': {
    title:
      'A target group that the AWS Load Balancer Controller is to attach pods to is none of the environment, or its name has a wildcard.',
    example: "targetGroupNames: ['shop-prod-*'] in environment prod",
  },
  'namespace-name': {
    title: 'The name of a namespace is not a DNS label.',
    example: "new PlatformNamespace(this, 'namespace', { name: 'Shop_Dev' })",
  },
});
