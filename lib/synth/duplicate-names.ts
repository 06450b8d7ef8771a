import type { TerraformElement } from 'cdktf';
import { AwsStack } from '../aws/stack/aws-stack';
import { type Problem, problem } from '../core/errors';
import { synthErrors } from './errors';
import type { Prepared } from './prepare';

/** The argument that names a resource, and how far no other of its type may have that name. */
interface Uniqueness {
  readonly argument: string;
  readonly within: 'region' | 'account' | 'everywhere';
}

const inRegion = (argument = 'name'): Uniqueness => ({ argument, within: 'region' });
const inAccount = (argument = 'name'): Uniqueness => ({ argument, within: 'account' });

/** By Terraform type; the source of each is the Create operation of the type in the API reference of its service. */
const unique: Readonly<Record<string, Uniqueness>> = {
  aws_backup_restore_testing_plan: inRegion(),
  aws_backup_vault: inRegion(),
  aws_cloudwatch_event_rule: inRegion(),
  aws_cloudwatch_log_group: inRegion(),
  aws_cloudwatch_metric_alarm: inRegion('alarm_name'),
  aws_db_instance: inRegion('identifier'),
  aws_db_parameter_group: inRegion(),
  aws_db_subnet_group: inRegion(),
  aws_eks_cluster: inRegion(),
  aws_elasticache_parameter_group: inRegion(),
  aws_elasticache_replication_group: inRegion('replication_group_id'),
  aws_elasticache_subnet_group: inRegion(),
  aws_elasticache_user: inRegion('user_id'),
  aws_elasticache_user_group: inRegion('user_group_id'),
  aws_iam_instance_profile: inAccount(),
  aws_iam_openid_connect_provider: inAccount('url'),
  aws_iam_policy: inAccount(),
  aws_iam_role: inAccount(),
  aws_kms_alias: inRegion(),
  aws_launch_template: inRegion(),
  aws_lb: inRegion(),
  aws_lb_target_group: inRegion(),
  aws_s3_bucket: { argument: 'bucket', within: 'everywhere' },
  aws_secretsmanager_secret: inRegion(),
  aws_sns_topic: inRegion(),
  aws_sqs_queue: inRegion(),
  aws_wafv2_web_acl: inRegion(),
};

/**
 * Resources that would have the name of another, in any stack: the second cannot be made, or takes the first one over. What two constructs have in common is one
 * problem, however many resources they are made of. Names that are known only after a deploy are not compared.
 * @param prepared - what each element resolves to
 * @param reported - problems that are known: a construct that one with the name `duplicate-name` is about is not told of again
 */
export function duplicateNames(prepared: Prepared, reported: readonly Problem[] = []): Problem[] {
  const seen = new Map<string, string>();
  const pairs = new Map<string, [Duplicate, ...Duplicate[]]>();
  const known = reported.filter((one) => one.code.endsWith('/duplicate-name')).map((one) => one.path);
  for (const [element, resolved] of prepared) {
    for (const named of namesOf(element, resolved)) {
      const key = `${named.place} ${named.type} ${named.name}`;
      const other = seen.get(key);
      const { path } = element.node;
      if (other === undefined) seen.set(key, path);
      else if (!known.some((one) => isOfAbove(one, path))) {
        const duplicate = { ...named, path, other };
        const pair = JSON.stringify(apart(path, other));
        const before = pairs.get(pair);
        if (before) before.push(duplicate);
        else pairs.set(pair, [duplicate]);
      }
    }
  }
  return [...pairs.values()].map(toProblem);
}

/** A resource with the name of another, and the path of that. */
interface Duplicate extends Named {
  readonly path: string;
  readonly other: string;
}

const SHOWN = 3;

function toProblem(duplicates: readonly [Duplicate, ...Duplicate[]]): Problem {
  const [first] = duplicates;
  const fix = 'name one of the two differently';
  const shown = duplicates.slice(0, SHOWN).map(({ type, name }) => `${type} "${name}"`);
  if (duplicates.length === 1) {
    const found = `${shown[0]}, as is ${first.other}`;
    return problem(synthErrors['duplicate-name'], first.path, { at: first.argument, found, fix });
  }
  const [mine, theirs] = apart(first.path, first.other);
  const more = duplicates.length - shown.length;
  const names = more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
  const found = `${duplicates.length} names that ${theirs} has: ${names}`;
  return problem(synthErrors['duplicate-name'], mine, { found, fix });
}

/** Where two paths part, each up to there; of two stacks, what is right below them. */
function apart(one: string, other: string): readonly [string, string] {
  const [mine, theirs] = [one.split('/'), other.split('/')];
  const parted = mine.findIndex((name, index) => name !== theirs[index]);
  const at = parted < 0 ? mine.length - 1 : Math.max(1, parted);
  return [mine.slice(0, at + 1).join('/'), theirs.slice(0, at + 1).join('/')];
}

/** Whether a problem's path is of a construct that an element is in, be it of one of its props. */
function isOfAbove(problemPath: string, element: string): boolean {
  const names = element.split('/');
  return names.some((_, index) => {
    const above = names.slice(0, index + 1).join('/');
    return problemPath.startsWith(above) && /^(\.[^/]*)?$/.test(problemPath.slice(above.length));
  });
}

interface Named {
  readonly type: string;
  readonly argument: string;
  readonly name: string;
  readonly place: string;
}

type Content = Readonly<Record<string, unknown>>;

function namesOf(element: TerraformElement, resolved: unknown): Named[] {
  const stack = element.cdktfStack;
  if (!(stack instanceof AwsStack)) return [];
  const { resource } = resolved as { resource?: Readonly<Record<string, Readonly<Record<string, Content>>>> };
  return Object.entries(resource ?? {}).flatMap(([type, blocks]) => {
    const rule = unique[type];
    if (!rule) return [];
    return Object.values(blocks).flatMap((block) => {
      const name = block[rule.argument];
      if (typeof name !== 'string' || name.includes('${')) return [];
      const place = placeOf(rule, stack, block['provider']);
      return [{ type, argument: rule.argument, name, place }];
    });
  });
}

/** A provider that a resource names may be of another region or account, so its names are compared among themselves. */
function placeOf({ within }: Uniqueness, { account, region }: AwsStack, provider: unknown): string {
  if (within === 'everywhere') return '';
  const named = typeof provider === 'string' ? provider : '';
  return within === 'account' ? `${account} ${named}` : `${account} ${region} ${named}`;
}
