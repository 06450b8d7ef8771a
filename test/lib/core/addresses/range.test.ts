import fc from 'fast-check';
import {
  contains,
  overlappingPairs,
  overlaps,
  parseRange,
  partOf,
  type Range,
  readRange,
  sizeOf,
} from '../../../../lib/core/addresses';

function range(text: string): Range {
  const parsed = parseRange(text);
  if (!parsed) throw new Error(text);
  return parsed;
}

/** Any range of any prefix. */
const anyRange = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 }))
  .map(([address, prefix]) => partOf(range('0.0.0.0/0'), prefix, Math.floor(address / 2 ** (32 - prefix))));

describe('readRange', () => {
  test('knows first and last address', () => {
    expect(readRange('10.0.16.0/20')).toEqual({
      state: 'range',
      range: { text: '10.0.16.0/20', first: 0x0a001000, last: 0x0a001fff, prefix: 20 },
    });
    expect(sizeOf(range('0.0.0.0/0'))).toBe(2 ** 32);
    expect(sizeOf(range('255.255.255.255/32'))).toBe(1);
  });

  test('says which range an address with host bits lies in', () => {
    expect(readRange('10.0.1.7/16')).toMatchObject({ state: 'hostBits', network: { text: '10.0.0.0/16' } });
    expect(parseRange('10.0.1.7/16')).toBeUndefined();
  });

  test.each([
    '',
    '10.0.0.0',
    '10.0.0/16',
    '10.0.0.0/33',
    '10.0.0.0/016',
    '10.0.0.0/08',
    '010.0.0.0/8',
    '10.0.0.256/24',
    ' 10.0.0.0/16',
    '10.0.0.0/16 ',
    '2001:db8::/32',
    '10.0.0.0/-1',
  ])('%p is malformed', (text) => {
    expect(readRange(text)).toEqual({ state: 'malformed' });
  });

  test('never throws, and what it reads it writes the same', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.ipV4(),
          anyRange.map((one) => one.text),
        ),
        (text) => {
          const read = readRange(text);
          if (read.state === 'range') expect(read.range.text).toBe(text);
        },
      ),
    );
  });
});

describe('ranges', () => {
  test('overlap when one holds the other, and only then', () => {
    fc.assert(
      fc.property(anyRange, anyRange, (a, b) => {
        expect(overlaps(a, b)).toBe(contains(a, b) || contains(b, a));
        expect(overlaps(a, b)).toBe(overlaps(b, a));
      }),
    );
    expect(overlaps(range('10.0.0.0/24'), range('10.0.1.0/24'))).toBe(false);
    expect(contains(range('10.0.0.0/16'), range('10.0.255.0/24'))).toBe(true);
    expect(contains(range('10.0.0.0/24'), range('10.0.0.0/16'))).toBe(false);
  });

  test('the parts of a range lie side by side within it', () => {
    const vpc = range('10.0.0.0/16');
    const parts = Array.from({ length: 16 }, (_, index) => partOf(vpc, 20, index));
    expect(parts[0]?.first).toBe(vpc.first);
    expect(parts[15]?.last).toBe(vpc.last);
    for (const [index, part] of parts.entries()) {
      expect(contains(vpc, part)).toBe(true);
      expect(parts[index + 1]?.first ?? vpc.last + 1).toBe(part.last + 1);
    }
  });
});

describe('overlappingPairs', () => {
  test('names the wider first, whatever the order of the input', () => {
    const named = [
      { name: 'small', range: range('10.0.8.0/24') },
      { name: 'wide', range: range('10.0.0.0/16') },
      { name: 'apart', range: range('10.1.0.0/16') },
      { name: 'middle', range: range('10.0.0.0/20') },
    ];
    const names = (pairs: ReturnType<typeof overlappingPairs>) =>
      pairs.map(([a, b]) => `${a.name} ${b.name}`);
    expect(names(overlappingPairs(named))).toEqual(['wide middle', 'wide small', 'middle small']);
    expect(names(overlappingPairs([...named].reverse()))).toEqual([
      'wide middle',
      'wide small',
      'middle small',
    ]);
  });

  test('finds what comparing every pair finds', () => {
    fc.assert(
      fc.property(fc.array(anyRange, { maxLength: 12 }), (ranges) => {
        let expected = 0;
        for (const [index, a] of ranges.entries()) {
          for (const b of ranges.slice(index + 1)) if (overlaps(a, b)) expected += 1;
        }
        const named = ranges.map((one, index) => ({ name: `${index}`, range: one }));
        expect(overlappingPairs(named)).toHaveLength(expected);
      }),
    );
  });
});
