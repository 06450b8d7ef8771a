import { defineErrors } from '../../core/errors';

/** Mistakes about who may reach whom. */
export const connectionErrors = defineErrors('connections', {
  'other-stack': {
    title: 'A rule would join two constructs of different stacks, and so of different states.',
    example:
      'database.connections.allowFrom(cluster) where the database was made in stack data and the cluster in stack cluster',
  },
  'no-port': {
    title: 'A rule names no port and the construct has no port of its own.',
    example: 'cluster.connections.allowFrom(bastion)',
  },
  'whole-internet': {
    title: 'A rule opens a port to every address without saying so by name.',
    example: "connections.allowFromRange('0.0.0.0/0', Port.tcp(22))",
  },
  range: {
    title:
      'A range of addresses is not in CIDR form, or not in the short form that begins with its first address.',
    example: "connections.allowFromRange('10.0.0.0')",
  },
  'same-name': {
    title: 'Two peers of one name have different security groups, so the rule of one would be lost.',
    example:
      "database.connections.allowFrom(one); database.connections.allowFrom(other), both with the name 'workers'",
  },
});
