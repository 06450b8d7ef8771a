import fc from 'fast-check';
import { type NamedResource, nameFault, nameRules } from '../../../lib/core/names';

const types = Object.keys(nameRules) as NamedResource[];

/** Per resource: names at its edges that it takes, and names that it does not. */
const cases: Record<NamedResource, { readonly good: readonly string[]; readonly bad: readonly string[] }> = {
  aws_backup_plan: { good: ['a', 'A_b-9.c', 'p'.repeat(50)], bad: ['', 'p'.repeat(51), 'a b'] },
  aws_backup_restore_testing_plan: { good: ['a', 'A_b9', 'p'.repeat(50)], bad: ['', 'p'.repeat(51), 'a-b'] },
  aws_backup_restore_testing_selection: {
    good: ['a', 'A_b9', 's'.repeat(50)],
    bad: ['', 's'.repeat(51), 'a-b'],
  },
  aws_backup_selection: { good: ['a', 'A_b-9.c', 's'.repeat(50)], bad: ['', 's'.repeat(51), 'a b'] },
  aws_backup_vault: { good: ['ab', 'A_b-9', 'v'.repeat(50)], bad: ['a', 'v'.repeat(51), 'a b'] },
  aws_cloudwatch_event_rule: { good: ['a', 'a.B_c-1', 'r'.repeat(64)], bad: ['', 'r'.repeat(65), 'a/b'] },
  aws_cloudwatch_log_group: {
    good: ['/aws/eks/shop-prod/cluster', 'aws-waf-logs-shop', 'a#b', 'g'.repeat(512)],
    bad: ['aws/eks', 'g'.repeat(513), 'a b', 'a:b', ''],
  },
  aws_cloudwatch_metric_alarm: {
    good: ['shop cpu > 80 %', 'a'.repeat(255)],
    bad: ['', 'é', 'a'.repeat(256)],
  },
  aws_db_instance: {
    good: ['a', 'shop-prod-orders', 'd'.repeat(63)],
    bad: ['', 'd'.repeat(64), '1a', 'A', 'a-', 'a--b', 'a.b'],
  },
  aws_db_parameter_group: { good: ['a', 'shop-prod-postgres17'], bad: ['1a', 'a_b', 'a-', 'p'.repeat(256)] },
  aws_db_subnet_group: { good: ['shop_a b.c-d'], bad: ['default', 'Shop', 's'.repeat(256)] },
  aws_eks_cluster: { good: ['a', 'Shop_prod-1', 'c'.repeat(100)], bad: ['_a', '-a', 'a.b', 'c'.repeat(101)] },
  aws_eks_node_group: { good: ['general', 'n'.repeat(63)], bad: ['-a', 'n'.repeat(64)] },
  aws_elasticache_parameter_group: { good: ['shop-valkey8'], bad: ['1a', 'a-', 'a--b'] },
  aws_elasticache_replication_group: {
    good: ['a', 'shop-prod-cache', 'r'.repeat(40)],
    bad: ['r'.repeat(41), '1a', 'a-', 'a--b', 'a_b'],
  },
  aws_elasticache_subnet_group: {
    good: ['shop-prod-cache'],
    bad: ['default', 'Shop', 'a_b', 's'.repeat(256)],
  },
  aws_elasticache_user: { good: ['shop-orders'], bad: ['u'.repeat(41), 'a--b'] },
  aws_elasticache_user_group: { good: ['shop-cache'], bad: ['u'.repeat(41), '1a'] },
  aws_iam_instance_profile: { good: ['a+=,.@_-', 'p'.repeat(128)], bad: ['a/b', 'p'.repeat(129), ''] },
  aws_iam_policy: { good: ['shop-prod-read', 'p'.repeat(128)], bad: ['a b', 'p'.repeat(129)] },
  aws_iam_role: { good: ['shop-prod-us-east-1-node', 'r'.repeat(64)], bad: ['r'.repeat(65), 'a:b'] },
  aws_kms_alias: { good: ['shop/prod_a-b', 'a'.repeat(250)], bad: ['aws/rds', 'a'.repeat(251), 'a.b', ''] },
  aws_launch_template: { good: ['abc', 'a(b)./_-c', 't'.repeat(125)], bad: ['ab', 't'.repeat(126), 'a b c'] },
  aws_lb: {
    good: ['a', 'shop-prod-api', 'l'.repeat(32)],
    bad: ['internal-api', '-a', 'a-', 'a_b', 'l'.repeat(33)],
  },
  aws_lb_target_group: { good: ['internal-api', 't'.repeat(32)], bad: ['-a', 'a-', 'a.b', 't'.repeat(33)] },
  aws_s3_bucket: {
    good: ['abc', '1-2', 'b'.repeat(63), 'shop-111122223333-us-east-1-plan'],
    bad: [
      'ab',
      'b'.repeat(64),
      'a.b',
      'Abc',
      'abc-',
      '-abc',
      'xn--abc',
      'sthree-abc',
      'amzn-s3-demo-abc',
      'abc-s3alias',
      'abc--ol-s3',
      'abc--x-s3',
      'abc--table-s3',
      'shop-111122223333-us-east-1-an',
    ],
  },
  aws_secretsmanager_secret: {
    good: ['shop/prod_+=.@-', 's'.repeat(512)],
    bad: ['', 'a b', 's'.repeat(513)],
  },
  aws_security_group: {
    good: ['shop (api): 1', 'g'.repeat(255)],
    bad: ['sg-1', 'default', 'a"b', 'g'.repeat(256)],
  },
  aws_sns_topic: { good: ['Shop_alarms-1', 't'.repeat(256)], bad: ['a.b', 't'.repeat(257)] },
  aws_sqs_queue: { good: ['Shop_orders-1', 'q'.repeat(80)], bad: ['a.b', 'q'.repeat(81)] },
  aws_wafv2_web_acl: { good: ['Shop_edge-1', 'w'.repeat(128)], bad: ['a.b', 'w'.repeat(129)] },
};

describe('names', () => {
  test.each(Object.entries(cases))('%s', (type, { good, bad }) => {
    const resource = type as NamedResource;
    for (const name of good) expect([name, nameFault(resource, name)]).toEqual([name, undefined]);
    for (const name of bad) expect([name, typeof nameFault(resource, name)]).toEqual([name, 'string']);
  });

  test('every rule is tried', () => {
    expect(Object.keys(cases).sort()).toEqual([...types].sort());
  });

  test('the fault says which of its rules a name breaks', () => {
    expect(nameFault('aws_lb', 'l'.repeat(33))).toBe(
      `"${'l'.repeat(33)}" has 33 characters, aws_lb takes at most 32`,
    );
    expect(nameFault('aws_launch_template', 'ab')).toBe(
      '"ab" has 2 characters, aws_launch_template needs at least 3',
    );
    expect(nameFault('aws_sqs_queue', 'a.b')).toBe(
      '"a.b" is not made of letters, digits, _ and -, as aws_sqs_queue needs',
    );
  });

  test('no line break and no Terraform template passes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.string(), fc.string(), (type, before, after) => {
        expect(nameFault(type, `${before}\n${after}`)).toBeDefined();
      }),
    );
    for (const type of types.filter(
      (one) => !['aws_cloudwatch_metric_alarm', 'aws_security_group'].includes(one),
    )) {
      expect(nameFault(type, 'abc${x}')).toBeDefined();
    }
  });

  test('a name is judged by length and form alone, at once, whatever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.string({ maxLength: 600 }), (type, name) => {
        const rule = nameRules[type];
        const fits = name.length >= rule.min && name.length <= rule.max && rule.pattern.test(name);
        expect(nameFault(type, name) === undefined).toBe(fits);
      }),
    );
  });
});
