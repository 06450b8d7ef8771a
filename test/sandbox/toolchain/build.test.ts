import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import {
  type BuildEvent,
  BuildInterrupted,
  buildMissing,
  locate,
  type Tool,
  tools,
} from '../../../sandbox/toolchain';
import { FakeMachine, until } from './fakes';

const { etcd, kwok, scheduler, apiserver, awsProvider, kubernetesProvider, emulator } = tools;

describe('buildMissing', () => {
  let machine: FakeMachine;
  let events: BuildEvent[];
  beforeEach(() => {
    machine = new FakeMachine();
    events = [];
  });
  afterEach(() => machine.restore());

  const build = (wanted: readonly Tool[], options = {}) =>
    buildMissing(wanted, { memory: 16, onProgress: (event) => events.push(event), ...options });
  const told = () => events.map(({ tool, what }) => `${tool} ${what}`);
  const left = (folder: string) =>
    existsSync(join(machine.cache, folder)) ? readdirSync(join(machine.cache, folder)) : [];

  test('builds what is missing from its pins, and is found afterwards', async () => {
    machine.go();
    machine.program('kwok', 'echo kwok version v0.7.1');
    const found = await build([etcd, kwok]);
    expect(found.get(kwok)).toMatchObject({ origin: 'PATH', version: '0.7.1' });
    expect(found.get(etcd)).toEqual(await locate(etcd));
    expect(told()).toEqual(['etcd begins', 'etcd done']);
    expect(readFileSync(machine.calls, 'utf8')).toMatch(
      /^build -trimpath -o \S+ go\.etcd\.io\/etcd\/server\/v3$/m,
    );
    expect([...left('partial'), ...left('locks')]).toEqual([]);
    await build([etcd, kwok]);
    expect(told()).toHaveLength(2);
  });

  test('builds the longest first, side by side as far as memory goes', async () => {
    machine.go('/bin/sleep 0.2');
    await build([etcd, awsProvider, kubernetesProvider], { memory: 11 });
    expect(told().slice(0, 2)).toEqual(['provider-aws begins', 'etcd begins']);
    expect(told().indexOf('provider-kubernetes begins')).toBeGreaterThan(told().indexOf('provider-aws done'));
  });

  test('builds with exactly the memory that it needs', async () => {
    machine.go();
    await build([awsProvider, etcd], { memory: 9.4 });
    expect(told().filter((one) => one.endsWith('done'))).toEqual(['provider-aws done', 'etcd done']);
  });

  test('builds what is pinned together one after another', async () => {
    machine.go('/bin/sleep 0.1');
    await build([apiserver, scheduler]);
    expect(told()).toEqual([
      'kube-apiserver begins',
      'kube-apiserver done',
      'kube-scheduler begins',
      'kube-scheduler done',
    ]);
  });

  test('does not begin what needs more memory than there is, and builds the rest', async () => {
    machine.go();
    await expect(build([awsProvider, etcd], { memory: 4 })).rejects.toThrow(
      'provider-aws: needs 9.4 GB of memory, and 4.0 GB are free',
    );
    expect(await locate(etcd)).toMatchObject({ state: 'found' });
  });

  test('says why a build failed, leaves nothing of it, and builds the rest', async () => {
    machine.go('case "$3" in *etcd*) echo "no space left" >&2; echo half > "$2"; exit 1;; esac');
    await expect(build([etcd, kwok])).rejects.toThrow(/etcd: building go\.etcd\.io.* failed:\nno space left/);
    expect(told()).toContain('kwok done');
    expect([...left('partial'), ...left('locks')]).toEqual([]);
    expect(left('bin')).toEqual(['kwok']);
  });

  test.each([
    ['', 'Go is not on PATH'],
    ['echo go version go1.21.4 linux/amd64', 'Go on PATH is 1.21.4'],
  ])('says what is wrong with Go: %s', async (go, message) => {
    if (go) machine.program('go', go);
    await expect(build([etcd])).rejects.toThrow(message);
  });

  test('gives up when the time is over, with what it had started', async () => {
    const pid = join(machine.folder, 'pid');
    machine.go(`/bin/sh -c 'echo $$ > ${pid}; exec /bin/sleep 60'`);
    await expect(build([etcd], { minutes: 0.01 })).rejects.toThrow('etcd: not made within 0.01 minutes');
    await until(() => isGone(pid));
    expect([...left('partial'), ...left('locks'), ...left('bin')]).toEqual([]);
  });

  test('ends on a signal, with what it had started and what waits', async () => {
    const pid = join(machine.folder, 'pid');
    machine.go(`/bin/sh -c 'echo $$ > ${pid}; exec /bin/sleep 60'`);
    const building = build([apiserver, scheduler]);
    const outcome = expect(building).rejects.toThrow(BuildInterrupted);
    await until(() => existsSync(pid) && readFileSync(pid, 'utf8') !== '');
    process.emit('SIGINT');
    await outcome;
    await until(() => isGone(pid));
    expect(told().filter((one) => one.endsWith('begins'))).toEqual(['kube-apiserver begins']);
    expect([...left('partial'), ...left('locks'), ...left('bin')]).toEqual([]);
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  test('two runs do not build the same: the second waits, and takes what the first made', async () => {
    machine.go('/bin/sleep 0.5');
    await Promise.all([build([etcd]), build([etcd])]);
    expect(told().sort()).toEqual(['etcd begins', 'etcd done', 'etcd done', 'etcd waits']);
    expect(readFileSync(machine.calls, 'utf8').match(/^build/gm)).toHaveLength(1);
  });

  test.each([
    ['whose process is gone', { pid: 2 ** 30, host: hostname() }],
    ['that nobody touches', { pid: process.pid, host: 'elsewhere' }],
  ])('takes over a lock %s', async (_, holder) => {
    machine.go();
    const lock = join(machine.cache, 'locks', 'etcd.lock');
    mkdirSync(join(lock, '..'));
    writeFileSync(lock, JSON.stringify(holder));
    const longAgo = new Date(Date.now() - 120_000);
    if (holder.host !== hostname()) require('node:fs').utimesSync(lock, longAgo, longAgo);
    await build([etcd]);
    expect(told()).toEqual(['etcd begins', 'etcd done']);
  });

  test('waits for a holder on another machine as long as it touches its lock', async () => {
    machine.go();
    const lock = join(machine.cache, 'locks', 'etcd.lock');
    mkdirSync(join(lock, '..'));
    writeFileSync(lock, JSON.stringify({ pid: 2 ** 30, host: 'elsewhere' }));
    await expect(build([etcd], { minutes: 0.01 })).rejects.toThrow('not made within');
    expect(told()[0]).toBe('etcd waits');
    expect(existsSync(lock)).toBe(true);
  });

  test('installs the emulator with sums alone, and notes the end last', async () => {
    const pip = `#!/bin/sh\\necho "$@" >> ${machine.calls}\\necho 1.5.33\\n`;
    machine.program(
      'python3',
      `[ "$1" = --version ] && echo Python 3.12.1 && exit
/bin/mkdir -p "$3/bin" && printf '${pip}' > "$3/bin/python" && /bin/chmod 755 "$3/bin/python"`,
    );
    const found = await build([emulator]);
    expect(found.get(emulator)).toMatchObject({ version: '1.5.33', origin: 'cache' });
    const [install] = readFileSync(machine.calls, 'utf8').split('\n');
    expect(install).toMatch(
      /pip install .*--require-hashes --only-binary :all: --requirement \S+requirements\.txt$/,
    );
  });

  test.each([
    ['', 'Python is not on PATH'],
    ['echo Python 3.9.18', 'Python on PATH is 3.9.18'],
    ['[ "$1" = --version ] && echo Python 3.12.1 || exit 1', 'python3-venv'],
  ])('says what is wrong with Python: %s', async (python, message) => {
    if (python) machine.program('python3', python);
    await expect(build([emulator])).rejects.toThrow(message);
    expect(await locate(emulator)).toMatchObject({ state: 'missing' });
  });
});

function isGone(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return false;
  } catch {
    return true;
  }
}
