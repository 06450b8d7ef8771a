#!/usr/bin/env node
/** The command `cdk8s`: cdk8s-cli. */
const { runOnDemand } = require('./on-demand');

runOnDemand({
  name: 'cdk8s-cli',
  packages: { 'cdk8s-cli': '2.207.60' },
  bin: ['bin', 'cdk8s'],
  megabytes: 93,
});
