import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { FateOf } from '../../../../lib/core/output/carry';
import { commit, recover } from '../../../../lib/core/output/commit';
import { makeStaging, outputPlaces, removeAbandoned } from '../../../../lib/core/output/places';
import { runTypeScript } from '../../../support/child';
import { emptyFolder, readFiles, writeFiles } from '../../../support/folder';

/** Files that begin with "made" are generated, folders are looked into, all else is somebody's. */
const fateOf: FateOf = (path) => {
  const name = path.split('/').at(-1) ?? '';
  if (name.startsWith('made')) return 'drop';
  return name.startsWith('folder') ? 'inside' : 'keep';
};

function setUp(old: Record<string, string> | undefined, staged: Record<string, string>) {
  const root = emptyFolder();
  const places = outputPlaces(join(root, 'out'));
  if (old) writeFiles(places.out, old);
  const stage = writeFiles(makeStaging(places), staged);
  return { root, places, stage };
}

describe('commit', () => {
  test('puts the first output in place', () => {
    const { root, places, stage } = setUp(undefined, { 'folder/made': 'new' });
    expect(commit(places, stage, fateOf)).toBe('written');
    expect(readFiles(root)).toEqual({ 'out/folder/made': 'new' });
  });

  test('replaces what is generated and keeps what is not', () => {
    const { root, places, stage } = setUp(
      {
        'folder/made': 'old',
        'folder/made-gone': 'old',
        'folder/mine': 'mine',
        'whole/made': 'mine',
        top: 'mine',
      },
      { 'folder/made': 'new' },
    );
    symlinkSync('mine', join(places.out, 'folder', 'link'));
    expect(commit(places, stage, fateOf)).toBe('written');
    expect(readFiles(root)).toEqual({
      'out/folder/made': 'new',
      'out/folder/mine': 'mine',
      'out/folder/link': 'mine',
      'out/whole/made': 'mine',
      'out/top': 'mine',
    });
  });

  test('a file that is kept is the same file, for whoever has it open', () => {
    const { places, stage } = setUp(
      { 'folder/made': 'old', 'folder/mine': 'mine' },
      { 'folder/made': 'new' },
    );
    const before = statSync(join(places.out, 'folder/mine')).ino;
    commit(places, stage, fateOf);
    expect(statSync(join(places.out, 'folder/mine')).ino).toBe(before);
  });

  test('what is staged stands over what would be kept', () => {
    const { places, stage } = setUp({ 'folder/made': 'old', 'folder/mine': 'old' }, { 'folder/mine': 'new' });
    commit(places, stage, fateOf);
    expect(readFiles(places.out)).toEqual({ 'folder/mine': 'new' });
  });

  test('touches nothing when the content is the same', () => {
    const { root, places, stage } = setUp({ 'folder/made': 'same', mine: 'mine' }, { 'folder/made': 'same' });
    const before = [places.out, join(places.out, 'folder/made')].map((path) => statSync(path).ino);
    expect(commit(places, stage, fateOf)).toBe('unchanged');
    expect([places.out, join(places.out, 'folder/made')].map((path) => statSync(path).ino)).toEqual(before);
    expect(readdirSync(root)).toEqual(['out']);
  });

  test.each([
    [{ 'folder/made': 'same', 'folder/made-gone': 'old' }, { 'folder/made': 'same' }],
    [{ 'folder/made': 'same' }, { 'folder/made': 'same', 'folder/made-new': 'new' }],
  ])('a file more or less is a change', (old, staged) => {
    const { places, stage } = setUp(old, staged);
    expect(commit(places, stage, fateOf)).toBe('written');
    expect(readFiles(places.out)).toEqual(staged);
  });
});

describe('recover', () => {
  const crash = (calls: number) => {
    let left = calls;
    return (from: string, to: string) => {
      if (left === 0) throw new Error('killed');
      left -= 1;
      renameSync(from, to);
    };
  };

  test('a crash between the two renames: the old output comes back', () => {
    const { places, stage } = setUp({ made: 'old', mine: 'mine' }, { made: 'new' });
    expect(() => commit(places, stage, fateOf, { rename: crash(1) })).toThrow('killed');
    expect(existsSync(places.out)).toBe(false);
    recover(places, fateOf);
    expect(readFiles(places.out)).toEqual({ made: 'old', mine: 'mine' });
    expect(existsSync(places.previous)).toBe(false);
  });

  test('so it does when somebody has made an empty folder since', () => {
    const { places, stage } = setUp({ made: 'old' }, { made: 'new' });
    expect(() => commit(places, stage, fateOf, { rename: crash(1) })).toThrow('killed');
    mkdirSync(places.out);
    recover(places, fateOf);
    expect(readFiles(places.out)).toEqual({ made: 'old' });
  });

  test('a crash after both renames: the new output stays, with what was added to the old one', () => {
    const { places, stage } = setUp(
      { made: 'old', 'folder/mine': 'mine' },
      { made: 'new', 'folder/made': 'new' },
    );
    renameSync(places.out, places.previous);
    renameSync(stage, places.out);
    writeFileSync(join(places.previous, 'folder', 'late'), 'late');
    recover(places, fateOf);
    expect(readFiles(places.out)).toEqual({
      made: 'new',
      'folder/made': 'new',
      'folder/mine': 'mine',
      'folder/late': 'late',
    });
    expect(existsSync(places.previous)).toBe(false);
  });

  test('a crash before the renames has changed nothing', () => {
    const { places, stage } = setUp({ made: 'old', mine: 'mine' }, { made: 'new' });
    expect(() => commit(places, stage, fateOf, { rename: crash(0) })).toThrow('killed');
    recover(places, fateOf);
    expect(readFiles(places.out)).toEqual({ made: 'old', mine: 'mine' });
  });
});

describe('places', () => {
  test('folders and locks of processes that are gone are removed, those of living ones are not', () => {
    const { root, places, stage } = setUp({ made: 'old' }, { made: 'new' });
    mkdirSync(`${places.stagingPrefix}99999999.1`);
    writeFileSync(`${places.lock}.99999999`, '');
    writeFileSync(join(root, '.out.something'), '');
    removeAbandoned(places);
    expect(readdirSync(root).sort()).toEqual(['.out.something', 'out', stage.slice(root.length + 1)].sort());
  });

  test('a link to a folder is followed', () => {
    const root = emptyFolder();
    mkdirSync(join(root, 'real'));
    symlinkSync('real', join(root, 'out'));
    expect(outputPlaces(join(root, 'out')).out).toBe(join(root, 'real'));
  });
});

describe('killed at any moment', () => {
  test('the output is whole, the old one or the new one', async () => {
    const root = emptyFolder();
    const places = outputPlaces(join(root, 'out'));
    writeFiles(places.out, { ...marked('start'), mine: 'mine' });
    const seen = new Set<string>();
    for (let round = 0; round < 30; round += 1) {
      const child = runTypeScript(join(__dirname, 'commit-for-ever.ts'), [places.out, `round${round}`]);
      await new Promise((resolve) => child.process.stdout?.once('data', resolve));
      await new Promise((resolve) => setTimeout(resolve, (round * 7) % 23));
      child.process.kill('SIGKILL');
      await child.ended;
      if (!existsSync(places.out)) recover(places, fateOf);
      const { mine, ...made } = readFiles(places.out);
      const mark = made['made-0'] ?? '';
      expect(made).toEqual(marked(mark));
      expect(mine).toBe('mine');
      seen.add(mark);
    }
    expect(seen.size).toBeGreaterThan(5);
    const last = runTypeScript(join(__dirname, 'commit-for-ever.ts'), [places.out, 'end', '1']);
    expect(await last.ended).toMatchObject({ code: 0, stderr: '' });
    expect(readFiles(root)).toEqual(
      Object.fromEntries(
        Object.entries({ ...marked('end-0'), mine: 'mine' }).map(([path, text]) => [`out/${path}`, text]),
      ),
    );
  }, 120_000);

  function marked(mark: string): Record<string, string> {
    return Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`made-${index}`, mark]));
  }
});
