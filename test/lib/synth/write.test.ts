import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeStaging, outputPlaces } from '../../../lib/core/output/places';
import { manifestHalf, putInPlace, terraformHalf, writing } from '../../../lib/synth/write';
import { emptyFolder, readFiles } from '../../support/folder';

/** Both halves of a run, staged with one mark in each. */
function halves(root: string, mark: string) {
  const terraform = outputPlaces(join(root, 'cdktf.out'));
  const manifests = outputPlaces(join(root, 'dist'));
  const stacks = makeStaging(terraform);
  const yaml = makeStaging(manifests);
  writeFileSync(join(stacks, 'manifest.json'), JSON.stringify({ version: mark, stacks: {} }));
  const files = new Map([
    ['dev/local/kustomization.yaml', mark],
    ['dev/local/shop/15-configmap-a.yaml', mark],
  ]);
  return [
    terraformHalf(terraform, stacks, { stacks: [], scope: 'all', locks: join(root, 'locks') }),
    manifestHalf(manifests, yaml, { files, scope: 'all' }),
  ] as const;
}

const marksIn = (root: string) => [
  JSON.parse(readFiles(join(root, 'cdktf.out'))['manifest.json'] ?? '').version,
  readFiles(join(root, 'dist'))['dev/local/shop/15-configmap-a.yaml'],
];

test('a run that was killed between the two outputs is healed by the next', async () => {
  const root = emptyFolder();
  await putInPlace(halves(root, 'old'));
  const [terraform] = halves(root, 'new');
  await putInPlace([terraform]);
  expect(marksIn(root)).toEqual(['new', 'old']);
  expect(await putInPlace(halves(root, 'new'))).toBe('written');
  expect(marksIn(root)).toEqual(['new', 'new']);
  expect(await putInPlace(halves(root, 'new'))).toBe('unchanged');
});

test('one that was killed while it replaced the second has lost nothing', async () => {
  const root = emptyFolder();
  await putInPlace(halves(root, 'old'));
  const { out, previous } = outputPlaces(join(root, 'dist'));
  renameSync(out, previous);
  await putInPlace(halves(root, 'new'));
  expect(marksIn(root)).toEqual(['new', 'new']);
  expect(existsSync(previous)).toBe(false);
});

test('manifests that stand there already are not even staged; a difference, one more and one less are seen', async () => {
  const root = emptyFolder();
  await putInPlace(halves(root, 'old'));
  const put = async () => {
    const [, manifests] = halves(root, 'old');
    const outcome = await putInPlace([manifests]);
    return [outcome, existsSync(join(manifests.staged, 'dev'))];
  };
  expect(await put()).toEqual(['unchanged', false]);
  const folder = join(root, 'dist/dev/local/shop');
  writeFileSync(join(folder, 'notes.txt'), 'of the user');
  expect(await put()).toEqual(['unchanged', false]);
  writeFileSync(join(folder, '15-configmap-a.yaml'), 'other');
  expect((await put())[0]).toBe('written');
  writeFileSync(join(folder, '15-configmap-gone.yaml'), 'old');
  expect((await put())[0]).toBe('written');
  rmSync(join(folder, '15-configmap-a.yaml'));
  expect((await put())[0]).toBe('written');
  expect(Object.keys(readFiles(join(root, 'dist'))).sort()).toEqual([
    'dev/local/kustomization.yaml',
    'dev/local/shop/15-configmap-a.yaml',
    'dev/local/shop/notes.txt',
  ]);
  expect(await put()).toEqual(['unchanged', false]);
});

test('what is refused for the second leaves the first as it was', async () => {
  const root = emptyFolder();
  await putInPlace(halves(root, 'old'));
  const [terraform, manifests] = halves(root, 'new');
  const refused = {
    ...manifests,
    check: () => {
      throw new Error('no');
    },
  };
  await expect(putInPlace([terraform, refused])).rejects.toThrow('no');
  expect(marksIn(root)).toEqual(['old', 'old']);
});

test('an error of the file system says what could not be done', () => {
  expect(() => writing(() => mkdirSync(join(emptyFolder(), 'a', 'b')))).toThrow(
    'the output could not be written',
  );
  expect(() =>
    writing(() => {
      throw new TypeError('a fault');
    }),
  ).toThrow(TypeError);
});
