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
 * Resources that would have the name of another, in any stack: the second cannot be made, or takes the first one over. Names that are known only after a
 * deploy are not compared.
 */
export function duplicateNames(prepared: Prepared): Problem[] {
  const seen = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [element, resolved] of prepared) {
    for (const { type, argument, name, place } of namesOf(element, resolved)) {
      const key = `${place} ${type} ${name}`;
      const other = seen.get(key);
      const { path } = element.node;
      if (other === undefined) seen.set(key, path);
      else
        problems.push(
          problem(synthErrors['duplicate-name'], path, {
            at: argument,
            found: `${type} "${name}", as is ${other}`,
            fix: 'name one of the two differently',
          }),
        );
    }
  }
  return problems;
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
