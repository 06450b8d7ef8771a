import { recoveryTable } from '../../../../lib/review/recovery';
import { environment } from '../../core/recovery/fixture';

describe('recoveryTable', () => {
  test('part by part with sources', () => {
    const healthCheck = { intervalSeconds: 10, failureThreshold: 2 };
    const one = environment(
      { healthCheck },
      { workloads: undefined },
      { cache: undefined, buckets: undefined },
    );
    expect(recoveryTable(one)).toMatchInlineSnapshot(`
"prod: us-west-2 stands by for us-east-1, warmStandby
rto             12m 50s  of 15m promised
  detection         20s  2 failures in a row, one every 10 s [1]
  decision           5m  people are called and decide to promote, which cannot be taken back [2]
  commands           1m  commands of the runbook, typed and confirmed [3]
  promotion          5m  the replica applies what it has, restarts and takes writes [4]
  reconnection      30s  running pods open new connections to the promoted database [5]
  DNS                1m  resolvers keep the old answer [6]
rpo database         5m  of 5m promised
  replica lag        5m  what the replica may not have yet; on an idle source its lag shows up to 5 minutes, so less cannot be watched [7]
rpo secrets          1m  of 5m promised
  replication        1m  a password changed just now [8]
[1] Route 53 Developer Guide, "How Amazon Route 53 determines whether a health check is healthy"
[2] assumption: recovery.decision, 5m
[3] assumption: one person, prepared
[4] RDS User Guide, "Promoting a read replica to be a standalone DB instance": several minutes or longer; 5 are an assumption
[5] assumption: pools retry within seconds
[6] Route 53 Developer Guide, "Choosing between alias and non-alias records": 60 s for load balancers
[7] RDS User Guide, "Monitoring read replication" of PostgreSQL; above it the alarm goes off
[8] assumption: Secrets Manager replicates at once and names no bound
"
`);
  });

  test('each source once, however many parts have it', () => {
    const lines = recoveryTable(environment())
      .split('\n')
      .filter((one) => one.startsWith('['));
    expect(new Set(lines.map((one) => one.replace(/^\[\d+\] /, ''))).size).toBe(lines.length);
    expect(lines.map((one) => Number(/^\[(\d+)\]/.exec(one)?.[1]))).toEqual(
      lines.map((_, index) => index + 1),
    );
  });

  test('a kind of data that nothing is promised of is shown all the same', () => {
    expect(recoveryTable(environment({ rpo: { database: '5m', volumes: '33h' } }))).toMatch(
      /^rpo objects +15m {2}not promised$/m,
    );
  });

  test('nothing without recovery', () => {
    expect(recoveryTable(environment({}, { recovery: undefined }))).toBe('');
  });
});
