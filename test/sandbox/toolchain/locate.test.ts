import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findToolchain, findTools, locate, type Tool, tools } from '../../../sandbox/toolchain';
import { environmentFolder, pinnedVersion } from '../../../sandbox/toolchain/cache';
import { FakeMachine } from './fakes';

const kubernetes = 'echo Kubernetes v';
const terraform = (version: string) => `echo '{"terraform_version": "${version}"}'`;

function goSource(tool: Tool) {
  if (tool.source.kind !== 'go') throw new Error(`${tool.name} is not built by Go`);
  return tool.source;
}

/** What `go version -m` says of the pinned program. */
function info(tool: Tool, version = pinnedVersion(goSource(tool))): string {
  const { target, module } = goSource(tool);
  return `printf '\\tpath\\t${target}\\n\\tmod\\t${module}\\t${version}\\th1:x\\n'`;
}

describe('locate', () => {
  let machine: FakeMachine;
  beforeEach(() => {
    machine = new FakeMachine();
  });
  afterEach(() => machine.restore());

  const inCache = (tool: Tool, script = 'exit 0') => {
    const { file } = goSource(tool);
    return machine.program(join(file).split('/').pop() ?? '', script, join(machine.cache, file, '..'));
  };

  test.each([
    ['1.11.0', 'found'],
    ['1.12.0-dev', 'found'],
    ['1.10.9', 'missing'],
    ['2.0.0', 'missing'],
  ])('takes tofu %s on PATH: %s', async (version, state) => {
    machine.program('tofu', terraform(version));
    expect(await locate(tools.tofu)).toMatchObject({ state });
  });

  test('goes on to terraform when tofu is too old, and says all that it saw when both are', async () => {
    const tofu = machine.program('tofu', terraform('1.6.0'));
    const other = machine.program('terraform', terraform('1.11.4'));
    expect(await locate(tools.tofu)).toEqual({
      state: 'found',
      path: other,
      version: '1.11.4',
      origin: 'PATH',
    });
    machine.program('terraform', terraform('1.5.7'));
    const why = `${tofu} is 1.6.0, and >=1.11.0 <2 is needed; not built yet; ${other} is 1.5.7, and >=1.11.0 <2 is needed`;
    expect(await locate(tools.tofu)).toEqual({ state: 'missing', why });
  });

  test('takes what Kubernetes calls the same minor version, from envtest too', async () => {
    machine.program('kube-apiserver', `${kubernetes}1.35.1`);
    const assets = join(machine.folder, 'assets');
    const program = machine.program('kube-apiserver', `${kubernetes}1.36.0`, assets);
    expect(await locate(tools.apiserver)).toMatchObject({ state: 'missing' });
    process.env['KUBEBUILDER_ASSETS'] = assets;
    expect(await locate(tools.apiserver)).toMatchObject({ path: program, origin: 'KUBEBUILDER_ASSETS' });
  });

  test('does not take a program that does not run', async () => {
    const program = machine.program('etcd', 'echo etcd Version: 3.6.6; exit 1');
    const why = `${program} does not say its version; not built yet`;
    expect(await locate(tools.etcd)).toEqual({ state: 'missing', why });
  });

  test('adopts from the cache what Go says is the pinned program, once', async () => {
    machine.go('', info(tools.awsProvider));
    const path = inCache(tools.awsProvider);
    const found = { state: 'found', path, version: '6.47.1', origin: 'cache' };
    expect(await locate(tools.awsProvider)).toEqual(found);
    expect(await locate(tools.awsProvider)).toEqual(found);
    expect(readFileSync(machine.calls, 'utf8').match(/version -m/g)).toHaveLength(1);
  });

  test.each([
    [
      'another version',
      () => machine.go('', info(tools.awsProvider, 'v1.0.0')),
      /is not .*terraform-provider-aws v1\.60/,
    ],
    [
      'another program',
      () => machine.go('', info(tools.kubernetesProvider)),
      /is not .*terraform-provider-aws v1\.60/,
    ],
    ['no build information', () => machine.go(), /is not/],
    ['no Go to read it with', () => {}, /there is no Go to read it with/],
  ])('does not adopt from the cache: %s', async (_, prepare, why) => {
    prepare();
    inCache(tools.awsProvider);
    expect(await locate(tools.awsProvider)).toEqual({ state: 'missing', why: expect.stringMatching(why) });
    expect(existsSync(join(machine.cache, 'stamps'))).toBe(false);
  });

  test('does not adopt a program that was built without its version', async () => {
    machine.go('', info(tools.scheduler));
    inCache(tools.scheduler, `${kubernetes}0.0.0-master`);
    expect(await locate(tools.scheduler)).toMatchObject({ state: 'missing' });
  });

  test('uses nothing from the cache that was built from other pins, or was changed since', async () => {
    machine.go('', info(tools.awsProvider));
    const path = inCache(tools.awsProvider);
    await locate(tools.awsProvider);
    const changed: Tool = {
      ...tools.awsProvider,
      source: { ...goSource(tools.awsProvider), flags: ['-race'] },
    };
    const why = `${path} was built from other pins`;
    expect(await locate(changed)).toEqual({ state: 'missing', why });
    writeFileSync(path, 'cut off');
    expect(await locate(tools.awsProvider)).toEqual({ state: 'missing', why });
  });

  test('puts nothing into a provider’s folder but the provider: init would take it for part of the package', async () => {
    machine.go('', info(tools.awsProvider));
    const path = inCache(tools.awsProvider);
    await locate(tools.awsProvider);
    expect(require('node:fs').readdirSync(join(path, '..'))).toEqual(['terraform-provider-aws_v6.47.1']);
  });

  test('takes the emulator only when it was installed to the end and runs', async () => {
    const { source } = tools.emulator;
    const folder = source.kind === 'python' ? environmentFolder(source) : '';
    const python = machine.program('python', 'echo 1.5.33', join(folder, 'bin'));
    expect(await locate(tools.emulator)).toEqual({ state: 'missing', why: 'not installed yet' });
    writeFileSync(join(folder, '.complete'), '');
    expect(await locate(tools.emulator)).toMatchObject({ path: python, version: '1.5.33' });
    machine.program('python', 'exit 1', join(folder, 'bin'));
    expect(await locate(tools.emulator)).toMatchObject({ state: 'missing' });
  });

  test('asks for definitions without the network', async () => {
    machine.program('go', '[ "$GOPROXY" = off ] && [ "$1 $2" = "mod download" ]');
    expect(await locate(tools.definitions)).toMatchObject({ state: 'found', version: '5 modules' });
    machine.program('go', 'exit 1');
    expect(await locate(tools.definitions)).toMatchObject({ why: "not in Go's module cache yet" });
  });
});

describe('finding without building', () => {
  let machine: FakeMachine;
  beforeEach(() => {
    machine = new FakeMachine();
  });
  afterEach(() => machine.restore());

  test('names every tool that is missing, and how to get them', async () => {
    const names = Object.values(tools).filter(({ need }) => need === 'required');
    const error: Error = await findTools().catch((one) => one);
    for (const { name } of names) expect(error.message).toContain(`${name}: `);
    expect(error.message).toContain('npm run doctor -- --build');
    expect(error.message).not.toContain('kubectl');
  });

  test('leaves providers to the registry for validation', async () => {
    const path = machine.program('terraform', terraform('1.12.0'));
    mkdirSync(join(machine.cache, 'providers'));
    expect(await findToolchain(false)).toEqual({
      terraform: path,
      version: '1.12.0',
      provider: { kind: 'registry' },
    });
  });
});
