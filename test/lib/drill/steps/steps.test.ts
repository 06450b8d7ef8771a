import { publicHealth, regionalHealth, servedBy } from '../../../../lib/drill/steps/serving';
import { contextOf } from '../../../../lib/review/recovery/steps';
import { environment } from '../../core/recovery/fixture';
import { drillIn, MemoryStore, World } from '../world';

const context = contextOf(environment());
if (!context) throw new Error('no recovery');

const answering = (answers: Record<string, readonly string[]>) => ({
  resolver: { answers: async (name: string) => answers[name] ?? [] },
  probe: {
    health: async (name: string, at: string | undefined) => ({
      good: at !== undefined,
      found: `${name} at ${at}`,
    }),
  },
});
const names = {
  all: 'api.microshop.com',
  primary: 'us-east-1.api.microshop.com',
  standby: 'us-west-2.api.microshop.com',
};

describe('who serves', () => {
  const own = { [names.primary]: ['1.1.1.1', '1.1.1.2'], [names.standby]: ['2.2.2.1', '2.2.2.2'] };

  test.each([
    ['one address of many is enough', ['2.2.2.2', '2.2.2.3'], 'us-west-2'],
    ['the primary', ['1.1.1.2'], 'us-east-1'],
    ['nobody', [], undefined],
    ['somebody else', ['3.3.3.3'], undefined],
    ['both at once', ['1.1.1.1', '2.2.2.1'], undefined],
  ])('%s', async (_, at, region) => {
    expect(await servedBy(answering({ ...own, [names.all]: at }), context)).toEqual({ region, at });
  });

  test('asks where the name leads, by the name', async () => {
    const all = answering({ ...own, [names.all]: ['2.2.2.2'] });
    expect(await publicHealth(all, context)).toEqual({
      region: 'us-west-2',
      good: true,
      found: 'api.microshop.com at 2.2.2.2',
    });
    expect(await regionalHealth(all, context, 'us-east-1')).toEqual({
      good: true,
      found: 'us-east-1.api.microshop.com at 1.1.1.1',
    });
  });
});

describe('watching', () => {
  const atFailure = (world: World, then: () => void) => {
    const store = new MemoryStore();
    store.before = ({ notes }) => {
      if (notes.failedAt && !notes.servedAt) then();
      else world.broken = new Set();
    };
    return store;
  };

  test('goes on with the answers while the health check cannot be asked', async () => {
    const world = new World();
    const store = atFailure(world, () => {
      world.broken = new Set(['primaryHealth']);
    });
    const result = await drillIn(world, environment(), store);
    if (result.outcome !== 'finished') throw new Error('paused');
    const { servedAt = '', unhealthyAt = '' } = result.report.notes;
    expect(result.report.verdict).toBe('passed');
    expect(unhealthyAt >= servedAt).toBe(true);
  });

  test('a health check that never tells is a failed check, and the drill returns', async () => {
    const world = new World({ detection: 1e6 });
    const result = await drillIn(world, environment());
    if (result.outcome !== 'finished') throw new Error('paused');
    expect(result.report.reasons).toEqual(["watch: the primary's health check is unhealthy: not seen"]);
    expect(world.switched.to).toBe('primary');
  });
});

test('a step by hand that was not done is a pause, and is not taken for done', async () => {
  const world = new World({ broken: ['fence'] });
  const store = new MemoryStore();
  const begun = await drillIn(world, environment(), store, { promote: true });
  expect(begun).toEqual({ outcome: 'paused', at: 'fence', why: 'it failed' });
  const ports = world.ports();
  const idle = { ...ports, operator: { carryOut: async () => false } };
  expect(await drillIn(world, environment(), store, { ports: idle })).toMatchObject({ at: 'fence' });
  expect(world.promoted).toBe(false);
});

test('a standby that was promoted and refuses writes fails its check', async () => {
  const world = new World();
  const ports = world.ports();
  const [marker] = ports.markers;
  if (!marker) throw new Error('no marker');
  const refuses = {
    ...marker,
    write: async (region: string, at: Date) => {
      if (region === 'us-east-1') await marker.write(region, at);
    },
  };
  const options = { promote: true, ports: { ...ports, markers: [refuses] } };
  const result = await drillIn(world, environment(), new MemoryStore(), options);
  if (result.outcome !== 'finished') throw new Error('paused');
  expect(result.report.reasons).toEqual([
    expect.stringMatching(/^verify-standby: us-west-2 takes writes of database: mark of /),
  ]);
});
