import { randomUUID } from 'node:crypto';
import { type AwsAnswer, type AwsCall, json, jsonAnswer } from '../proxy/call';
import type { GapFactory } from './gap';

type Body = Readonly<Record<string, unknown>>;

interface Plan {
  readonly arn: string;
  settings: Body;
  tags: Record<string, string>;
  readonly selections: Map<string, Body>;
}

/** Restore testing: plans, and what they select. */
export const backupRestoreTesting: GapFactory = () => {
  const plans = new Map<string, Plan>();
  return {
    name: 'backup-restore-testing',
    service: 'backup',
    symptom: 'restore testing plans and selections can be listed and read, but not made',
    documentation:
      'AWS Backup API Reference, "CreateRestoreTestingPlan", "RestoreTestingPlanForGet", "CreateRestoreTestingSelection", "RestoreTestingSelectionForGet" with their Get, List, Update and Delete',
    resources: ['aws_backup_restore_testing_plan', 'aws_backup_restore_testing_selection'],
    matches: ({ path }) =>
      /^\/restore-testing\/plans(\/|$)/.test(path) || /:restore-testing-plan:/.test(decodeURIComponent(path)),
    async handle(call, next) {
      const place = `${call.accessKey} ${call.region} `;
      if (!call.path.startsWith('/restore-testing/')) {
        const arn = decodeURIComponent(call.path).replace(/^\/(tags|untag)\//, '');
        const plan = [...plans.values()].find((one) => one.arn === arn);
        return plan ? tagging(call, plan) : next(call);
      }
      const [, , , name = '', , selection] = call.path.split('/').map(decodeURIComponent);
      if (name === '')
        return call.method === 'PUT'
          ? create(call, place, plans)
          : listed('RestoreTestingPlans', plans, place);
      const plan = plans.get(place + name);
      if (!plan) return missing(`restore testing plan ${name}`);
      return call.path.includes('/selections')
        ? select(call, name, plan, selection)
        : ofPlan(call, place, name, plan, plans);
    },
    async isNeeded(send) {
      const path = '/restore-testing/plans';
      const made = await send({
        service: 'backup',
        method: 'PUT',
        path,
        body: {
          RestoreTestingPlan: {
            RestoreTestingPlanName: 'gap_testing',
            ScheduleExpression: 'cron(0 1 ? * * *)',
            RecoveryPointSelection: { Algorithm: 'LATEST_WITHIN_WINDOW', IncludeVaults: ['*'] },
          },
        },
      });
      await send({ service: 'backup', method: 'DELETE', path: `${path}/gap_testing` });
      return made.status >= 300;
    },
  };
};

function now(): number {
  return Math.floor(Date.now() / 1000);
}

function missing(what: string): AwsAnswer {
  return jsonAnswer(404, { __type: 'ResourceNotFoundException', Message: `${what} does not exist` });
}

function planAnswer(status: number, plan: Plan): AwsAnswer {
  const { RestoreTestingPlanName, CreationTime } = plan.settings;
  return jsonAnswer(status, {
    RestoreTestingPlanArn: plan.arn,
    RestoreTestingPlanName,
    CreationTime,
    UpdateTime: now(),
  });
}

function create(call: AwsCall, place: string, plans: Map<string, Plan>): AwsAnswer {
  const { RestoreTestingPlan: sent = {}, Tags = {} } = json<{
    RestoreTestingPlan?: Body;
    Tags?: Record<string, string>;
  }>(call);
  const name = String(sent['RestoreTestingPlanName']);
  if (plans.has(place + name))
    return jsonAnswer(400, { __type: 'AlreadyExistsException', Message: `${name} exists already` });
  const arn = `arn:aws:backup:${call.region}:${call.accessKey}:restore-testing-plan:${name}-${randomUUID()}`;
  const settings = {
    StartWindowHours: 24,
    ScheduleExpressionTimezone: 'Etc/UTC',
    ...sent,
    RecoveryPointSelection: {
      ExcludeVaults: [],
      SelectionWindowDays: 30,
      ...(sent['RecoveryPointSelection'] as Body),
    },
    RestoreTestingPlanArn: arn,
    CreationTime: now(),
  };
  const plan = { arn, settings, tags: Tags, selections: new Map<string, Body>() };
  plans.set(place + name, plan);
  return planAnswer(201, plan);
}

function listed(key: string, plans: ReadonlyMap<string, Plan>, place: string): AwsAnswer {
  const own = [...plans].filter(([name]) => name.startsWith(place)).map(([, { settings }]) => settings);
  return jsonAnswer(200, { [key]: own });
}

function ofPlan(call: AwsCall, place: string, name: string, plan: Plan, plans: Map<string, Plan>): AwsAnswer {
  if (call.method === 'GET') return jsonAnswer(200, { RestoreTestingPlan: plan.settings });
  if (call.method === 'PUT') {
    const { RestoreTestingPlan = {} } = json<{ RestoreTestingPlan?: Body }>(call);
    plan.settings = { ...plan.settings, ...RestoreTestingPlan, LastUpdateTime: now() };
    return planAnswer(200, plan);
  }
  if (plan.selections.size > 0)
    return jsonAnswer(400, { __type: 'InvalidRequestException', Message: `${name} has selections` });
  plans.delete(place + name);
  return jsonAnswer(204, {});
}

function select(call: AwsCall, name: string, plan: Plan, selection: string | undefined): AwsAnswer {
  const { RestoreTestingSelection: sent = {} } = json<{ RestoreTestingSelection?: Body }>(call);
  const known = plan.selections.get(selection ?? '');
  if (call.method === 'GET' && selection === undefined)
    return jsonAnswer(200, { RestoreTestingSelections: [...plan.selections.values()] });
  if (selection !== undefined && !known) return missing(`restore testing selection ${selection}`);
  if (call.method === 'GET') return jsonAnswer(200, { RestoreTestingSelection: known });
  if (call.method === 'DELETE') {
    plan.selections.delete(selection ?? '');
    return jsonAnswer(204, {});
  }
  const own = selection ?? String(sent['RestoreTestingSelectionName']);
  const CreationTime = known?.['CreationTime'] ?? now();
  plan.selections.set(own, {
    ValidationWindowHours: 0,
    ...known,
    ...sent,
    RestoreTestingPlanName: name,
    CreationTime,
  });
  return jsonAnswer(selection === undefined ? 201 : 200, {
    CreationTime,
    RestoreTestingPlanArn: plan.arn,
    RestoreTestingPlanName: name,
    RestoreTestingSelectionName: own,
    UpdateTime: now(),
  });
}

function tagging(call: AwsCall, plan: Plan): AwsAnswer {
  if (call.method === 'GET') return jsonAnswer(200, { Tags: plan.tags });
  const { Tags = {}, TagKeyList = [] } = json<{ Tags?: Record<string, string>; TagKeyList?: string[] }>(call);
  const kept = Object.entries({ ...plan.tags, ...Tags }).filter(([name]) => !TagKeyList.includes(name));
  plan.tags = Object.fromEntries(kept);
  return jsonAnswer(200, {});
}
