import { join } from 'node:path';
import { displayPath, projectRoot } from '../../../lib/cli/paths';
import { emptyFolder, writeFiles } from '../../support/folder';

test('projectRoot: the nearest folder above with a package.json', () => {
  const root = writeFiles(emptyFolder(), { 'package.json': '{}', 'build/stacks/cli.js': '' });
  expect(projectRoot(join(root, 'build', 'stacks'))).toBe(root);
  expect(() => projectRoot('/')).toThrow('no package.json');
});

test('displayPath: relative where that is shorter', () => {
  expect(displayPath(join(process.cwd(), 'cdktf.out'))).toBe('cdktf.out');
  expect(displayPath(process.cwd())).toBe('.');
  expect(displayPath('/somewhere/else')).toBe('/somewhere/else');
});
