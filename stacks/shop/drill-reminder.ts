import type { Construct } from 'constructs';
import type { Workloads } from '../../lib/core/environment';
import { CronTask } from '../../lib/k8s/workload/cron-task';
import { runbook } from '../../lib/review/recovery';
import type { Place } from '../place';
import { gatewayName } from './services';
import { imageOf } from './variables';

/** What a reminder is made from. */
export interface DrillReminderParts {
  /** Where it stands. */
  readonly place: Place;
  /** What runs there. */
  readonly workloads: Workloads;
  /** Its priority class. */
  readonly priorityClass: string;
}

const folder = '/recovery';

/**
 * The runbook of the environment's recovery, in the ConfigMap `recovery-drill-plan`, and a task that says every quarter that a drill is due.
 * In both regions, since one of them is what is lost. It prints and ends: it reaches nothing and may do nothing. The image is the
 * gateway's, which is on the nodes already.
 */
export function addDrillReminder(scope: Construct, parts: DrillReminderParts): void {
  const { place, workloads, priorityClass } = parts;
  const { environment } = place;
  if (!environment.recovery) return;
  new CronTask(scope, 'recovery-drill', {
    image: imageOf(workloads, environment.project, gatewayName),
    schedule: '0 9 1 1,4,7,10 *',
    // A day: a cluster that is down on the morning of the first says it when it is back.
    startingDeadlineSeconds: 86_400,
    history: { successful: 1, failed: 1 },
    command: ['cat', `${folder}/reminder.txt`],
    config: {
      plan: {
        path: folder,
        files: {
          'reminder.txt': reminder(environment.name),
          'runbook.md': runbook(environment),
        },
      },
    },
    size: workloads.sizes.gateway,
    priorityClass,
  });
}

function reminder(name: string): string {
  return [
    `The recovery of ${name} is to be drilled this quarter.`,
    `The plan is runbook.md beside this text; npm run dr -- plan ${name} prints it.`,
    '',
  ].join('\n');
}
