import { defineErrors } from '../errors';

/** Mistakes in the data of environments, found before any construct is made. */
export const environmentErrors = defineErrors('environment', {
  schema: {
    title: 'A value of an environment is missing, misspelt or of the wrong type.',
    example: "nat: 'one' instead of nat: 'single'",
  },
  unreadable: {
    title: 'A file in environments/ cannot be loaded, or has no default export.',
    example: 'export const demo = { ... } instead of export default { ... }',
  },
  'duplicate-name': {
    title: 'Two environments have the same name, so their stacks would have the same ids.',
    example: "environments/dev.ts and environments/copy.ts, both with name: 'dev'",
  },
  'duplicate-prefix': {
    title: 'Two environments in one account give their resources the same names.',
    example: "project: 'shop', name: 'eu-dev' and project: 'shop-eu', name: 'dev' in one account",
  },
  'nested-name': {
    title:
      "An environment's name begins with another's: a policy or a command that means the one by its prefix takes the other too.",
    example: "name: 'prod' and name: 'prod-eu'; `cdktf deploy 'prod-*'` would deploy both",
  },
  'duplicate-host': {
    title: 'Two environments, or two regions of one, serve the same host name.',
    example: "edge: { host: 'api.microshop.com' } in both staging and prod",
  },
  'file-name': {
    title: "A file's name is not the name of the environment in it.",
    example: "environments/stage.ts with name: 'staging'",
  },
  'primary-region': {
    title: 'The primary region is not one of the regions of the environment.',
    example: "primaryRegion: 'us-east-1' with regions: { 'us-west-2': { ... } }",
  },
  'unknown-peer': {
    title: 'A network is to be peered with an environment or region that does not exist.',
    example: "peers: ['stagign/us-east-1']",
  },
  'missing-tier': {
    title: 'A region has a service whose tier of subnets its network does not have.',
    example: 'database: { ... } in a region whose network has no subnets.database',
  },
  'duplicate-oidc-provider': {
    title:
      "Two environments in one account both make GitHub's OIDC provider, of which IAM takes one for each URL and account.",
    example: "account: '111111111111' in both dev and test, neither with oidcProvider: 'existing'",
  },
  'reserved-bucket': {
    title: 'A bucket has the name of one that every environment has of its own.',
    example: "buckets: { 'edge-logs': { noncurrentDays: 90 } }",
  },
  'entry-without-edge': {
    title: "Workloads come in by the region's edge, and the region has none.",
    example: "entry: { kind: 'edge' } in an environment with a region without edge: { ... }",
  },
  'edge-without-entry': {
    title:
      'A region has an edge that no workload is attached to, so its load balancer answers nothing but 503.',
    example: "edge: { ... } in an environment with entry: { kind: 'gateway', ... }",
  },
  'target-port': {
    title:
      "The edge sends requests to a port that the gateway does not listen on: nothing answers, and the pods' rules are for another port.",
    example: 'edge: { targetPort: 9090 } with a gateway on 8080',
  },
  'missing-image': {
    title: 'A service has no image.',
    example: "workloads: { images: { 'order-service': '1.0.0' } } without the other services",
  },
  'unknown-image': {
    title: 'An image is given for a service that there is not.',
    example: "images: { 'usr-service': '1.0.0' }",
  },
});
