import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { awsCli, awsCloud, commandMarker, OutsideError } from '../../../../lib/drill';
import { contextOf } from '../../../../lib/review/recovery/steps';
import { emptyFolder } from '../../../support/folder';
import { environment } from '../../core/recovery/fixture';

const context = contextOf(environment());
if (!context) throw new Error('no recovery');
const clock = { now: () => Date.parse('2026-11-21T10:00:00Z') };

/** A cloud that answers by `<service> <command>`, and what it was asked. */
function cloudOf(answers: Record<string, unknown>) {
  const asked: string[] = [];
  const aws = async (args: readonly string[]) => {
    asked.push(args.join(' '));
    const answer = answers[args.slice(0, 2).join(' ')];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { cloud: awsCloud(aws, context as NonNullable<typeof context>, clock), asked };
}

const tagged = (...ids: string[]) => ({
  'resourcegroupstaggingapi get-resources': {
    ResourceTagMappingList: ids.map((id) => ({ ResourceARN: `arn:aws:route53:::healthcheck/${id}` })),
  },
});

describe('the switch', () => {
  const config = (Inverted: boolean) => ({
    'route53 get-health-check': { HealthCheck: { HealthCheckConfig: { Inverted } } },
  });

  test('is found by its name once, read and flipped', async () => {
    const { cloud, asked } = cloudOf({ ...tagged('abc'), ...config(false) });
    expect(await cloud.switchedTo()).toBe('primary');
    await cloud.switchTo('standby');
    await cloud.switchTo('primary');
    expect(asked).toEqual([
      'resourcegroupstaggingapi get-resources --region us-east-1 --resource-type-filters route53:healthcheck --tag-filters Key=Name,Values=microshop-prod-api-switch',
      'route53 get-health-check --health-check-id abc',
      'route53 update-health-check --health-check-id abc --inverted',
      'route53 update-health-check --health-check-id abc --no-inverted',
    ]);
    expect(await cloudOf({ ...tagged('abc'), ...config(true) }).cloud.switchedTo()).toBe('standby');
  });

  test.each([[[]], [['a', 'b']]])('is not guessed among %j', async (ids) => {
    await expect(cloudOf(tagged(...ids)).cloud.switchTo('standby')).rejects.toThrow(OutsideError);
  });
});

describe('metrics', () => {
  const points = (...values: readonly (readonly [string | number, number])[]) => ({
    ...tagged('abc'),
    'cloudwatch get-metric-statistics': {
      Datapoints: values.map(([Timestamp, value]) => ({ Timestamp, Minimum: value, Maximum: value })),
    },
  });

  test.each([
    [
      'healthy',
      [
        ['2026-11-21T09:58:00+00:00', 0],
        ['2026-11-21T09:59:00+00:00', 1],
      ] as const,
    ],
    [
      'unhealthy',
      [
        ['2026-11-21T09:59:00+00:00', 0],
        ['2026-11-21T09:58:00+00:00', 1],
      ] as const,
    ],
    ['unknown', [] as const],
  ])('%s is what the newest says', async (status, values) => {
    const { cloud, asked } = cloudOf(points(...values));
    expect(await cloud.primaryHealth()).toBe(status);
    expect(asked[0]).toContain('Values=microshop-prod-api-primary');
    expect(asked[1]).toBe(
      'cloudwatch get-metric-statistics --region us-east-1 --namespace AWS/Route53 --metric-name HealthCheckStatus --dimensions Name=HealthCheckId,Value=abc --statistics Minimum --period 60 --start-time 2026-11-21T09:50:00.000Z --end-time 2026-11-21T10:00:00.000Z',
    );
  });

  test('lag, with times in seconds too', async () => {
    expect(await cloudOf(points([1_795_255_140, 4], [1_795_255_080, 9])).cloud.replicaLag()).toBe(4);
    expect(await cloudOf(points()).cloud.replicaLag()).toBeUndefined();
  });
});

describe('the database', () => {
  const described = (...found: readonly object[]) => ({
    'rds describe-db-instances': { DBInstances: found },
  });

  test.each([
    [
      { DBInstanceStatus: 'available', ReadReplicaSourceDBInstanceIdentifier: 'x' },
      { status: 'available', follows: true },
    ],
    [{ DBInstanceStatus: 'modifying' }, { status: 'modifying', follows: false }],
  ])('%j', async (found, status) => {
    expect(await cloudOf(described(found)).cloud.database('us-west-2', 1)).toEqual(status);
  });

  test('none, and one that could not be asked for', async () => {
    const missing = new OutsideError('aws rds: An error occurred (DBInstanceNotFound)');
    const refused = new OutsideError('aws rds: An error occurred (AccessDenied)');
    const ask = (error: Error) =>
      cloudOf({ 'rds describe-db-instances': error }).cloud.database('us-west-2', 2);
    expect(await ask(missing)).toBeUndefined();
    await expect(ask(refused)).rejects.toThrow('AccessDenied');
  });

  test('backup and promotion', async () => {
    const { cloud, asked } = cloudOf({
      'rds describe-db-snapshots': {
        DBSnapshots: [
          { DBSnapshotIdentifier: 'a', Status: 'available' },
          { DBSnapshotIdentifier: 'b', Status: 'creating' },
          { DBSnapshotIdentifier: 'c', Status: 'failed' },
        ],
      },
    });
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((name) => cloud.backup(name)))).toEqual([
      'done',
      'creating',
      'failed',
      'none',
    ]);
    await cloud.backUp('e');
    await cloud.promote();
    expect(asked.slice(-2)).toEqual([
      'rds create-db-snapshot --region us-east-1 --db-instance-identifier microshop-prod-main --db-snapshot-identifier e',
      'rds promote-read-replica --region us-west-2 --db-instance-identifier microshop-prod-main --backup-retention-period 30 --preferred-backup-window 03:00-04:00',
    ]);
  });
});

test('the newest recovery point of a kind, in the vaults of the environment', async () => {
  const { cloud, asked } = cloudOf({
    'backup list-backup-vaults': {
      BackupVaultList: [
        { BackupVaultName: 'microshop-prod-main' },
        { BackupVaultName: 'microshop-production' },
      ],
    },
    'backup list-recovery-points-by-backup-vault': {
      RecoveryPoints: [
        { ResourceType: 'RDS', Status: 'COMPLETED', CreationDate: '2026-11-21T02:00:00Z' },
        { ResourceType: 'EBS', Status: 'COMPLETED', CreationDate: '2026-11-21T01:00:00Z' },
        { ResourceType: 'EBS', Status: 'PARTIAL', CreationDate: '2026-11-21T03:00:00Z' },
      ],
    },
  });
  expect((await cloud.newestRecoveryPoint('volumes'))?.toISOString()).toBe('2026-11-21T01:00:00.000Z');
  expect((await cloud.newestRecoveryPoint('any'))?.toISOString()).toBe('2026-11-21T02:00:00.000Z');
  expect(asked.filter((one) => one.includes('by-backup-vault'))).toEqual(
    Array(2).fill(
      'backup list-recovery-points-by-backup-vault --region us-west-2 --backup-vault-name microshop-prod-main',
    ),
  );
  const none = cloudOf({ 'backup list-backup-vaults': { BackupVaultList: [] } });
  expect(await none.cloud.newestRecoveryPoint('any')).toBeUndefined();
});

describe('nodes', () => {
  const answers = {
    'eks list-nodegroups': { nodegroups: ['general-2026', 'spot-2026', 'other-1'] },
    'eks describe-nodegroup': { nodegroup: { scalingConfig: { minSize: 1, desiredSize: 2, maxSize: 3 } } },
  };

  test('groups have the names of the environment', async () => {
    const size = { min: 1, desired: 2, max: 3 };
    expect(await cloudOf(answers).cloud.nodes()).toEqual({ general: size, spot: size });
  });

  test('are resized', async () => {
    const { cloud, asked } = cloudOf(answers);
    await cloud.resizeNodes({ general: { min: 3, desired: 3, max: 10 } });
    expect(asked.at(-1)).toBe(
      'eks update-nodegroup-config --region us-west-2 --cluster-name microshop-prod --nodegroup-name general-2026 --scaling-config minSize=3,desiredSize=3,maxSize=10',
    );
    await expect(cloud.resizeNodes({ gone: { min: 0, desired: 0, max: 1 } })).rejects.toThrow(
      'no group of nodes gone',
    );
  });
});

/** A program that does what a text of JavaScript says. */
function program(text: string): string {
  const file = join(emptyFolder(), 'program');
  writeFileSync(file, `#!${process.execPath}\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('the command line', () => {
  test('gets arguments as they are, and gives JSON', async () => {
    const aws = awsCli({ program: program('console.log(JSON.stringify(process.argv.slice(2)))') });
    expect(await aws(['a b', '$(c)'])).toEqual(['a b', '$(c)', '--output', 'json']);
  });

  test('no answer, one that is no JSON, one that fails, one that is not there', async () => {
    const named = program('console.log(JSON.stringify([process.env.AWS_PROFILE, process.env.AWS_PAGER]))');
    expect(await awsCli({ program: named, env: { AWS_PROFILE: 'prod', AWS_PAGER: 'less' } })([])).toEqual([
      'prod',
      '',
    ]);
    expect(await awsCli({ program: program('') })([])).toBeUndefined();
    await expect(awsCli({ program: program('console.log("{")') })([])).rejects.toThrow('no JSON came back');
    const failing = program('console.error("denied"); process.exit(2)');
    await expect(awsCli({ program: failing })(['x', 'y', 'z'])).rejects.toThrow(/ x y: denied$/);
    await expect(awsCli({ program: '/nowhere/aws' })([])).rejects.toThrow(OutsideError);
  });

  test('ends with the drill', async () => {
    const controller = new AbortController();
    const waiting = awsCli({ program: program('setTimeout(() => {}, 60000)'), signal: controller.signal })(
      [],
    );
    controller.abort(new Error('ended by SIGINT'));
    await expect(waiting).rejects.toThrow('ended by SIGINT');
  });
});

describe('marks by a program', () => {
  test('writes and looks', async () => {
    const file = join(emptyFolder(), 'marks');
    const marker = commandMarker(
      program(`
        const fs = require('node:fs'), [what, kind, region, time] = process.argv.slice(2);
        if (what === 'write') fs.writeFileSync('${file}' + kind + region, time);
        else if (fs.existsSync('${file}' + kind + region)) console.log(fs.readFileSync('${file}' + kind + region, 'utf8'));
      `),
      'database',
    );
    await marker.write('us-east-1', new Date(clock.now()));
    expect((await marker.newest('us-east-1'))?.getTime()).toBe(clock.now());
    expect(await marker.newest('us-west-2')).toBeUndefined();
  });

  test('what is no time is told', async () => {
    const marker = commandMarker(program('console.log("soon")'), 'database');
    await expect(marker.newest('us-east-1')).rejects.toThrow('"soon" is no time');
  });
});
