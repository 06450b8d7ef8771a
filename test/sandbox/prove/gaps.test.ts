import { gapsAreNeeded } from '../../../sandbox/prove/gaps';

const gap = (name: string, isNeeded: () => Promise<boolean>) => ({ name, isNeeded });
const cloud = (...gaps: object[]) => ({ gaps, directAs: () => async () => ({}) }) as never;

test('a gap that the emulator no longer has is a fault, and so is one that cannot be asked for', async () => {
  const { faults, shown } = await gapsAreNeeded(
    cloud(
      gap('needed', async () => true),
      gap('filled', async () => false),
      gap('broken', async () => {
        throw new Error('no answer');
      }),
    ),
  );
  expect(shown).toBe('3 gaps are still needed');
  expect(faults).toEqual([
    'sandbox/gaps/filled.ts is no longer needed: delete it',
    'sandbox/gaps/broken.ts: cannot be asked for: no answer',
  ]);
});
