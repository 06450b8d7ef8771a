import { scheduleFaults, timeZoneFaults } from '../../../../lib/k8s/workload/schedule';

test.each([
  '30 2 * * *',
  '*/5 * * * *',
  '0 0-23/2 1,15 JAN-mar,12 Mon-Fri',
  '0 0 ? * 0',
  '5/10 * * * *',
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
