import { defineErrors } from '../core/errors';

/** Mistakes about bindings: what joins a workload to a cloud resource. */
export const bridgeErrors = defineErrors('bridge', {
  name: {
    title: 'A binding has a name that no ConfigMap can have.',
    example: "name: 'Orders_DB'",
  },
  'duplicate-name': {
    title: 'Two bindings of one namespace have the same name, so one ConfigMap would overwrite the other.',
    example: "two workloads, both with a binding name: 'database'",
  },
  'missing-cloud-end': {
    title: 'A workload is bound to something that the platform stack publishes nothing about.',
    example: 'bindings.bindDatabase(orders, { ... }) where the region has no database',
  },
  'missing-cluster-end': {
    title: 'Something is published and granted for a workload that is in no manifest.',
    example: 'bindings.add(databaseBinding({ ... })) without clusterEnd(workload)',
  },
  'no-identity': {
    title:
      'A workload runs as a service account that its binding has no identity for, so nothing is granted to it.',
    example: "a binding for { serviceAccount: 'orders' } and a workload with serviceAccountName: 'default'",
  },
  'no-namespace': {
    title:
      'A binding is for a namespace that the platform stack does not make, so its ConfigMap has no place.',
    example: 'a workload in namespace jobs, where the platform stack makes shop-dev only',
  },
  token: {
    title: 'A value that is known only after a deploy is used where a manifest is written.',
    example: 'bindings.bindDatabase(orders, { ranges: [subnet.cidrBlock], ... })',
  },
  range: {
    title:
      'A binding names no range to reach, one that is not in CIDR form, or every address without saying so.',
    example: "ranges: ['0.0.0.0/0']",
  },
  port: {
    title: 'A resource listens on another port than the one its binding opens.',
    example: 'a database on port 5433 and a binding without port: 5433',
  },
  prefix: {
    title: 'The prefix of the variables is not made of capitals, digits and underscores.',
    example: "prefix: 'db-'",
  },
  'missing-variable': {
    title:
      'A service in the cluster lacks a variable that its managed twin gives, so the workload could tell them apart.',
    example: 'a PostgreSQL whose attributes have no DB_NAME',
  },
});
