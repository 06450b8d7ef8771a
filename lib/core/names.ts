/** What a resource's name may look like. */
export interface NameRule {
  /** Fewest characters. */
  readonly min: number;
  /** Most characters. */
  readonly max: number;
  /** The form the whole name has to have. */
  readonly pattern: RegExp;
  /** The form in words, for the error. */
  readonly form: string;
}

const lower = /^[a-z](?:[a-z0-9]|-(?=[a-z0-9]))*$/;
const iam = /^[\w+=,.@-]+$/;

const words = 'letters, digits and hyphens';
const lowerForm = 'lower-case letters, digits and single hyphens, beginning with a letter';

/**
 * Limits by Terraform resource type, taken from the validators of terraform-provider-aws 6.47 and, where it has none, from
 * the service's API reference. A name over its limit is an error, never cut: two cut names can meet.
 */
export const nameRules = {
  aws_backup_plan: { min: 1, max: 50, pattern: /^[a-zA-Z0-9_.-]+$/, form: 'letters, digits, - _ and .' },
  aws_backup_restore_testing_plan: {
    min: 1,
    max: 50,
    pattern: /^[0-9A-Za-z_]+$/,
    form: 'letters, digits and _',
  },
  aws_backup_restore_testing_selection: {
    min: 1,
    max: 50,
    pattern: /^[0-9A-Za-z_]+$/,
    form: 'letters, digits and _',
  },
  aws_backup_selection: { min: 1, max: 50, pattern: /^[0-9A-Za-z_.-]+$/, form: 'letters, digits, - _ and .' },
  aws_backup_vault: { min: 2, max: 50, pattern: /^[a-zA-Z0-9\-_]+$/, form: 'letters, digits, - and _' },
  aws_cloudwatch_event_rule: {
    min: 1,
    max: 64,
    pattern: /^[0-9A-Za-z_.-]+$/,
    form: 'letters, digits, . _ and -',
  },
  aws_cloudwatch_log_group: {
    min: 1,
    max: 512,
    pattern: /^(?!aws\/)[\w./#-]+$/,
    form: 'letters, digits and . _ / # -, not beginning with aws/',
  },
  aws_cloudwatch_metric_alarm: { min: 1, max: 255, pattern: /^[\x20-\x7e]+$/, form: 'printable ASCII' },
  aws_db_instance: { min: 1, max: 63, pattern: lower, form: lowerForm },
  aws_db_parameter_group: { min: 1, max: 255, pattern: lower, form: lowerForm },
  aws_db_subnet_group: {
    min: 1,
    max: 255,
    pattern: /^(?!default$)[a-z0-9 _.-]+$/,
    form: 'lower-case letters, digits, space, . _ and -, other than default',
  },
  aws_eks_cluster: {
    min: 1,
    max: 100,
    pattern: /^[0-9A-Za-z][A-Za-z0-9_-]*$/,
    form: 'letters, digits, - and _',
  },
  aws_eks_node_group: {
    min: 1,
    max: 63,
    pattern: /^[0-9A-Za-z][A-Za-z0-9_-]*$/,
    form: 'letters, digits, - and _',
  },
  aws_elasticache_parameter_group: { min: 1, max: 255, pattern: lower, form: lowerForm },
  aws_elasticache_replication_group: { min: 1, max: 40, pattern: lower, form: lowerForm },
  aws_elasticache_subnet_group: {
    min: 1,
    max: 255,
    pattern: /^(?!default$)[a-z0-9-]+$/,
    form: 'lower-case letters, digits and hyphens, other than default',
  },
  aws_elasticache_user: { min: 1, max: 40, pattern: lower, form: lowerForm },
  aws_elasticache_user_group: { min: 1, max: 40, pattern: lower, form: lowerForm },
  aws_iam_instance_profile: { min: 1, max: 128, pattern: iam, form: 'letters, digits and + = , . @ _ -' },
  aws_iam_policy: { min: 1, max: 128, pattern: iam, form: 'letters, digits and + = , . @ _ -' },
  aws_iam_role: { min: 1, max: 64, pattern: iam, form: 'letters, digits and + = , . @ _ -' },
  aws_kms_alias: {
    min: 1,
    max: 250,
    pattern: /^(?!aws\/)[a-zA-Z0-9/_-]+$/,
    form: 'letters, digits, / _ and -, not beginning with aws/',
  },
  aws_launch_template: {
    min: 3,
    max: 125,
    pattern: /^[0-9a-zA-Z()./_-]+$/,
    form: 'letters, digits and ( ) . / _ -',
  },
  aws_lb: {
    min: 1,
    max: 32,
    pattern: /^(?!internal-)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/,
    form: `${words}, not beginning with internal-`,
  },
  aws_lb_target_group: {
    min: 1,
    max: 32,
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/,
    form: words,
  },
  aws_s3_bucket: {
    min: 3,
    max: 63,
    // Dots are allowed by S3, but such a name fails the certificate check of HTTPS. Prefixes and suffixes are reserved by S3
    // (User Guide, "General purpose bucket naming rules"); the provider takes the last form for an account-regional bucket.
    pattern:
      /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(?:-s3alias|--ol-s3|--x-s3|--table-s3|-\d{12}-[a-z]{2}(?:-[a-z]+)+-\d+-an)$)[a-z0-9][a-z0-9-]*[a-z0-9]$/,
    form: 'lower-case letters, digits and hyphens, without a prefix or suffix that S3 reserves',
  },
  aws_secretsmanager_secret: {
    min: 1,
    max: 512,
    pattern: /^[0-9A-Za-z/_+=.@-]+$/,
    form: 'letters, digits and / _ + = . @ -',
  },
  aws_security_group: {
    min: 1,
    max: 255,
    pattern: /^(?!sg-|default$)[A-Za-z0-9 ._:/()#,@[\]+=&;{}!$*-]+$/,
    form: 'letters, digits, spaces and . _ - : / ( ) # , @ [ ] + = & ; { } ! $ *, not beginning with sg-',
  },
  aws_sns_topic: { min: 1, max: 256, pattern: /^[0-9A-Za-z_-]+$/, form: 'letters, digits, _ and -' },
  aws_sqs_queue: { min: 1, max: 80, pattern: /^[0-9A-Za-z_-]+$/, form: 'letters, digits, _ and -' },
  aws_wafv2_web_acl: { min: 1, max: 128, pattern: /^[a-zA-Z0-9_-]+$/, form: 'letters, digits, _ and -' },
} as const satisfies Readonly<Record<string, NameRule>>;

/** A Terraform resource type whose names Isthmus checks. */
export type NamedResource = keyof typeof nameRules;

/**
 * Why a name does not fit its resource, or `undefined` when it does.
 * @param resource - the Terraform resource type that gets the name
 * @param name - the whole physical name
 */
export function nameFault(resource: NamedResource, name: string): string | undefined {
  const rule: NameRule = nameRules[resource];
  if (name.length > rule.max)
    return `"${name}" has ${name.length} characters, ${resource} takes at most ${rule.max}`;
  if (name.length < rule.min)
    return `"${name}" has ${name.length} characters, ${resource} needs at least ${rule.min}`;
  if (!rule.pattern.test(name)) return `"${name}" is not made of ${rule.form}, as ${resource} needs`;
  return undefined;
}
