import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from '../../support/child';
import { emptyFolder, writeFiles } from '../../support/folder';
import { bundleLoading } from './bundle';

/** Tells of each module whether V8 took what was kept of it. */
const program = `
  const vm = require('node:vm');
  const { basename } = require('node:path');
  const { Script } = vm;
  const kept = {};
  vm.Script = class extends Script {
    constructor(text, options) {
      super(text, options);
      kept[basename(options.filename)] = Boolean(options.cachedData) && !this.cachedDataRejected;
    }
  };
  require('./build/loading.js');
  Promise.resolve(require('./main.js')).then((result) => {
    console.log(JSON.stringify({ result, kept }));
  });`;

/** A program of these modules. */
function programOf(modules: Readonly<Record<string, string>>) {
  const root = writeFiles(emptyFolder(), { 'package.json': '{}', 'app.js': program, ...modules });
  bundleLoading(join(root, 'build', 'loading.js'));
  const run = async (env: Readonly<Record<string, string>> = {}, ...options: string[]) => {
    const { code, stdout, stderr } = await runNode([...options, 'app.js'], {
      cwd: root,
      env: { NODE_V8_COVERAGE: '', ...env },
    }).ended;
    return { code, stderr, ...(stdout ? (JSON.parse(stdout) as { result: unknown; kept: object }) : {}) };
  };
  const folder = join(root, 'build', 'compiled');
  const file = join(folder, `app-${process.version}-${process.arch}`);
  return { root, run, folder, file, keptNowhere: { NODE_DISABLE_COMPILE_CACHE: '1' } };
}

describe('what V8 compiled of modules', () => {
  const modules = {
    'main.js': "const { add } = require('./add.js'); module.exports = add(1, 2);",
    'add.js': 'exports.add = (one, other) => one + other;',
  };

  test('is kept for the next run of the program', async () => {
    const { run, folder, file } = programOf(modules);
    expect(await run()).toMatchObject({ result: 3, kept: { 'main.js': false, 'add.js': false } });
    expect(readdirSync(folder)).toEqual([`app-${process.version}-${process.arch}`]);
    const { ino } = statSync(file);
    expect(await run()).toMatchObject({ result: 3, kept: { 'main.js': true, 'add.js': true } });
    expect(statSync(file).ino).toBe(ino);
  });

  test('is of no use where the text has changed, be it as long as before', async () => {
    const { root, run } = programOf(modules);
    await run();
    writeFiles(root, { 'add.js': modules['add.js'].replace('+', '-') });
    expect(await run()).toMatchObject({ result: -1, kept: { 'main.js': true, 'add.js': false } });
    expect(await run()).toMatchObject({ result: -1, kept: { 'main.js': true, 'add.js': true } });
  });

  test('holds the functions too that were compiled when they were called', async () => {
    const long = `exports.add = (one, other) => { ${'one = (one * 2 + 1) % 7 + other; '.repeat(500)} return one; };`;
    const uncalled = "require('./add.js'); module.exports = 3;";
    const sizes = [];
    for (const main of [modules['main.js'], uncalled]) {
      const { run, file } = programOf({ 'main.js': main, 'add.js': long });
      await run();
      sizes.push(statSync(file).size);
    }
    const [called = 0, not = 0] = sizes;
    expect(called).toBeGreaterThan(not + 5_000);
  });

  test('holds no inline source map', async () => {
    const map = `\n//# sourceMappingURL=data:application/json;base64,${'A'.repeat(100_000)}\n`;
    const { run, file } = programOf({ ...modules, 'add.js': `${modules['add.js']}${map}` });
    expect(await run()).toMatchObject({ result: 3 });
    expect(statSync(file).size).toBeLessThan(20_000);
  });

  test.each<[string, (kept: Buffer) => Buffer]>([
    ['cut off', (kept) => kept.subarray(0, kept.length / 2)],
    ['one bit off', (kept) => Buffer.concat([kept.subarray(0, -9), Buffer.of(0xff), kept.subarray(-8)])],
    ['empty', () => Buffer.of()],
    ['of another program', () => Buffer.from('{"name": "another"}')],
  ])('is compiled anew from a file that is %s', async (_, broken) => {
    const { run, file } = programOf(modules);
    await run();
    const before = readFileSync(file);
    writeFileSync(file, broken(before));
    expect(readFileSync(file)).not.toEqual(before);
    expect(await run()).toMatchObject({ result: 3, kept: { 'main.js': false, 'add.js': false } });
    expect(await run()).toMatchObject({ result: 3, kept: { 'main.js': true, 'add.js': true } });
  });

  test('is not kept where nothing may be written', async () => {
    const { root, run, folder } = programOf(modules);
    writeFiles(root, { 'build/compiled': 'a file' });
    expect(await run()).toMatchObject({ code: 0, stderr: '', result: 3 });
    expect(readFileSync(folder, 'utf8')).toBe('a file');
  });

  test.each<[string, Readonly<Record<string, string>>, string[]]>([
    ['Node is told to keep none', { NODE_DISABLE_COMPILE_CACHE: '1' }, []],
    ['the coverage is measured', { NODE_V8_COVERAGE: join(emptyFolder(), 'coverage') }, []],
    ['source maps are read', {}, ['--enable-source-maps']],
    ['a debugger watches', {}, ['--inspect=127.0.0.1:0']],
  ])('is left to Node where %s', async (_, env, options) => {
    const { root, run } = programOf(modules);
    expect(await run(env, ...options)).toMatchObject({ code: 0, result: 3, kept: {} });
    expect(readdirSync(join(root, 'build'))).toEqual(['loading.js']);
  });
});

describe('a module that is compiled this way', () => {
  /** What a program says without the cache, with one that has nothing, and with one that has everything. */
  async function inThreeWays(modules: Readonly<Record<string, string>>) {
    const { root, run, keptNowhere } = programOf(modules);
    const said = [await run(keptNowhere), await run(), await run()];
    return said.map(({ code, result, stderr }) =>
      JSON.parse(JSON.stringify({ code, result, stderr }).replaceAll(root, '.')),
    );
  }

  test('has what a module of Node has', async () => {
    const [plain, ...cached] = await inThreeWays({
      'main.js': `
        const other = require('./folder/other');
        return module.exports = import('./folder/module.mjs').then(({ default: found }) => ({
          found,
          other,
          same: this === exports,
          file: __filename,
          folder: __dirname,
          id: module.id,
          loaded: module.loaded,
          parent: require.cache[__filename] === module,
          main: require.main.filename,
          resolved: require.resolve('./folder/other'),
          paths: require.resolve.paths('zod'),
          types: [typeof require.extensions, typeof module.require, typeof module.paths],
          data: require('./data.json'),
        }));`,
      'folder/other.js': '#!/usr/bin/env node\nexports.file = __filename;',
      'folder/module.mjs': "export default 'found';",
      'data.json': '{"some": "data"}',
    });
    expect(plain).toMatchObject({
      code: 0,
      result: { found: 'found', same: true, other: { file: './folder/other.js' } },
    });
    expect(cached).toEqual([plain, plain]);
  });

  test.each([
    ['throws in its first line', "const one = 1; throw new TypeError('broken');"],
    [
      'throws in a later line',
      "const one = 1;\n\n  const two = () => { throw new TypeError('broken'); };\ntwo();",
    ],
    ['is no JavaScript', 'const one = ;'],
    ['requires what is not there', "require('./nothing.js');"],
  ])('tells of its faults as one of Node does that %s', async (_, text) => {
    const [plain, ...cached] = await inThreeWays({
      'main.js': "module.exports = require('./wrong.js');",
      'wrong.js': text,
    });
    // Of Node's own frames there are one more and one less.
    const own = ({ code, stderr }: { code: number; stderr: string }) => ({
      code,
      lines: stderr
        .split('\n')
        .filter((line) => !line.includes('node:internal') && !line.includes('build/loading.js')),
    });
    expect(plain.code).toBe(1);
    expect(plain.stderr).toContain('wrong.js');
    expect(cached.map(own)).toEqual([own(plain), own(plain)]);
  });

  test('may be another than a CommonJS one, where this Node loads such', async () => {
    const { run, keptNowhere } = programOf({
      'main.js': "module.exports = require('./pkg/module.js').default;",
      'pkg/package.json': '{"type": "module"}',
      'pkg/module.js': "export default 'found';",
    });
    const [plain, cached] = [await run(keptNowhere), await run()];
    expect([cached.code, cached.result]).toEqual([plain.code, plain.result]);
  });
});
