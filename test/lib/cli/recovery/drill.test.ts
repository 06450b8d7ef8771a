import { Command } from 'commander';
import { drillCommand } from '../../../../lib/cli/recovery/drill';
import { problem } from '../../../../lib/core/errors';
import { recoveryErrors } from '../../../../lib/core/recovery';
import { emptyFolder, readFiles } from '../../../support/folder';
import { environment } from '../../core/recovery/fixture';
import { timing, World } from '../../drill/world';
import { listen } from '../fixture';

async function run(root: string, world: World, ...args: string[]) {
  const console = listen();
  let code = 0;
  const program = new Command().exitOverride();
  const broken = problem(recoveryErrors.rto, 'environments/broken', { found: 'a', fix: 'b' });
  drillCommand(program, {
    root,
    console,
    exit: (given) => {
      code = given;
    },
    environments: () => ({
      environments: [environment(), environment({}, { name: 'dev', recovery: undefined })],
      problems: [broken],
    }),
    ports: () => world.ports(),
    timing,
  });
  await program.parseAsync(['drill', ...args], { from: 'user' });
  return { code, ...console.said };
}

test('carries a drill out, prints its report, and keeps it', async () => {
  const root = emptyFolder();
  const { code, out } = await run(root, new World(), 'prod');
  expect(code).toBe(0);
  expect(out).toContain(': passed\n');
  expect(Object.keys(readFiles(root)).sort()).toEqual([
    expect.stringMatching(/^drill\/prod-\d{4}-\d\d-\d\d\.json$/),
    expect.stringMatching(/^drill\/prod-\d{4}-\d\d-\d\d\.report\.json$/),
    expect.stringMatching(/^drill\/prod-\d{4}-\d\d-\d\d\.report\.md$/),
  ]);
});

test('a dry run prints the steps, asks nobody and writes nothing', async () => {
  const root = emptyFolder();
  const world = new World();
  const { code, out } = await run(root, world, 'prod', '--dry-run', '--promote');
  expect([code, world.calls, world.asked, readFiles(root)]).toEqual([0, 0, [], {}]);
  expect(out).toContain('Promote the database (promote), asks first');
});

test('a drill that fails ends with 1', async () => {
  const { code, out } = await run(emptyFolder(), new World({ lag: 400 }), 'prod');
  expect(code).toBe(1);
  expect(out).toContain(': failed\n');
});

test('stands still, goes on, and is aborted', async () => {
  const root = emptyFolder();
  const world = new World({ answer: (one) => !one.startsWith('Return') });
  const state = ['--state', `${root}/own.json`];
  const first = await run(root, world, 'prod', ...state);
  expect(first.code).toBe(1);
  expect(first.err).toContain('stands still before return (not confirmed)');
  world.answer = () => true;
  const { code, out } = await run(root, world, 'prod', '--abort', ...state);
  expect([code, world.switched.to]).toEqual([0, 'primary']);
  expect(out).toContain(': aborted\n');
  expect(Object.keys(readFiles(root)).sort()).toEqual(['own.json', 'own.report.json', 'own.report.md']);
});

test.each([
  ['unknown environment "prdo"', ['prdo'], /did you mean "prod"\?/],
  ['dev has no recovery', ['dev'], /no region stands by/],
  ['dev has no recovery', ['dev', '--dry-run'], /no region stands by/],
  ['drill/unattended', ['prod', '--yes'], /leave --yes out/],
  ['drill/no-drill', ['prod', '--abort'], /no drill/],
  ['recovery/rto', ['broken'], /found: a/],
])('%s: %j', async (code, args, text) => {
  const root = emptyFolder();
  const world = new World();
  const refused = run(root, world, ...args);
  await expect(refused).rejects.toThrow(code);
  await expect(refused).rejects.toThrow(text);
  expect([world.calls, world.done, readFiles(root)]).toEqual([0, [], {}]);
});
