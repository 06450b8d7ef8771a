import fc from 'fast-check';
import { durationAtLeast, formatDuration, parseDuration } from '../../../lib/core/duration';

describe('durations', () => {
  test.each([
    ['90s', 90],
    ['15m', 900],
    ['4h', 14_400],
    ['24h', 86_400],
    ['7d', 604_800],
  ])('%s is %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  test.each(['', '15', 'm', '0m', '1.5h', '-5m', '15 m', '15M', '1h30m', '1w', '5m\n'])(
    '"%s" is none',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  test.each([
    [0, '0s'],
    [59.2, '1m'],
    [90, '1m 30s'],
    [870, '14m 30s'],
    [93_600, '26h'],
    [3_661, '1h 1m 1s'],
  ])('%d seconds read %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  test('the least duration is long enough, and by less than a minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (seconds) => {
        const least = parseDuration(durationAtLeast(seconds)) ?? 0;
        expect(least).toBeGreaterThanOrEqual(seconds);
        expect(least - seconds).toBeLessThan(60);
      }),
    );
  });
});
