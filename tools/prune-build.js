/**
 * Removes from build/ what was compiled from a source that is gone; tsc leaves it there. Files are found by looking
 * (environments, error tables), so a left-over would still be found. Loaded before a program: `node -r ./tools/prune-build.js`.
 */
const { existsSync, readdirSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const build = join(root, 'build');

for (const file of existsSync(build) ? readdirSync(build, { recursive: true, encoding: 'utf8' }) : []) {
  const source = file.replace(/(\.d\.ts|\.js)$/, '.ts');
  if (source !== file && !existsSync(join(root, source))) rmSync(join(build, file));
}
