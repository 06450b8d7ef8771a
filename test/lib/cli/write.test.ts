import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestHalf, putInPlace, terraformHalf, writing } from '../../../lib/cli/write';
import { makeStaging, outputPlaces } from '../../../lib/core/output/places';
import { emptyFolder, readFiles } from '../../support/folder';

/** Both halves of a run, staged with one mark in each. */
function halves(root: string, mark: string) {
  const terraform = outputPlaces(join(root, 'cdktf.out'));
  const manifests = outputPlaces(join(root, 'dist'));
  const stacks = makeStaging(terraform);
  const yaml = makeStaging(manifests);
  mkdirSync(join(yaml, 'dev/local/shop'), { recursive: true });
  writeFileSync(join(stacks, 'manifest.json'), JSON.stringify({ version: mark, stacks: {} }));
  writeFileSync(join(yaml, 'dev/local/kustomization.yaml'), mark);
  writeFileSync(join(yaml, 'dev/local/shop/15-configmap-a.yaml'), mark);
  return [
    terraformHalf(terraform, stacks, { stacks: [], scope: 'all', locks: join(root, 'locks') }),
    manifestHalf(manifests, yaml, 'all'),
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
