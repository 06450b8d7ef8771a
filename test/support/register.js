/** Lets a child process of a test load TypeScript, compiled as jest compiles it: `node -r test/support/register.js file.ts`. */
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

process.env.CHECKPOINT_DISABLE = '1';
process.env.DISABLE_VERSION_CHECK = '1';

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};
