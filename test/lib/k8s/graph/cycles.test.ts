import fc from 'fast-check';
import { cyclesOf } from '../../../../lib/k8s/graph';

/** Who can be reached, by trying. */
function reachable(pairs: readonly (readonly [string, string])[], from: string): Set<string> {
  const found = new Set<string>();
  const next = [from];
  for (let one = next.pop(); one !== undefined; one = next.pop()) {
    for (const [a, b] of pairs) {
      if (a === one && !found.has(b)) {
        found.add(b);
        next.push(b);
      }
    }
  }
  return found;
}

describe('cyclesOf', () => {
  test.each<[string, [string, string][], string[][]]>([
    ['nothing', [], []],
    [
      'a chain',
      [
        ['a', 'b'],
        ['b', 'c'],
      ],
      [],
    ],
    [
      'a diamond',
      [
        ['a', 'b'],
        ['a', 'c'],
        ['b', 'd'],
        ['c', 'd'],
      ],
      [],
    ],
    [
      'two cycles, joined one way',
      [
        ['z', 'y'],
        ['y', 'z'],
        ['z', 'b'],
        ['b', 'c'],
        ['c', 'a'],
        ['a', 'b'],
      ],
      [
        ['a', 'b', 'c'],
        ['y', 'z'],
      ],
    ],
  ])('%s', (_, pairs, expected) => {
    expect(cyclesOf(pairs)).toEqual(expected);
  });

  test('are those that reach each other, in any graph', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
    const pair = fc.tuple(name, name).filter(([a, b]) => a !== b);
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 16 }), (pairs) => {
        const names = [...new Set(pairs.flat())].sort();
        const groups = new Set(
          names.flatMap((one) => {
            const group = names.filter(
              (other) => reachable(pairs, one).has(other) && reachable(pairs, other).has(one),
            );
            return group.length > 1 ? [group.join()] : [];
          }),
        );
        expect(cyclesOf(pairs).map((one) => one.join())).toEqual([...groups].sort());
      }),
    );
  });

  test('a chain of fifty thousand is no trouble', () => {
    const pairs = Array.from({ length: 50_000 }, (_, index) => [`${index}`, `${index + 1}`] as const);
    expect(cyclesOf(pairs)).toEqual([]);
  });
});
