import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Toolchain } from '../../../sandbox/toolchain';
import { simulatedNodes } from '../../../sandbox/validate/manifests';
import { validateStacks } from '../../../sandbox/validate/stacks';

/** A program in Terraform's place: notes its calls, and answers from the content of the stack. */
const program = `#!/usr/bin/env node
const fs = require('fs');
const [command] = process.argv.slice(2);
const stack = JSON.parse(fs.readFileSync('cdk.tf.json', 'utf8'));
fs.appendFileSync('../calls', [process.cwd().split('/').pop(), ...process.argv.slice(2)].join(' ') + '\\n');
if (stack.crash === command) { console.error('it broke'); process.exit(3); }
if (command === 'validate') console.log(JSON.stringify({ diagnostics: stack.diagnostics }));
`;

describe('validateStacks', () => {
  let folder: string;
  let toolchain: Toolchain;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'validate-test-'));
    mkdirSync(join(folder, 'work'));
    const terraform = join(folder, 'terraform');
    writeFileSync(terraform, program);
    chmodSync(terraform, 0o755);
    toolchain = { terraform, version: '1.12.0', provider: { kind: 'mirror', folder: '/mirror' } };
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function stack(name: string, content: object): void {
    mkdirSync(join(folder, 'stacks', name), { recursive: true });
    writeFileSync(join(folder, 'stacks', name, 'cdk.tf.json'), JSON.stringify(content));
  }

  const validate = () =>
    validateStacks(toolchain, join(folder, 'stacks'), join(folder, 'work'), () => undefined);

  test('asks for every stack, without a backend and offline', async () => {
    stack('a', { diagnostics: [] });
    stack('b', { diagnostics: [] });
    expect((await validate()).map((one) => one.errors)).toEqual([[], []]);
    const calls = readFileSync(join(folder, 'work', 'calls'), 'utf8')
      .trim()
      .split('\n')
      .sort();
    expect(calls).toEqual([
      'a init -backend=false -input=false -no-color',
      'a validate -json',
      'b init -backend=false -input=false -no-color',
      'b validate -json',
    ]);
    expect(readFileSync(join(folder, 'work', '.cli.tfrc'), 'utf8')).toContain('path = "/mirror"');
  });

  test("passes on the provider's errors and warnings", async () => {
    const error = {
      severity: 'error',
      summary: 'Invalid',
      detail: 'too\nlong',
      snippet: { context: 'resource "x" "y"' },
    };
    stack('a', { diagnostics: [error, { severity: 'warning', summary: 'Deprecated' }] });
    expect(await validate()).toEqual([
      { stack: 'a', errors: ['resource "x" "y": Invalid: too long'], warnings: ['Deprecated'] },
    ]);
  });

  test.each(['init', 'validate'])('a crash in %s makes the stack invalid', async (crash) => {
    stack('a', { crash, diagnostics: [] });
    const [verdict] = await validate();
    expect(verdict?.errors).toEqual([`${crash} failed:\nit broke`]);
  });
});

describe('simulatedNodes', () => {
  const nodes = {
    groups: {
      general: { instanceTypes: ['t3.medium'], min: 2, max: 3, capacity: 'onDemand' as const },
      spot: {
        instanceTypes: ['t3a.small', 't3a.medium'],
        min: 0,
        max: 1,
        capacity: 'spot' as const,
        labels: { Type: 'spot' },
      },
    },
    zones: ['us-east-1a', 'us-east-1b'],
    privateRanges: {},
    survivesZoneLoss: false,
  };

  test('are as many as the groups may have, over the zones, with what the least of their types offers', () => {
    const made = simulatedNodes(nodes);
    expect(made.map((one) => [one.name, one.zone])).toEqual([
      ['general-0', 'us-east-1a'],
      ['general-1', 'us-east-1b'],
      ['general-2', 'us-east-1a'],
      ['spot-0', 'us-east-1a'],
    ]);
    expect(made[0]?.allocatable).toMatchObject({ cpu: '1930m', pods: '17' });
    expect(made[3]).toMatchObject({ allocatable: { pods: '8' }, labels: { Type: 'spot' } });
  });
});
