#!/usr/bin/env node
/** The command `cdktf`: cdktf-cli, which has a native module that was never built for Node 23 and later. */
const { fail, runOnDemand } = require('./on-demand');

const VERSION = '0.21.0';
const NEWEST_NODE = 22;

if (Number(process.versions.node.split('.')[0]) > NEWEST_NODE) {
  fail(
    `cdktf-cli ${VERSION} does not run on Node ${process.versions.node} (its native module was never built ` +
      `for it): use Node 20 or ${NEWEST_NODE} for \`npx cdktf\`. \`npm run synth\` and \`npm test\` run on this one.`,
  );
}
runOnDemand({
  name: 'cdktf-cli',
  // typescript and ts-node are not needed: cdktf.json runs compiled JavaScript.
  packages: { 'cdktf-cli': VERSION, cdktf: VERSION, constructs: '10.4.2' },
  bin: ['bundle', 'bin', 'cdktf'],
  megabytes: 420,
});
