import type { CallEssentials } from '../../../gaps/gap';
import { stateObjectOf } from '../../../layers/stack-file';
import type { StateResource } from '../../../layers/tofu';
import { unsettled } from '../settled';
import { synthesizeVariant } from '../variant';
import { type Attempt, refusedAll } from './attempt';
import { onlyReadsClusters } from './kubernetes';
import type { RoleContext } from './web-identity';

const text = (value: unknown) => String(value ?? '');

/** What changes or reads something of each stateful type, or takes it away. */
const writes: Readonly<Record<string, (values: Readonly<Record<string, unknown>>) => CallEssentials[]>> = {
  aws_db_instance: ({ identifier }) =>
    ['DeleteDBInstance', 'ModifyDBInstance', 'RebootDBInstance'].map((Action) => ({
      service: 'rds',
      form: {
        Action,
        Version: '2014-10-31',
        DBInstanceIdentifier: text(identifier),
        SkipFinalSnapshot: 'true',
      },
    })),
  aws_elasticache_replication_group: ({ replication_group_id }) =>
    ['DeleteReplicationGroup', 'ModifyReplicationGroup'].map((Action) => ({
      service: 'elasticache',
      form: { Action, Version: '2015-02-02', ReplicationGroupId: text(replication_group_id) },
    })),
  aws_s3_bucket: ({ bucket }) => [
    { service: 's3', method: 'DELETE', path: `/${text(bucket)}` },
    { service: 's3', method: 'PUT', path: `/${text(bucket)}/canary`, body: 'x' },
    { service: 's3', method: 'GET', path: `/${text(bucket)}/canary` },
    { service: 's3', method: 'DELETE', path: `/${text(bucket)}?policy` },
  ],
  aws_kms_key: ({ key_id }) => [
    {
      service: 'kms',
      target: 'TrentService.ScheduleKeyDeletion',
      body: { KeyId: text(key_id), PendingWindowInDays: 7 },
    },
    { service: 'kms', target: 'TrentService.DisableKey', body: { KeyId: text(key_id) } },
  ],
  aws_secretsmanager_secret: ({ arn }) =>
    ['GetSecretValue', 'DeleteSecret', 'PutSecretValue'].map((operation) => ({
      service: 'secretsmanager',
      target: `secretsmanager.${operation}`,
      body: { SecretId: text(arn), ...(operation === 'PutSecretValue' && { SecretString: 'x' }) },
    })),
  aws_eks_cluster: ({ name }) => [
    { service: 'eks', method: 'DELETE', path: `/clusters/${text(name)}` },
    {
      service: 'eks',
      path: `/clusters/${text(name)}/access-entries`,
      body: { principalArn: 'arn:aws:iam::000000000000:role/x' },
    },
  ],
  aws_vpc: ({ id }) => [
    { service: 'ec2', form: { Action: 'DeleteVpc', Version: '2016-11-15', VpcId: text(id) } },
    { service: 'ec2', form: { Action: 'CreateSubnet', Version: '2016-11-15', VpcId: text(id) } },
  ],
  aws_iam_role: ({ name }) => [
    {
      service: 'iam',
      form: {
        Action: 'AttachRolePolicy',
        Version: '2010-05-08',
        RoleName: text(name),
        PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      },
    },
  ],
  aws_sns_topic: ({ arn }) => [
    { service: 'sns', form: { Action: 'Publish', Version: '2010-03-31', TopicArn: text(arn), Message: 'x' } },
  ],
  aws_backup_vault: ({ name }) => [
    { service: 'backup', method: 'DELETE', path: `/backup-vaults/${text(name)}` },
  ],
};

/** What would change or read the content of the resources of a state. */
export function writesOn(resources: readonly StateResource[], region: string): Attempt[] {
  return resources.flatMap(({ address, type, values }) =>
    (writes[type]?.(values) ?? []).map((call) => ({
      what: `${call.form?.['Action'] ?? call.target ?? `${call.method ?? 'POST'} ${call.path}`} (${address})`,
      call: { region, ...call },
    })),
  );
}

/** What would write a stack's state, or take its lock away from an apply that goes on. */
function writesOnState(output: string, id: string): Attempt[] {
  const state = stateObjectOf(output, id);
  if (!state) return [];
  const path = `/${state.bucket}/${state.key}`;
  const calls = [
    { method: 'PUT', path, body: '{}' },
    { method: 'PUT', path: `${path}.tflock`, body: '{}' },
    { method: 'DELETE', path: `${path}.tflock` },
  ];
  return calls.map((call) => ({
    what: `${call.method} ${call.path}`,
    call: { service: 's3', region: state.region, ...call },
  }));
}

/**
 * The plan role plans every stack, and changes nothing.
 * @param planner - the context in which OpenTofu has that role
 */
export async function onlyPlans(planner: RoleContext): Promise<{ count: number; faults: string[] }> {
  const { environment, stacks, role } = planner;
  const faults = (await unsettled(planner)).map((one) => `it plans: ${one}`);
  const layers = stacks.filter(({ id }) => !id.endsWith('-bootstrap'));
  let count = 0;
  for (const { id } of stacks) {
    const attempts = [
      ...writesOn(await planner.tofu.resources(id), environment.primaryRegion),
      ...writesOnState(planner.tofu.options.output, id),
    ];
    faults.push(...(await refusedAll('the plan role', role, attempts)));
    count += attempts.length;
  }
  const inClusters = await onlyReadsClusters(planner);
  faults.push(...inClusters.faults);
  count += inClusters.count;
  const output = await synthesizeVariant(planner, 'tagged-by-the-planner', (draft) => {
    draft.tags = { ...draft.tags, 'review-date': '2027-01-31' };
  });
  const tagging = planner.tofuOver({ output, name: 'tagged' });
  for (const { id } of layers.filter((one) => /-(network|platform)$/.test(one.id))) {
    const { code, errors } = await tagging.apply(id);
    count += 1;
    if (code === 0 || !errors.some((one) => /AccessDenied|UnauthorizedOperation/.test(one)))
      faults.push(
        `the plan role applies a new tag to ${id}: exit code ${code}, ${errors.join('; ').slice(0, 300)}`,
      );
  }
  faults.push(...(await unsettled(planner)).map((one) => `after the plan role's attempts: ${one}`));
  return { count, faults };
}
