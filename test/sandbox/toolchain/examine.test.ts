import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tools } from '../../../sandbox/toolchain';
import { pinFolder, pinnedVersion } from '../../../sandbox/toolchain/cache';
import { examine, isReady, report } from '../../../sandbox/toolchain/examine';
import { goRange } from '../../../sandbox/toolchain/programs';
import { FakeMachine } from './fakes';

describe('examine', () => {
  let machine: FakeMachine;
  beforeEach(() => {
    machine = new FakeMachine();
  });
  afterEach(() => machine.restore());

  test('says of each tool that is missing what it is for, how to get it and what that takes', async () => {
    const findings = await examine();
    expect(isReady(findings)).toBe(false);
    expect(findings.find(({ name }) => name === 'provider-aws')).toEqual({
      name: 'provider-aws',
      state: 'missing',
      version: '',
      detail:
        'the AWS provider, in a mirror that init reads; not built yet; npm run doctor -- --build (about 32 min from cold, 9.4 GB of memory)',
    });
    expect(report(findings)).toMatch(/cannot run without tofu, .*Go, Python, git/);
    expect(findings.find(({ name }) => name === 'memory')?.detail).toContain('9.4 GB');
  });

  test('is not stopped by what is optional, nor by the memory of what is built already', async () => {
    const findings = await examine();
    expect(findings.find(({ name }) => name === 'kubectl')?.state).toBe('note');
    expect(isReady([{ name: 'kubectl', state: 'note', version: '', detail: '' }])).toBe(true);
  });

  test('listens on loopback', async () => {
    expect((await examine()).find(({ name }) => name === 'loopback')).toMatchObject({ state: 'ok' });
  });
});

describe('the table', () => {
  test.each(Object.values(tools).map((tool) => [tool.name, tool] as const))(
    '%s is pinned',
    (_, { source }) => {
      if (source.kind === 'go') expect(pinnedVersion(source)).toMatch(/^v\d/);
    },
  );

  test('the Go that is asked for is new enough for every pin', () => {
    const folders = Object.values(tools).flatMap(({ source }) => ('folder' in source ? [source.folder] : []));
    const pinned = folders.filter((folder) => existsSync(join(pinFolder(folder), 'go.mod')));
    expect(pinned.length).toBeGreaterThan(5);
    for (const folder of pinned) {
      const [, version] = /^go (\S+)$/m.exec(readFileSync(join(pinFolder(folder), 'go.mod'), 'utf8')) ?? [];
      expect(goRange.replace('>=', '') >= (version ?? 'z')).toBe(true);
    }
  });

  test('every package of the emulator has an exact version and a sum', () => {
    const text = readFileSync(join(pinFolder('ministack'), 'requirements.txt'), 'utf8');
    const packages = text.split(/\n(?=[a-z])/).slice(1);
    expect(packages.length).toBeGreaterThan(15);
    for (const one of packages) expect(one).toMatch(/^[a-z0-9-]+==[\w.]+ .*\\\n +--hash=sha256:[0-9a-f]{64}/);
    expect(packages.some((one) => one.startsWith('cbor2=='))).toBe(true);
  });
});
