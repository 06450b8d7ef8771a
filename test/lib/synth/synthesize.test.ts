import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Annotations, App, Aspects, TerraformStack } from 'cdktf';
import { IsthmusError } from '../../../lib/core/errors';
import { synthesize } from '../../../lib/synth/synthesize';
import { emptyFolder, readFiles } from '../../support/folder';
import { type FakeOptions, fake, fakeProblem } from '../cli/fixture';

async function problemsOf(options: FakeOptions): Promise<string[][]> {
  const error = await synthesize(fake(options)({ outdir: emptyFolder() })).catch((one) => one);
  expect(error).toBeInstanceOf(IsthmusError);
  return error.problems.map((one: { code: string; path: string }) => [one.code, one.path]);
}

describe('synthesize', () => {
  test("writes cdktf's own layout, in canonical form", async () => {
    const outdir = emptyFolder();
    const { stacks } = await synthesize(fake({ environments: { dev: ['us-east-1'] } })({ outdir }));
    const files = readFiles(outdir);
    expect(Object.keys(files)).toEqual([
      'manifest.json',
      'stacks/dev-us-east-1-data/cdk.tf.json',
      'stacks/dev-us-east-1-network/cdk.tf.json',
    ]);
    const stock = emptyFolder();
    fake({ environments: { dev: ['us-east-1'] } })({ outdir: stock }).app.synth();
    for (const [path, text] of Object.entries(files)) {
      expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(join(stock, path), 'utf8')));
      expect(text.endsWith('}\n')).toBe(true);
    }
    expect(stacks.map((one) => [one.id, one.resources])).toEqual([
      ['dev-us-east-1-network', { aws_kms_alias: 2, aws_kms_key: 2 }],
      ['dev-us-east-1-data', { aws_kms_alias: 2, aws_kms_key: 2 }],
    ]);
  });

  test('another synthesizer than that of cdktf goes to its end', async () => {
    const outdir = emptyFolder();
    const ended: string[] = [];
    const change: FakeOptions['change'] = ([stack]) => {
      if (!stack) return;
      const stock = stack.synthesizer;
      stack.synthesizer = {
        synthesize: (session) => {
          stock.synthesize(session);
          ended.push(stack.node.id);
        },
      };
    };
    await synthesize(fake({ environments: { dev: ['us-east-1'] }, change })({ outdir }));
    expect(ended).toEqual(['dev-us-east-1-network']);
    const usual = emptyFolder();
    await synthesize(fake({ environments: { dev: ['us-east-1'] } })({ outdir: usual }));
    expect(readFiles(outdir)).toEqual(readFiles(usual));
  });

  test("a fault in a stack's own synthesis is told", async () => {
    const change: FakeOptions['change'] = ([stack]) => {
      if (!stack) return;
      stack.toTerraform = () => {
        throw new RangeError('a fault');
      };
    };
    const program = fake({ change })({ outdir: emptyFolder() });
    await expect(synthesize(program)).rejects.toThrow('a fault');
  });

  test('reports every problem of the program, sorted, from before and from constructs', async () => {
    expect(
      await problemsOf({
        environments: { dev: ['us-east-9'] },
        problems: [fakeProblem('environments/a.name')],
      }),
    ).toEqual([
      ['stack/region', 'dev-us-east-9-data.region'],
      ['stack/region', 'dev-us-east-9-network.region'],
      ['fake/wrong', 'environments/a.name'],
    ]);
  });

  test('a problem in a stack that was not asked for is a problem of the run', async () => {
    const program = fake({ environments: { dev: ['us-east-1'], prod: ['us-east-9'] } })({
      outdir: emptyFolder(),
    });
    const [first] = program.stacks;
    await expect(synthesize(program, { stacks: first ? [first] : [] })).rejects.toThrow(IsthmusError);
  });

  test("cdktf's own validations and annotations are problems too", async () => {
    const problems = await problemsOf({
      layers: ['network'],
      environments: { dev: ['us-east-1'] },
      change: ([stack]) => {
        stack?.node.addValidation({ validate: () => ['the stack is wrong'] });
        stack?.node.findChild('key-0').node.addValidation({ validate: () => ['the key is wrong'] });
        if (stack) Annotations.of(stack.node.findChild('key-1')).addError('not here');
      },
    });
    expect(problems).toEqual([
      ['synth/validation', 'dev-us-east-1-network'],
      ['synth/validation', 'dev-us-east-1-network/key-0'],
      ['synth/annotation', 'dev-us-east-1-network/key-1'],
    ]);
  });

  test('what an aspect complains about is a problem too', async () => {
    const problems = await problemsOf({
      layers: ['network'],
      environments: { dev: ['us-east-1'] },
      keys: 1,
      change: ([stack]) => {
        if (!stack) return;
        Aspects.of(stack).add({
          visit: (node) => {
            if (node instanceof KmsKey) node.node.addValidation({ validate: () => ['not this one'] });
          },
        });
      },
    });
    expect(problems).toEqual([['synth/validation', 'dev-us-east-1-network/key-0/Resource']]);
  });

  test('a warning annotation is a warning', async () => {
    const program = fake({
      layers: ['network'],
      change: ([stack]) => {
        if (stack) Annotations.of(stack).addWarning('mind the step');
      },
    })({ outdir: emptyFolder() });
    const { warnings } = await synthesize(program);
    expect(warnings.map((one) => [one.severity, one.code, one.found])).toEqual([
      ['warning', 'synth/annotation', 'mind the step'],
    ]);
  });

  test('paths of this machine are problems', async () => {
    expect(
      await problemsOf({
        layers: ['network'],
        props: { state: { kind: 'local', path: '/tmp/terraform.tfstate' } },
      }),
    ).toContainEqual(['synth/absolute-path', 'dev-us-east-1-network']);
    const outdir = emptyFolder();
    const program = fake({ layers: ['network'], mark: outdir })({ outdir });
    await expect(synthesize(program)).rejects.toThrow('synth/absolute-path');
  });

  test('moved resources need no terraform on this machine', async () => {
    const program = fake({
      layers: ['network'],
      environments: { dev: ['us-east-1'] },
      change: ([stack]) => {
        const key = stack?.node.findChild('key-0').node.findChild('Resource');
        if (key instanceof KmsKey) key.moveFromId('aws_kms_key.old');
      },
    })({ outdir: emptyFolder() });
    const path = process.env.PATH;
    process.env.PATH = '';
    try {
      expect((await synthesize(program)).stacks).toHaveLength(1);
    } finally {
      process.env.PATH = path;
    }
  });

  test('an exception that no problem explains comes through', async () => {
    const app = new App({ outdir: emptyFolder(), stackTraces: false });
    const stack = new TerraformStack(app, 'broken');
    stack.prepareStack = () => {
      throw new TypeError('a fault');
    };
    await expect(synthesize({ app, stacks: [], problems: [] })).rejects.toThrow(TypeError);
    await expect(synthesize({ app, stacks: [], problems: [fakeProblem('a')] })).rejects.toThrow(IsthmusError);
  });
});
