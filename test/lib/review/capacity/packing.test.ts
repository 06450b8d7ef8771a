import fc from 'fast-check';
import { type Batch, pack, type Room } from '../../../../lib/review/capacity/packing';

const anyBatch: fc.Arbitrary<Omit<Batch, 'id'>> = fc.record(
  {
    count: fc.integer({ min: 0, max: 12 }),
    cpu: fc.integer({ min: 0, max: 1200 }),
    memory: fc.integer({ min: 0, max: 1200 }),
    groups: fc.subarray(['a', 'b']),
    apart: fc.boolean(),
  },
  { requiredKeys: ['count', 'cpu', 'memory'] },
);
const anyBatches = fc
  .array(anyBatch, { maxLength: 8 })
  .map((all) => all.map((one, index): Batch => ({ ...one, id: `pod-${index}` })));
const anyRoom: fc.Arbitrary<Room> = fc.record({
  group: fc.constantFrom('a', 'b'),
  cpu: fc.integer({ min: -100, max: 2000 }),
  memory: fc.integer({ min: -100, max: 2000 }),
  pods: fc.integer({ min: -1, max: 9 }),
});
const anyRooms = fc.array(anyRoom, { maxLength: 10 });

const positive = (all: readonly number[]) => all.reduce((sum, one) => sum + Math.max(0, one), 0);

describe('pack', () => {
  test('never finds a place when the sum exceeds what there is', () => {
    fc.assert(
      fc.property(anyBatches, anyRooms, (batches, rooms) => {
        if (pack(batches, rooms).length > 0) return;
        expect(positive(batches.map((one) => one.count * one.cpu))).toBeLessThanOrEqual(
          positive(rooms.map((one) => one.cpu)),
        );
        expect(positive(batches.map((one) => one.count * one.memory))).toBeLessThanOrEqual(
          positive(rooms.map((one) => one.memory)),
        );
        expect(positive(batches.map((one) => one.count))).toBeLessThanOrEqual(
          positive(rooms.map((one) => one.pods)),
        );
        for (const { count, apart, groups } of batches) {
          const allowed = rooms.filter((one) => !groups || groups.includes(one.group)).length;
          if (apart) expect(count).toBeLessThanOrEqual(allowed);
          if (allowed === 0) expect(count).toBe(0);
        }
      }),
    );
  });

  test('a node more never takes a place away', () => {
    fc.assert(
      fc.property(anyBatches, anyRooms, anyRoom, (batches, rooms, one) => {
        if (pack(batches, rooms).length === 0) expect(pack(batches, [...rooms, one])).toEqual([]);
      }),
    );
  });

  test('does as first fit decreasing does pod by pod', () => {
    fc.assert(
      fc.property(anyBatches, anyRooms, (batches, rooms) => {
        const singly = batches.map((one) => ({ ...one, apart: false }));
        const pods = singly.flatMap(({ count, ...one }) =>
          Array.from({ length: count }, (_, index) => ({ ...one, count: 1, id: `${one.id}/${index}` })),
        );
        const lost = (all: readonly { count: number }[]) => all.reduce((sum, { count }) => sum + count, 0);
        expect(lost(pack(singly, rooms))).toBe(lost(pack(pods, rooms)));
      }),
    );
  });

  test('the order of the batches changes nothing', () => {
    fc.assert(
      fc.property(anyBatches, anyRooms, (batches, rooms) => {
        expect(pack([...batches].reverse(), rooms)).toEqual(pack(batches, rooms));
      }),
    );
  });

  const room = (group = 'a'): Room => ({ group, cpu: 1000, memory: 1000, pods: 3 });
  const batch = (count: number, more: Partial<Batch> = {}): Batch => ({
    id: 'x',
    count,
    cpu: 500,
    memory: 100,
    ...more,
  });

  test.each([
    ['processor time', batch(4), batch(5)],
    ['memory', batch(4, { cpu: 0, memory: 500 }), batch(5, { cpu: 0, memory: 500 })],
    ['pods', batch(6, { cpu: 0, memory: 0 }), batch(7, { cpu: 0, memory: 0 })],
    ['a group', batch(2, { groups: ['a'] }), batch(3, { groups: ['a'] })],
    ['standing apart', batch(2, { apart: true }), batch(3, { apart: true })],
  ])('%s is full, and one too many', (_, full, over) => {
    const rooms = [room(), room('b')];
    expect(pack([full], rooms)).toEqual([]);
    expect(pack([over], rooms)).toEqual([{ id: 'x', count: 1 }]);
  });

  test('the greedy go first, and those that may not stand everywhere before them', () => {
    const small = batch(1, { id: 'a-small', cpu: 400, memory: 0 });
    const large = batch(1, { id: 'large', cpu: 1000, memory: 0 });
    expect(pack([small, large], [room(), { ...room(), cpu: 400 }])).toEqual([]);
    const bound = batch(1, { id: 'z-bound', cpu: 300, groups: ['a'] });
    expect(pack([large, bound], [room(), room('b')])).toEqual([]);
  });

  test('nothing goes on a node that is overfull already, not even what asks for nothing', () => {
    const nothing = batch(1, { cpu: 0, memory: 0 });
    expect(pack([nothing], [{ ...room(), cpu: -1 }])).toHaveLength(1);
    expect(pack([nothing], [{ ...room(), memory: -1 }])).toHaveLength(1);
    expect(pack([nothing], [{ ...room(), cpu: 0, memory: 0 }])).toEqual([]);
  });
});
