import { exitCodeOf } from '../../../lib/drill';
import { environment } from '../core/recovery/fixture';
import { drillIn, MemoryStore, World } from './world';

const prod = environment();
const pilotLight = environment({ readiness: 'pilotLight', rto: '30m' });
const off = { general: { min: 0, desired: 0, max: 10 }, spot: { min: 0, desired: 0, max: 5 } };

async function finished(world: World, of = prod, more: object = {}, store = new MemoryStore()) {
  const result = await drillIn(world, of, store, more);
  if (result.outcome !== 'finished')
    throw new Error(`paused at ${result.at}: ${result.why}\n${world.told.join('\n')}`);
  return { report: result.report, store };
}

describe('a drill of traffic alone', () => {
  test('fails the primary, measures, and returns', async () => {
    const world = new World();
    const { report, store } = await finished(world);
    expect(report).toMatchObject({ verdict: 'passed', reasons: [], promoted: false, later: [] });
    expect(exitCodeOf(report)).toBe(0);
    expect(world.done).toEqual([
      'back up microshop-prod-main-drill-20261121100000',
      'switch to standby',
      'switch to primary',
    ]);
    expect(report.steps.map(({ id, status, seconds }) => `${id} ${status} ${seconds}`)).toEqual([
      'prepare done 0',
      'announce done 0',
      'backup done 120',
      'start done 0',
      'fail done 3',
      'watch done 20',
      'verify-standby done 0',
      'return done 20',
      'verify-primary done 0',
    ]);
    expect(report.notes).toMatchObject({
      failedAt: '2026-11-21T10:02:03.000Z',
      unhealthyAt: '2026-11-21T10:02:13.000Z',
      movedAt: '2026-11-21T10:02:23.000Z',
      servedAt: '2026-11-21T10:02:23.000Z',
      returnedAt: '2026-11-21T10:02:43.000Z',
    });
    expect(JSON.parse(store.report?.json ?? '')).toEqual(report);
    expect(store.load('prod')?.finished).toBe(report.ended);
  });

  test('holds what it measured, and what it did not go through, against the promise', async () => {
    const { report } = await finished(new World({ lag: 7 }));
    const [rto, database] = report.promises;
    expect(rto).toMatchObject({ kind: 'rto', promised: 900, measured: 20, kept: true });
    expect(rto?.notDrilled.map(({ name }) => name)).toEqual([
      'detection',
      'decision',
      'promotion',
      'reconnection',
      'cold cache',
      'DNS',
    ]);
    expect(database).toMatchObject({ kind: 'database', promised: 300, measured: 7, kept: true });
    expect(report.promises.map(({ kind, measured }) => [kind, measured])).toEqual([
      ['rto', 20],
      ['database', 7],
      ['secrets', undefined],
      ['objects', undefined],
      ['volumes', 8 * 3600 + 127],
    ]);
  });

  test('without marks the loss is the lag', async () => {
    const { report } = await finished(new World({ marker: false, lag: 42 }));
    expect(report.promises[1]).toMatchObject({ measured: 42, note: "the replica's lag, without a mark" });
  });

  test('a promise that is not kept fails it', async () => {
    const { report } = await finished(new World({ dns: 400 }));
    expect(report.verdict).toBe('failed');
    expect(exitCodeOf(report)).toBe(1);
    expect(report.reasons).toEqual(['rto is not kept: 20m 10s of 15m']);
  });

  test('asks before every change, and for the name first', async () => {
    const world = new World();
    await finished(world);
    expect(world.asked).toEqual([
      'To drill prod, type its name: ',
      'Announce it? [y/N] ',
      'Back up the database? [y/N] ',
      'Note the start? [y/N] ',
      'Fail us-east-1? [y/N] ',
      'Return to us-east-1? [y/N] ',
    ]);
  });

  test('asks nothing of an environment that is not protected when told so', async () => {
    const world = new World();
    await finished(world, environment({}, { protection: 'disposable' }), { confirmation: 'none' });
    expect(world.asked).toEqual([]);
  });
});

describe('pilot light', () => {
  test('starts nodes before it watches, and stops them again', async () => {
    const world = new World({ nodes: off, pods: 180 });
    const { report } = await finished(world, pilotLight);
    expect(report.verdict).toBe('passed');
    expect(world.done.slice(1)).toEqual(['switch to standby', 'nodes 3,0', 'switch to primary', 'nodes 0,0']);
    expect(world.sizes).toEqual(off);
    expect(report.promises[0]).toMatchObject({ measured: 180, kept: true });
    expect(report.promises[0]?.notDrilled.map(({ name }) => name)).not.toContain('node start');
  });
});

describe('with promotion', () => {
  test('fences, promotes, and comes back as the runbook has it', async () => {
    const world = new World({ promotion: 90 });
    const { report } = await finished(world, prod, { promote: true });
    expect(world.done.slice(1)).toEqual([
      'switch to standby',
      'by hand fence',
      'promote',
      'by hand adopt',
      ...['follow', 'stop', 'back', 'start', 'serve', 'renew'].map((id) => `by hand ${id}`),
    ]);
    expect(report).toMatchObject({ verdict: 'passed', promoted: true });
    expect(report.later).toEqual(['Let go of the old instances, weeks later', 'Remove the old instances']);
    // 20 s of DNS, a minute of fencing and 90 s of promotion.
    expect(report.promises[0]).toMatchObject({ measured: 170 });
    expect(report.promises[0]?.notDrilled.map(({ name }) => name)).toEqual([
      'detection',
      'decision',
      'cold cache',
      'DNS',
    ]);
    expect(report.steps.filter(({ status }) => status === 'skipped').map(({ id }) => id)).toEqual([
      'unfence',
      'return',
    ]);
  });

  test('the cache of a global datastore is promoted by hand', async () => {
    const world = new World();
    const data = environment({ cache: 'globalDatastore' });
    await finished(world, data, { promote: true });
    expect(world.done).toContain('by hand promote-cache');
  });
});

describe('a step that fails', () => {
  test.each([
    ['the standby is not healthy', { broken: ['probe 10.1.0.1'] }, 'prepare: us-west-2 is healthy: 503'],
    ['the lag is too long', { lag: 301 }, 'prepare: the replica lags 5m at most: 5m 1s'],
    [
      'the cloud cannot be asked',
      { broken: ['replicaLag'] },
      'prepare: See that a drill may begin: replicaLag is broken',
    ],
  ])('before anything was changed it ends the drill: %s', async (_, options, reason) => {
    const world = new World(options);
    const { report } = await finished(world);
    expect(report.reasons).toEqual([reason]);
    expect(world.done).toEqual([]);
    expect(report.steps.filter(({ status }) => status !== 'skipped').map(({ id }) => id)).toEqual([
      'prepare',
    ]);
  });

  test('somebody else drills', async () => {
    const world = new World();
    world.switched = { to: 'standby', at: world.now - 1000 };
    const { report } = await finished(world);
    expect(report.reasons).toContain('prepare: nobody else drills: the switch is at standby');
    expect(world.done).toEqual([]);
  });

  test('recovery points that are too old', async () => {
    const world = new World();
    world.now += 30 * 3600 * 1000;
    const { report } = await finished(world);
    expect(report.reasons).toEqual(['prepare: us-west-2 has a recovery point of the last 33h: 38h old']);
  });

  test('a mark that does not arrive keeps the primary from being failed', async () => {
    const world = new World({ lag: 299 });
    const ports = world.ports();
    const [marker] = ports.markers;
    if (!marker) throw new Error('no marker');
    const late = {
      ...marker,
      newest: async (region: string) => (region === 'us-west-2' ? undefined : marker.newest(region)),
    };
    const { report } = await finished(world, prod, { ports: { ...ports, markers: [late] } });
    expect(report.reasons).toEqual([
      'fail: Fail us-east-1: no mark of database got from us-east-1 to us-west-2 in 5m: us-east-1 was not failed',
    ]);
    expect(world.done).not.toContain('switch to standby');
    expect(world.switched.to).toBe('primary');
  });

  test('a standby that never serves leads back', async () => {
    const world = new World({ dns: 1e6 });
    world.answer = (question) => {
      // The way back is not as slow.
      if (question.startsWith('Return')) Object.assign(world, { options: { dns: 1 } });
      return true;
    };
    const { report } = await finished(world);
    expect(report.reasons).toEqual([
      'watch: api.microshop.com leads to us-west-2: not seen',
      'watch: us-west-2 answers well for api.microshop.com: not seen',
      'rto is not kept: never reached of 15m',
    ]);
    expect(report.steps.find(({ id }) => id === 'verify-standby')?.status).toBe('skipped');
    expect(world.switched.to).toBe('primary');
  });

  test('a standby that fails a check is still left again', async () => {
    const world = new World();
    world.answer = (question) => {
      if (question.startsWith('Return')) world.broken = new Set();
      return true;
    };
    const store = new MemoryStore();
    store.before = ({ notes }) => {
      if (notes.servedAt && !notes.returningAt) world.broken = new Set(['probe 10.1.0.1']);
    };
    const { report } = await finished(world, prod, {}, store);
    expect(report.verdict).toBe('failed');
    expect(report.reasons.every((one) => one.startsWith('verify-standby: '))).toBe(true);
    expect(world.switched.to).toBe('primary');
  });

  test('on the way back it is a pause, and is tried again', async () => {
    const world = new World();
    const store = new MemoryStore();
    store.before = ({ notes }) => {
      if (notes.returningAt) world.broken = new Set(['switchTo']);
    };
    expect(await drillIn(world, prod, store)).toEqual({ outcome: 'paused', at: 'return', why: 'it failed' });
    store.before = () => undefined;
    world.broken = new Set();
    const { report } = await finished(world, prod, {}, store);
    expect(world.asked.at(-1)).toBe('Return to us-east-1: was interrupted. Do it again? [y/N] ');
    expect(report).toMatchObject({ verdict: 'passed', resumed: [expect.any(String)] });
  });
});
