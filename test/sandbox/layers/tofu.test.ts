import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ResourceDone, Tofu } from '../../../sandbox/layers/tofu';

/** A program in OpenTofu's place: says what the stack's file tells it to. */
const program = `#!/usr/bin/env node
const fs = require('fs');
const [command] = process.argv.slice(2);
fs.appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n');
fs.appendFileSync('variables', Object.keys(process.env).sort().join(' ') + '\\n');
const said = JSON.parse(fs.readFileSync('cdk.tf.json', 'utf8'))[command];
fs.appendFileSync('configurations', process.env.TF_CLI_CONFIG_FILE + '\\n');
if (command === 'init') {
  fs.mkdirSync('.terraform/providers/example.org/hashicorp/aws/6.0.0/linux_amd64', { recursive: true });
  fs.writeFileSync('.terraform/providers/example.org/hashicorp/aws/6.0.0/linux_amd64.lock', '');
  process.exit(said?.code ?? 0);
}
for (const event of said?.events ?? []) console.log(typeof event === 'string' ? event : JSON.stringify(event));
if (said?.text) console.log(said.text);
if (said?.complaint) console.error(said.complaint);
process.exit(said?.code ?? 0);
`;

describe('Tofu', () => {
  let folder: string;
  const done: ResourceDone[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'isthmus-tofu-'));
    writeFileSync(join(folder, 'tofu'), program);
    chmodSync(join(folder, 'tofu'), 0o755);
    done.length = 0;
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function tofu(said: object, name = '', like?: Tofu): Tofu {
    const output = join(folder, `out${name}`);
    mkdirSync(join(output, 'stacks', 'network'), { recursive: true });
    writeFileSync(join(output, 'stacks', 'network', 'cdk.tf.json'), JSON.stringify(said));
    return new Tofu({
      program: join(folder, 'tofu'),
      output,
      work: join(folder, `work${name}`),
      ...(like && { like }),
      env: { PATH: process.env['PATH'] ?? '', ONLY: 'this', TF_CLI_CONFIG_FILE: 'mirror.tfrc' },
      onResource: (one) => done.push(one),
    });
  }

  test('reads what a plan would do, and leaves out what stays', async () => {
    const change = (addr: string, action: string) => ({
      type: 'planned_change',
      change: { resource: { addr }, action },
    });
    const result = await tofu({
      plan: { code: 2, events: [change('a.a', 'replace'), change('b.b', 'noop'), change('c.c', 'update')] },
    }).plan('network');
    expect(result).toMatchObject({ code: 2, errors: [], changes: { 'a.a': 'replace', 'c.c': 'update' } });
  });

  test('tells of each resource, and of errors with their address', async () => {
    const resource = { addr: 'aws_vpc.network', resource_type: 'aws_vpc' };
    const result = await tofu({
      apply: {
        code: 1,
        events: [
          'not JSON',
          { type: 'apply_complete', hook: { resource, action: 'create', elapsed_seconds: 12 } },
          { type: 'diagnostic', diagnostic: { severity: 'warning', summary: 'old', detail: '' } },
          {
            type: 'diagnostic',
            diagnostic: { severity: 'error', summary: 'refused', detail: 'no right', address: 'aws_eip.a' },
          },
        ],
      },
    }).apply('network');
    expect(done).toEqual([
      { stack: 'network', address: 'aws_vpc.network', type: 'aws_vpc', action: 'create', seconds: 12 },
    ]);
    expect(result.errors).toEqual(['aws_eip.a: refused: no right']);
  });

  test('never fails without a word', async () => {
    const { errors } = await tofu({ plan: { code: 1, complaint: 'no such option' } }).plan('network');
    expect(errors).toEqual(['no such option']);
    expect((await tofu({ plan: { code: 1 } }).plan('network')).errors).toHaveLength(1);
  });

  test('installs providers once, and stops where that fails', async () => {
    const works = tofu({});
    await works.plan('network');
    await works.plan('network');
    const calls = readFileSync(join(works.folder('network'), 'calls'), 'utf8').split('\n');
    expect(calls.filter((one) => one.startsWith('init'))).toHaveLength(1);
    expect(calls.filter((one) => one.startsWith('plan'))).toHaveLength(2);
    const { code, errors } = await tofu({ init: { code: 1 } }).plan('network');
    expect([code, errors.length]).toEqual([1, 1]);
  });

  const linesOf = (works: Tofu, file: string) =>
    readFileSync(join(works.folder('network'), file), 'utf8')
      .trim()
      .split('\n');

  test('commands take the providers as init has installed them, whose hashes it has compared', async () => {
    const works = tofu({});
    await works.plan('network');
    const installed = join(works.folder('network'), '.terraform', 'installed.tfrc');
    expect(linesOf(works, 'configurations')).toEqual(['mirror.tfrc', installed]);
    const provider = 'example.org/hashicorp/aws';
    const at = join(works.folder('network'), '.terraform', 'providers', provider, '6.0.0', 'linux_amd64');
    expect(readFileSync(installed, 'utf8')).toBe(
      `provider_installation {\n  dev_overrides {\n    "${provider}" = "${at}"\n  }\n}\n`,
    );
  });

  test('takes over what another has initialized, where backend and providers are the same', async () => {
    const present = tofu({ terraform: { backend: 'a' } });
    const early = tofu({ terraform: { backend: 'a' } }, '-early', present);
    await early.plan('network');
    expect(linesOf(early, 'calls')[0]).toMatch(/^init/);
    await present.plan('network');
    const tagged = tofu({ terraform: { backend: 'a' }, plan: { code: 2 } }, '-tagged', present);
    expect(await tagged.plan('network')).toMatchObject({ code: 2, errors: [] });
    expect(linesOf(tagged, 'calls')).toEqual([expect.stringMatching(/^plan/)]);
    const moved = tofu({ terraform: { backend: 'b' } }, '-moved', present);
    await moved.plan('network');
    expect(linesOf(moved, 'calls')[0]).toMatch(/^init/);
  });

  test('applies the file as it was synthesized, with no variables but those it was given', async () => {
    const works = tofu({ any: ['content', { kept: true }] });
    await works.apply('network');
    expect(readFileSync(join(works.folder('network'), 'cdk.tf.json'))).toEqual(
      readFileSync(join(folder, 'out', 'stacks', 'network', 'cdk.tf.json')),
    );
    const [variables = ''] = readFileSync(join(works.folder('network'), 'variables'), 'utf8').split('\n');
    expect(variables.split(' ')).toEqual(expect.arrayContaining(['ONLY', 'PATH']));
    expect(variables).not.toContain('HOME');
  });

  test('reads outputs and resources after whatever else is printed', async () => {
    const works = tofu({
      output: { text: `a warning\n${JSON.stringify({ vpc_id: { value: 'vpc-1' } })}` },
      state: {
        text: JSON.stringify({
          resources: [
            {
              mode: 'managed',
              type: 'aws_vpc',
              name: 'a',
              instances: [{ attributes: { id: 'vpc-1' } }, { deposed: '1', attributes: { id: 'vpc-0' } }],
            },
            {
              mode: 'managed',
              module: 'module.m',
              type: 'aws_eip',
              name: 'b',
              instances: [
                { index_key: 0, attributes: {} },
                { index_key: 'x', attributes: {} },
              ],
            },
            { mode: 'data', type: 'aws_x', name: 'c', instances: [{ attributes: {} }] },
          ],
        }),
      },
    });
    await works.init('network');
    expect(await works.outputs('network')).toEqual({ vpc_id: 'vpc-1' });
    expect(await works.resources('network')).toEqual([
      { address: 'aws_vpc.a', type: 'aws_vpc', values: { id: 'vpc-1' } },
      { address: 'module.m.aws_eip.b[0]', type: 'aws_eip', values: {} },
      { address: 'module.m.aws_eip.b["x"]', type: 'aws_eip', values: {} },
    ]);
  });

  test('there are no resources where there is no state', async () => {
    const works = tofu({ state: {} });
    await works.init('network');
    expect(await works.resources('network')).toEqual([]);
  });
});
