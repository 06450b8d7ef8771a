import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkManifestOutput, manifestFateOf } from '../../../lib/synth/manifest-output';
import { emptyFolder } from '../../support/folder';

test.each([
  ['dev', 'inside'],
  ['dev/us-east-1', 'inside'],
  ['dev/us-east-1/shop', 'inside'],
  ['.gitkeep', 'keep'],
  ['README.md', 'keep'],
  ['dev/notes.txt', 'keep'],
  ['dev/us-east-1/kustomization.yaml', 'drop'],
])('%s of the old output: %s', (path, fate) => {
  expect(manifestFateOf(path, '')).toBe(fate);
});

test('a folder with hidden files alone may become the output, one with other things may not', () => {
  const out = emptyFolder();
  writeFileSync(join(out, '.gitkeep'), '');
  expect(() => checkManifestOutput(out)).not.toThrow();
  mkdirSync(join(out, 'photos'));
  expect(() => checkManifestOutput(out)).toThrow('holds something else than manifests');
});
