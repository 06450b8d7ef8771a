import { type ShopServices, shopServices } from '../../../stacks/shop/services';
import { regionOf, sideBySide } from '../../layers/order';
import type { Change as PlannedChange, Tofu } from '../../layers/tofu';
import { type Proof, type ProofContext, WIDTH } from '../proof';
import { sameFile } from './take-over';
import { type Draft, synthesizeVariant } from './variant';

type Changes = Readonly<Record<string, PlannedChange>>;

/** A change of an environment's data, and what it may come to. */
interface DataChange {
  readonly name: string;
  /** Changes the data; `false` when it does not apply to the environment. */
  change(draft: Draft): boolean;
  /** Services beside the shop's. @default - none */
  readonly services?: ShopServices;
  /**
   * The layer that is applied before those above it can be planned; these may then only change in place.
   * @default - all are planned as they are
   */
  readonly appliedFirst?: string;
  /** What plans of a stack may hold, from its present resources. */
  expected(
    stack: string,
    present: readonly PresentResource[],
    environment: ProofContext['environment'],
  ): Changes;
}

interface PresentResource {
  readonly address: string;
  readonly type: string;
  readonly tagged: boolean;
}

const regionsOf = (draft: Draft) => Object.values(draft.regions).filter((one) => one !== undefined);

const changes: readonly DataChange[] = [
  {
    name: 'a bigger node group',
    change(draft) {
      const group = regionsOf(draft)[0]?.cluster.nodeGroups?.['general'];
      if (group) group.max += 1;
      return group !== undefined;
    },
    expected: (stack, present) =>
      stack.endsWith('-cluster')
        ? updates(present.filter(({ address }) => address === 'aws_eks_node_group.cluster_nodes_general'))
        : {},
  },
  {
    name: 'a new tag',
    change(draft) {
      draft.tags = { ...draft.tags, 'review-date': '2027-01-31' };
      return true;
    },
    expected: (_, present) => updates(present.filter(({ tagged }) => tagged)),
  },
  {
    name: 'a new zone',
    appliedFirst: 'network',
    change(draft) {
      for (const [region, settings] of Object.entries(draft.regions)) {
        if (!settings) continue;
        const zone = newZone(region, settings.network.zones);
        (settings.network.zones as string[]).push(zone);
        for (const ranges of Object.values(settings.network.subnets ?? {}))
          addRange(ranges as Record<string, string>, zone);
      }
      return true;
    },
    expected: (stack, present, environment) =>
      stack.endsWith('-network') ? zoneChanges(stack, present, environment) : {},
  },
  {
    name: 'a raised password version',
    change(draft) {
      const databases = regionsOf(draft).flatMap((one) => one.database ?? []);
      for (const database of databases) database.passwordVersion += 1;
      return databases.length > 0;
    },
    // The standby's follows the primary's by itself. A version of a secret never changes: the provider puts another beside it.
    expected: (stack, present, { name, recovery }) =>
      stack === `${name}-${recovery?.standby}-data`
        ? {}
        : {
            ...updates(present.filter(({ type }) => type === 'aws_db_instance')),
            ...each(
              present.filter(({ type }) => type === 'aws_secretsmanager_secret_version'),
              'replace',
            ),
          },
  },
  {
    name: 'a promotion',
    change({ recovery }) {
      if (recovery) Object.assign(recovery, { databaseRole: 'promoted', serve: 'standby' });
      return recovery !== undefined;
    },
    expected: promotion,
  },
  {
    name: 'a new service',
    services: {
      ...shopServices,
      'review-service': {
        port: 5005,
        path: '/api/reviews',
        needs: ['database'],
        databaseUser: 'review_service',
      },
    },
    change(draft) {
      const { workloads } = draft;
      if (!workloads) return false;
      (workloads.images as Record<string, string>)['review-service'] = '1.0.0';
      // Ten more pods have to fit beside the others.
      if (workloads.quota?.limits?.cpu) workloads.quota.limits.cpu = '60';
      if (workloads.quota?.requests?.cpu) workloads.quota.requests.cpu = '20';
      for (const settings of regionsOf(draft)) {
        const group = settings.cluster.nodeGroups?.['general'];
        if (group)
          Object.assign(group, {
            min: group.min + 2,
            desired: (group.desired ?? group.min) + 2,
            max: group.max + 4,
          });
      }
      return true;
    },
    expected(stack, present) {
      if (stack.endsWith('-cluster'))
        return updates(
          present.filter(({ address }) => address === 'aws_eks_node_group.cluster_nodes_general'),
        );
      const like = present.filter(
        ({ address }) => stack.endsWith('-platform') && address.includes('user-service'),
      );
      return Object.fromEntries(
        like.map(({ address }) => [address.replaceAll('user-service', 'review-service'), 'create']),
      );
    },
  },
];

/** What a plan of the standby's promotion holds: its database in place, the alarm on its lag, backups of its own, and the switch of the entry. */
function promotion(
  stack: string,
  present: readonly PresentResource[],
  { name, primaryRegion, recovery }: ProofContext['environment'],
): Changes {
  if (stack === `${name}-${recovery?.standby}-data`) {
    return {
      ...updates(present.filter(({ type }) => type === 'aws_db_instance')),
      'aws_cloudwatch_metric_alarm.database_alarm-lag': 'delete',
    };
  }
  if (stack === `${name}-${recovery?.standby}-backup`)
    return {
      'aws_backup_plan.plan': 'create',
      'aws_backup_selection.plan_selects-database': 'create',
      'aws_backup_selection.plan_selects-volumes': 'create',
    };
  if (stack !== `${name}-${primaryRegion}-edge`) return {};
  return updates(present.filter(({ address }) => address === 'aws_route53_health_check.health_switch'));
}

/** Each everyday change plans exactly what it should, and replaces nothing. */
export const changed: Proof = {
  name: 'change',
  claim: 'everyday changes plan exactly the expected addresses, and replace nothing',
  async run(context) {
    const faults: string[] = [];
    const shown: string[] = [];
    const present = await presentResources(context);
    for (const one of changes) {
      const name = one.name.replaceAll(' ', '-');
      let applies = false;
      const output = await synthesizeVariant(
        context,
        name,
        (draft) => {
          applies = one.change(draft);
        },
        { ...(one.services && { services: one.services }) },
      );
      if (!applies) continue;
      const tofu = context.tofuOver({ output, name });
      const count = await compare(context, tofu, one, present, faults);
      if (one.appliedFirst) await applyAndGoBack(context, tofu, one, faults);
      context.say(`${one.name}: ${count} changes`);
      shown.push(`${one.name} ${count}`);
    }
    return { shown: shown.join(', '), faults };
  },
};

const nothing: { readonly changes: Changes; readonly errors: readonly string[] } = {
  changes: {},
  errors: [],
};

async function compare(
  context: ProofContext,
  tofu: Tofu,
  { name, expected, appliedFirst }: DataChange,
  present: ReadonlyMap<string, readonly PresentResource[]>,
  faults: string[],
): Promise<number> {
  let count = 0;
  const layers = context.stacks.filter(({ id }) => !appliedFirst || id.endsWith(`-${appliedFirst}`));
  await sideBySide(
    layers,
    async (id) => {
      const wanted = expected(id, present.get(id) ?? [], context.environment);
      // Of the same file a second plan has shown that it plans nothing.
      const isSame = sameFile(context.tofu.options.output, tofu.options.output, id);
      const { changes: planned, errors } = isSame ? nothing : await tofu.plan(id);
      faults.push(...errors.map((error) => `${name}, ${id}: ${error}`));
      count += Object.keys(planned).length;
      for (const address of new Set([...Object.keys(wanted), ...Object.keys(planned)])) {
        const [found = 'nothing', due = 'nothing'] = [planned[address], wanted[address]];
        if (found !== due) faults.push(`${name}, ${id}: plans ${found} of ${address}, expected ${due}`);
      }
    },
    WIDTH,
  );
  return count;
}

/** Applies the layer that changes, plans those above it, and takes the layer back. */
async function applyAndGoBack(
  context: ProofContext,
  tofu: Tofu,
  { name, appliedFirst = '' }: DataChange,
  faults: string[],
): Promise<void> {
  const first = context.stacks.filter(({ id }) => id.endsWith(`-${appliedFirst}`));
  for (const { id } of first) {
    const { errors } = await tofu.apply(id);
    faults.push(...errors.map((error) => `${name}, ${id}: ${error}`));
  }
  await sideBySide(
    context.stacks,
    async (id) => {
      const { changes: planned, errors } = await tofu.plan(id);
      faults.push(...errors.map((error) => `${name}, ${id}: ${error}`));
      // EKS cannot change the zones of a node group: a new one is made before the old one is drained (NodeGroupProps).
      const lost = Object.entries(planned).filter(
        ([address, change]) =>
          change === 'delete' || (change === 'replace' && !address.startsWith('aws_eks_node_group.')),
      );
      faults.push(...lost.map(([address, change]) => `${name}, ${id}: ${change} of ${address}`));
    },
    WIDTH,
  );
  for (const { id } of first) {
    const { errors } = await context.tofu.apply(id);
    faults.push(...errors.map((error) => `${name} taken back, ${id}: ${error}`));
  }
}

async function presentResources({ stacks, tofu }: ProofContext): Promise<Map<string, PresentResource[]>> {
  const found = new Map<string, PresentResource[]>();
  for (const { id } of stacks) {
    const resources = await tofu.resources(id);
    found.set(
      id,
      resources.map(({ address, type, values }) => ({ address, type, tagged: 'tags_all' in values })),
    );
  }
  return found;
}

function updates(resources: readonly PresentResource[]): Changes {
  return each(resources, 'update');
}

function each(resources: readonly PresentResource[], change: PlannedChange): Changes {
  return Object.fromEntries(resources.map(({ address }) => [address, change]));
}

function newZone(region: string, zones: readonly string[]): string {
  const letter = ['a', 'b', 'c', 'd', 'f'].find((one) => !zones.includes(`${region}${one}`)) ?? '';
  return `${region}${letter}`;
}

/** The next /24 after a tier's last one. */
function addRange(ranges: Record<string, string>, zone: string): void {
  const last = Object.values(ranges)
    .map((range) => Number(range.split('.')[2]))
    .sort((one, other) => one - other)
    .at(-1);
  const first = Object.values(ranges)[0] ?? '';
  ranges[zone] = first.replace(/^(\d+\.\d+)\.\d+/, `$1.${Number(last) + 1}`);
}

/**
 * What a network gets for a zone is what it has for its last one; what spans zones takes the new subnets in. A standby has the zones of the
 * same letters.
 */
function zoneChanges(
  stack: string,
  present: readonly PresentResource[],
  environment: ProofContext['environment'],
): Changes {
  const wanted: Record<string, PlannedChange> = {};
  const region = regionOf(stack, environment.name);
  const [sample, settings] = Object.entries(environment.regions)[0] ?? [];
  const zones = settings?.network.zones ?? [];
  const last = `${region}${zones.at(-1)?.at(-1)}`;
  const zone = `${region}${newZone(sample ?? '', zones).at(-1)}`;
  for (const { address, type } of present) {
    if (address.includes(last)) wanted[address.replaceAll(last, zone)] = 'create';
    else if (/^aws_(db_subnet_group|elasticache_subnet_group|vpc_endpoint)$/.test(type))
      wanted[address] = 'update';
  }
  return wanted;
}
