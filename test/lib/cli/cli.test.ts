import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type CliProject, runCdktfApp, runCli } from '../../../lib/cli';
import { emptyFolder, readFiles, writeFiles } from '../../support/folder';
import { type FakeOptions, fake, fakeProblem, listen } from './fixture';

async function run(
  root: string,
  args: readonly string[],
  options: FakeOptions = {},
  project: Partial<CliProject> = {},
) {
  const console = listen();
  const code = await runCli(args, { root, build: fake(options), console, ...project });
  return { code, ...console.said };
}

const synth = (root: string, ...names: string[]) => ['synth', '--out', join(root, 'out'), ...names];

describe('synth', () => {
  test('prints a table and says where it wrote', async () => {
    const root = emptyFolder();
    const { code, out, err } = await run(root, synth(root));
    expect([code, err]).toEqual([0, '']);
    const lines = out
      .replaceAll(root, '')
      .replace(/\d+(\.\d+)? m?s$/gm, 'TIME')
      .replace(/ +(TIME|time$)/gm, ' TIME')
      .split('\n');
    expect(lines).toEqual([
      'environment  region     stack    resources                  written to /out/stacks/ TIME',
      'dev          us-east-1  network  4: 2 kms_alias, 2 kms_key  dev-us-east-1-network TIME',
      'dev          us-east-1  data     4: 2 kms_alias, 2 kms_key  dev-us-east-1-data TIME',
      'prod         us-east-1  network  4: 2 kms_alias, 2 kms_key  prod-us-east-1-network TIME',
      'prod         us-east-1  data     4: 2 kms_alias, 2 kms_key  prod-us-east-1-data TIME',
      'prod         us-west-2  network  4: 2 kms_alias, 2 kms_key  prod-us-west-2-network TIME',
      'prod         us-west-2  data     4: 2 kms_alias, 2 kms_key  prod-us-west-2-data TIME',
      '',
      '6 stacks of 2 environments, 24 resources: written to /out, TIME',
      '',
    ]);
  });

  test('prints the same as JSON', async () => {
    const root = emptyFolder();
    const { out } = await run(root, [...synth(root, 'dev-us-east-1-data'), '--json']);
    expect(JSON.parse(out)).toEqual({
      out: join(root, 'out'),
      outcome: 'written',
      milliseconds: expect.any(Number),
      stacks: [
        {
          environment: 'dev',
          region: 'us-east-1',
          stack: 'dev-us-east-1-data',
          resources: { total: 4, kinds: { aws_kms_alias: 2, aws_kms_key: 2 } },
          path: join(root, 'out/stacks/dev-us-east-1-data'),
          milliseconds: expect.any(Number),
        },
      ],
      warnings: [],
    });
  });

  test('does not touch an output that is up to date', async () => {
    const root = emptyFolder();
    await run(root, synth(root));
    const file = join(root, 'out/stacks/dev-us-east-1-data/cdk.tf.json');
    const before = [statSync(file).ino, statSync(join(root, 'out')).mtimeMs];
    const { out } = await run(root, synth(root));
    expect(out).toContain('has them already');
    expect([statSync(file).ino, statSync(join(root, 'out')).mtimeMs]).toEqual(before);
    expect(readdirSync(root)).toEqual(['out']);
  });

  test('a narrowed run replaces what was named and keeps the others', async () => {
    const root = emptyFolder();
    await run(root, synth(root), { mark: 'old' });
    const old = readFiles(join(root, 'out'));
    await run(root, synth(root, 'prod-us-west-2'), { mark: 'new' });
    const now = readFiles(join(root, 'out'));
    expect(Object.keys(now)).toEqual(Object.keys(old));
    expect(Object.keys(now).filter((path) => now[path] !== old[path])).toEqual([
      'stacks/prod-us-west-2-data/cdk.tf.json',
      'stacks/prod-us-west-2-network/cdk.tf.json',
    ]);
  });

  test('a narrowed run into an empty folder writes what was named', async () => {
    const root = emptyFolder();
    await run(root, synth(root, 'dev'));
    expect(Object.keys(JSON.parse(readFiles(root)['out/manifest.json'] ?? '').stacks)).toEqual([
      'dev-us-east-1-data',
      'dev-us-east-1-network',
    ]);
  });

  test('what Terraform keeps beside the stacks stays; of a stack that is gone only the state does', async () => {
    const root = emptyFolder();
    await run(root, synth(root), { mark: 'old' });
    const theirs = {
      'stacks/dev-us-east-1-data/.terraform/providers/aws': 'provider',
      'stacks/dev-us-east-1-data/.terraform.lock.hcl': 'lock',
      'stacks/dev-us-east-1-data/terraform.tfstate': 'state',
      'stacks/dev-us-east-1-data/plan': 'plan',
      'stacks/prod-us-west-2-data/terraform.tfstate': 'state of what still runs',
      'stacks/prod-us-west-2-data/.terraform/providers/aws': 'provider',
    };
    writeFiles(join(root, 'out'), theirs);
    await run(root, synth(root), { environments: { dev: ['us-east-1'] }, mark: 'new' });
    const now = readFiles(join(root, 'out'));
    const { 'stacks/prod-us-west-2-data/.terraform/providers/aws': _, ...kept } = theirs;
    expect(now).toMatchObject(kept);
    expect(Object.keys(now).filter((path) => path.includes('prod'))).toEqual([
      'stacks/prod-us-west-2-data/terraform.tfstate',
    ]);
    expect(
      (await run(root, synth(root), { environments: { dev: ['us-east-1'] }, mark: 'new' })).out,
    ).toContain('has them already');
  });

  test('what does not compile is neither written nor judged', async () => {
    const root = emptyFolder();
    await run(root, synth(root));
    const before = readFiles(root);
    const typeCheck = async () => false;
    const silent = { code: 1, out: '', err: '' };
    expect(await run(root, synth(root), { mark: 'new' }, { typeCheck })).toEqual(silent);
    const problems = [fakeProblem('environments/a')];
    expect(await run(root, synth(root), { problems }, { typeCheck })).toEqual(silent);
    const change = () => {
      throw new TypeError('undefined is not a function');
    };
    expect(await run(root, synth(root), { change }, { typeCheck })).toEqual(silent);
    expect(readFiles(root)).toEqual(before);
  });

  test('nothing is put in place before the types are checked', async () => {
    const root = emptyFolder();
    let put: string[] | undefined;
    const typeCheck = async () => {
      await setTimeout(50);
      put = readdirSync(root).filter((one) => !one.startsWith('.'));
      return true;
    };
    expect(await run(root, synth(root), {}, { typeCheck })).toMatchObject({ code: 0 });
    expect(put).toEqual([]);
    expect(readdirSync(root)).toContain('out');
  });

  test('problems: all are printed, nothing is written, the old output stands', async () => {
    const root = emptyFolder();
    await run(root, synth(root));
    const before = readFiles(root);
    const problems = [fakeProblem('environments/b'), fakeProblem('environments/a')];
    const { code, out, err } = await run(root, synth(root), { mark: 'new', problems });
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe(
      [
        'error fake/wrong at environments/a\n  found: this\n  fix:   do that\n',
        'error fake/wrong at environments/b\n  found: this\n  fix:   do that\n',
        '2 problems; nothing was written\n',
      ].join('\n'),
    );
    expect(readFiles(root)).toEqual(before);
    const json = await run(root, [...synth(root), '--json'], { problems });
    expect(JSON.parse(json.out).problems).toHaveLength(2);
  });

  test('an unknown name is told, and not that when its environment has problems', async () => {
    const root = emptyFolder();
    const unknown = await run(root, synth(root, 'prd'));
    expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('did you mean "prod"?') });
    expect(readdirSync(root)).toEqual([]);
    expect(await run(root, synth(root, 'qa'), { problems: [fakeProblem('environments/qa')] })).toMatchObject({
      code: 1,
      err: expect.stringContaining('environments/qa'),
    });
  });

  test('a command that is not understood', async () => {
    const root = emptyFolder();
    expect((await run(root, ['synth', '--colour'])).code).toBe(2);
    expect((await run(root, ['sinth'])).code).toBe(2);
    expect(await run(root, ['synth', '--help'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Exit codes'),
    });
  });

  test('a folder that holds something else is refused, and left as it is', async () => {
    const root = writeFiles(emptyFolder(), { 'out/letter.txt': 'mine' });
    expect(await run(root, synth(root))).toMatchObject({
      code: 3,
      err: expect.stringContaining('not an output'),
    });
    expect(readFiles(root)).toEqual({ 'out/letter.txt': 'mine' });
    expect(readdirSync(root)).toEqual(['out']);
    rmSync(join(root, 'out'), { recursive: true });
    writeFileSync(join(root, 'out'), 'a file');
    expect((await run(root, synth(root))).code).toBe(3);
  });

  test('a folder that cannot be made is told', async () => {
    const root = writeFiles(emptyFolder(), { file: '' });
    const result = await run(root, ['synth', '--out', join(root, 'file', 'out')]);
    expect(result).toMatchObject({ code: 3, err: expect.stringContaining('could not be written') });
  });

  test('a fault of the program is told with its stack', async () => {
    const root = emptyFolder();
    const change = () => {
      throw new TypeError('a fault');
    };
    const result = await run(root, synth(root), { change });
    expect(result).toMatchObject({ code: 70, err: expect.stringMatching(/TypeError: a fault\n +at /) });
    expect(readdirSync(root)).toEqual([]);
  });

  test('HCL output is refused', async () => {
    process.env.SYNTH_HCL_OUTPUT = 'true';
    try {
      expect((await run(emptyFolder(), ['synth'])).code).toBe(2);
    } finally {
      delete process.env.SYNTH_HCL_OUTPUT;
    }
  });

  test('warnings are printed, those of stacks that were not named are not', async () => {
    const warning = (path: string) => ({ ...fakeProblem(path), severity: 'warning' as const });
    const problems = [warning('dev-us-east-1-data/key'), warning('prod-us-east-1-data.version')];
    const root = emptyFolder();
    const { code, err } = await run(root, synth(root, 'dev'), { problems });
    expect(code).toBe(0);
    expect(err).toContain('warning fake/wrong at dev-us-east-1-data/key');
    expect(err).not.toContain('prod');
  });
});

describe('lock files', () => {
  test('those that the project keeps are put where init finds them, and saved from there', async () => {
    const root = writeFiles(emptyFolder(), { 'locks/dev-us-east-1-data.lock.hcl': 'kept' });
    await run(root, synth(root));
    const inOutput = join(root, 'out/stacks/dev-us-east-1-data/.terraform.lock.hcl');
    expect(readFiles(root)[inOutput.slice(root.length + 1)]).toBe('kept');
    writeFiles(root, {
      'out/stacks/dev-us-east-1-data/.terraform.lock.hcl': 'newer',
      'out/stacks/dev-us-east-1-network/.terraform.lock.hcl': 'first',
    });
    const { code, out, err } = await run(root, ['locks', '--out', join(root, 'out')]);
    expect([code, out]).toEqual([
      0,
      'saved locks/dev-us-east-1-data.lock.hcl\nsaved locks/dev-us-east-1-network.lock.hcl\n2 saved, 0 unchanged, 4 missing\n',
    ]);
    expect(err).toContain('run init there');
    expect(readFiles(join(root, 'locks'))).toEqual({
      'dev-us-east-1-data.lock.hcl': 'newer',
      'dev-us-east-1-network.lock.hcl': 'first',
    });
  });
});

describe('docs', () => {
  const documents = { 'docs/a.md': () => 'text' };

  test('writes what is not up to date, and checks without writing', async () => {
    const root = emptyFolder();
    const console = listen();
    const docs = (...args: string[]) =>
      runCli(['docs', ...args], { root, build: fake(), documents, console });
    expect(await docs('--check')).toBe(1);
    expect(existsSync(join(root, 'docs'))).toBe(false);
    expect(await docs()).toBe(0);
    expect(readFiles(root)).toEqual({ 'docs/a.md': 'text' });
    expect(await docs('--check')).toBe(0);
    expect(console.said.out).toBe('not up to date docs/a.md\nwrote docs/a.md\n');
  });
});

describe('as the program of cdktf', () => {
  test('writes where cdktf asks, and says nothing', async () => {
    const root = emptyFolder();
    const out = join(root, 'elsewhere');
    process.env.CDKTF_OUTDIR = out;
    mkdirSync(out);
    chmodSync(out, 0o755);
    try {
      const console = listen();
      expect(await runCdktfApp({ root, build: fake(), console })).toBe(0);
      expect(console.said).toEqual({ out: '', err: '' });
      expect(existsSync(join(out, 'manifest.json'))).toBe(true);
      expect(await runCdktfApp({ root, build: fake({ problems: [fakeProblem('a')] }), console })).toBe(1);
    } finally {
      delete process.env.CDKTF_OUTDIR;
    }
  });
});
