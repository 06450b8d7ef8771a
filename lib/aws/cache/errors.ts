import { defineErrors } from '../../core/errors';

/** Mistakes about ElastiCache. */
export const cacheErrors = defineErrors('cache', {
  'node-type': {
    title: 'A cache node type is not of a form or a family that ElastiCache creates today.',
    example: "nodeType: 't3.small', without its prefix cache.",
  },
  'global-node-type': {
    title: 'A node type that global datastores do not take: they ask for large nodes that are not burstable.',
    example: "nodeType: 'cache.t3.small' for a cache of a global datastore",
  },
  topology: {
    title: 'A number of shards or replicas is outside what a replication group takes.',
    example: "topology: { mode: 'single', replicas: 6 }",
  },
  'no-replica': {
    title: 'Failover to another zone is wanted and there is no replica to fail over to.',
    example: "topology: { mode: 'single', replicas: 0 } with availability 'multiAz'",
  },
  retention: {
    title: 'Automatic snapshots are kept 0 to 35 days.',
    example: 'snapshot: { retentionDays: 60, ... }',
  },
  window: {
    title: 'A window of time is not of the form that ElastiCache takes, or is shorter than an hour.',
    example: "maintenanceWindow: 'sunday 5am'",
  },
  'window-overlap': {
    title: 'The snapshot window meets the maintenance window.',
    example: "snapshot: { window: '03:00-04:00' } with maintenanceWindow: 'sun:03:30-sun:04:30'",
  },
  parameter: {
    title:
      'A parameter is not one of a custom parameter group: it is decided elsewhere, or turns off what the construct turns on.',
    example: "parameters: { 'cluster-enabled': 'yes' }",
  },
  'iam-version': {
    title: 'The engine version has no IAM users (Redis OSS before 7.0).',
    example: "engine: 'redis', version: '6.2'",
  },
  'no-users': { title: 'A cache has no user, so nothing can connect to it.', example: 'users: {}' },
  'user-name': {
    title: 'A user has a name that ElastiCache does not take, or keeps for itself.',
    example: "users: { default: { access: 'on ~* +@all' } }",
  },
  access: {
    title: 'An access string is not one that an IAM user can have.',
    example: "access: 'on >secret ~* +@all'",
  },
  'unknown-user': {
    title: 'A grant names a user that the cache does not have.',
    example: "cache.connectStatement('prodcut')",
  },
});
