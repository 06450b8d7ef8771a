import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runTypeScript } from '../../support/child';
import { emptyFolder, readFiles } from '../../support/folder';

const main = join(__dirname, 'fixture-main.ts');

interface Run {
  readonly mark?: string;
  readonly keys?: number;
  readonly names?: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Synthesizes the fake program into `<root>/cdktf.out`, in a process of its own. */
function start(root: string, { mark = 'one', keys = 2, names = [], cwd = root, env }: Run = {}) {
  const args = [root, mark, String(keys), 'synth', '--out', join(root, 'cdktf.out'), ...names];
  return runTypeScript(main, args, { cwd, ...(env && { env }) });
}

/** The marks that an output has, and whether all of its stacks are there. */
function look(root: string): { readonly marks: readonly string[]; readonly stacks: number } {
  const files = Object.entries(readFiles(join(root, 'cdktf.out'))).filter(([path]) =>
    path.endsWith('cdk.tf.json'),
  );
  const marks = files.flatMap(([, text]) =>
    [...text.matchAll(/"description": "(\w+)"/g)].map(([, mark]) => mark ?? ''),
  );
  return { marks: [...new Set(marks)].sort(), stacks: files.length };
}

test('the same bytes in another time zone, locale and folder', async () => {
  const roots = [emptyFolder(), join(emptyFolder(), 'äöü and space')];
  const [first = '', second = ''] = roots;
  const runs = [
    start(first, { env: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' } }),
    start(second, {
      cwd: emptyFolder(),
      env: { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    }),
  ];
  for (const run of runs) expect(await run.ended).toMatchObject({ code: 0, stderr: '' });
  const output = readFiles(join(first, 'cdktf.out'));
  expect(Object.keys(output)).toHaveLength(7);
  expect(readFiles(join(second, 'cdktf.out'))).toEqual(output);
  for (const text of Object.values(output)) expect(text).not.toContain(first);
});

test('goes on when nobody reads what it says', async () => {
  const root = emptyFolder();
  const run = start(root);
  run.process.stdout?.destroy();
  expect(await run.ended).toMatchObject({ code: 0, stderr: '' });
  expect(look(root)).toEqual({ marks: ['one'], stacks: 6 });
});

test('killed at any moment, the last good output stands', async () => {
  const root = emptyFolder();
  expect(await start(root, { mark: 'start' }).ended).toMatchObject({ code: 0 });
  let killed = 0;
  for (let round = 0; round < 12; round += 1) {
    const run = start(root, { mark: `round${round}`, keys: 60 });
    await sleep(350 + round * 50);
    run.process.kill('SIGKILL');
    const { signal } = await run.ended;
    if (signal) killed += 1;
    const { marks, stacks } = look(root);
    expect(stacks).toBe(6);
    expect(marks).toHaveLength(1);
  }
  expect(killed).toBeGreaterThan(0);
  expect(await start(root, { mark: 'end' }).ended).toMatchObject({ code: 0, stderr: '' });
  expect(look(root)).toEqual({ marks: ['end'], stacks: 6 });
  expect(readdirSync(root)).toEqual(['cdktf.out']);
}, 60_000);

test.each([
  ['SIGINT' as const, 130],
  ['SIGTERM' as const, 143],
])(
  '%s leaves the old output and no rubbish',
  async (signal, code) => {
    const root = emptyFolder();
    await start(root, { mark: 'old' }).ended;
    const run = start(root, { mark: 'new', keys: 400 });
    while (readdirSync(root).length === 1) await sleep(5);
    run.process.kill(signal);
    expect(await run.ended).toMatchObject({ code, stdout: '' });
    expect(look(root)).toEqual({ marks: ['old'], stacks: 6 });
    expect(readdirSync(root)).toEqual(['cdktf.out']);
  },
  30_000,
);

test('two runs at once do not mix', async () => {
  const root = emptyFolder();
  for (let round = 0; round < 3; round += 1) {
    const runs = ['a', 'b', 'c'].map((mark) => start(root, { mark: `${mark}${round}` }));
    for (const run of runs) expect(await run.ended).toMatchObject({ code: 0, stderr: '' });
    const { marks, stacks } = look(root);
    expect([marks.length, stacks]).toEqual([1, 6]);
    expect(readdirSync(root)).toEqual(['cdktf.out']);
  }
}, 60_000);

test('two narrowed runs at once both count', async () => {
  const root = emptyFolder();
  await start(root, { mark: 'old' }).ended;
  const runs = [start(root, { mark: 'a', names: ['dev'] }), start(root, { mark: 'b', names: ['prod'] })];
  for (const run of runs) expect(await run.ended).toMatchObject({ code: 0, stderr: '' });
  expect(look(root)).toEqual({ marks: ['a', 'b'], stacks: 6 });
}, 30_000);
