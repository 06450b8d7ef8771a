const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');

const { resource, terraform } = JSON.parse(
  readFileSync('cdktf.out/stacks/dev-us-east-1-keys/cdk.tf.json', 'utf8'),
);
assert.equal(resource.aws_kms_key.key.enable_key_rotation, true);
assert.equal(resource.aws_kms_alias.key_alias.name, 'alias/consumer-dev-data');
assert.equal(terraform.required_providers.aws.source, 'registry.terraform.io/hashicorp/aws');
for (const part of ['testing', 'cli', 'core/environment', 'core/errors', 'aws/network'])
  require(`isthmus/${part}`);
console.log('the packed package synthesizes');
