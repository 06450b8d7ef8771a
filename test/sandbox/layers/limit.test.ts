import { limit } from '../../../sandbox/layers/limit';

test('lets so many work at once, in the order in which they came, and goes on after a failure', async () => {
  const turn = limit(2);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) =>
    turn(async () => {
      begun.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      if (name === 'b') throw new Error(name);
      return name;
    });
  const done = ['a', 'b', 'c', 'd'].map((name) => work(name).catch((error: Error) => `no ${error.message}`));
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  await settle();
  expect(begun).toEqual(['a', 'b']);
  ends.get('b')?.();
  await settle();
  expect(begun).toEqual(['a', 'b', 'c']);
  ends.get('a')?.();
  ends.get('c')?.();
  await settle();
  ends.get('d')?.();
  expect(await Promise.all(done)).toEqual(['a', 'no b', 'c', 'd']);
});
