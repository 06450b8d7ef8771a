import { parseBackupSchedule } from '../../../lib/core/backup-schedule';

const hours = (count: number) => count * 60;
const days = (count: number) => hours(count * 24);

describe('parseBackupSchedule', () => {
  test.each([
    ['cron(0 2 * * ? *)', days(1), days(1)],
    ['cron(15 * ? * * *)', hours(1), hours(1)],
    ['cron(0 0/6 * * ? *)', hours(6), hours(6)],
    ['cron(0 8,20 * * ? *)', hours(12), hours(12)],
    ['cron(30 9,17 * * ? *)', hours(8), hours(16)],
    ['cron(0 5 ? * SUN *)', days(7), days(7)],
    ['cron(0 5 ? * MON-FRI *)', days(1), days(3)],
    ['cron(0 5 ? * 2-6/2 *)', days(2), days(3)],
    ['cron(0 5 1 * ? *)', days(28), days(31)],
    ['cron(0 5 L * ? *)', days(28), days(31)],
    ['cron(0 5 29 FEB ? *)', days(1461), days(1461)],
    ['cron(*/30 * * * ? *)', 30, 30],
    ['cron(50,10 1-2 * * ? *)', 20, days(1) - 100],
  ])('%s runs every %d to %d minutes', (text, shortestMinutes, longestMinutes) => {
    expect(parseBackupSchedule(text).gaps).toEqual({ shortestMinutes, longestMinutes });
  });

  test.each([
    ['rate(1 hour)', 'AWS Backup takes cron(...) only'],
    ['0 2 * * ? *', 'not cron(...) of six fields'],
    ['cron(0 2 * * *)', 'not cron(...) of six fields'],
    ['cron(0 2 * * ? 2027)', 'ends'],
    ['cron(0 2 * * * *)', 'does not have ?'],
    ['cron(0 2 ? * ? *)', 'does not have ?'],
    ['cron(60 2 * * ? *)', 'minutes "60", which takes 0 to 59'],
    ['cron(0 24 * * ? *)', 'hours "24"'],
    ['cron(0 2 0 * ? *)', 'day of month "0"'],
    ['cron(0 2 * 13 ? *)', 'month "13"'],
    ['cron(0 2 ? * 8 *)', 'day of week "8"'],
    ['cron(0 2 ? * FRI-MON *)', 'day of week "FRI-MON"'],
    ['cron(0 2 15W * ? *)', 'day of month "15W"'],
    ['cron(0 2 ? * 2#1 *)', 'day of week "2#1"'],
    ['cron(0 2 31 FEB ? *)', 'never runs'],
    ['cron(? 2 * * ? *)', 'minutes "?"'],
  ])('%s is refused', (text, fault) => {
    expect(parseBackupSchedule(text).fault).toContain(fault);
  });
});
