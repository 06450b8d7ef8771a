import { defineErrors } from '../../core/errors';

/** Mistakes about namespaces and what bounds them. */
export const namespaceErrors = defineErrors('namespace', {
  system: {
    title:
      'The namespace is one that Kubernetes keeps for itself or for what names none, where a denial of all stops the cluster.',
    example: "new NamespaceChart(app, 'x', { namespace: 'kube-system', ... })",
  },
  quantity: {
    title: 'A figure of CPU, memory or storage, or a number of pods, is not one that can be meant.',
    example: "memory: '512m', which is half a byte",
  },
  bounds: {
    title: 'A figure is larger than the one that bounds it, so no pod could be created.',
    example: "defaults: { requests: { cpu: '1', ... }, limits: { cpu: '500m', ... } }",
  },
  group: {
    title: 'A group of a team is empty or of a kind that the cluster or the cloud keeps for itself.',
    example: "teams: { shop: { group: 'system:masters', access: 'edit' } }",
  },
  'node-local-address': {
    title: 'The address of the DNS cache on each node is not an IPv4 address.',
    example: "dns: { nodeLocalAddress: 'coredns' }",
  },
  priority: {
    title: 'A priority is outside -2147483648 to 1000000000, which is where those of users end.',
    example: 'classes: { critical: { value: 2000000000, ... } }',
  },
});
