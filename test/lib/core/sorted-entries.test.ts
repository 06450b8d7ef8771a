import { sortedEntries } from '../../../lib/core/sorted-entries';

test('gives entries by key and leaves the record alone', () => {
  const record = { b: 2, a: 1, B: 3 };
  expect(sortedEntries(record)).toEqual([
    ['B', 3],
    ['a', 1],
    ['b', 2],
  ]);
  expect(Object.keys(record)).toEqual(['b', 'a', 'B']);
});
