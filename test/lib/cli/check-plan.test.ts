import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../../../lib/cli';
import { emptyFolder } from '../../support/folder';
import { fake, listen } from './fixture';

const deletion = {
  format_version: '1.2',
  planned_values: {},
  resource_changes: [
    {
      address: 'aws_db_instance.database',
      mode: 'managed',
      type: 'aws_db_instance',
      change: { actions: ['delete'], before: {}, after: null, after_unknown: {} },
    },
  ],
};
const approvals = (until: string) => `approvals:
  - stack: prod-us-east-1-data
    address: aws_db_instance.database
    action: delete
    reason: the old primary
    until: "${until}"
`;

async function check(files: Readonly<Record<string, string>>, ...more: string[]) {
  const root = emptyFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  const console = listen();
  const args = ['check-plan', join(root, 'plan.json'), '--stack', 'prod-us-east-1-data', ...more];
  const code = await runCli(
    args.map((one) => one.replace('ROOT', root)),
    { root, build: fake({}), console },
  );
  return { code, ...console.said };
}

describe('check-plan', () => {
  const plan = JSON.stringify(deletion);

  test('a plan that loses nothing passes', async () => {
    const { code, out } = await check({ 'plan.json': JSON.stringify({ ...deletion, resource_changes: [] }) });
    expect([code, out]).toEqual([0, 'prod-us-east-1-data: nothing that holds data is lost\n']);
  });

  test('one that deletes a database does not', async () => {
    const { code, err } = await check({ 'plan.json': plan });
    expect(code).toBe(1);
    expect(err).toContain('plan/deleted at prod-us-east-1-data.aws_db_instance.database');
  });

  test('unless it is approved, in approvals.yaml or in a file that is named', async () => {
    for (const [name, args] of [
      ['approvals.yaml', []],
      ['leave.yaml', ['--approvals', 'ROOT/leave.yaml']],
    ] as const) {
      const { code, out } = await check({ 'plan.json': plan, [name]: approvals('2999-12-31') }, ...args);
      expect(code).toBe(0);
      expect(out).toContain('approved until 2999-12-31: delete aws_db_instance.database (the old primary)');
    }
  });

  test('an approval whose day is over is an error of its own', async () => {
    const { code, err } = await check({ 'plan.json': plan, 'approvals.yaml': approvals('2020-01-01') });
    expect(code).toBe(1);
    expect(err).toContain('plan/approval-expired');
    expect(err).toContain('plan/deleted');
  });

  test('a date that YAML would take for one is read as text', async () => {
    const bare = approvals('2999-12-31').replaceAll('"', '');
    expect((await check({ 'plan.json': plan, 'approvals.yaml': bare })).code).toBe(0);
  });

  test.each([
    [{ 'plan.json': 'Plan: 1 to add' }, 'plan/unreadable'],
    [{ 'plan.json': plan, 'approvals.yaml': 'approvals: [' }, 'plan/approval'],
    [{ 'plan.json': plan, 'approvals.yaml': 'everything' }, 'plan/approval'],
  ])('%j', async (files, code) => {
    const found = await check(files);
    expect(found.code).toBe(1);
    expect(found.err).toContain(code);
  });

  test('files that are not there, and no stack', async () => {
    expect((await check({})).code).toBe(2);
    expect((await check({ 'plan.json': plan }, '--approvals', 'ROOT/gone.yaml')).code).toBe(2);
    expect(await runCli(['check-plan', 'x'], { root: '.', build: fake({}), console: listen() })).toBe(2);
  });
});
