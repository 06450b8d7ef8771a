import { duration, kindsCell, renderTable } from '../../../lib/cli/table';

test('renderTable: columns as wide as their cells, numbers to the right', () => {
  expect(
    renderTable(
      [
        ['a', 'n', 'z'],
        ['bbb', '10', ''],
        ['c', '1', 'x'],
      ],
      [1],
    ),
  ).toEqual(['a     n  z', 'bbb  10', 'c     1  x']);
});

describe('kindsCell', () => {
  const counts = { aws_subnet: 12, aws_route_table: 6, aws_eip: 6, aws_vpc: 1 };

  test.each([
    [100, '25: 12 subnet, 6 eip, 6 route_table, 1 vpc'],
    [40, '25: 12 subnet, 6 eip, 7 more'],
    [24, '25: 12 subnet, 13 more'],
    [18, '25'],
    [3, '25'],
  ])('in %i columns', (width, cell) => {
    expect(kindsCell(counts, width)).toBe(cell);
  });

  test('nothing', () => {
    expect(kindsCell({}, 40)).toBe('0');
  });
});

test('duration', () => {
  expect([0.4, 41.2, 999.4, 1240].map(duration)).toEqual(['0 ms', '41 ms', '999 ms', '1.24 s']);
});
