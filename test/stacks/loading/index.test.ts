import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from '../../support/child';
import { emptyFolder, writeFiles } from '../../support/folder';
import { bundleLoading } from './bundle';

test('what Node warns of is asked for in another way', async () => {
  const root = writeFiles(emptyFolder(), {
    'package.json': '{}',
    'app.js': `
      const util = require('node:util');
      util.isArray = () => { throw new Error('deprecated'); };
      require('./loading.js');
      console.log([util.isArray([]), util.isArray({})]);`,
  });
  bundleLoading(join(root, 'loading.js'));
  expect(await runNode(['app.js'], { cwd: root }).ended).toMatchObject({
    code: 0,
    stdout: '[ true, false ]\n',
  });
});

test.each(['cli', 'kubernetes', 'terraform'])('%s.ts imports it before the libraries', (entry) => {
  const stacks = join(__dirname, '..', '..', '..', 'stacks');
  expect(readFileSync(join(stacks, `${entry}.ts`), 'utf8')).toMatch(/^import '\.\/loading';\n/);
});
