import { describeSelector, satisfies, selects } from '../../../lib/review/selector';

const labels = { app: 'orders', tier: 'shop' };

test.each([
  [{}, true],
  [{ matchLabels: { app: 'orders' } }, true],
  [{ matchLabels: { app: 'orders', tier: 'shop' } }, true],
  [{ matchLabels: { app: 'orders', tier: 'data' } }, false],
  [{ matchLabels: { app: 'orders' }, matchExpressions: [{ key: 'gone', operator: 'Exists' }] }, false],
])('%j: %p', (selector, expected) => {
  expect(selects(selector, labels)).toBe(expected);
});

test.each([
  ['In', ['orders', 'users'], true, false],
  ['NotIn', ['orders'], false, true],
  ['Exists', undefined, true, false],
  ['DoesNotExist', undefined, false, true],
  ['Gt', ['1'], false, false],
])('%s %j of a label that is there: %p, that is not: %p', (operator, values, there, gone) => {
  expect(satisfies({ key: 'app', operator, ...(values && { values }) }, labels)).toBe(there);
  expect(satisfies({ key: 'gone', operator, ...(values && { values }) }, labels)).toBe(gone);
});

test('a selector in words has its keys in order', () => {
  expect(describeSelector({})).toBe('everything');
  expect(
    describeSelector({
      matchLabels: { tier: 'shop', app: 'orders' },
      matchExpressions: [
        { key: 'x', operator: 'In', values: ['a', 'b'] },
        { key: 'y', operator: 'Exists' },
      ],
    }),
  ).toBe('app=orders, tier=shop, x In a,b, y Exists');
});
