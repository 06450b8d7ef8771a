import { join } from 'node:path';
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import {
  App,
  Aspects,
  DefaultTokenResolver,
  Fn,
  Lazy,
  S3Backend,
  StringConcat,
  TerraformOutput,
  TerraformStack,
  Token,
  Tokenization,
} from 'cdktf';
import { Construct } from 'constructs';
import { AwsStack } from '../../../lib/aws/stack/aws-stack';
import { prepareStacks, toTerraform } from '../../../lib/synth/prepare';
import { resolvePreparing } from '../../../lib/synth/resolve';
import { synthesize } from '../../../lib/synth/synthesize';
import { emptyFolder, readFiles } from '../../support/folder';

function awsStack(app: App, id: string): AwsStack {
  return new AwsStack(app, id, {
    account: '111122223333',
    region: 'us-east-1',
    project: 'shop',
    environment: 'dev',
    owner: 'team',
    costCentre: 'cc-1',
    state: { kind: 'local', path: 'terraform.tfstate' },
  });
}

/** An app with two stacks, for a test to fill. */
function twoStacks(fill: (first: AwsStack, second: AwsStack) => void) {
  const app = new App({ outdir: emptyFolder(), stackTraces: false });
  const stacks = [awsStack(app, 'first'), awsStack(app, 'second')] as const;
  fill(...stacks);
  return { app, stacks, problems: [] };
}

/** Both ways of writing the same stacks: ours, and cdktf's own. */
async function bothWays(fill: (first: AwsStack, second: AwsStack) => void) {
  const ours = twoStacks(fill);
  await synthesize(ours);
  const stock = twoStacks(fill);
  stock.app.synth();
  const parsed = (folder: string) =>
    Object.entries(readFiles(join(folder, 'stacks'))).map(([path, text]) => [path, JSON.parse(text)]);
  return { ours: parsed(ours.app.outdir), stock: parsed(stock.app.outdir) };
}

describe('a stack that is written from what its preparation resolved', () => {
  test.each<[string, (first: AwsStack, second: AwsStack) => void]>([
    [
      'references within a stack',
      (first) => {
        const topic = new SnsTopic(first, 'topic', { name: 'a', tags: { Name: 'a' } });
        new SsmParameter(first, 'arn', { name: 'arn', type: 'String', value: `${topic.arn} of it` });
        new TerraformOutput(first, 'out', { value: topic.name });
      },
    ],
    [
      'references to another stack, before and after it',
      (first, second) => {
        const later = new SnsTopic(second, 'topic', { name: 'b' });
        new SsmParameter(first, 'arn', { name: 'arn', type: 'String', value: later.arn });
        new SsmParameter(first, 'id', { name: 'id', type: 'String', value: later.id });
      },
    ],
    [
      'an aspect',
      (first) => {
        new SnsTopic(first, 'topic', { name: 'a' });
        Aspects.of(first).add({
          visit: (node) => {
            if (node instanceof SnsTopic) node.displayName = 'changed';
          },
        });
      },
    ],
    [
      'overrides',
      (first) => {
        const topic = new SnsTopic(first, 'topic', { name: 'a', displayName: 'b' });
        topic.addOverride('display_name', topic.arn);
        first.addOverride('terraform.required_version', '>= 1.10');
        first.addOverride('locals.arn', topic.arn);
      },
    ],
    [
      'what elements say of themselves',
      (first) => {
        new DataAwsCallerIdentity(first, 'caller').addOverride('count', 1);
        new SnsTopic(first, 'imported', { name: 'a' }).importFrom('arn:aws:sns:us-east-1:111122223333:a');
        new SnsTopic(first, 'moved', { name: 'b' }).moveFromId('aws_sns_topic.before');
        const group = new Construct(first, 'group');
        new TerraformOutput(group, 'one', { value: 1 }).addOverride('description', 'one');
        new TerraformOutput(new Construct(group, 'inner'), 'two', { value: 2 });
      },
    ],
    [
      'another backend',
      (_, second) => {
        second.node.tryRemoveChild('backend');
        new S3Backend(second, { bucket: 'states', key: 'second', region: 'us-east-1' });
      },
    ],
    [
      'an override that takes something away',
      (first) => {
        new SnsTopic(first, 'topic', { name: 'a', displayName: 'b' });
        first.addOverride('resource.aws_sns_topic.topic.display_name', undefined);
      },
    ],
  ])("is cdktf's own: %s", async (_, fill) => {
    const { ours, stock } = await bothWays(fill);
    expect(ours).toEqual(stock);
  });

  test('what a stack does in its own toTerraform counts', () => {
    class Own extends TerraformStack {
      override toTerraform() {
        return { ...super.toTerraform(), own: true };
      }
    }
    const stack = new Own(new App({ outdir: emptyFolder(), stackTraces: false }), 'own');
    expect(toTerraform(stack, prepareStacks([stack]))).toMatchObject({ own: true });
  });

  test('a value that is made late is made once', async () => {
    const produce = jest.fn(() => 'late');
    const program = twoStacks((first) => {
      new SnsTopic(first, 'topic', { name: Lazy.stringValue({ produce }) });
    });
    await synthesize(program);
    expect(produce).toHaveBeenCalledTimes(1);
  });

  test('elements have their own toTerraform again, also after a fault', () => {
    let topic: SnsTopic | undefined;
    const { stacks } = twoStacks((first) => {
      const produce = () => {
        throw new Error('a fault');
      };
      topic = new SnsTopic(first, 'topic', { name: Lazy.stringValue({ produce }) });
    });
    expect(() => prepareStacks(stacks)).toThrow('a fault');
    expect(topic?.toTerraform()).toHaveProperty('resource.aws_sns_topic.topic');
  });
});

describe('resolvePreparing', () => {
  const stack = new TerraformStack(new App({ outdir: emptyFolder(), stackTraces: false }), 'a');
  const byCdktf = (value: unknown) =>
    Tokenization.resolve(value, { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()) });

  test.each<[string, unknown]>([
    ['plain values', { a: ['b', 1, -1, true, null, undefined, [], {}], c: undefined, d: { e: '${f.g.h}' } }],
    ['a text', Token.asString({ a: 'b' })],
    ['a text in a text', [`x ${Token.asString('y')} ${Token.asString(Fn.upper('z'))} z`]],
    ['a number', { a: Token.asNumber(Fn.max([1, 2])), b: [Token.asNumber(Fn.max([1, 2]))] }],
    ['a number in a text', { a: `${Token.asNumber(Fn.max([1, 2]))} of them`, b: '1e+5 and 2e-3' }],
    ['a list', { a: Token.asList(Fn.split(',', 'a,b')) }],
    ['a list of numbers', { a: Token.asNumberList(Fn.range(1, 3)) }],
    ['maps', { a: Token.asStringMap({ b: 'c' }), d: Token.asAnyMap({ e: 'f' }) }],
    ['a map of numbers', { a: Token.asNumberMap({ b: 1 }) }],
    ['a key', { [Token.asString(Fn.upper('z'))]: 1 }],
    ['a resolvable', { a: Lazy.anyValue({ produce: () => ({ b: [undefined, 'c'] }) }) }],
    ['a date and what has no prototype', { a: new Date(0), b: Object.assign(Object.create(null), { c: 1 }) }],
  ])('gives what cdktf gives: %s', (_, value) => {
    expect(resolvePreparing(stack, value)).toEqual(byCdktf(value));
  });

  test.each<[string, unknown]>([
    ['a function', { a: [{ b: () => 1 }] }],
    ['a list token as a text', { a: { b: Token.asList(Fn.split(',', 'a'))[0] } }],
    ['a construct', { a: stack }],
  ])('complains as cdktf does: %s', (_, value) => {
    const complaintOf = (resolve: () => unknown) => {
      try {
        return resolve();
      } catch (error) {
        return String(error);
      }
    };
    const complaint = complaintOf(() => resolvePreparing(stack, value));
    expect(complaint).toMatch(/^Error/);
    expect(complaint).toBe(complaintOf(() => byCdktf(value)));
  });
});
