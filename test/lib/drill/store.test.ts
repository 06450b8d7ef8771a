import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileStore, stateFile } from '../../../lib/drill';
import { emptyFolder, readFiles } from '../../support/folder';
import { environment } from '../core/recovery/fixture';
import { drillIn, World } from './world';

const now = Date.parse('2026-11-21T10:00:00Z');

test('a drill and its report are files side by side, and nothing else', async () => {
  const folder = emptyFolder();
  const file = join(folder, 'drill', 'prod-2026-11-21.json');
  const store = fileStore(file);
  const world = new World();
  const options = { environment: environment(), ports: world.ports(), store };
  expect(await drillIn(world, options.environment, undefined, options)).toMatchObject({
    outcome: 'finished',
  });
  expect(Object.keys(readFiles(folder)).sort()).toEqual([
    'drill/prod-2026-11-21.json',
    'drill/prod-2026-11-21.report.json',
    'drill/prod-2026-11-21.report.md',
  ]);
  expect(store.load('prod')).toMatchObject({ environment: 'prod', finished: expect.any(String) });
});

test('one process at a time', async () => {
  const store = fileStore(join(emptyFolder(), 'prod-2026-11-21.json'));
  const second = store.alone(() => store.alone(async () => 'both'));
  await expect(second).rejects.toThrow('drill/running');
  expect(await store.alone(async () => 'one')).toBe('one');
});

test('what the work throws is thrown on', async () => {
  const store = fileStore(join(emptyFolder(), 'a.json'));
  const fail = () => Promise.reject(new Error('mine'));
  await expect(store.alone(fail)).rejects.toThrow('mine');
});

test('what cannot be written is told as such', () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'file'), '');
  const store = fileStore(join(folder, 'file', 'x.json'));
  expect(() => store.saveReport('', '')).toThrow('could not be written down');
});

describe('the file of an environment', () => {
  const state = (name: string, finished?: string) =>
    JSON.stringify({
      version: 1,
      environment: name,
      recovery: {},
      promote: false,
      began: '',
      resumed: [],
      steps: [],
      notes: {},
      ...(finished && { finished }),
    });

  test('is one of today', () => {
    const folder = join(emptyFolder(), 'drill');
    expect(stateFile(folder, 'prod', now)).toBe(join(folder, 'prod-2026-11-21.json'));
  });

  test('is the unfinished one, whatever its day', () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'prod-2026-11-20.json'), state('prod'));
    writeFileSync(join(folder, 'prod-2026-11-21.json'), state('prod', 'then'));
    expect(stateFile(folder, 'prod', now)).toBe(join(folder, 'prod-2026-11-20.json'));
  });

  test('is a further one when that of today is over, and never of another environment', () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'prod-2026-11-21.json'), state('prod', 'then'));
    writeFileSync(join(folder, 'prod-2026-11-21.report.json'), '{}');
    writeFileSync(join(folder, 'prod-eu-2026-11-21.json'), state('prod-eu'));
    expect(stateFile(folder, 'prod', now)).toBe(join(folder, 'prod-2026-11-21-2.json'));
  });
});
