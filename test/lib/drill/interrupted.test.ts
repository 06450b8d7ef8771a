import { abortDrill, drillPlan, exitCodeOf } from '../../../lib/drill';
import { environment } from '../core/recovery/fixture';
import { drillIn, MemoryStore, timing, World } from './world';

const prod = environment();
const pilotLight = environment({ readiness: 'pilotLight', rto: '30m' });
const off = { general: { min: 0, desired: 0, max: 10 }, spot: { min: 0, desired: 0, max: 5 } };

class Crash extends Error {}

const kinds = [
  { name: 'traffic', of: prod, promote: false, world: () => new World() },
  { name: 'promote', of: prod, promote: true, world: () => new World() },
  { name: 'pilot light', of: pilotLight, promote: false, world: () => new World({ nodes: off, pods: 60 }) },
];
const moments = kinds.flatMap((kind) =>
  drillPlan(kind.of, kind.promote).steps.flatMap(({ id }) =>
    (['begun', 'done'] as const).map((status) => ({ ...kind, id, status })),
  ),
);

/** Crashes once, just before a step's record would be kept. */
function crashAt(store: MemoryStore, id: string, status: string): () => boolean {
  let crashed = false;
  store.before = ({ steps }) => {
    if (crashed || !steps.some((one) => one.id === id && one.status === status)) return;
    crashed = true;
    throw new Crash();
  };
  return () => crashed;
}

describe('a crash', () => {
  test.each(moments)('$name, before $id is kept as $status: the next run goes on there', async (moment) => {
    const world = moment.world();
    const store = new MemoryStore();
    const crashed = crashAt(store, moment.id, moment.status);
    const options = moment.promote ? { promote: true } : {};
    await drillIn(world, moment.of, store, options).catch((error) => {
      if (!(error instanceof Crash)) throw error;
    });
    const result = crashed() ? await drillIn(world, moment.of, store) : undefined;
    // A step that is left out is neither begun nor done.
    if (!result) return;
    expect(result).toMatchObject({ outcome: 'finished', report: { verdict: 'passed' } });
    const times = (what: string) => world.done.filter((one) => one.startsWith(what)).length;
    expect(times('switch to standby')).toBe(1);
    expect(times('back up')).toBe(1);
    expect(times('promote')).toBe(moment.promote ? 1 : 0);
    expect(world.switched.to).toBe('primary');
    expect(world.sizes).toEqual(moment.world().sizes);
    expect(store.report).toBeDefined();
  });

  test('between asking for a promotion and keeping that it was', async () => {
    const world = new World();
    const store = new MemoryStore();
    const ports = world.ports();
    const cloud = {
      ...ports.cloud,
      promote: async () => {
        await ports.cloud.promote();
        throw new Crash();
      },
    };
    const broken = { ports: { ...ports, cloud }, promote: true };
    await expect(drillIn(world, prod, store, broken)).rejects.toThrow(Crash);
    await drillIn(world, prod, store);
    expect(world.done.filter((one) => one === 'promote')).toHaveLength(1);
  });

  test('asks again before it repeats a change, and says that the time contains the pause', async () => {
    const world = new World();
    const store = new MemoryStore();
    crashAt(store, 'watch', 'done');
    await expect(drillIn(world, prod, store)).rejects.toThrow(Crash);
    store.before = () => undefined;
    const text = store.text?.replace(/"(movedAt|servedAt)":"[^"]+",?/g, '').replace(/,}/g, '}');
    store.text = text;
    world.now += 60_000;
    const result = await drillIn(world, prod, store);
    if (result.outcome !== 'finished') throw new Error('paused');
    expect(result.report.promises[0]?.measured).toBe(80);
    expect(result.report.promises[0]?.note).toContain('interrupted');
    expect(result.report.steps.find(({ id }) => id === 'watch')?.attempts).toBe(2);
    expect(world.asked.filter((one) => one.startsWith('Fail'))).toHaveLength(1);
  });
});

describe('an interruption', () => {
  test('ends a wait at once, and the next run goes on there', async () => {
    const world = new World();
    const store = new MemoryStore();
    const controller = new AbortController();
    store.before = ({ notes }) => {
      if (notes.failedAt) controller.abort(new Error('ended by SIGINT'));
    };
    await expect(drillIn(world, prod, store, { signal: controller.signal })).rejects.toThrow(
      'ended by SIGINT',
    );
    expect(store.load('prod')?.steps.at(-1)).toMatchObject({ id: 'fail', status: 'begun' });
    store.before = () => undefined;
    expect(await drillIn(world, prod, store)).toMatchObject({ report: { verdict: 'passed' } });
    expect(world.asked).toContain('Fail us-east-1: was interrupted. Do it again? [y/N] ');
    expect(world.done.filter((one) => one === 'switch to standby')).toHaveLength(1);
  });

  test('a no stands still before the step, and nothing of it is done', async () => {
    const world = new World({ answer: (question) => !question.startsWith('Fail') });
    const store = new MemoryStore();
    expect(await drillIn(world, prod, store)).toEqual({
      outcome: 'paused',
      at: 'fail',
      why: 'not confirmed',
    });
    expect(world.done).toHaveLength(1);
    world.answer = () => true;
    expect(await drillIn(world, prod, store)).toMatchObject({ report: { verdict: 'passed' } });
  });

  test('the data that a promotion changes on the way does not change the plan', async () => {
    const world = new World({ answer: (question) => !question.startsWith('Let us-west-2 follow') });
    const store = new MemoryStore();
    expect(await drillIn(world, prod, store, { promote: true })).toMatchObject({ at: 'back-renew' });
    world.answer = () => true;
    const changed = environment({ databaseRole: 'returned', serve: 'primary' });
    expect(await drillIn(world, changed, store)).toMatchObject({ report: { verdict: 'passed' } });
  });
});

describe('aborting', () => {
  const abort = (world: World, store: MemoryStore, of = prod) =>
    abortDrill({ environment: of, ports: world.ports(), store, timing });

  test.each([
    ['Back up', []],
    ['Fail', []],
    ['Return', ['switch to primary']],
  ])('before %s takes back what was done', async (question, back) => {
    const world = new World({ answer: (one) => !one.startsWith(question) });
    const store = new MemoryStore();
    await drillIn(world, prod, store);
    world.answer = () => true;
    const before = world.done.length;
    const result = await abort(world, store);
    expect(result).toMatchObject({ outcome: 'finished', report: { verdict: 'aborted' } });
    if (result.outcome === 'finished') expect(exitCodeOf(result.report)).toBe(0);
    expect(world.done.slice(before)).toEqual(back);
    expect(world.switched.to).toBe('primary');
  });

  test('within failing the primary switches back', async () => {
    const world = new World();
    const store = new MemoryStore();
    crashAt(store, 'fail', 'done');
    await expect(drillIn(world, prod, store)).rejects.toThrow(Crash);
    store.before = () => undefined;
    expect(await abort(world, store)).toMatchObject({ report: { verdict: 'aborted' } });
    expect(world.done.at(-1)).toBe('switch to primary');
    expect(store.load('prod')?.steps.find(({ id }) => id === 'fail')?.status).toBe('interrupted');
  });

  test('stops the nodes that it started, after traffic has left', async () => {
    const world = new World({ nodes: off, answer: (one) => !one.startsWith('Return') });
    const store = new MemoryStore();
    await drillIn(world, pilotLight, store);
    world.answer = () => true;
    await abort(world, store, pilotLight);
    expect(world.done.slice(-2)).toEqual(['switch to primary', 'nodes 0,0']);
  });

  test('before the promotion lets the primary write again, before traffic returns', async () => {
    const world = new World({ answer: (one) => !one.startsWith('Promote') });
    const store = new MemoryStore();
    expect(await drillIn(world, prod, store, { promote: true })).toMatchObject({ at: 'promote' });
    world.answer = () => true;
    expect(await abort(world, store)).toMatchObject({ report: { verdict: 'aborted' } });
    expect(world.done.slice(-2)).toEqual(['by hand unfence', 'switch to primary']);
  });

  test('is refused once the database is promoted', async () => {
    const world = new World({ answer: (one) => !one.startsWith('Write down') });
    const store = new MemoryStore();
    expect(await drillIn(world, prod, store, { promote: true })).toMatchObject({ at: 'adopt' });
    await expect(abort(world, store)).rejects.toThrow('drill/promoted');
    expect(world.done.at(-1)).toBe('promote');
  });

  test('is refused while nobody knows whether the promotion was asked for', async () => {
    const world = new World();
    const store = new MemoryStore();
    const ports = world.ports();
    const cloud = { ...ports.cloud, promote: () => Promise.reject(new Crash()) };
    const broken = { ports: { ...ports, cloud }, promote: true };
    await expect(drillIn(world, prod, store, broken)).rejects.toThrow(Crash);
    await expect(abort(world, store)).rejects.toThrow('drill/promoted');
    expect(world.switched.to).toBe('standby');
  });

  test('is possible after a promotion that came to nothing', async () => {
    const world = new World({ broken: ['promote'] });
    const store = new MemoryStore();
    expect(await drillIn(world, prod, store, { promote: true })).toMatchObject({
      at: 'promote',
      why: 'it failed',
    });
    const result = await abort(world, store);
    // The check that failed stays in the report.
    expect(result).toMatchObject({ outcome: 'finished', report: { verdict: 'failed', promoted: false } });
    expect(world.done.slice(-2)).toEqual(['by hand unfence', 'switch to primary']);
  });

  test('needs a drill that goes on', async () => {
    const world = new World();
    const store = new MemoryStore();
    await expect(abort(world, store)).rejects.toThrow('drill/no-drill');
    await drillIn(world, prod, store);
    await expect(abort(world, store)).rejects.toThrow('drill/no-drill');
  });
});
