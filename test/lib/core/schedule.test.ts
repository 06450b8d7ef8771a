import fc from 'fast-check';
import {
  dailyMeetsWeekly,
  minutesPerDay,
  minutesPerWeek,
  parseDailyWindow,
  parseWeeklyWindow,
  type Window,
} from '../../../lib/core/schedule';

function daily(text: string): Window {
  const { window, fault } = parseDailyWindow(text);
  if (!window) throw new Error(fault);
  return window;
}

function weekly(text: string): Window {
  const { window, fault } = parseWeeklyWindow(text);
  if (!window) throw new Error(fault);
  return window;
}

describe('a daily window', () => {
  test('is a start and a length', () => {
    expect(daily('03:00-04:00')).toEqual({ start: 180, minutes: 60 });
  });

  test('may run over midnight', () => {
    expect(daily('23:45-00:30')).toEqual({ start: 1425, minutes: 45 });
  });

  test.each(['3:00-4:00', '03:00', '03:00-24:00', '03:60-04:00', '', 'sun:03:00-sun:04:00', '03:00-04:00 '])(
    '"%s" is not of its form',
    (text) => {
      expect(parseDailyWindow(text).fault).toMatch(/is not of the form hh:mm-hh:mm/);
    },
  );

  test('is not shorter than its limit', () => {
    expect(parseDailyWindow('03:00-03:29').fault).toBe(
      '"03:00-03:29" is 29 minutes long, at least 30 are needed',
    );
    expect(parseDailyWindow('03:00-03:30').fault).toBeUndefined();
    expect(parseDailyWindow('03:00-03:30', { atLeast: 60 }).fault).toMatch(/at least 60/);
    expect(parseDailyWindow('03:00-03:00').fault).toMatch(/is 0 minutes long/);
  });
});

describe('a weekly window', () => {
  test('is counted from Sunday', () => {
    expect(weekly('sun:04:30-sun:05:30')).toEqual({ start: 270, minutes: 60 });
    expect(weekly('sat:23:30-sun:00:30')).toEqual({ start: minutesPerWeek - 30, minutes: 60 });
  });

  test.each([
    '04:30-05:30',
    'Sun:04:30-Sun:05:30',
    'sunday:04:30-sunday:05:30',
    'sun:04:30-05:30',
    'son:04:30-son:05:30',
  ])('"%s" is not of its form', (text) => {
    expect(parseWeeklyWindow(text).fault).toMatch(/is not of the form ddd:hh:mm-ddd:hh:mm/);
  });

  test('is neither too short nor too long', () => {
    expect(parseWeeklyWindow('sun:04:30-sun:04:45').fault).toMatch(/is 15 minutes long/);
    expect(parseWeeklyWindow('sun:04:30-mon:04:30').fault).toMatch(/less than 1440 are allowed/);
    expect(parseWeeklyWindow('sun:04:30-mon:04:29').fault).toBeUndefined();
    // Written the wrong way round it lasts for nearly a week.
    expect(parseWeeklyWindow('sun:05:30-sun:04:30').fault).toMatch(/is 10020 minutes long/);
  });
});

describe('a daily and a weekly window', () => {
  test.each([
    ['03:00-04:00', 'sun:03:30-sun:04:30', true],
    ['03:00-04:00', 'sun:02:30-sun:03:01', true],
    ['03:00-06:00', 'sun:04:00-sun:05:00', true],
    ['04:15-04:45', 'sun:04:00-sun:05:00', true],
    ['03:00-04:00', 'sun:04:00-sun:05:00', false],
    ['03:00-04:00', 'sun:02:00-sun:03:00', false],
    ['03:00-04:00', 'sun:04:30-sun:05:30', false],
    ['23:30-00:30', 'wed:00:15-wed:01:00', true],
    ['23:30-00:30', 'sun:00:15-sun:01:00', true],
    ['00:00-01:00', 'sat:23:30-sun:00:15', true],
    ['01:00-02:00', 'sat:23:30-sun:00:30', false],
    ['12:00-12:30', 'mon:13:00-tue:12:15', true],
  ])('%s and %s', (backup, maintenance, expected) => {
    expect(dailyMeetsWeekly(daily(backup), weekly(maintenance))).toBe(expected);
  });

  test('meet exactly when they share a minute', () => {
    const within = (minute: number, { start, minutes }: Window, circle: number) =>
      (minute - start + circle) % circle < minutes;
    const start = (circle: number) => fc.integer({ min: 0, max: circle - 1 });
    const length = fc.integer({ min: 30, max: minutesPerDay - 1 });
    fc.assert(
      fc.property(start(minutesPerDay), length, start(minutesPerWeek), length, (a, b, c, d) => {
        const [day, week] = [
          { start: a, minutes: b },
          { start: c, minutes: d },
        ];
        const shared = Array.from({ length: minutesPerWeek }, (_, minute) => minute).some(
          (minute) =>
            within(minute % minutesPerDay, day, minutesPerDay) && within(minute, week, minutesPerWeek),
        );
        expect(dailyMeetsWeekly(day, week)).toBe(shared);
      }),
    );
  });
});
