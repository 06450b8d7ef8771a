import { parseBackupSchedule } from '../../../../lib/core/backup-schedule';
import { blockedRuns } from '../../../../lib/core/recovery/blocked-backups';
import { weekTime } from '../../../../lib/core/schedule';
import { backups, environment } from './fixture';

const primary = environment().regions['us-east-1'];

interface Given {
  readonly schedule: string;
  readonly within?: number;
  readonly window?: string;
  readonly maintenance?: string;
}

function blocked({ schedule, within, window = '03:00-04:00', maintenance = 'sun:10:00-sun:11:00' }: Given) {
  const database = primary?.database && {
    ...primary.database,
    backup: { ...primary.database.backup, window },
    maintenanceWindow: maintenance,
  };
  const plan = { ...backups, schedule, ...(within !== undefined && { startWithinMinutes: within }) };
  return blockedRuns(environment({}, { backups: plan }, { database })).map(
    ({ start, freeAfterMinutes }) => `${weekTime(start)} ${freeAfterMinutes}`,
  );
}

describe('blockedRuns', () => {
  test.each([
    ['the default reaches beyond', 'cron(0 2 * * ? *)', undefined],
    ['before the hour before the window', 'cron(59 1 * * ? *)', 60],
    ['a minute beyond the window', 'cron(0 2 * * ? *)', 121],
    ['when the window is over', 'cron(0 4 * * ? *)', 60],
    ['shortly before it is over', 'cron(30 3 * * ? *)', 60],
    ['every hour, with time to wait', 'cron(0 * * * ? *)', 121],
  ])('none: %s', (_, schedule, within) => {
    expect(blocked({ schedule, ...(within !== undefined && { within }) })).toEqual([]);
  });

  test.each([
    ['from the first minute of the hour before', 'cron(0 2 ? * MON *)', 120, 'mon:02:00 120'],
    ['within the window', 'cron(0 3 ? * MON *)', 60, 'mon:03:00 60'],
    ['one time of two', 'cron(0 3,12 ? * WED *)', 60, 'wed:03:00 60'],
  ])('%s', (_, schedule, within, expected) => {
    expect(blocked({ schedule, within })).toEqual([expected]);
  });

  test('a run of every day is blocked on every day', () => {
    expect(blocked({ schedule: 'cron(0 3 * * ? *)', within: 60 })).toHaveLength(7);
    expect(blocked({ schedule: 'cron(0 3 L * ? *)', within: 60 })).toHaveLength(7);
  });

  test('maintenance blocks on its day only, and the windows together', () => {
    const maintenance = 'tue:05:00-tue:06:00';
    expect(blocked({ schedule: 'cron(30 4 * * ? *)', within: 60, maintenance })).toEqual(['tue:04:30 90']);
    expect(blocked({ schedule: 'cron(0 3 * * ? *)', within: 180, maintenance })).toEqual(['tue:03:00 180']);
    expect(blocked({ schedule: 'cron(0 3 * * ? *)', within: 181, maintenance })).toEqual([]);
  });

  test('windows over midnight and over the end of the week', () => {
    const maintenance = 'sat:23:30-sun:01:00';
    const window = '22:00-23:00';
    expect(blocked({ schedule: 'cron(15 0 * * ? *)', within: 60, maintenance, window })).toEqual([]);
    expect(blocked({ schedule: 'cron(50 22 * * ? *)', within: 120, maintenance, window })).toEqual([
      'sat:22:50 130',
    ]);
    expect(blocked({ schedule: 'cron(0 0 * * ? *)', within: 60, maintenance, window })).toEqual([
      'sun:00:00 60',
    ]);
    expect(blocked({ schedule: 'cron(0 0 ? * MON *)', within: 60, window: '23:30-00:30' })).toEqual([]);
    expect(blocked({ schedule: 'cron(30 23 ? * MON *)', within: 60, window: '23:30-00:30' })).toEqual([
      'mon:23:30 60',
    ]);
  });

  test('nothing is said of what cannot be read, or is not there', () => {
    const schedule = 'cron(0 3 * * ? *)';
    expect(blocked({ schedule: 'daily', within: 60 })).toEqual([]);
    expect(blocked({ schedule, within: 60, window: 'three' })).toEqual([]);
    expect(blocked({ schedule, within: 60, maintenance: 'sunday' })).toEqual([]);
    expect(blockedRuns(environment({}, { backups: undefined }))).toEqual([]);
    expect(blockedRuns(environment({}, {}, { database: undefined }))).toEqual([]);
  });
});

test('a schedule knows when it runs in a week', () => {
  const starts = (text: string) => parseBackupSchedule(text).starts?.map(weekTime);
  expect(starts('cron(30 2,14 ? * MON,FRI *)')).toEqual(['mon:02:30', 'mon:14:30', 'fri:02:30', 'fri:14:30']);
  expect(starts('cron(0 0 1 * ? *)')).toHaveLength(7);
  expect(starts('never')).toBeUndefined();
});
