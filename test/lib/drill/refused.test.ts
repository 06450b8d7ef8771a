import { drillPlan } from '../../../lib/drill';
import { environment } from '../core/recovery/fixture';
import { drillIn, MemoryStore, World } from './world';

const prod = environment();
const backupOnly = { readiness: 'backupOnly', rto: '5h', rpo: '33h' };

test.each([
  ['drill/no-recovery', environment({}, { recovery: undefined })],
  ['drill/nothing-stands-by', environment(backupOnly)],
  ['drill/nothing-stands-by', environment({ readiness: 'pilotLight', database: 'replicatedBackups' })],
  ['drill/not-at-home', environment({ serve: 'standby' })],
  ['drill/not-at-home', environment({ databaseRole: 'returning' })],
])('%s', async (code, of) => {
  expect(() => drillPlan(of, false)).toThrow(code);
  const [world, store] = [new World(), new MemoryStore()];
  await expect(drillIn(world, of, store)).rejects.toThrow(code);
  expect([world.calls, store.text]).toEqual([0, undefined]);
});

test('a name typed wrong', async () => {
  const [world, store] = [new World({ answer: () => 'prdo' }), new MemoryStore()];
  const refused = drillIn(world, prod, store);
  await expect(refused).rejects.toThrow('drill/name at environments/prod');
  await expect(refused).rejects.toThrow('"prdo" typed');
  expect([world.calls, store.text]).toEqual([0, undefined]);
});

test('a protected environment without questions', async () => {
  const [world, store] = [new World(), new MemoryStore()];
  await expect(drillIn(world, prod, store, { confirmation: 'none' })).rejects.toThrow('drill/unattended');
  expect([world.calls, store.text]).toEqual([0, undefined]);
});

test('a drill that was begun with another choice', async () => {
  const [world, store] = [new World({ answer: (one) => !one.startsWith('Fail') }), new MemoryStore()];
  await drillIn(world, prod, store);
  await expect(drillIn(world, prod, store, { promote: true })).rejects.toThrow('drill/other-drill');
  await expect(drillIn(world, prod, store, { promote: false })).resolves.toMatchObject({ at: 'fail' });
});

test.each([
  ['no JSON', '{'],
  ['not the state of a drill', 'null'],
  ['not the state of a drill', '{"version":2}'],
  ['not the state of a drill', '{"version":1,"environment":"prod"}'],
])('a state that is %s', async (found, text) => {
  const [world, store] = [new World(), new MemoryStore()];
  store.text = text;
  await expect(drillIn(world, prod, store)).rejects.toThrow(`found: ${found}`);
  expect(world.calls).toBe(0);
});

test('the state of another environment, or of a drill that is over', async () => {
  const [world, store] = [new World(), new MemoryStore()];
  await drillIn(world, prod, store);
  await expect(drillIn(world, prod, store)).rejects.toThrow(/drill\/state .*\n {2}found: a drill that ended/);
  const staging = environment({}, { name: 'staging' });
  await expect(drillIn(world, staging, store)).rejects.toThrow(/drill\/state .*\n {2}found: a drill of prod/);
});
