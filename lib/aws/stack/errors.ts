import { defineErrors } from '../../core/errors';

/** Mistakes about a stack and about what every construct takes from it. */
export const stackErrors = defineErrors('stack', {
  account: { title: 'An AWS account number is not twelve digits.', example: "account: '12345'" },
  region: { title: 'A region does not exist.', example: "region: 'us-east-3'" },
  tag: {
    title: 'A tag has a key or a value that AWS does not take.',
    example: "tags: { 'aws:team': 'shop' }",
  },
  'tag-reserved': {
    title: 'A tag of the user has a key that Isthmus sets itself.',
    example: "tags: { owner: 'me' }",
  },
  name: {
    title: 'A name is too long, too short or of the wrong form for the resource it becomes.',
    example: 'a load balancer named microshop-production-europe-public-api (32 characters at most)',
  },
  address: {
    title: 'Two elements of a stack have the same Terraform address, so one would overwrite the other.',
    example: "constructs 'a/b' and 'a_b' of the same resource type in one stack",
  },
  'no-aws-stack': {
    title: 'A construct stands outside an AwsStack, so its account, region and tags are unknown.',
    example: 'new Network(new TerraformStack(app, "x"), "network", { ... })',
  },
  'override-without-effect': {
    title: 'An override changes nothing.',
    example: 'overrides: { vpc: { enableDnsSupport: true } } where true is what is set already',
  },
  'unpublished-contract': {
    title: 'A stack reads a contract that the other stack does not publish.',
    example: "networkContract.read(cluster, data), where stack data publishes no contract 'network'",
  },
  sid: {
    title:
      'A statement of a policy has an id that another one of it has, or that has other characters than letters and digits.',
    example: "bucket.grantRead('a/'), twice in the policy of one role",
  },
  'wildcard-grant': {
    title:
      'A policy statement allows every action, every principal without a condition, or all resources but some.',
    example: "actions: ['*']",
  },
});
