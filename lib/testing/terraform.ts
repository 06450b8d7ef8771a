import { tmpdir } from 'node:os';
import { App, TerraformStack, Testing } from 'cdktf';
import { AwsStack, type AwsStackProps } from '../aws/stack/aws-stack';
import { IsthmusError, type Problem } from '../core/errors';
import { collectProblems } from '../core/report';

/** A block of synthesized Terraform JSON: arguments by name. */
// biome-ignore lint/suspicious/noExplicitAny: the content is JSON of any shape, and a test reads it by path
export type Block = Record<string, any>;

/** The parsed content of a stack's `cdk.tf.json`. */
export interface TerraformContent {
  /** Blocks of resources by type, then by name. */
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  /** Data sources by type, then by name. */
  readonly data: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  /** Outputs by name. */
  readonly output: Readonly<Record<string, Block>>;
  /** Providers by name. */
  readonly provider: Readonly<Record<string, readonly Block[]>>;
  /** The `terraform` block. */
  readonly terraform: Block;
  /** Ephemeral resources by type, then by name. */
  readonly ephemeral: Readonly<Record<string, Readonly<Record<string, Block>>>>;
}

/** A provider's resource class: knows its Terraform type. */
export interface ResourceClass {
  /** For example `aws_vpc`. */
  readonly tfResourceType: string;
}

/**
 * Synthesizes one stack as the program would, checks included.
 * @throws IsthmusError with every error reported in the stack
 */
export function synthTerraform(stack: TerraformStack): TerraformContent {
  stack.prepareStack();
  const content = JSON.parse(Testing.synth(stack)) as Partial<TerraformContent>;
  const errors = collectProblems(stack).filter((one) => one.severity === 'error');
  if (errors.length > 0) throw new IsthmusError(errors);
  return { resource: {}, data: {}, output: {}, provider: {}, terraform: {}, ephemeral: {}, ...content };
}

/** Every problem reported in a stack, errors and warnings, sorted. Empty for a stack that is well. */
export function problemsOf(stack: TerraformStack): Problem[] {
  stack.prepareStack();
  // Policies are put together when the stack is written, and only then say what is wrong with them.
  Testing.synth(stack);
  return collectProblems(stack);
}

/** The blocks of one resource type by name, without cdktf's metadata; empty when there is none. */
export function resources(
  content: TerraformContent | TerraformStack,
  type: ResourceClass,
): Record<string, Block> {
  const parsed = TerraformStack.isStack(content) ? synthTerraform(content) : content;
  const blocks = parsed.resource[type.tfResourceType] ?? {};
  return Object.fromEntries(Object.entries(blocks).map(([name, { '//': _, ...block }]) => [name, block]));
}

/**
 * The block of a resource type of which the stack has exactly one.
 * @throws Error when there are none or several
 */
export function onlyResource(content: TerraformContent | TerraformStack, type: ResourceClass): Block {
  const found = Object.entries(resources(content, type));
  const [first] = found;
  if (first && found.length === 1) return first[1];
  throw new Error(
    `expected one ${type.tfResourceType}, found ${found.map(([name]) => name).join(', ') || 'none'}`,
  );
}

/** The addresses of all resources, `type.name`, sorted. */
export function addresses(content: TerraformContent): string[] {
  return Object.entries(content.resource)
    .flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`))
    .sort();
}

/** An AwsStack for a test: account 111122223333, us-east-1, state in a bucket. Any prop may be replaced. */
export function testStack(props: Partial<AwsStackProps> & { readonly id?: string } = {}): AwsStack {
  const { id = 'test-us-east-1-unit', ...rest } = props;
  return new AwsStack(new App({ outdir: testOutdir(), stackTraces: false }), id, {
    project: 'shop',
    environment: 'test',
    owner: 'platform',
    costCentre: 'cc-1',
    account: '111122223333',
    region: 'us-east-1',
    state: {
      kind: 's3',
      bucket: 'shop-test-state',
      region: 'us-east-1',
      kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:alias/shop-test-state',
    },
    today: new Date('2026-11-21T00:00:00Z'),
    ...rest,
  });
}

/** cdktf makes an app's output folder when the app is made; one that exists already spares a test the litter. */
function testOutdir(): string {
  return tmpdir();
}
