import { environment } from '../core/recovery/fixture';
import { drillIn, MemoryStore, World } from './world';

async function markdown(world: World): Promise<string> {
  const store = new MemoryStore();
  await drillIn(world, environment({}, { workloads: undefined }), store);
  return store.report?.markdown ?? '';
}

test('the report', async () => {
  const text = await markdown(new World());
  expect(text.slice(0, text.indexOf('## Checks'))).toMatchInlineSnapshot(`
"# Drill of prod, 2026-11-21: passed

api.microshop.com from us-east-1 to us-west-2 and back, traffic only. From 2026-11-21T10:00:00.000Z to 2026-11-21T10:02:43.000Z.

## Promises

| | promised | computed | measured | not drilled | together | kept |
|---|---|---|---|---|---|---|
| rto | 15m | 14m 30s | 20s | detection 1m 30s, decision 5m, promotion 5m, reconnection 30s, cold cache 30s, DNS 1m | 13m 50s | yes |
| rpo database | 5m | 5m | 3s |  | 3s | yes |
| rpo secrets | 5m | 1m |  |  |  | not measured |
| rpo objects | 15m | 15m |  |  |  | not measured |

- rto: until the standby serves; the database was not promoted.
- rpo database: age of the newest mark that had arrived.
- rpo secrets: not measured.
- rpo objects: not measured.

## Steps

| step | | began | took |
|---|---|---|---|
| prepare | done | 10:00:00 | 0s |
| announce | done | 10:00:00 | 0s |
| backup | done | 10:00:00 | 2m |
| start | done | 10:02:00 | 0s |
| fail | done | 10:02:00 | 3s |
| watch | done | 10:02:03 | 20s |
| verify-standby | done | 10:02:23 | 0s |
| return | done | 10:02:23 | 20s |
| verify-primary | done | 10:02:43 | 0s |

"
`);
  expect(text).toContain('| fail | the switch is inverted | passed | at standby |');
});

test('a report says first why the drill failed, and text from outside stays in its cell', async () => {
  const world = new World();
  const ports = world.ports();
  const probe = { health: async () => ({ good: false, found: 'a | b\nc' }) };
  const store = new MemoryStore();
  await drillIn(world, environment(), store, { ports: { ...ports, probe } });
  const text = store.report?.markdown ?? '';
  expect(text.split('\n')[0]).toBe('# Drill of prod, 2026-11-21: failed');
  expect(text).toContain('| prepare | us-east-1 is healthy | **failed** | a \\| b c |');
});
