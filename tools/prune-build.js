/**
 * Removes from build/ what was compiled from a source that is gone; tsc leaves it there. Run by itself (`npm run build`) it looks
 * everywhere. Loaded before a synth (`node -r`) it looks at environments/ only: these files are found by looking, so a left-over
 * would still be synthesized.
 */
const { existsSync, readdirSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const folder = require.main === module ? '' : 'environments';
const build = join(root, 'build', folder);

for (const file of existsSync(build) ? readdirSync(build, { recursive: true, encoding: 'utf8' }) : []) {
  const source = file.replace(/(\.d\.ts|\.js)$/, '.ts');
  if (source !== file && !existsSync(join(root, folder, source))) rmSync(join(build, file));
}
