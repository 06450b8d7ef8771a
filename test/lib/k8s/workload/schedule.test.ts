import { scheduleFaults, timeZoneFaults } from '../../../../lib/k8s/workload/schedule';
import { timeZoneAliases } from '../../../../lib/k8s/workload/time-zones';

test.each([
  '30 2 * * *',
  '*/5 * * * *',
  '0 0-23/2 1,15 JAN-mar,12 Mon-Fri',
  '0 0 ? * 0',
  '5/10 * * * *',
  '*/60 */24 * * *',
  '0 0 29 2 *',
  '0 0 31 2 1',
])('%s', (schedule) => {
  expect(scheduleFaults(schedule)).toEqual([]);
});

test.each([
  ['@daily', '1 fields'],
  ['* * * *', '4 fields'],
  ['0 30 2 * * *', '6 fields'],
  ['TZ=UTC 30 2 * * *', '6 fields'],
  ['30 2  * * *', '6 fields'],
  ['60 * * * *', 'minute'],
  ['0 24 * * *', 'hour'],
  ['0 0 0 * *', 'day of the month'],
  ['0 0 * 13 *', 'month'],
  ['0 0 * foo *', 'month'],
  ['0 0 * * 7', 'day of the week'],
  ['0 5-2 * * *', 'hour'],
  ['*/0 * * * *', 'minute'],
  ['*/90 * * * *', 'minute'],
  ['0 */25 * * *', 'hour'],
  ['1,,2 * * * *', 'minute'],
  ['0 0 30 2 *', 'never'],
  ['0 0 31 4,6,9,11 *', 'never'],
])('%s: %s', (schedule, found) => {
  expect(scheduleFaults(schedule)).toMatchObject([
    { error: 'schedule', found: expect.stringContaining(found) },
  ]);
});

test('time zones', () => {
  for (const well of ['Etc/UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+5']) {
    expect(timeZoneFaults(well)).toEqual([]);
  }
  for (const bad of ['', 'Local', '+01:00', 'Europe/Atlantis', 'EST5']) {
    expect(timeZoneFaults(bad)).toMatchObject([{ error: 'time-zone', found: `"${bad}"` }]);
  }
});

test.each([...Intl.supportedValuesOf('timeZone'), ...timeZoneAliases])(
  '%s is a time zone as it is spelled',
  (name) => {
    expect(timeZoneFaults(name)).toEqual([]);
  },
);

test.each([
  'UTC',
  'Etc/UTC',
  'Asia/Kolkata',
  'Europe/Berlin',
  'America/New_York',
  'US/Eastern',
  'Europe/Kyiv',
])('%s is one, and in other capitals it is none', (name) => {
  expect(timeZoneFaults(name)).toEqual([]);
  expect(timeZoneFaults(name.toLowerCase())).toMatchObject([{ error: 'time-zone', fix: `spell it ${name}` }]);
});

test.each(['PST', 'IST', 'SystemV/PST8'])('%s is a time zone of JavaScript only', (name) => {
  expect(timeZoneFaults(name)).toHaveLength(1);
});
