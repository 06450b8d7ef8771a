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
    title: 'Two environments serve the same host name.',
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
});
