import { runbook, runbookPhases } from '../../../../lib/review/recovery';
import { environment } from '../../core/recovery/fixture';

const stepsOf = (change: object = {}, whole: object = {}) =>
  runbookPhases(environment(change, whole)).flatMap(({ name, steps }) =>
    steps.map((one) => ({ phase: name, ...one })),
  );
const ids = (change: object, phase: string) =>
  stepsOf(change)
    .filter((one) => one.phase === phase)
    .map((one) => one.id);
const stepOf = (id: string, change: object = {}, whole: object = {}) => {
  const found = stepsOf(change, whole).find((one) => one.id === id);
  if (!found) throw new Error(`no step ${id}`);
  return found;
};
const backups = { readiness: 'backupOnly', rto: '5h', rpo: '33h' };
const variants: readonly object[] = [
  {},
  backups,
  { readiness: 'pilotLight' },
  { readiness: 'pilotLight', database: 'replicatedBackups' },
  { readiness: 'active', cache: 'globalDatastore' },
  { databaseGeneration: 2 },
];

describe('runbook', () => {
  test('there is none without recovery', () => {
    expect(runbook(environment({}, { recovery: undefined }))).toBe('');
    expect(runbookPhases(environment({}, { recovery: undefined }))).toEqual([]);
  });

  test('says first how many applies each phase takes', () => {
    expect(runbook(environment()).split('\n').slice(0, 12)).toEqual([
      '# Recovery of prod',
      '',
      'api.microshop.com is served by us-east-1; us-west-2 stands by (warmStandby). Account 444444444444. Written by the synth from',
      '`environments/prod.ts`: do not edit.',
      '',
      '| phase | steps | applies |',
      '|---|---|---|',
      '| Prepare | 6 | 0 |',
      '| Fail over | 5 | 3 |',
      '| Verify | 3 | 0 |',
      '| Fail back | 8 | 12 |',
      '',
    ]);
  });

  test('promotes by a command, waits for it, and writes it down afterwards', () => {
    expect(stepOf('promote')).toMatchObject({
      applies: [],
      commands: [
        'aws rds promote-read-replica --region us-west-2 --db-instance-identifier microshop-prod-main --backup-retention-period 30 --preferred-backup-window 03:00-04:00',
        "until aws rds describe-db-instances --region us-west-2 --db-instance-identifier microshop-prod-main --query 'DBInstances[0].[DBInstanceStatus,ReadReplicaSourceDBInstanceIdentifier]' --output text | grep -Eq '^available[[:space:]]+None$'; do sleep 10; done",
        'date -u +%FT%TZ',
      ],
    });
    expect(stepOf('adopt')).toMatchObject({
      edits: { 'recovery.databaseRole': "'promoted'", 'recovery.serve': "'standby'" },
      applies: ['prod-us-west-2-data', 'prod-us-west-2-backup', 'prod-us-east-1-edge'],
    });
  });

  test('backs the standby up while it is the one that is written to', () => {
    expect(stepOf('adopt').text.join('\n')).toContain(
      'prod-us-west-2-backup adds the nightly backups of us-west-2',
    );
    expect(stepOf('back').applies.at(-1)).toBe('prod-us-west-2-backup');
    const none = { backups: undefined };
    for (const id of ['adopt', 'follow', 'back']) {
      const { applies, text } = stepOf(id, {}, none);
      expect([...applies, ...text].join('\n')).not.toMatch(/backup|nightly/);
    }
  });

  test('holds customers with the switch before the database is promoted', () => {
    expect(ids({}, 'failOver')).toEqual(['decide', 'switch', 'fence', 'promote', 'adopt']);
    expect(stepOf('switch').commands[0]).toMatch(
      /^aws route53 update-health-check .*Values=microshop-prod-api-switch .* --inverted$/,
    );
    expect(stepOf('serve').commands[0]).toMatch(/ --no-inverted$/);
  });

  test('shows edits, the synth, applies and commands of a step in this order', () => {
    const text = runbook(environment());
    const from = text.indexOf('### 4.3');
    expect(text.slice(from, text.indexOf('### 4.4')).split('\n').slice(0, 17)).toEqual([
      '### 4.3 Promote the database in us-east-1',
      '',
      'One apply promotes it, the next tells the cluster of its address.',
      '',
      'The nightly plan of us-west-2 goes; the backups that it made stay until their days are over.',
      '',
      'In `environments/prod.ts`:',
      '',
      "- `recovery.databaseRole: 'returned'`",
      '',
      '```sh',
      'npm run synth -- prod',
      'npx cdktf deploy prod-us-east-1-data --ignore-missing-stack-dependencies',
      'npx cdktf deploy prod-us-east-1-platform --ignore-missing-stack-dependencies',
      'npx cdktf deploy prod-us-west-2-backup --ignore-missing-stack-dependencies',
      expect.stringContaining('microshop-prod-main-2'),
      '```',
    ]);
  });

  test('a pilot light starts nodes by hand, and puts them out again', () => {
    const pilot = { readiness: 'pilotLight' };
    expect(ids(pilot, 'failOver')).toEqual(['decide', 'switch', 'fence', 'promote', 'nodes', 'adopt']);
    expect(stepOf('nodes', pilot).commands[0]).toMatch(
      /starts_with\(@, 'general-'\).* --scaling-config minSize=3,desiredSize=3,maxSize=10$/,
    );
    expect(stepOf('adopt', pilot)).toMatchObject({
      edits: { 'recovery.readiness': "'warmStandby'" },
      applies: ['data', 'backup', 'cluster']
        .map((layer) => `prod-us-west-2-${layer}`)
        .concat('prod-us-east-1-edge'),
    });
    const renew = stepOf('renew', pilot);
    expect(renew.edits).toMatchObject({ 'recovery.readiness': "'pilotLight'" });
    expect(renew.commands.join('\n')).toContain('minSize=0,desiredSize=0,maxSize=10');
  });

  test('copies only: the region is built from its backups, and nobody is sent to it before', () => {
    expect(ids(backups, 'failOver')).toEqual(['decide', 'fence', 'find-backups', 'restore']);
    expect(ids(backups, 'failBack')).toEqual(['copy-back']);
    expect(stepOf('decide', backups).text[0]).toBe(
      'Nothing in us-west-2 answers: api.microshop.com is down until this is done.',
    );
    expect(stepOf('decide', backups).commands.join('\n')).not.toContain('us-west-2');
    expect(stepOf('access', backups).commands.join('\n')).not.toContain('us-west-2');
    expect(stepOf('restore', backups).applies).toEqual([
      ...['network', 'backup', 'data', 'edge', 'cluster', 'platform'].map(
        (layer) => `prod-us-west-2-${layer}`,
      ),
      'prod-us-east-1-edge',
      'prod-us-east-1-failover',
    ]);
    expect(stepOf('copy-back', backups).commands.join('\n')).toContain(
      '--kms-key-id alias/microshop-prod-database-main',
    );
    expect(stepOf('in-time', backups).commands[0]).toContain("DBInstanceIdentifier=='microshop-prod-main'");
  });

  test('a global datastore is promoted with the database', () => {
    expect(stepOf('promote', { cache: 'globalDatastore' }).commands.join('\n')).toContain(
      '--primary-region us-west-2 --primary-replication-group-id microshop-prod-main',
    );
    expect(stepOf('promote').commands.join('\n')).not.toContain('elasticache');
  });

  test('a later generation has its own identifiers', () => {
    const change = { databaseGeneration: 2 };
    expect(stepOf('promote', change).commands[0]).toMatch(/ microshop-prod-main-2 /);
    expect(stepOf('back', change).commands[0]).toContain(' microshop-prod-main-3 ');
    expect(stepOf('renew', change).edits).toMatchObject({ 'recovery.databaseGeneration': '3' });
  });

  test('only the last step removes anything, after a step that lifts the protection', () => {
    expect(ids({}, 'failBack').slice(-2)).toEqual(['unprotect', 'release']);
    const removing = stepsOf().filter((one) => Object.values(one.edits).includes("'gone'"));
    expect(removing.map((one) => one.id)).toEqual(['release']);
    for (const { commands } of variants.flatMap((one) => stepsOf(one))) {
      expect(commands.filter((one) => /\b(delete|destroy|rm)\b/.test(one))).toEqual([]);
    }
  });

  test('images are looked for in the registry of the standby, by tag or digest, where it can be asked', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const { workloads } = environment();
    const images = stepOf('images', {}, { workloads: { ...workloads, images: { b: digest, a: '1.0.0' } } });
    expect(images.commands.map((one) => one.replace(/ --query.*/, ''))).toEqual([
      'aws ecr describe-images --region us-west-2 --repository-name microshop/a --image-ids imageTag=1.0.0',
      `aws ecr describe-images --region us-west-2 --repository-name microshop/b --image-ids imageDigest=${digest}`,
    ]);
    expect(ids({ registry: 'docker.io' }, 'prepare')).not.toContain('images');
    expect(stepsOf({}, { workloads: undefined }).map((one) => one.id)).not.toContain('images');
  });

  test('pods come back in the number that they are at least', () => {
    expect(stepOf('start').commands).toContain(
      'kubectl --context microshop-prod-us-east-1 --namespace microshop-prod scale deployment --all --replicas=3',
    );
    const { workloads } = environment();
    const fixed = stepOf('start', {}, { workloads: { ...workloads, services: { replicas: 2 } } });
    expect(fixed.commands.join('\n')).toContain('--replicas=2');
  });

  test.each(variants)('%j: ids are unique, nothing is left undefined, every fence is closed', (change) => {
    const all = stepsOf(change);
    expect(new Set(all.map((one) => one.id)).size).toBe(all.length);
    const text = runbook(environment(change));
    expect(text).not.toMatch(/undefined|NaN|\[object/);
    expect((text.match(/^```/gm) ?? []).length % 2).toBe(0);
    for (const { applies } of all)
      for (const stack of applies) expect(stack).toMatch(/^prod-us-(east-1|west-2)-[a-z]+$/);
  });

  test('the same environment gives the same bytes, whatever the order of its keys', () => {
    const turned = (value: unknown): unknown =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, one]) => [key, turned(one)]),
          )
        : value;
    for (const change of variants) {
      const one = environment(change);
      expect(runbook(turned(one) as typeof one)).toBe(runbook(one));
    }
  });

  test('ends with a table to fill in', () => {
    const text = runbook(environment());
    expect(text.slice(text.indexOf('## 5.'))).toContain(
      '| **rto** | 15m | 14m 30s | |\n| detection | | 1m 30s | |\n',
    );
  });
});
