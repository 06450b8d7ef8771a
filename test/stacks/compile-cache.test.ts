import { join } from 'node:path';

const load = (nodeModule: object) =>
  jest.isolateModules(() => {
    jest.doMock('node:module', () => nodeModule);
    require('../../stacks/compile-cache');
  });

describe('what V8 compiled', () => {
  test('is kept below node_modules', () => {
    const enableCompileCache = jest.fn();
    load({ enableCompileCache });
    const folder = join(__dirname, '..', '..', 'node_modules', '.cache', 'compiled');
    expect(enableCompileCache.mock.calls).toEqual([[folder]]);
  });

  test('is not kept by a Node that cannot', () => {
    expect(() => load({})).not.toThrow();
  });
});
