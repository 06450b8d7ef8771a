import type { CallEssentials } from '../../gaps/gap';
import { inOrder, sideBySide } from '../../layers/order';
import type { StateResource } from '../../layers/tofu';
import { type Proof, type ProofContext, WIDTH } from '../proof';
import { unsettled } from './settled';

/** A change made behind Terraform's back. */
interface Drift {
  /** The stateful type. */
  readonly type: string;
  /** What is done to one of its resources. */
  call(values: Readonly<Record<string, unknown>>): CallEssentials;
  /** Types by which a plan may notice it. @default - the type itself */
  readonly noticedAs?: readonly string[];
}

const text = (value: unknown) => String(value ?? '');

/** One for every stateful type that a cloud API changes. */
const drifts: readonly Drift[] = [
  {
    type: 'aws_db_instance',
    call: ({ identifier, deletion_protection }) => ({
      service: 'rds',
      form: {
        Action: 'ModifyDBInstance',
        Version: '2014-10-31',
        DBInstanceIdentifier: text(identifier),
        // Taken back at once too: most else waits for the maintenance window.
        DeletionProtection: String(deletion_protection !== true),
      },
    }),
  },
  {
    type: 'aws_elasticache_replication_group',
    call: ({ replication_group_id, snapshot_retention_limit }) => ({
      service: 'elasticache',
      form: {
        Action: 'ModifyReplicationGroup',
        Version: '2015-02-02',
        ReplicationGroupId: text(replication_group_id),
        SnapshotRetentionLimit: String(Number(snapshot_retention_limit) + 1),
        ApplyImmediately: 'true',
      },
    }),
  },
  {
    type: 'aws_s3_bucket',
    noticedAs: ['aws_s3_bucket_versioning'],
    call: ({ bucket }) => ({
      service: 's3',
      method: 'PUT',
      path: `/${text(bucket)}?versioning`,
      body: '<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>Suspended</Status></VersioningConfiguration>',
      headers: { 'content-type': 'application/xml' },
    }),
  },
  {
    type: 'aws_kms_key',
    call: ({ key_id }) => ({
      service: 'kms',
      target: 'TrentService.DisableKeyRotation',
      body: { KeyId: text(key_id) },
    }),
  },
  {
    type: 'aws_secretsmanager_secret',
    call: ({ name }) => ({
      service: 'secretsmanager',
      target: 'secretsmanager.UpdateSecret',
      body: { SecretId: text(name), Description: 'changed by hand' },
    }),
  },
  {
    type: 'aws_cloudwatch_log_group',
    call: ({ name }) => ({
      service: 'logs',
      target: 'Logs_20140328.PutRetentionPolicy',
      body: { logGroupName: text(name), retentionInDays: 1 },
    }),
  },
  {
    type: 'aws_backup_vault',
    noticedAs: ['aws_backup_vault_policy'],
    call: ({ name }) => ({
      service: 'backup',
      method: 'DELETE',
      path: `/backup-vaults/${text(name)}/access-policy`,
    }),
  },
  {
    type: 'aws_eks_cluster',
    call: ({ name }) => ({
      service: 'eks',
      path: `/clusters/${text(name)}/update-config`,
      body: { logging: { clusterLogging: [{ types: ['audit'], enabled: false }] } },
    }),
  },
];

/** A change made behind Terraform's back is found by the next plan, and taken back by the next apply. */
export const drift: Proof = {
  name: 'drift',
  claim: 'a change behind Terraform’s back is found for every stateful type, and taken back',
  async run(context) {
    const faults: string[] = [];
    const made = await makeDrifts(context, faults);
    const noticed = await planned(context);
    for (const { type, stack, noticedAs } of made) {
      const found = noticed.get(stack)?.some((address) => noticedAs.includes(address.split('.')[0] ?? ''));
      if (!found) faults.push(`${stack}: no plan notices the change of ${type}`);
    }
    const touched = context.stacks.filter(({ id }) => made.some(({ stack }) => stack === id));
    await inOrder(
      touched,
      'up',
      async (id) => {
        faults.push(...(await context.tofu.apply(id)).errors.map((one) => `${id}: ${one}`));
        return true;
      },
      WIDTH,
    );
    faults.push(...(await unsettled({ ...context, stacks: touched })).map((one) => `after repair: ${one}`));
    return { shown: made.map(({ type }) => type.replace(/^aws_/, '')).join(', '), faults };
  },
};

interface MadeDrift {
  readonly type: string;
  readonly stack: string;
  readonly noticedAs: readonly string[];
}

/** Changes the first resource of each type that the environment has. */
async function makeDrifts(context: ProofContext, faults: string[]): Promise<MadeDrift[]> {
  const send = context.cloud.as(context.environment.account);
  const made: MadeDrift[] = [];
  for (const { id } of context.stacks) {
    const resources = await context.tofu.resources(id);
    for (const { type, call, noticedAs = [type] } of drifts) {
      if (made.some((one) => one.type === type)) continue;
      const resource = resources.find((one: StateResource) => one.type === type);
      if (!resource) continue;
      const { region } = resource.values as { region?: string };
      const { status, body } = await send({ ...call(resource.values), ...(region && { region }) });
      if (status >= 300) faults.push(`${resource.address}: cannot be changed by hand: ${status} ${body}`);
      else made.push({ type, stack: id, noticedAs });
    }
  }
  return made;
}

async function planned({ stacks, tofu }: ProofContext): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  await sideBySide(
    stacks,
    async (id) => {
      found.set(id, Object.keys((await tofu.plan(id)).changes));
    },
    WIDTH,
  );
  return found;
}
