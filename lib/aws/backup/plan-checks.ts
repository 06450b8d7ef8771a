import { type Problem, problem, warning } from '../../core/errors';
import { isReference, parseArn } from './arn';
import { backupErrors } from './errors';
import { isWhole, retentionProblems } from './lock';
import type { BackupPlanProps, BackupWindow } from './plan-props';
import { scheduleProblems } from './schedule';
import type { IBackupVault } from './vault-props';

/** Where a plan stands. */
export interface PlanPlace {
  /** The construct's path. */
  readonly path: string;
  /** The stack's region. */
  readonly region: string;
  /** The stack's account. */
  readonly account: string;
}

/** The props of a plan with their defaults. */
export type FullPlan = Required<Omit<BackupPlanProps, 'copyTo' | 'overrides' | 'role' | 'window'>> &
  Pick<BackupPlanProps, 'copyTo'> & { readonly window: Required<BackupWindow> };

/** Longest that AWS Backup keeps a continuous backup (Developer Guide, "Continuous backups and point-in-time recovery"). */
const pointInTimeDays = 35;

/** Fills in the defaults of a plan. */
export function fullPlan(props: BackupPlanProps): FullPlan {
  const { window, copyTo } = props;
  return {
    name: props.name ?? 'daily',
    vault: props.vault,
    schedule: props.schedule ?? 'cron(0 2 * * ? *)',
    retentionDays: props.retentionDays ?? 30,
    window: {
      startMinutes: window?.startMinutes ?? 480,
      completeMinutes: window?.completeMinutes ?? 1440,
    },
    continuous: props.continuous ?? 'none',
    ...(copyTo && { copyTo }),
  };
}

/** Everything about a plan that AWS Backup would refuse, or that would fail every night. */
export function planProblems(place: PlanPlace, plan: FullPlan): Problem[] {
  return [
    ...scheduleProblems(place.path, plan.schedule),
    ...vaultRegionProblems(place, 'vault', plan.vault),
    ...windowProblems(place.path, plan.window),
    ...retentionProblems(place.path, 'retentionDays', plan.retentionDays, plan.vault.lock),
    ...pointInTimeProblems(place.path, plan),
    ...copyProblems(place, plan),
  ];
}

/** Reports `backup/vault-region` unless a vault is in the region of what uses it. */
export function vaultRegionProblems(place: PlanPlace, at: string, vault: IBackupVault): Problem[] {
  if (vault.region === '' || vault.region === place.region) return [];
  return [
    problem(backupErrors['vault-region'], place.path, {
      at,
      found: `a vault of ${vault.region}, while this is in ${place.region}`,
      fix: `give a vault of ${place.region}`,
    }),
  ];
}

/** AWS Backup API Reference, "BackupRuleInput": an hour at least, a hundred years at most. */
function windowProblems(path: string, { startMinutes, completeMinutes }: Required<BackupWindow>): Problem[] {
  const most = 52_560_000;
  const refuse = (at: string, found: number, fix: string) => [
    problem(backupErrors.window, path, { at: `window.${at}`, found: `${found} minutes`, fix }),
  ];
  if (!isWhole(startMinutes, 60, most)) {
    return refuse('startMinutes', startMinutes, 'give a whole number of minutes, 60 or more');
  }
  if (isWhole(completeMinutes, startMinutes + 60, most)) return [];
  return refuse(
    'completeMinutes',
    completeMinutes,
    `give a whole number of minutes, ${startMinutes + 60} or more`,
  );
}

function pointInTimeProblems(path: string, { continuous, retentionDays }: FullPlan): Problem[] {
  if (continuous === 'none' || !(retentionDays > pointInTimeDays)) return [];
  return [
    problem(backupErrors['point-in-time-retention'], path, {
      at: 'retentionDays',
      found: `${retentionDays} days with continuous: 'pointInTime'`,
      fix: `keep them for at most ${pointInTimeDays} days, or make a second plan for the longer time`,
    }),
  ];
}

function copyProblems(place: PlanPlace, { copyTo }: FullPlan): Problem[] {
  if (!copyTo) return [];
  const { vault, retentionDays } = copyTo;
  const found = retentionProblems(place.path, 'copyTo.retentionDays', retentionDays, vault.lock);
  if (vault.region === place.region && vault.account === place.account) {
    found.push(
      problem(backupErrors['copy-to-itself'], place.path, {
        at: 'copyTo.vault',
        found: `${vault.vaultArn}, of ${vault.region} as the plan itself`,
        fix: 'give a vault of another region, or leave the copy out',
      }),
    );
  }
  const fault = defaultKey(vault);
  if (fault) {
    found.push(
      problem(backupErrors['copy-with-default-key'], place.path, {
        at: 'copyTo.vault',
        found: fault,
        fix: 'give a BackupVault, which has a key of its own',
      }),
    );
  }
  return found;
}

/** The vault that AWS makes by itself has the key aws/backup; of any other only the key's name can tell. */
function defaultKey({ vaultArn, vaultName, keyArn }: IBackupVault): string | undefined {
  if (/\balias\/aws\//.test(keyArn)) return `a vault with the key ${keyArn}`;
  if (vaultName === 'Default' || vaultArn.endsWith(':backup-vault:Default')) return 'the vault Default';
  return undefined;
}

/** What the policy of a plan's role reaches (managed policy AWSBackupServiceRolePolicyForBackup), by service and kind. */
const kinds = [
  /^dynamodb:table\//,
  /^ec2:instance\//,
  /^ec2:volume\//,
  /^elasticfilesystem:file-system\//,
  /^rds:cluster:/,
  /^rds:db:/,
];

/**
 * What is wrong with backing up a resource. Reports `backup/resource`, `backup/resource-elsewhere`, and warns of
 * `backup/point-in-time-database`.
 * @param place - of the plan
 * @param name - of the selection
 * @param arn - of the resource; nothing is known of one that only Terraform knows
 * @param continuous - whether the plan makes continuous backups
 */
export function resourceProblems(
  place: PlanPlace,
  name: string,
  arn: string,
  continuous: FullPlan['continuous'],
): Problem[] {
  if (isReference(arn)) return [];
  const at = `selects.${name}`;
  const parsed = parseArn(arn);
  if (
    !parsed ||
    arn.includes('*') ||
    !kinds.some((one) => one.test(`${parsed.service}:${parsed.resource}`))
  ) {
    return [
      problem(backupErrors.resource, place.path, {
        at,
        found: `"${arn}"`,
        fix: 'give the ARN of one database, volume, instance, table or file system; replicate a bucket instead',
      }),
    ];
  }
  if (parsed.region !== place.region || parsed.account !== place.account) {
    return [
      problem(backupErrors['resource-elsewhere'], place.path, {
        at,
        found: `${arn}, while the plan is in ${place.region} of ${place.account}`,
        fix: 'select it in a plan of its own region and account',
      }),
    ];
  }
  if (continuous === 'none' || parsed.service !== 'rds') return [];
  return [
    warning(backupErrors['point-in-time-database'], place.path, {
      at,
      found: `${arn} with continuous: 'pointInTime'`,
      fix: "leave continuous out: the database's own backups go to any point in time already",
    }),
  ];
}
