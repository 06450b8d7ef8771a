import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { runNode } from '../../support/child';
import { emptyFolder, writeFiles } from '../../support/folder';

test('what Node warns of is asked for in another way', async () => {
  const root = writeFiles(emptyFolder(), {
    'package.json': '{}',
    'app.js': `
      const util = require('node:util');
      util.isArray = () => { throw new Error('deprecated'); };
      require('./loading.js');
      console.log([util.isArray([]), util.isArray({})]);`,
  });
  buildSync({
    entryPoints: [join(__dirname, '..', '..', '..', 'stacks', 'loading', 'index.ts')],
    bundle: true,
    platform: 'node',
    outfile: join(root, 'loading.js'),
  });
  expect(await runNode(['app.js'], { cwd: root }).ended).toMatchObject({
    code: 0,
    stdout: '[ true, false ]\n',
  });
});
