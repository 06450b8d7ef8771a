import fc from 'fast-check';
import { formatBytes, formatCpu, parseBytes, parseCpu, parseQuantity } from '../../../lib/core/quantity';

describe('parseCpu', () => {
  test.each([
    ['100m', 100],
    ['0.5', 500],
    ['.5', undefined],
    ['2', 2000],
    ['1.0001', 1001],
    ['100u', 1],
    ['1500000000n', 1500],
    ['1k', 1_000_000],
    ['1e3', 1_000_000],
    ['5E-1', 500],
    ['0', 0],
  ])('%s is %s thousandths of a core', (text, milli) => {
    expect(parseCpu(text)).toBe(milli);
  });
});

describe('parseBytes', () => {
  test.each([
    ['128Mi', 134_217_728],
    ['1.5Gi', 1_610_612_736],
    ['1G', 1_000_000_000],
    ['64Ki', 65_536],
    ['1Ti', 1_099_511_627_776],
    ['1Pi', 1_125_899_906_842_624],
    ['100m', 1],
    ['1e6', 1_000_000],
    ['1E', 1_000_000_000_000_000_000],
    ['7', 7],
  ])('%s is %s', (text, bytes) => {
    expect(parseBytes(text)).toBe(bytes);
  });
});

test.each([
  '',
  'Mi',
  '128MB',
  '128 Mi',
  '-1',
  '1,5',
  '1KI',
  '1i',
  '1mm',
  '1e',
  '1e1Mi',
  'NaN',
  '0x10',
  '1\n',
])('%j is no quantity', (text) => {
  expect(parseCpu(text)).toBeUndefined();
  expect(parseBytes(text)).toBeUndefined();
});

test('the kind decides the unit', () => {
  expect(parseQuantity('cpu', '1')).toBe(1000);
  expect(parseQuantity('bytes', '1')).toBe(1);
});

test('what is written is read back', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 2 ** 50 }), (milli, bytes) => {
      expect(parseCpu(formatCpu(milli))).toBe(milli);
      expect(parseBytes(formatBytes(bytes))).toBe(bytes);
    }),
  );
  expect(formatCpu(1500)).toBe('1500m');
  expect(formatCpu(2000)).toBe('2');
  expect(formatBytes(134_217_728)).toBe('128Mi');
  expect(formatBytes(0)).toBe('0');
  expect(formatBytes(2 ** 60)).toBe('1024Pi');
});
