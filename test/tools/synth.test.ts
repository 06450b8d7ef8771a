import { cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthToFolder } from '../../lib/cli/synth/to-folder';
import { buildTerraform } from '../../stacks/program';
import { runNode } from '../support/child';
import { emptyFolder, readFiles } from '../support/folder';

const here = join(__dirname, '..', '..');
const root = emptyFolder();
const outputs = ['cdktf.out', 'dist'];

beforeAll(() => {
  const needed = ['lib', 'stacks', 'environments', 'tools', 'locks', 'package.json', 'tsconfig.json'];
  for (const path of [...needed, 'tsconfig.build.json'].filter((one) => readdirSync(here).includes(one)))
    cpSync(join(here, path), join(root, path), { recursive: true });
  symlinkSync(join(here, 'node_modules'), join(root, 'node_modules'));
});

/** `npm run synth` in a copy of this project. */
async function synth(...args: string[]) {
  const { code, stdout, stderr } = await runNode(['tools/synth.js', ...args], { cwd: root }).ended;
  return { code, out: stdout, err: stderr };
}

/** The line of a file, counted from 1, that a text stands in. */
function lineOf(file: string, text: string): number {
  return readFileSync(file, 'utf8').split(text)[0]?.split('\n').length ?? 0;
}

/** Does something while a file reads otherwise. */
async function changed<Result>(
  path: string,
  change: (text: string) => string,
  work: () => Promise<Result>,
): Promise<Result> {
  const file = join(root, path);
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
  try {
    return await work();
  } finally {
    writeFileSync(file, before);
  }
}

const written = () => outputs.map((one) => readFiles(join(root, one)));

describe('npm run synth', () => {
  jest.setTimeout(120_000);

  test('writes the same from the bundle as from its modules', async () => {
    expect(await synth()).toMatchObject({ code: 0, err: '' });
    const [out, manifests] = outputs.map((one) => join(root, 'modules', one));
    if (!out || !manifests) throw new Error('two outputs');
    await synthToFolder({ build: buildTerraform, out, manifests, locks: join(root, 'locks') });
    expect(written()).toEqual([readFiles(out), readFiles(manifests)]);
    expect(Object.keys(readFiles(out)).length).toBeGreaterThan(20);
    expect((await synth()).out).toContain('have them already');
  });

  test('tells of a type error, and of nothing else, before anything is written', async () => {
    await synth('dev');
    const before = written();
    const wrong = (text: string) => text.replace(/costCentre: '[^']*'/, 'costCentre: 5');
    const { code, out, err } = await changed('environments/dev.ts', wrong, () => synth());
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/^environments\/dev\.ts\(\d+,\d+\): error TS2322: /);
    expect(written()).toEqual(before);
  });

  test('tells once of what is no TypeScript', async () => {
    const wrong = (text: string) => text.replace('export default {', 'export default {{');
    const { code, out, err } = await changed('environments/dev.ts', wrong, () => synth());
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/^environments\/dev\.ts\(\d+,\d+\): error TS1/);
  });

  test('tells where in the sources a fault is', async () => {
    const file = 'stacks/shop/check-data.ts';
    const fault = (text: string) =>
      text.replace(
        /(export function checkData\([^{]*\{\n)/,
        "$1  if (services) throw new TypeError('broken');\n",
      );
    const { code, err, line } = await changed(file, fault, async () => ({
      ...(await synth()),
      line: lineOf(join(root, file), 'throw new TypeError'),
    }));
    expect([code, err]).toEqual([70, expect.stringContaining('TypeError: broken\n')]);
    expect(err).toContain(`at checkData (${join(root, file)}:${line}:`);
  });

  test('tells where a program ends that cannot be loaded', async () => {
    const fault = (text: string) => `${text}\nthrow new TypeError('broken');\n`;
    const { code, out, err } = await changed('stacks/place.ts', fault, () => synth());
    expect([code, out]).toEqual([70, '']);
    expect(err).toMatch(/TypeError: broken\n/);
    expect(err).toContain(`${join(root, 'stacks/place.ts')}:`);
  });

  test('keeps what was compiled of a run that did its work', async () => {
    const compiled = join(root, 'build', 'compiled');
    rmSync(compiled, { recursive: true, force: true });
    expect((await synth('--help')).code).toBe(0);
    expect((await synth('nothing')).code).toBe(2);
    expect(existsSync(compiled)).toBe(false);
    expect((await synth('dev')).code).toBe(0);
    expect(readdirSync(compiled)).toEqual([`tools-synth-${process.version}-${process.arch}`]);
  });

  test('an environment whose file is gone is gone', async () => {
    await synth();
    rmSync(join(root, 'environments/test.ts'));
    const { code, out } = await synth('--json');
    const names = new Set<string>(
      JSON.parse(out).stacks.map((one: { readonly environment: string }) => one.environment),
    );
    expect([code, [...names]]).toEqual([0, ['dev', 'prod', 'staging']]);
  });
});
