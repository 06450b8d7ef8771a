import { Binding } from './binding';
import type { BoundWorkload, SecretSource } from './spec';

/** What a binding to secrets is made from, beside its workload. */
export interface SecretBindingOptions {
  /** Name of the binding and of its Secret, a DNS label that is unique in the namespace. */
  readonly name: string;
  /** Where the variables come from, by what follows the prefix in their names, for example `API_KEY`. */
  readonly variables: Readonly<Record<string, SecretSource>>;
  /** What the variables begin with, for example `PAYMENT`. */
  readonly prefix: string;
}

/** What {@link secretBinding} takes. */
export interface SecretBindingProps extends SecretBindingOptions {
  /** Whose binding it is. */
  readonly workload: BoundWorkload;
}

/**
 * A workload's binding to secrets of Secrets Manager. They come by External Secrets, under its controller's role: the workload's own
 * role gets nothing.
 */
export function secretBinding(props: SecretBindingProps): Binding<undefined> {
  return new Binding<undefined>({
    kind: 'secret',
    source: props.name,
    name: props.name,
    workload: props.workload,
    prefix: props.prefix,
    keys: [],
    secrets: props.variables,
    egress: [],
    port: undefined,
    texts: {},
    publish: () => ({ values: {}, statements: [], port: undefined, opens: undefined }),
  });
}
