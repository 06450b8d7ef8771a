import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCdk8sApp, runCdktfApp, runCli } from '../../../../lib/cli';
import { emptyFolder, readFiles } from '../../../support/folder';
import { type FakeOptions, fake, fakeProblem, listen } from '../fixture';

const charts = {
  'dev-us-east-1-shop': { a: '1' },
  'prod-us-east-1-shop': { a: '1' },
  'prod-us-west-2-shop': { a: '1' },
};

async function run(root: string, args: readonly string[], options: FakeOptions = {}) {
  const console = listen(200);
  const code = await runCli(
    ['synth', '--out', join(root, 'out'), '--manifests', join(root, 'dist'), ...args],
    { root, build: fake({ charts, ...options }), console },
  );
  return { code, ...console.said };
}

const token = { a: `$\{aws_vpc.main.id}` };

describe('synth of both halves', () => {
  test('writes both, and counts both', async () => {
    const root = emptyFolder();
    const { code, out, err } = await run(root, []);
    expect([code, err]).toEqual([0, '']);
    expect(Object.keys(readFiles(join(root, 'dist')))).toEqual([
      'dev/us-east-1/kustomization.yaml',
      'dev/us-east-1/shop/15-configmap-config.yaml',
      'prod/us-east-1/kustomization.yaml',
      'prod/us-east-1/shop/15-configmap-config.yaml',
      'prod/us-west-2/kustomization.yaml',
      'prod/us-west-2/shop/15-configmap-config.yaml',
    ]);
    expect(readdirSync(root)).toEqual(['dist', 'out']);
    const lines = out
      .replaceAll(root, '')
      .replace(/ +\d+(\.\d+)? m?s$/gm, '')
      .split('\n');
    expect(lines[0]).toMatch(/^environment +region +stack +resources +written to +time$/);
    expect(lines[1]).toMatch(
      /^dev +us-east-1 +network +4: 2 kms_alias, 2 kms_key +\/out\/stacks\/dev-us-east-1-network$/,
    );
    expect(lines[7]).toMatch(/^dev +us-east-1 +shop +1: 1 ConfigMap +\/dist\/dev\/us-east-1\/shop$/);
    expect(lines.at(-2)).toBe(
      '6 stacks of 2 environments, 24 resources and 3 objects in 3 namespaces: written to /out and /dist,',
    );
  });

  test('prints the same as JSON', async () => {
    const root = emptyFolder();
    const { out } = await run(root, ['--json', 'dev']);
    expect(JSON.parse(out)).toMatchObject({
      manifests: join(root, 'dist'),
      namespaces: [
        {
          environment: 'dev',
          region: 'us-east-1',
          namespace: 'shop',
          objects: { total: 1, kinds: { ConfigMap: 1 } },
          path: join(root, 'dist/dev/us-east-1/shop'),
        },
      ],
    });
  });

  test('touches neither when both are up to date, and the other one alone', async () => {
    const root = emptyFolder();
    await run(root, []);
    const inodes = () => ['out', 'dist'].map((one) => statSync(join(root, one)).ino);
    const before = inodes();
    expect((await run(root, [])).out).toContain('have them already');
    expect(inodes()).toEqual(before);
    await run(root, [], { charts: { ...charts, 'dev-us-east-1-shop': { a: '2' } } });
    expect(inodes()[0]).toBe(before[0]);
    expect(inodes()[1]).not.toBe(before[1]);
  });

  test('a narrowed run replaces what was named and keeps the others', async () => {
    const root = emptyFolder();
    await run(root, []);
    const old = readFiles(join(root, 'dist'));
    const changed = Object.fromEntries(Object.keys(charts).map((id) => [id, { a: '2' }]));
    const differs = () => {
      const now = readFiles(join(root, 'dist'));
      expect(Object.keys(now)).toEqual(Object.keys(old));
      return Object.keys(now).filter((path) => now[path] !== old[path]);
    };
    await run(root, ['dev-us-east-1-data'], { charts: changed });
    expect(differs()).toEqual([]);
    await run(root, ['prod-us-west-2'], { charts: changed });
    expect(differs()).toEqual(['prod/us-west-2/shop/15-configmap-config.yaml']);
    await run(root, ['prod'], { charts: changed });
    expect(differs()).toEqual([
      'prod/us-east-1/shop/15-configmap-config.yaml',
      'prod/us-west-2/shop/15-configmap-config.yaml',
    ]);
  });

  test('a stack by name alone makes no folder for manifests', async () => {
    const root = emptyFolder();
    await run(root, ['dev-us-east-1-data']);
    expect(readdirSync(root)).toEqual(['out']);
  });

  test('what is gone from the program is gone from the output; what somebody put there stays', async () => {
    const root = emptyFolder();
    await run(root, []);
    writeFileSync(join(root, 'dist/prod/us-east-1/shop/notes.md'), 'mine');
    const { 'dev-us-east-1-shop': _, ...rest } = charts;
    await run(root, [], { charts: rest });
    expect(Object.keys(readFiles(join(root, 'dist')))).toEqual([
      'prod/us-east-1/kustomization.yaml',
      'prod/us-east-1/shop/15-configmap-config.yaml',
      'prod/us-east-1/shop/notes.md',
      'prod/us-west-2/kustomization.yaml',
      'prod/us-west-2/shop/15-configmap-config.yaml',
    ]);
  });

  test('a problem in one half stops both, told together with those of the other', async () => {
    const root = emptyFolder();
    const { code, err } = await run(root, [], {
      charts: { 'dev-us-east-1-shop': token },
      problems: [fakeProblem('environments/dev')],
    });
    expect(code).toBe(1);
    expect(err).toContain('manifest/unresolved-token at dev-us-east-1-shop/config.data.a');
    expect(err).toContain('fake/wrong');
    expect(readdirSync(root)).toEqual([]);
  });

  test('something else in the place of one output stops both', async () => {
    const root = emptyFolder();
    mkdirSync(join(root, 'dist'));
    writeFileSync(join(root, 'dist', 'bundle.js'), '');
    const { code, err } = await run(root, []);
    expect([code, err]).toEqual([3, expect.stringContaining('holds something else than manifests')]);
    expect(readdirSync(root)).toEqual(['dist']);
  });

  test('both halves in one folder are refused', async () => {
    const root = emptyFolder();
    expect((await run(root, ['--manifests', join(root, 'out')])).code).toBe(2);
  });

  test('runs at the same time leave halves that belong together', async () => {
    const root = emptyFolder();
    const marks = ['1', '2', '3', '4'];
    await Promise.all(
      marks.map((mark) => run(root, [], { mark, charts: { 'dev-us-east-1-shop': { a: `mark-${mark}` } } })),
    );
    const stack = JSON.parse(readFiles(join(root, 'out'))['stacks/dev-us-east-1-data/cdk.tf.json'] ?? '');
    const [key] = Object.values<{ description: string }>(stack.resource.aws_kms_key);
    expect(readFiles(join(root, 'dist'))['dev/us-east-1/shop/15-configmap-config.yaml']).toContain(
      `a: mark-${key?.description}`,
    );
  });
});

describe('the entries of the stock tools', () => {
  const withEnv = async (name: string, value: string, work: () => Promise<number>) => {
    process.env[name] = value;
    try {
      return await work();
    } finally {
      delete process.env[name];
    }
  };

  test('cdk8s gets the manifests alone, where it asks for them', async () => {
    const root = emptyFolder();
    const console = listen();
    const code = await withEnv('CDK8S_OUTDIR', join(root, 'dist'), () =>
      runCdk8sApp({ root, build: fake({ charts }), console }),
    );
    expect([code, console.said]).toEqual([0, { out: '', err: '' }]);
    expect(readdirSync(root)).toEqual(['dist']);
    const both = emptyFolder();
    await run(both, []);
    expect(readFiles(join(root, 'dist'))).toEqual(readFiles(join(both, 'dist')));
  });

  test('a folder outside the project becomes one stream: objects only', async () => {
    const root = emptyFolder();
    const out = emptyFolder();
    await withEnv('CDK8S_OUTDIR', out, () =>
      runCdk8sApp({ root, build: fake({ charts }), console: listen() }),
    );
    expect(Object.keys(readFiles(out))).toHaveLength(3);
    expect(Object.keys(readFiles(out)).filter((path) => path.endsWith('kustomization.yaml'))).toEqual([]);
  });

  test('without cdk8s the folder is dist', async () => {
    const root = emptyFolder();
    expect(await runCdk8sApp({ root, build: fake({ charts }), console: listen() })).toBe(0);
    expect(readdirSync(root)).toEqual(['dist']);
  });

  test('problems are told, and nothing is written', async () => {
    const root = emptyFolder();
    const console = listen();
    const build = fake({ charts: { 'dev-us-east-1-shop': token }, environments: { dev: ['us-east-9'] } });
    expect(await runCdk8sApp({ root, build, console })).toBe(1);
    expect(console.said.err).toContain('manifest/unresolved-token');
    expect(console.said.err).toContain('stack/region');
    expect(readdirSync(root)).toEqual([]);
  });

  test('cdktf gets no manifests', async () => {
    const root = emptyFolder();
    expect(await runCdktfApp({ root, build: fake({ charts }), console: listen() })).toBe(0);
    expect(readdirSync(root)).toEqual(['cdktf.out']);
  });
});
