import { defineErrors } from '../../core/errors';

/** Mistakes about clusters, their nodes and who may reach them. */
export const clusterErrors = defineErrors('cluster', {
  'whole-internet': {
    title: 'The public endpoint is opened to every address without saying so by name.',
    example: "endpoint: { publicRanges: ['0.0.0.0/0'] }",
  },
  'endpoint-range': {
    title: 'A range of the public endpoint is not one that EKS takes: a public network in CIDR form.',
    example: "endpoint: { publicRanges: ['203.0.113.7/24'] }",
  },
  'endpoint-ranges': {
    title: 'The public endpoint has no range, which EKS takes for the whole internet, or more than 40.',
    example: 'endpoint: { publicRanges: [] }',
  },
  zones: {
    title: 'The control plane has fewer than two zones, or a zone of another region.',
    example: "network: { privateSubnetIds: { 'us-east-1a': 'subnet-1' } }",
  },
  'service-range': {
    title: 'The range of service addresses is not a private network of /12 to /24.',
    example: "serviceRange: '172.20.0.0/28'",
  },
  'support-type': {
    title: 'A version in extended support is asked for under the support type STANDARD, which excludes it.',
    example: "version: '1.33', supportType: 'STANDARD' in November 2026",
  },
  compute: {
    title: 'EKS Auto Mode is asked for together with what it replaces.',
    example: "compute: 'auto', nodeGroups: { general: { ... } }",
  },
  'no-node-group': {
    title: 'A cluster without Auto Mode has no node group, so its own add-ons could never run.',
    example: 'nodeGroups: {}',
  },
  'node-group-name': {
    title: 'The name of a node group is not one that EKS takes.',
    example: "nodeGroups: { 'my group': { ... } }",
  },
  capacity: {
    title: 'The sizes of a node group contradict each other.',
    example: 'min: 3, desired: 2, max: 10',
  },
  'instance-type': {
    title: 'A text does not have the form of an EC2 instance type.',
    example: "instanceTypes: ['t3-medium']",
  },
  'instance-types': {
    title: 'A node group has no instance type, the same one twice, or more than 20.',
    example: 'instanceTypes: []',
  },
  'instance-too-small': {
    title: 'An instance type is so small that the add-ons of every node use up its pods.',
    example: "instanceTypes: ['t3.micro']",
  },
  architecture: {
    title: 'A node group mixes architectures, and one image cannot boot on both.',
    example: "instanceTypes: ['t3.medium', 't4g.medium']",
  },
  'spot-types': {
    title: 'A spot node group has so few instance types that one shortage takes all of it (a warning).',
    example: "capacity: 'spot', instanceTypes: ['t3a.small']",
  },
  disk: {
    title: 'The disk of a node is smaller than its image or larger than gp3 allows.',
    example: 'diskGiB: 10',
  },
  'node-zones': {
    title: 'A node group names no zone, or one where the network has no private subnet.',
    example: "zones: ['us-east-1f']",
  },
  label: {
    title: 'A node label has a form that Kubernetes refuses, or a prefix that a node may not set itself.',
    example: "labels: { 'node-role.kubernetes.io/worker': '' }",
  },
  taint: {
    title:
      'A taint has a key, value or effect that EKS refuses, or there are two of the same or more than 50.',
    example: "taints: [{ key: 'dedicated', value: 'batch', effect: 'NoRun' }]",
  },
  update: {
    title: 'The number or share of nodes that an update may take away is not within 1 to 100.',
    example: 'update: { maxUnavailablePercentage: 0 }',
  },
  'version-skew': {
    title: 'Nodes or kube-proxy are newer than the control plane, or more than three minors older.',
    example: "version: '1.35', nodeGroups: { general: { version: '1.36', ... } }",
  },
  'addon-version': {
    title: 'The version of an add-on does not have the form that EKS uses.',
    example: "addons: { coredns: { version: '1.13.1' } }",
  },
  'all-tainted': {
    title: 'No node group without taints starts with a node, so coredns finds no place (a warning).',
    example: "nodeGroups: { batch: { taints: [{ key: 'batch', effect: 'NoSchedule' }], ... } }",
  },
  'access-principal': {
    title: 'Access is granted to something that is no IAM role and no IAM user.',
    example: "principalArn: 'arn:aws:sts::111122223333:assumed-role/admin/anna'",
  },
  'access-duplicate': {
    title: 'The same principal, or the same id, gets access twice; EKS keeps one entry per principal.',
    example:
      "cluster.grantAccess('a', { principalArn: x, ... }); cluster.grantAccess('b', { principalArn: x, ... })",
  },
  'access-scope': {
    title: 'Access is limited to namespaces in a way that cannot be.',
    example: "policy: 'clusterAdmin', namespaces: ['shop']",
  },
  'access-group': {
    title: 'Access puts somebody into a group of Kubernetes that EKS keeps for itself.',
    example: "groups: ['system:masters']",
  },
  'identity-name': {
    title: 'A namespace or service account does not have a name that Kubernetes takes (RFC 1123).',
    example: "cluster.identityFor('Shop', 'orders')",
  },
  'identity-role': {
    title: 'Two identities would have the same role name.',
    example: "cluster.identityFor('a-b', 'c'); cluster.identityFor('a', 'b-c')",
  },
  'identity-statement': {
    title: 'An identity gets two different statements with the same sid.',
    example: "identity.allow({ sid: 'Read', ... }); identity.allow({ sid: 'Read', ... })",
  },
});
