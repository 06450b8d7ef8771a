import { parseCpu, parseMemory } from '../../../../lib/k8s/namespace';

test.each([
  ['500m', 0.5],
  ['1', 1],
  ['0.25', 0.25],
  ['10', 10],
])('%s of CPU', (text, cores) => {
  expect(parseCpu(text)).toBe(cores);
});

test.each(['', '0', '0m', '1.5m', '0.0001', '1Gi', '-1', '1e3', ' 1', '.5'])('%j is no CPU', (text) => {
  expect(parseCpu(text)).toBeUndefined();
});

test.each([
  ['512Mi', 512 * 1024 * 1024],
  ['1.5Gi', 1.5 * 1024 ** 3],
  ['1Ki', 1024],
  ['2Ti', 2 * 1024 ** 4],
  ['1k', 1000],
  ['1M', 1e6],
  ['3G', 3e9],
  ['1T', 1e12],
])('%s of memory', (text, bytes) => {
  expect(parseMemory(text)).toBe(bytes);
});

test.each(['', '512', '512m', '0Mi', '1K', '1mi', '-1Mi', 'Mi'])('%j is no memory', (text) => {
  expect(parseMemory(text)).toBeUndefined();
});
