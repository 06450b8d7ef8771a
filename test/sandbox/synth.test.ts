import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesizedIn } from '../../sandbox/synth';
import { emptyFolder } from '../support/folder';

test('what was synthesized last is found, and nothing where nothing was', () => {
  const folder = emptyFolder();
  expect(synthesizedIn(folder)).toBeUndefined();
  const output = join(folder, 'cdktf.out');
  mkdirSync(output);
  expect(synthesizedIn(folder)).toBeUndefined();
  writeFileSync(join(output, 'manifest.json'), '{}');
  expect(synthesizedIn(folder)).toEqual({ output, manifests: join(folder, 'dist') });
});
