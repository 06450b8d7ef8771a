import { DataTerraformRemoteStateLocal, DataTerraformRemoteStateS3, TerraformOutput } from 'cdktf';
import { IsthmusError, problem } from '../../core/errors';
import { type AwsStack, stateKey } from './aws-stack';
import { stackErrors } from './errors';

/** The kinds of value a contract carries: a text, or texts by key (by zone, for example). */
export type ContractShape = Readonly<Record<string, 'text' | 'map'>>;

/** The values of a contract of this shape. */
export type ContractValues<Shape extends ContractShape> = {
  readonly [Name in keyof Shape]: Shape[Name] extends 'map' ? Readonly<Record<string, string>> : string;
};

/**
 * What one layer promises to the layers above it: typed outputs of its state with fixed names. The only way a value goes
 * from stack to stack, so that the names in both states are chosen and reviewed.
 */
export class Contract<Shape extends ContractShape> {
  private readonly published = new WeakMap<AwsStack, ContractValues<Shape>>();

  /**
   * @param name - prefix of the outputs' names, for example `network`
   * @param shape - the kind of every value, by its name in snake_case
   */
  constructor(
    readonly name: string,
    readonly shape: Shape,
  ) {}

  /** Writes the values as outputs of the stack, named `<contract>_<value>`. */
  publish(stack: AwsStack, values: ContractValues<Shape>): void {
    this.published.set(stack, values);
    for (const key of Object.keys(this.shape).sort()) {
      new TerraformOutput(stack, this.output(key), { value: values[key as keyof Shape] });
    }
  }

  /**
   * The values as another stack sees them: references into the publishing stack's state.
   * @throws IsthmusError `stack/unpublished-contract` when the other stack has not published it
   */
  read(reader: AwsStack, publisher: AwsStack): ContractValues<Shape> {
    const values = this.published.get(publisher);
    if (!values) {
      throw new IsthmusError([
        problem(stackErrors['unpublished-contract'], reader.node.path, {
          found: `${publisher.node.path} publishes no contract "${this.name}"`,
          fix: 'publish it there, or read it from the stack that does',
        }),
      ]);
    }
    reader.addDependency(publisher);
    const outputs = `data.terraform_remote_state.${remoteState(reader, publisher)}.outputs`;
    const read: Record<string, string | Record<string, string>> = {};
    for (const [key, kind] of Object.entries(this.shape)) {
      const output = `${outputs}.${this.output(key)}`;
      read[key] = kind === 'text' ? `\${${output}}` : byKey(output, values[key as keyof Shape] as object);
    }
    return read as ContractValues<Shape>;
  }

  private output(key: string): string {
    return `${this.name}_${key}`;
  }
}

function byKey(output: string, published: object): Record<string, string> {
  return Object.fromEntries(
    Object.keys(published)
      .sort()
      .map((key) => [key, `\${${output}["${key}"]}`]),
  );
}

/** Declares the data source of the other stack's state once per reader, and gives its name. */
function remoteState(reader: AwsStack, publisher: AwsStack): string {
  const id = `state-${publisher.node.id}`;
  if (reader.node.tryFindChild(id)) return id;
  const { state } = publisher;
  if (state.kind === 'local') {
    new DataTerraformRemoteStateLocal(reader, id, { path: state.path });
  } else {
    new DataTerraformRemoteStateS3(reader, id, {
      bucket: state.bucket,
      key: stateKey(publisher.node.id),
      region: state.region,
    });
  }
  return id;
}
