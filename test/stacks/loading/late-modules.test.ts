import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';
import { lateModules, loadLate } from '../../../stacks/loading/late-modules';

const root = join(__dirname, '..', '..', '..');

describe('a module that is loaded late', () => {
  const path = '/somewhere/archiver/index.js';
  const archiver = Object.assign((format: string) => `made ${format}`, {
    registerFormat: () => 'registered',
  });
  let cache: Record<string, { exports: typeof archiver }>;
  let loads: string[];

  beforeEach(() => {
    cache = {};
    loads = [];
    loadLate(cache, path, (one) => {
      // What Node does: a module in the cache is not loaded again.
      expect(cache[one]).toBeUndefined();
      loads.push(one);
      return archiver;
    });
  });

  test('is not loaded when it is required', () => {
    expect(typeof cache[path]?.exports).toBe('function');
    expect(Reflect.get(cache[path]?.exports ?? {}, '__esModule')).toBe(true);
    expect(loads).toEqual([]);
  });

  test('is loaded once, when it is called or asked for something', () => {
    const { exports } = cache[path] ?? { exports: archiver };
    expect(exports('zip')).toBe('made zip');
    expect(exports('tar')).toBe('made tar');
    expect(exports.registerFormat()).toBe('registered');
    expect('registerFormat' in exports).toBe(true);
    expect(Object.keys(exports)).toEqual(['registerFormat']);
    expect(loads).toEqual([path]);
  });

  test('stays as it is where it is loaded already', () => {
    const own = { exports: archiver };
    const loaded = { [path]: own };
    loadLate(loaded, path, () => archiver);
    expect(loaded[path]).toBe(own);
  });
});

describe('what the libraries need of theirs', () => {
  /** In a Node of its own, since jest has another `require`. */
  function afterLoadingLate(program: string): unknown {
    const { code } = transformFileSync(join(root, 'stacks', 'loading', 'late-modules.ts'), {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
    // Below the project, so that its packages are found.
    const folder = join(root, 'node_modules', '.cache');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `late-modules-${process.pid}.js`);
    writeFileSync(file, code);
    try {
      const loaded = 'Object.keys(require.cache).map((one) => one.replace(/\\\\/g, "/"))';
      const text = `require(${JSON.stringify(file)}).loadLateModules(require.cache); const loaded = () => ${loaded}; ${program}`;
      return JSON.parse(execFileSync(process.execPath, ['-e', text], { cwd: root, encoding: 'utf8' }));
    } finally {
      rmSync(file);
    }
  }

  test('is not loaded with them', () => {
    const counts = afterLoadingLate(`
      require('cdktf'); require('cdk8s'); require('zod');
      const names = ${JSON.stringify(lateModules.map(({ name }) => name))};
      const files = names.map((name) => loaded().filter((one) => new RegExp('/node_modules/' + name + '(/|[.]js$)').test(one)));
      console.log(JSON.stringify(files.map((some) => some.length)));`);
    // The stand-ins, and zod's own English.
    expect(counts).toEqual([1, 1, 1, 1, 1, 2]);
  });

  test('is loaded when they call it', () => {
    const results = afterLoadingLate(`
      const { Yaml } = require('cdk8s'); const { z } = require('zod');
      const { ValidateBinaryVersion } = require('cdktf/lib/validations/validate-binary-version');
      const version = new ValidateBinaryVersion('node', '>=99', 'node --version', /^v(.*)$/m, 'install a newer one');
      z.config(z.locales.de());
      const { App, TerraformOutput, TerraformStack, Testing } = require('cdktf');
      const stack = new TerraformStack(new App({ stackTraces: false }), 'stack');
      new TerraformOutput(stack, 'one', { value: 1 });
      console.log(JSON.stringify([
        Yaml.stringify({ a: [1, '0775'] }),
        version.validate().length,
        z.string().safeParse(1).error.issues[0].message,
        typeof require(require.resolve('archiver', { paths: [require.resolve('cdktf')] })).create,
        JSON.parse(Testing.synth(stack)).output,
        Testing.synthHcl(stack).includes('output "one"'),
      ]));`);
    expect(results).toEqual([
      'a:\n  - 1\n  - "0775"\n',
      1,
      expect.stringContaining('Ungültige Eingabe'),
      'function',
      { one: { value: 1 } },
      true,
    ]);
  });
});
