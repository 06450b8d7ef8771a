/** Removes from build/ what was compiled from a source that is gone; tsc leaves it there. build/bundle is kept by its own tool. */
const { existsSync, readdirSync, rmSync } = require('node:fs');
const { join, sep } = require('node:path');

const root = join(__dirname, '..');
const build = join(root, 'build');

for (const file of existsSync(build) ? readdirSync(build, { recursive: true, encoding: 'utf8' }) : []) {
  const source = file.replace(/(\.d\.ts|\.js)$/, '.ts');
  if (source === file || file.startsWith(`bundle${sep}`)) continue;
  if (!existsSync(join(root, source))) rmSync(join(build, file));
}
