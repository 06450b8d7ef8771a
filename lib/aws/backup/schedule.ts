import { type Problem, problem } from '../../core/errors';
import { backupErrors } from './errors';
import { isWhole } from './lock';

const part = '[0-9A-Za-z*?,/#LW-]+';
const form = new RegExp(`^cron\\(([0-9]{1,2}) (${part}) (${part}) (${part}) (${part}) (${part})\\)$`);

/**
 * What is wrong with a schedule, in UTC. AWS Backup takes six fields (minutes, hours, day of the month, month, day of the week, year)
 * of which one of the two days is `?`, and starts nothing more often than every hour (Developer Guide, "Backup plan options and
 * configuration"; EventBridge User Guide, "Cron expressions reference"). Reports `backup/schedule`.
 */
export function scheduleProblems(path: string, schedule: string): Problem[] {
  const match = form.exec(schedule);
  const [, minute = '', , dayOfMonth, , dayOfWeek] = match ?? [];
  if (match && isWhole(Number(minute), 0, 59) && (dayOfMonth === '?') !== (dayOfWeek === '?')) return [];
  return [
    problem(backupErrors.schedule, path, {
      at: 'schedule',
      found: `"${schedule}"`,
      fix: 'give six fields with one minute, and ? for one of the two days, for example cron(0 2 * * ? *)',
    }),
  ];
}
