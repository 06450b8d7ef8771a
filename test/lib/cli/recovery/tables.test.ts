import { join } from 'node:path';
import prod from '../../../../environments/prod';
import staging from '../../../../environments/staging';
import { runCli } from '../../../../lib/cli';
import { recoveryTables } from '../../../../lib/cli/recovery/tables';
import { checkEnvironments } from '../../../../lib/core/environment';
import { emptyFolder } from '../../../support/folder';
import { fake, listen } from '../fixture';

const broken = { ...staging, name: 'broken', account: '12' };
const read = () =>
  checkEnvironments([prod, staging, broken].map((data) => ({ path: `environments/${data.name}`, data })));

async function run(...args: string[]) {
  const console = listen();
  const code = await runCli(args, { root: emptyFolder(), build: fake({}), environments: read, console });
  return { code, ...console.said };
}

describe('dr plan', () => {
  test('prints the runbook, whatever is wrong with other environments', async () => {
    const { code, out, err } = await run('dr', 'plan', 'prod');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^# Recovery of prod\n/);
    expect(out).toContain('aws rds promote-read-replica --region us-west-2');
  });

  test('says what is wrong with the environment itself', async () => {
    const { code, err } = await run('dr', 'plan', 'broken');
    expect(code).toBe(1);
    expect(err).toContain('environments/broken.account');
    expect(err).not.toContain('environments/prod');
  });

  test.each([
    ['staging', 'staging has no recovery'],
    ['prdo', 'unknown environment "prdo", did you mean "prod"?\nwith a recovery: prod'],
  ])('%s has no runbook', async (name, message) => {
    const { code, out, err } = await run('dr', 'plan', name);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  test('a project without environments has no such command', async () => {
    const console = listen();
    expect(await runCli(['dr'], { root: emptyFolder(), build: fake({}), console })).toBe(2);
  });
});

describe('the table of promises', () => {
  const { environments } = read();

  test('comes for the environments of the run that have one', () => {
    expect(recoveryTables(environments, new Set(['prod', 'staging']))).toMatch(
      /^\nprod: us-west-2 stands by for us-east-1, warmStandby\nrto /,
    );
    expect(recoveryTables(environments, new Set(['staging']))).toBe('');
  });

  test('is printed after that of a synth', async () => {
    const root = emptyFolder();
    const build = (options: { outdir: string }) => ({ ...fake({})(options), environments });
    const console = listen();
    await runCli(['synth', '--out', join(root, 'out')], { root, build, console });
    expect(console.said.out).toMatch(/written to .*\n\nprod: us-west-2 stands by/);
    const quiet = listen();
    await runCli(['synth', '--out', join(root, 'out'), 'dev'], { root, build, console: quiet });
    expect(quiet.said.out).not.toContain('stands by');
  });
});

test('dr drill --dry-run prints the steps of a drill, and keeps nothing', async () => {
  const { code, out, err } = await run('dr', 'drill', 'prod', '--dry-run');
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('us-west-2');
  expect(out).toContain('aws route53 update-health-check');
});
