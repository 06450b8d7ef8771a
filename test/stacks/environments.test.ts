import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironments } from '../../stacks/environments';

describe('readEnvironments', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'environments-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  test("finds the shop's four, by name", () => {
    expect(readEnvironments().map((one) => [one.path, one.expectedName])).toEqual([
      ['environments/dev', 'dev'],
      ['environments/prod', 'prod'],
      ['environments/staging', 'staging'],
      ['environments/test', 'test'],
    ]);
  });

  test('an added file is an environment; its types and maps are none', () => {
    writeFileSync(join(folder, 'demo.js'), "exports.default = { name: 'demo' };");
    for (const other of ['demo.d.ts', 'demo.js.map', 'README.md'])
      writeFileSync(join(folder, other), 'nothing');
    expect(readEnvironments(folder)).toEqual([
      { path: 'environments/demo', expectedName: 'demo', data: { name: 'demo' } },
    ]);
  });

  test('a file without a default export, and one that fails, are told of', () => {
    writeFileSync(join(folder, 'a.js'), 'exports.demo = {};');
    writeFileSync(join(folder, 'b.js'), "throw new Error('boom');");
    expect(readEnvironments(folder).map((one) => one.unreadable)).toEqual(['no default export', 'boom']);
  });
});
