import { type ShopServices, shopServices } from '../../../../stacks/shop/services';
import type { Pod } from '../../../iam/pod-identity';
import type { Check } from '../../../iam/policy';
import { regionOf } from '../../../layers/order';
import type { StateResource } from '../../../layers/tofu';
import type { ProofContext } from '../../proof';
import { type Attempt, refusedAll } from './attempt';

/** What the data layer of a region published. */
export interface DataOutputs {
  /** The id that database users' ARNs begin with. @default - no database */
  readonly database_resource_id?: string;
  /** The cache's ARN. @default - no cache */
  readonly cache_arn?: string;
  /** The cache's users, by service. @default - none */
  readonly cache_user_ids?: Readonly<Record<string, string>>;
}

/** A check with what has to come of it. */
export interface Expected extends Check {
  /** Whether it is a service's own. */
  readonly isAllowed: boolean;
}

/**
 * What a service may connect to and what not, from what it needs in the program: its own user of the database and the cache, and no
 * neighbour's. Databases and caches are asked in their own protocols, so these are decided without a call.
 * @param place - account and region
 */
export function connections(
  service: string,
  { account, region }: { readonly account: string; readonly region: string },
  data: DataOutputs,
  services: ShopServices = shopServices,
): Expected[] {
  const checks: Expected[] = [];
  const own = services[service];
  if (data.database_resource_id) {
    const prefix = `arn:aws:rds-db:${region}:${account}:dbuser:${data.database_resource_id}`;
    const users = Object.values(services).flatMap(({ databaseUser }) => databaseUser ?? []);
    for (const user of [...users, 'administrator', '*'])
      checks.push({
        action: 'rds-db:connect',
        resource: `${prefix}/${user}`,
        isAllowed: user === own?.databaseUser,
      });
  }
  if (data.cache_arn) {
    const needsCache = own?.needs.includes('cache') ?? false;
    checks.push({ action: 'elasticache:Connect', resource: data.cache_arn, isAllowed: needsCache });
    const ids = { ...data.cache_user_ids, '': 'default' };
    for (const [name, id] of Object.entries(ids))
      checks.push({
        action: 'elasticache:Connect',
        resource: `arn:aws:elasticache:${region}:${account}:user:${id}`,
        isAllowed: needsCache && name === service,
      });
  }
  return checks;
}

/** Each workload's role has what is its own and is refused its neighbour's; gives the number of checks and the faults. */
export async function workloadsKeepApart(
  context: ProofContext,
): Promise<{ count: number; faults: string[] }> {
  const { environment, stacks } = context;
  let count = 0;
  const faults: string[] = [];
  for (const { id } of stacks.filter((one) => one.id.endsWith('-platform'))) {
    const region = regionOf(id, environment.name);
    const resources = await context.tofu.resources(id);
    const associations = resources.filter(({ type }) => type === 'aws_eks_pod_identity_association');
    const others = await attemptsOn(context, region);
    const outputs = await dataOutputs(context, region);
    const pods = associations.map((one) => podOf(environment.account, region, one));
    for (const pod of pods) {
      const done = await podKeepsApart(context, pod, pods, region, outputs, others);
      count += done.count;
      faults.push(...done.faults);
    }
  }
  return { count, faults };
}

async function podKeepsApart(
  { cloud }: ProofContext,
  pod: Pod,
  pods: readonly Pod[],
  region: string,
  outputs: DataOutputs,
  others: readonly Attempt[],
): Promise<{ count: number; faults: string[] }> {
  const { gate } = cloud;
  const faults: string[] = [];
  if (!gate) throw new Error('this cloud evaluates no policies: start it with authorization');
  const issued = await gate.podSession(pod);
  if (!issued) return { count: 1, faults: [`${pod.serviceAccount}: ${pod.role} does not trust its own pod`] };
  const strangers = [
    ...pods.filter((one) => one.role !== pod.role).map((one) => ({ ...one, role: pod.role })),
    { ...pod, namespace: 'elsewhere' },
    { ...pod, clusterArn: `${pod.clusterArn}-elsewhere` },
  ];
  for (const stranger of strangers) {
    if (await gate.podSession(stranger))
      faults.push(
        `${pod.role} trusts ${stranger.namespace}/${stranger.serviceAccount} of ${stranger.clusterArn}`,
      );
  }
  const expected = connections(pod.serviceAccount, { account: pod.account, region }, outputs);
  for (const { isAllowed, ...check } of expected) {
    const { effect } = await gate.decide(issued.session, check, region);
    if ((effect === 'allow') !== isAllowed)
      faults.push(
        `${pod.serviceAccount}: ${check.action} on ${check.resource} is ${isAllowed ? 'refused' : 'allowed'}`,
      );
  }
  faults.push(...(await refusedAll(pod.serviceAccount, cloud.with(issued.credentials), others)));
  // Its own service account is what it is in the cluster; its role has no access entry.
  const name = pod.clusterArn.slice(pod.clusterArn.lastIndexOf('/') + 1);
  const { status } = await cloud.kubernetes({ region, name }, issued.credentials).get('/api/v1/namespaces');
  if (status !== 401) faults.push(`${pod.role} is let into ${name}: ${status}`);
  return { count: 2 + strangers.length + expected.length + others.length, faults };
}

/** Every secret and bucket of the environment, which none of the shop's services reads. */
async function attemptsOn(context: ProofContext, region: string): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  for (const { id } of context.stacks) {
    await context.tofu.init(id);
    for (const { type, values } of await context.tofu.resources(id)) {
      if (type === 'aws_secretsmanager_secret')
        attempts.push({
          what: `read the secret ${String(values['name'])}`,
          call: {
            service: 'secretsmanager',
            region,
            target: 'secretsmanager.GetSecretValue',
            body: { SecretId: String(values['arn']) },
          },
        });
      if (type === 'aws_s3_bucket')
        attempts.push({
          what: `list ${String(values['bucket'])}`,
          call: { service: 's3', region, method: 'GET', path: `/${String(values['bucket'])}?list-type=2` },
        });
    }
  }
  return attempts;
}

async function dataOutputs(
  { stacks, tofu, environment }: ProofContext,
  region: string,
): Promise<DataOutputs> {
  const id = `${environment.name}-${region}-data`;
  return stacks.some((one) => one.id === id) ? ((await tofu.outputs(id)) as DataOutputs) : {};
}

function podOf(account: string, region: string, { values }: StateResource): Pod {
  const role = String(values['role_arn']);
  return {
    account,
    clusterArn: `arn:aws:eks:${region}:${account}:cluster/${String(values['cluster_name'])}`,
    namespace: String(values['namespace']),
    serviceAccount: String(values['service_account']),
    role: role.slice(role.lastIndexOf('/') + 1),
  };
}
