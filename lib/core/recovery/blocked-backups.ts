import { parseBackupSchedule } from '../backup-schedule';
import type { Environment } from '../environment/schema';
import { minutesPerDay, minutesPerWeek, parseDailyWindow, parseWeeklyWindow, type Window } from '../schedule';
import { defaultStartMinutes } from './promise';

/** Minutes before a window of the database in which AWS Backup starts no backup of it. */
const BEFORE_WINDOW = 60;

/** A run of a backup plan that never backs the database up. */
export interface BlockedRun {
  /** When it begins, in minutes from midnight before Sunday, UTC. */
  readonly start: number;
  /** How many minutes its start window needs at least one more than: it has to reach beyond the windows. */
  readonly freeAfterMinutes: number;
}

/**
 * The runs of an environment's backup plan whose start window lies within the windows of its database and the hour before each, so that its
 * job cannot begin (AWS Backup Developer Guide, "Backup plan options and configuration"). None where the data cannot be read, which is reported
 * elsewhere.
 */
export function blockedRuns({ backups, regions, primaryRegion }: Environment): BlockedRun[] {
  const database = regions[primaryRegion]?.database;
  const starts = backups && parseBackupSchedule(backups.schedule).starts;
  const daily = database && parseDailyWindow(database.backup.window).window;
  const weekly = database && parseWeeklyWindow(database.maintenanceWindow).window;
  if (!starts || !daily || !weekly) return [];
  const everyDay = [0, 1, 2, 3, 4, 5, 6].map((day) => ({
    ...daily,
    start: daily.start + day * minutesPerDay,
  }));
  const blocked = [...everyDay, weekly].map((one) => ({
    start: one.start - BEFORE_WINDOW,
    minutes: one.minutes + BEFORE_WINDOW,
  }));
  const within = backups.startWithinMinutes ?? defaultStartMinutes;
  return starts.flatMap((start): BlockedRun[] => {
    const freeAfterMinutes = untilFree(start, blocked);
    return freeAfterMinutes > 0 && freeAfterMinutes >= within ? [{ start, freeAfterMinutes }] : [];
  });
}

/** Minutes from a point of the week to the first that is in none of the windows, or a week when there is none. */
function untilFree(start: number, windows: readonly Window[]): number {
  let waited = 0;
  while (waited < minutesPerWeek) {
    const left = windows.map((one) => one.minutes - passed(start + waited, one));
    const longest = Math.max(...left);
    if (longest <= 0) return waited;
    waited += longest;
  }
  return minutesPerWeek;
}

/** Minutes since a window last began. */
function passed(minute: number, { start }: Window): number {
  return (minute - start + 2 * minutesPerWeek) % minutesPerWeek;
}
