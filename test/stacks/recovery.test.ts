import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import dev from '../../environments/dev';
import prod from '../../environments/prod';
import { checkEnvironments } from '../../lib/core/environment';
import { manifestFiles } from '../../lib/k8s/manifest/output';
import { lostWith } from '../../lib/review/plan';
import { runbook } from '../../lib/review/recovery';
import { addresses, type TerraformContent } from '../../lib/testing';
import { buildTerraform } from '../../stacks/program';
import { problemsIn, sources, stacksOf, today } from './program';

const { recovery, backups, ...plain } = prod;
const withRecovery = (change: object) => ({ ...prod, recovery: { ...recovery, ...change } });
const both = stacksOf(prod);
const alone = stacksOf({ ...plain, backups });
const primary = prod.regions['us-east-1'];

type Block = Readonly<Record<string, unknown>>;

function block(content: TerraformContent | undefined, address: string): Block | undefined {
  const [type = '', name = ''] = address.split('.');
  return content?.resource[type]?.[name];
}

/** What differs between two syntheses of a stack: `address: argument`, `+address` and `-address`. */
function difference(before: TerraformContent | undefined, after: TerraformContent | undefined): string[] {
  const [old, now] = [before, after].map((one) => (one ? addresses(one) : []));
  const changed = (old ?? [])
    .filter((one) => now?.includes(one))
    .flatMap((one) => {
      const [from, to] = [block(before, one) ?? {}, block(after, one) ?? {}];
      const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
      return keys
        .filter((key) => JSON.stringify(from[key]) !== JSON.stringify(to[key]))
        .map((key) => `${one}: ${key}`);
    });
  const added = (now ?? []).filter((one) => !old?.includes(one)).map((one) => `+${one}`);
  const removed = (old ?? []).filter((one) => !now?.includes(one)).map((one) => `-${one}`);
  return [...changed, ...added, ...removed];
}

/** The regions of the states that a stack reads. */
function readsStatesOf(content: TerraformContent | undefined): string[] {
  const states = Object.values(content?.data['terraform_remote_state'] ?? {}) as Block[];
  return [...new Set(states.map((one) => String((one['config'] as Block)['region'])))].sort();
}

const named = (stacks: ReadonlyMap<string, TerraformContent>, type: string, key: string) =>
  [...stacks.values()].flatMap((one) => Object.values(one.resource[type] ?? {}).map((found) => found[key]));

const instances = (stacks: ReadonlyMap<string, TerraformContent>) =>
  ['us-east-1', 'us-west-2'].flatMap((region) =>
    Object.entries(stacks.get(`prod-${region}-data`)?.resource['aws_db_instance'] ?? {}).map(
      ([name, one]) =>
        `${region} ${name} ${one['replicate_source_db'] ? 'follows' : 'stands'}${one['deletion_protection'] ? '' : ' unprotected'}`,
    ),
  );

describe('a second region', () => {
  test('changes the first one in place only, and adds to it', () => {
    const changes = [...alone].flatMap(([id, before]) =>
      difference(before, both.get(id)).map((one) => `${id.replace('prod-us-east-1-', '')} ${one}`),
    );
    // An argument that is not here needs a look at what the provider does with a change of it.
    const inPlace = [
      /^bootstrap aws_iam_policy\.\S+: policy$/,
      /^data aws_secretsmanager_secret\.database_master: (replica|force_overwrite_replica_secret)$/,
      /^backup aws_backup_plan\.plan: rule$/,
      /^edge aws_route53_record\.edge_record-a: (failover_routing_policy|health_check_id|set_identifier)$/,
      /^edge \+aws_(acm_certificate|acm_certificate_validation|lb_listener_certificate|route53_record)\.edge_regional\S*$/,
      /^edge \+aws_route53_health_check\.health_\S+$/,
    ];
    expect(changes.filter((one) => !inPlace.some((known) => known.test(one)))).toEqual([]);
    for (const known of inPlace) expect(changes.some((one) => known.test(one))).toBe(true);
  });

  test('keeps every address of an environment that had neither backups nor a standby', () => {
    for (const [id, before] of stacksOf(plain)) {
      const now = addresses(both.get(id) ?? before);
      expect(addresses(before).filter((one) => !now.includes(one))).toEqual([]);
      expect(both.has(id)).toBe(true);
    }
  });

  test('goes without a trace: only its own stacks and addresses disappear', () => {
    const gone = [...both.keys()].filter((id) => !alone.has(id));
    expect(gone).toEqual([
      'prod-us-west-2-bootstrap',
      'prod-us-west-2-network',
      'prod-us-west-2-backup',
      'prod-us-west-2-data',
      'prod-us-west-2-edge',
      'prod-us-west-2-cluster',
      'prod-us-west-2-platform',
      'prod-us-east-1-failover',
    ]);
    const removed = [...alone].flatMap(([id, after]) =>
      difference(both.get(id), after).filter((one) => one.startsWith('-')),
    );
    expect(removed).not.toEqual([]);
    expect(removed.filter((one) => !/edge_regional|health_/.test(one))).toEqual([]);
  });

  test('can be given up: its protection is lifted in place, that of the primary is not', () => {
    const given = stacksOf(withRecovery({ protection: 'disposable' }));
    for (const [id, before] of both) {
      const after = given.get(id);
      if (id === 'prod-us-east-1-bootstrap') {
        expect(difference(before, after)).toEqual(['aws_iam_policy.delivery_deploy-data: policy']);
      } else if (!id.includes('us-west-2')) expect(after).toEqual(before);
      else expect(difference(before, after).filter((one) => /^[+-]/.test(one))).toEqual([]);
      if (!id.includes('us-west-2')) continue;
      const kept = Object.values(after?.resource ?? {})
        .flatMap((one) => Object.values(one))
        .filter((one) => one['lifecycle']?.prevent_destroy || one['deletion_protection'] === true);
      expect(kept).toEqual([]);
    }
    const emptied = (stacks: ReadonlyMap<string, TerraformContent>) =>
      [...stacks.values()].flatMap((one) =>
        Object.values(one.resource['aws_s3_bucket'] ?? {}).flatMap((bucket) =>
          bucket['force_destroy']
            ? [String(bucket['bucket']).replace('microshop-prod-444444444444-', '')]
            : [],
        ),
      );
    expect(emptied(both)).toEqual([]);
    expect(emptied(given).sort()).toEqual(['us-west-2-assets', 'us-west-2-data-logs', 'us-west-2-edge-logs']);
    const may = block(given.get('prod-us-east-1-bootstrap'), 'aws_iam_policy.delivery_deploy-data');
    const { Statement } = JSON.parse(String(may?.['policy'])) as { Statement: Record<string, unknown>[] };
    expect(Statement.find((one) => one['Sid'] === 'EmptyBuckets')).toMatchObject({
      Resource: ['arn:aws:s3:::microshop-prod-444444444444-us-west-2-*'],
    });
  });

  test('leaves other environments alone', () => {
    expect(stacksOf(dev, prod).get('dev-us-east-1-cluster')).toEqual(
      stacksOf(dev).get('dev-us-east-1-cluster'),
    );
  });

  test('can be applied while the first one is lost: it reads no state from there, and keeps none', () => {
    for (const layer of ['network', 'backup', 'data', 'edge', 'cluster', 'platform']) {
      const content = both.get(`prod-us-west-2-${layer}`);
      expect(readsStatesOf(content)).toEqual(layer === 'network' ? [] : ['us-west-2']);
      expect(content?.terraform['backend']).toMatchObject({ s3: { region: 'us-west-2' } });
    }
    expect(both.get('prod-us-east-1-failover')?.terraform['backend']).toMatchObject({
      s3: { region: 'us-west-2', bucket: 'microshop-prod-444444444444-us-west-2-state' },
    });
    const buckets = both.get('prod-us-west-2-bootstrap')?.resource['aws_s3_bucket'] ?? {};
    expect(Object.values(buckets).map((one) => one['bucket'])).toContain(
      'microshop-prod-444444444444-us-west-2-state',
    );
  });

  test('nothing that is named once an account or once a world has its name twice', () => {
    for (const [type, key] of [
      ['aws_iam_role', 'name'],
      ['aws_iam_policy', 'name'],
      ['aws_s3_bucket', 'bucket'],
    ] as const) {
      const names = named(both, type, key);
      expect(names.length).toBeGreaterThan(3);
      expect(names.filter((one, index) => names.indexOf(one) !== index)).toEqual([]);
    }
    const records = [...both.values()]
      .flatMap((one) => Object.values(one.resource['aws_route53_record'] ?? {}))
      .filter((one) => !one['name'].includes('domain_validation_options'))
      .map((one) => `${one['name']} ${one['type']} ${one['set_identifier'] ?? ''}`);
    expect(records.filter((one, index) => records.indexOf(one) !== index)).toEqual([]);
    expect(records.filter((one) => one.startsWith('api.'))).toEqual([
      'api.microshop.com A us-east-1',
      'api.microshop.com A us-west-2',
    ]);
  });

  test('the roles, which exist once, work in both regions and on both states', () => {
    const roles = both.get('prod-us-east-1-bootstrap');
    expect(Object.keys(both.get('prod-us-west-2-bootstrap')?.resource['aws_iam_role'] ?? {})).toEqual([]);
    const policies = roles?.resource['aws_iam_policy'] ?? {};
    const further = 'data.terraform_remote_state.state-prod-us-west-2-bootstrap.outputs.state_store_';
    for (const name of ['delivery_deploy-state', 'delivery_plan-state', 'delivery_deploy-guardrails']) {
      expect(policies[name]?.['policy']).toContain(`${further}bucket_arn`);
      expect(policies[name]?.['policy']).toContain(`${further}key_arn`);
    }
    expect(policies['delivery_deploy-network']?.['policy']).toContain(
      '"aws:RequestedRegion":["us-east-1","us-west-2"]',
    );
  });
});

describe('the order', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'isthmus-test-'));
  afterAll(() => rmSync(outdir, { recursive: true }));
  const { stacks } = buildTerraform({ outdir, today, sources: sources(prod) });
  const ids = stacks.map((one) => one.node.id.replace(/^prod-/, ''));

  test('each stack comes after those that it depends on', () => {
    for (const [index, stack] of stacks.entries()) {
      for (const other of stack.dependencies) {
        const before = ids.indexOf(other.node.id.replace(/^prod-/, ''));
        expect(before).toBeGreaterThanOrEqual(0);
        expect(before).toBeLessThan(index);
      }
    }
  });

  test.each([
    ['us-east-1-bootstrap', 'us-west-2-bootstrap'],
    ['us-east-1-data', 'us-west-2-backup'],
    ['us-east-1-backup', 'us-west-2-backup'],
    ['us-east-1-backup', 'us-east-1-data'],
    ['us-west-2-data', 'us-east-1-data'],
    ['us-west-2-edge', 'us-east-1-edge'],
    ['us-east-1-failover', 'us-west-2-edge'],
    ['us-east-1-failover', 'us-west-2-data'],
  ])('%s after %s', (later, earlier) => {
    const found = stacks[ids.indexOf(later)]?.dependencies.map((one) => one.node.id);
    expect(found).toContain(`prod-${earlier}`);
  });
});

describe('the database', () => {
  test('follows the primary, encrypted by a key of its region, opened by the copied secret', () => {
    expect(block(both.get('prod-us-west-2-data'), 'aws_db_instance.database')).toMatchObject({
      identifier: 'microshop-prod-main',
      replicate_source_db: 'arn:aws:rds:us-east-1:444444444444:db:microshop-prod-main',
      kms_key_id: '${aws_kms_key.database-key.arn}',
    });
    const secret = block(both.get('prod-us-east-1-data'), 'aws_secretsmanager_secret.database_master');
    expect(secret?.['replica']).toEqual([
      {
        region: 'us-west-2',
        kms_key_id: '${data.terraform_remote_state.state-prod-us-west-2-backup.outputs.secrets_key_arn}',
      },
    ]);
    const publishes = both.get('prod-us-west-2-data')?.output ?? {};
    expect(publishes['database_endpoint']).toEqual({ value: '${aws_db_instance.database.address}' });
  });

  test('is promoted in place, and nothing else changes', () => {
    const promoted = stacksOf(withRecovery({ databaseRole: 'promoted', serve: 'standby' }));
    expect(difference(both.get('prod-us-west-2-data'), promoted.get('prod-us-west-2-data'))).toEqual([
      'aws_db_instance.database: replicate_source_db',
      'aws_db_instance.database: skip_final_snapshot',
      '-aws_cloudwatch_metric_alarm.database_alarm-lag',
    ]);
    expect(difference(both.get('prod-us-east-1-data'), promoted.get('prod-us-east-1-data'))).toEqual([]);
    expect(difference(both.get('prod-us-east-1-edge'), promoted.get('prod-us-east-1-edge'))).toEqual([
      'aws_route53_health_check.health_switch: invert_healthcheck',
    ]);
  });

  test('is backed up by the standby while it takes writes there, and that alone comes and goes', () => {
    const plan = [
      '+aws_backup_plan.plan',
      '+aws_backup_selection.plan_selects-database',
      '+aws_backup_selection.plan_selects-volumes',
    ];
    const standing = both.get('prod-us-west-2-backup');
    const added = (databaseRole: string) => {
      const now = stacksOf(withRecovery({ databaseRole, serve: 'standby' })).get('prod-us-west-2-backup');
      expect(readsStatesOf(now)).toEqual(['us-west-2']);
      return [now, difference(standing, now)] as const;
    };
    const [promoted, found] = added('promoted');
    expect(found).toEqual(plan);
    expect(added('returning')[1]).toEqual(plan);
    expect(added('returned')[1]).toEqual([]);
    // What comes and goes holds no data; the role, by which backups end, is there all the time.
    expect(plan.flatMap((one) => lostWith(one.slice(1).split('.')[0] ?? '') ?? [])).toEqual([]);
    const ofPrimary = block(both.get('prod-us-east-1-backup'), 'aws_backup_plan.plan');
    const [{ copy_action: _, ...rule } = {}] = (ofPrimary?.['rule'] as Block[] | undefined) ?? [];
    expect(block(promoted, 'aws_backup_plan.plan')?.['rule']).toEqual([rule]);
    expect(block(promoted, 'aws_backup_selection.plan_selects-database')).toMatchObject({
      resources: ['arn:aws:rds:us-west-2:444444444444:db:microshop-prod-main'],
      iam_role_arn: '${aws_iam_role.plan-role.arn}',
    });
    expect(block(standing, 'aws_iam_role.plan-role')?.['name']).toBe('microshop-prod-us-west-2-backup-daily');
  });

  test('is backed up in the standby by the identifier of its generation', () => {
    const later = stacksOf(
      withRecovery({ databaseGeneration: 2, databaseRole: 'promoted', serve: 'standby' }),
    );
    const selection = block(later.get('prod-us-west-2-backup'), 'aws_backup_selection.plan_selects-database');
    const serving = block(later.get('prod-us-west-2-data'), 'aws_db_instance.database-2');
    expect(serving?.['replicate_source_db']).toBeUndefined();
    expect(selection?.['resources']).toEqual([
      `arn:aws:rds:us-west-2:444444444444:db:${serving?.['identifier']}`,
    ]);
  });

  const ways: readonly [step: string, change: object, found: readonly string[]][] = [
    [
      'the primary follows',
      { databaseRole: 'returning', serve: 'standby' },
      ['us-east-1 database stands', 'us-east-1 database-2 follows', 'us-west-2 database stands'],
    ],
    [
      'the primary stands again',
      { databaseRole: 'returned', serve: 'standby' },
      ['us-east-1 database stands', 'us-east-1 database-2 stands', 'us-west-2 database stands'],
    ],
    [
      'the standby follows again',
      { databaseGeneration: 2 },
      [
        'us-east-1 database stands',
        'us-east-1 database-2 stands',
        'us-west-2 database stands',
        'us-west-2 database-2 follows',
      ],
    ],
    [
      'old ones are let go',
      { databaseGeneration: 2, oldDatabases: 'unprotected' },
      [
        'us-east-1 database stands unprotected',
        'us-east-1 database-2 stands',
        'us-west-2 database stands unprotected',
        'us-west-2 database-2 follows',
      ],
    ],
    [
      'and gone',
      { databaseGeneration: 2, oldDatabases: 'gone' },
      ['us-east-1 database-2 stands', 'us-west-2 database-2 follows'],
    ],
  ];

  test('on its way back: no step but the last removes an instance, and the secret stays', () => {
    let before: ReadonlyMap<string, TerraformContent> = both;
    for (const [step, change, found] of ways) {
      const now = stacksOf(withRecovery(change));
      expect([step, ...instances(now)]).toEqual([step, ...found]);
      const data = 'prod-us-east-1-data';
      const gone = difference(before.get(data), now.get(data)).filter((one) =>
        one.startsWith('-aws_db_instance'),
      );
      expect(gone).toEqual(step === 'and gone' ? ['-aws_db_instance.database'] : []);
      expect(block(now.get(data), 'aws_secretsmanager_secret.database_master')).toBeDefined();
      expect(block(now.get(data), 'aws_kms_key.database_key')).toBeDefined();
      before = now;
    }
    expect(before.get('prod-us-east-1-data')?.output['database_endpoint']).toEqual({
      value: '${aws_db_instance.database-2.address}',
    });
  });
});

describe('readiness', () => {
  const rpo = { database: '30m', objects: '15m', volumes: '33h' };
  const codes = async (change: object) => [
    ...new Set(
      (await problemsIn(withRecovery(change))).map((one) => `${one.code} ${one.path.split('/')[0]}`),
    ),
  ];

  test('backupOnly keeps copies: of backups, of objects, of volumes; nothing runs', () => {
    const copies = stacksOf(withRecovery({ readiness: 'backupOnly', rto: '6h', rpo }));
    expect([...copies.keys()].filter((id) => id.includes('us-west-2'))).toEqual(
      ['bootstrap', 'network', 'backup', 'data'].map((layer) => `prod-us-west-2-${layer}`),
    );
    const data = copies.get('prod-us-west-2-data');
    expect(instances(copies)).toEqual(['us-east-1 database stands']);
    expect(Object.keys(data?.resource['aws_db_instance_automated_backups_replication'] ?? {})).toHaveLength(
      1,
    );
    const failover = copies.get('prod-us-east-1-failover');
    expect(Object.keys(failover?.resource['aws_s3_bucket_replication_configuration'] ?? {})).toHaveLength(2);
    expect(failover?.resource['aws_route53_record']).toBeUndefined();
    const record = block(copies.get('prod-us-east-1-edge'), 'aws_route53_record.edge_record-a');
    expect(record?.['failover_routing_policy']).toBeUndefined();
  });

  test('a lost database is restored from the copied backups', () => {
    const restore = {
      automatedBackupsArn: 'arn:aws:rds:us-west-2:444444444444:auto-backup:ab-1',
      time: 'latest',
    };
    const change = { readiness: 'warmStandby', database: 'replicatedBackups', serve: 'standby' };
    const restored = stacksOf(withRecovery({ ...change, rto: '6h', rpo, restore }));
    expect(instances(restored)).toEqual(['us-east-1 database stands', 'us-west-2 database stands']);
    expect(block(restored.get('prod-us-west-2-data'), 'aws_db_instance.database')).toMatchObject({
      restore_to_point_in_time: {
        source_db_instance_automated_backups_arn: restore.automatedBackupsArn,
        use_latest_restorable_time: true,
      },
      kms_key_id: '${aws_kms_key.database-backups_key.arn}',
    });
  });

  test('pilotLight has all but nodes; active as many as the primary', () => {
    const sizes = (readiness: string, rto: string) => {
      const content = stacksOf(withRecovery({ readiness, rto })).get('prod-us-west-2-cluster');
      return Object.values(content?.resource['aws_eks_node_group'] ?? {}).map((one) => {
        const { min_size, desired_size, max_size } = one['scaling_config'];
        return [min_size, desired_size, max_size];
      });
    };
    expect(sizes('pilotLight', '30m')).toEqual([
      [0, 0, 10],
      [0, 0, 5],
    ]);
    expect(sizes('active', '15m')).toEqual([
      [3, 3, 10],
      [0, 2, 5],
    ]);
    const warm = both.get('prod-us-west-2-cluster')?.resource['aws_eks_node_group'] ?? {};
    expect(Object.values(warm).map((one) => one['scaling_config'].desired_size)).toEqual([3, 0]);
  });

  test('what its pods need is proved of its own nodes and zones', async () => {
    const two = { ...recovery.network, zones: ['us-west-2a', 'us-west-2b'] };
    expect(await codes({ network: two })).toEqual(['capacity/zone-lost environments']);
  });

  test('a cache that both share joins the datastore of the primary', () => {
    const large = { ...primary, cache: { ...primary.cache, nodeType: 'cache.m7g.large' } };
    const shared = stacksOf({
      ...withRecovery({ cache: 'globalDatastore' }),
      regions: { 'us-east-1': large },
    });
    const group = (region: string) =>
      block(shared.get(`prod-${region}-data`), 'aws_elasticache_replication_group.cache');
    expect(group('us-west-2')?.['global_replication_group_id']).toBe(
      '${data.terraform_remote_state.state-prod-us-east-1-data.outputs.global_datastore_id}',
    );
    expect(group('us-east-1')?.['global_replication_group_id']).toBeUndefined();
  });
});

describe('what spans both regions', () => {
  test('keeps the command of the switch where it can be read in an outage', () => {
    const switched =
      '${data.terraform_remote_state.state-prod-us-east-1-edge.outputs.primary_health_switch_health_check_id}';
    expect(both.get('prod-us-east-1-failover')?.output['serve_standby_command']).toEqual({
      value: `aws route53 update-health-check --health-check-id ${switched} --inverted`,
    });
  });

  test('alarms tell a topic of their region, also where neither of the two is us-east-1', () => {
    const moved = JSON.parse(
      JSON.stringify(prod).replaceAll('us-east-1', 'eu-west-1').replaceAll('us-west-2', 'eu-central-1'),
    );
    const stacks = stacksOf(moved);
    expect([...stacks.keys()].at(-1)).toBe('prod-us-east-1-failover');
    const failover = stacks.get('prod-us-east-1-failover');
    expect(Object.keys(failover?.resource['aws_sns_topic'] ?? {})).toEqual(['alarms']);
    expect(failover?.terraform['backend']).toMatchObject({ s3: { region: 'eu-central-1' } });
    expect(both.get('prod-us-east-1-failover')?.resource['aws_sns_topic']).toBeUndefined();
    const policies = stacks.get('prod-eu-west-1-bootstrap')?.resource['aws_iam_policy'] ?? {};
    expect(policies['delivery_deploy-operations']?.['policy']).toContain(
      '"aws:RequestedRegion":["eu-central-1","eu-west-1","us-east-1"]',
    );
  });
});

describe('backups', () => {
  test('select the database and the volumes, and are copied where somebody takes over', () => {
    const rule = (stacks: ReadonlyMap<string, TerraformContent>) => {
      const plan = block(stacks.get('prod-us-east-1-backup'), 'aws_backup_plan.plan');
      return (plan?.['rule'] as Block[] | undefined)?.[0];
    };
    expect(rule(both)).toMatchObject({
      schedule: 'cron(0 2 * * ? *)',
      lifecycle: { delete_after: 30 },
      copy_action: [{ lifecycle: { delete_after: 30 } }],
    });
    expect(rule(alone)?.['copy_action']).toBeUndefined();
    const selections = both.get('prod-us-east-1-backup')?.resource['aws_backup_selection'] ?? {};
    expect(Object.keys(selections)).toEqual(['plan_selects-database', 'plan_selects-volumes']);
    expect(selections['plan_selects-database']?.['resources']).toEqual([
      'arn:aws:rds:us-east-1:444444444444:db:microshop-prod-main',
    ]);
    const tests = both.get('prod-us-east-1-backup')?.resource['aws_backup_restore_testing_selection'] ?? {};
    expect(Object.keys(tests)).toEqual(['restore-test_restores-database', 'restore-test_restores-volumes']);
  });

  test('a database of another generation is tested by a selection of its own: the provider does not change one', () => {
    const returning = stacksOf(withRecovery({ databaseRole: 'returning', serve: 'standby' }));
    const content = returning.get('prod-us-east-1-backup');
    const tests = content?.resource['aws_backup_restore_testing_selection'] ?? {};
    expect(Object.keys(tests)).toEqual(['restore-test_restores-database-2', 'restore-test_restores-volumes']);
    expect(tests['restore-test_restores-database-2']).toMatchObject({
      name: 'database_2',
      protected_resource_arns: ['arn:aws:rds:us-east-1:444444444444:db:microshop-prod-main-2'],
    });
  });

  test('without a test of restoring there is none; an environment without backups has no such stack', () => {
    const { restoreTest: _, ...untested } = backups;
    const stacks = stacksOf({ ...plain, backups: { ...untested, startWithinMinutes: 1500 } });
    const content = stacks.get('prod-us-east-1-backup');
    expect(content?.resource['aws_backup_restore_testing_plan']).toBeUndefined();
    const plan = block(content, 'aws_backup_plan.plan');
    expect((plan?.['rule'] as Block[] | undefined)?.[0]).toMatchObject({
      start_window: 1500,
      completion_window: 1560,
    });
    expect(stacksOf(plain).has('prod-us-east-1-backup')).toBe(false);
  });
});

describe("the standby's manifests", () => {
  const outdir = mkdtempSync(join(tmpdir(), 'isthmus-test-'));
  afterAll(() => rmSync(outdir, { recursive: true }));
  const { charts } = buildTerraform({ outdir, today, sources: sources(prod) });
  const files = manifestFiles(charts);
  const names = (region: string) =>
    [...files.keys()]
      .filter((one) => one.startsWith(`prod/${region}/`))
      .map((one) => one.replace(`prod/${region}/`, ''));
  // biome-ignore lint/suspicious/noExplicitAny: manifests are read by path
  const manifest = (region: string, file: string): any =>
    parse(files.get(`prod/${region}/microshop-prod/${file}.yaml`) ?? 'null');

  test('are those of the primary, with images that do not come from there', () => {
    expect(names('us-west-2')).toEqual(names('us-east-1'));
    const images = [...files]
      .filter(([path]) => path.startsWith('prod/us-west-2/'))
      .flatMap(([, text]) => [...text.matchAll(/^\s+image: "?([^"\n]+)/gm)].map(([, image]) => image));
    expect(images.length).toBeGreaterThan(5);
    expect(images.filter((one) => one?.includes('us-east-1'))).toEqual([]);
  });

  test.each(['us-east-1', 'us-west-2'])('%s has the runbook, and a reminder every quarter', (region) => {
    const plan = manifest(region, '15-configmap-recovery-drill-plan');
    expect(plan.data['runbook.md']).toMatch(/^# Recovery of prod\n/);
    const task = manifest(region, '51-cronjob-recovery-drill').spec;
    expect(task.schedule).toBe('0 9 1 1,4,7,10 *');
    const pod = task.jobTemplate.spec.template.spec;
    expect(pod).toMatchObject({
      serviceAccountName: 'recovery-drill',
      automountServiceAccountToken: false,
      containers: [
        {
          command: ['cat', '/recovery/reminder.txt'],
          image: `444444444444.dkr.ecr.${region}.amazonaws.com/microshop/api-gateway:1.0.0`,
          securityContext: { readOnlyRootFilesystem: true, runAsNonRoot: true },
        },
      ],
    });
    expect(names(region).filter((one) => /networkpolicy-recovery/.test(one))).toEqual([]);
  });
});

describe('the runbook', () => {
  const [environment] = checkEnvironments(sources(prod)).environments;
  const text = environment ? runbook(environment) : '';
  const all = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();

  test('names stacks, databases, buckets, secret, cluster, node groups and switch as they are', () => {
    const ids = all(/npx cdktf (?:deploy|diff) (\S+)/g);
    expect(ids.length).toBeGreaterThan(4);
    for (const id of ids) expect([...both.keys()]).toContain(id);
    const later = stacksOf(withRecovery({ databaseRole: 'returning', serve: 'standby' }));
    const databases = named(later, 'aws_db_instance', 'identifier');
    for (const id of all(/--db-instance-identifier (\S+)/g)) expect(databases).toContain(id);
    const buckets = named(both, 'aws_s3_bucket', 'bucket');
    for (const name of all(/--bucket (\S+)/g)) expect(buckets).toContain(name);
    expect(named(both, 'aws_secretsmanager_secret', 'name')).toEqual(all(/--secret-id (\S+)/g));
    expect(named(both, 'aws_eks_cluster', 'name')).toEqual(expect.arrayContaining(all(/--name (\S+)/g)));
    const tags = named(both, 'aws_route53_health_check', 'tags').map((one) => (one as Block)['Name']);
    for (const name of all(/Key=Name,Values=(\S+)/g)) expect(tags).toContain(name);
    const hosts = named(both, 'aws_route53_record', 'name');
    for (const name of all(/https:\/\/([a-z0-9.-]+)\/health/g)) expect(hosts).toContain(name);
    const vaults = named(both, 'aws_backup_vault', 'name');
    for (const prefix of all(/BackupVaultName, '([^']+)'/g)) {
      expect(vaults.every((one) => String(one).startsWith(String(prefix)))).toBe(true);
    }
  });

  test('of a pilot light finds the node groups that it starts', () => {
    const pilot = checkEnvironments(sources(withRecovery({ readiness: 'pilotLight', rto: '21m' })));
    const started = pilot.environments.map(runbook).join('\n');
    const prefixes = [...started.matchAll(/nodegroups\[\?starts_with\(@, '([^']+)'\)/g)].map(
      ([, one]) => one,
    );
    const groups = named(both, 'aws_eks_node_group', 'node_group_name').map(String);
    expect(prefixes.length).toBeGreaterThan(1);
    for (const prefix of prefixes) expect(groups.some((one) => one.startsWith(String(prefix)))).toBe(true);
  });
});
