import { closest } from '../../../lib/core/closest';

test('closest: no hint when nothing is near', () => {
  expect(closest('production-eu', ['dev', 'prod'])).toBeUndefined();
  expect(closest('PROD', ['dev', 'prod'])).toBe('prod');
});
