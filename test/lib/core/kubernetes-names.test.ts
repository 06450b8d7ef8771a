import {
  isDnsLabel,
  isDnsSubdomain,
  labelFault,
  qualifiedNameFault,
} from '../../../lib/core/kubernetes-names';

test('names have a length', () => {
  expect(isDnsLabel('a'.repeat(63))).toBe(true);
  expect(isDnsLabel('a'.repeat(64))).toBe(false);
  expect(isDnsSubdomain(`${'a'.repeat(63)}.b`)).toBe(true);
  expect(isDnsSubdomain('a.'.repeat(127))).toBe(false);
});

test.each([
  ['team', 'orders'],
  ['team', ''],
  ['Team_1.a-b', 'A_b.c-9'],
  ['example.com/team', 'x'.repeat(63)],
  [`${'a'.repeat(63)}.example.com/${'b'.repeat(63)}`, '1'],
])('%s: %s is a label', (key, value) => {
  expect(labelFault(key, value)).toBeUndefined();
});

test.each([
  ['a b', 'c'],
  ['', 'c'],
  ['/a', 'c'],
  ['example.com/', 'c'],
  ['Example.com/a', 'c'],
  ['a/b/c', 'c'],
  ['-a', 'c'],
  ['a'.repeat(64), 'c'],
  ['team', 'x/y'],
  ['team', 'my shop!'],
  ['team', '-x'],
  ['team', 'x.'],
  ['team', 'x\n'],
  ['team', 'x'.repeat(64)],
])('%j: %j is none', (key, value) => {
  expect(labelFault(key, value)).toBeDefined();
});

test('what is not text is no value', () => {
  expect(labelFault('replicas', 3 as unknown as string)).toBe('"3" is not a label value');
});

test('a qualified name says what is wrong', () => {
  expect(qualifiedNameFault('example.com/gpu')).toBeUndefined();
  expect(qualifiedNameFault('Example/gpu')).toBe('the prefix of "Example/gpu" is not a DNS name');
  expect(qualifiedNameFault('g p u')).toBe('"g p u" is not a label key');
});
