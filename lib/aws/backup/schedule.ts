import { leastBackupMinutes, parseBackupSchedule } from '../../core/backup-schedule';
import { type Problem, problem } from '../../core/errors';
import { backupErrors } from './errors';

/**
 * What is wrong with a schedule of a plan or of a restore test, in UTC. Reports `backup/schedule`.
 * @param path - of the construct
 * @param schedule - for example `cron(0 2 * * ? *)`
 */
export function scheduleProblems(path: string, schedule: string): Problem[] {
  const { gaps, fault } = parseBackupSchedule(schedule);
  const often = gaps && gaps.shortestMinutes < leastBackupMinutes;
  if (!fault && !often) return [];
  return [
    problem(backupErrors.schedule, path, {
      at: 'schedule',
      found: fault ?? `"${schedule}", which runs every ${gaps?.shortestMinutes} minutes`,
      fix: 'give six fields with ? for one of the two days, every hour at most, for example cron(0 2 * * ? *)',
    }),
  ];
}
