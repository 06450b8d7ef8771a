import type { IConstruct } from 'constructs';

/** Where a variable of a container gets its value: text, a key of a ConfigMap, or a key of a Secret. */
export type VariableSource =
  | { readonly value: string }
  | { readonly configMap: string; readonly key: string }
  | { readonly secret: string; readonly key: string };

/** A workload as others see it: who calls it, routes to it, binds a database to it or scales it. */
export interface IWorkload extends IConstruct {
  /** Name of the workload, its Service and its service account, a DNS label. */
  readonly name: string;
  /** Name of the namespace it is in. */
  readonly namespace: string;
  /** What selects its pods. */
  readonly selector: Readonly<Record<string, string>>;
  /** Ports that its pods listen on, by name; empty for a workload that nobody calls. */
  readonly ports: Readonly<Record<string, number>>;
  /** Name of the port that callers use, or `undefined` when nobody can call it. */
  readonly mainPort: string | undefined;
  /** Name of its service account. */
  readonly serviceAccountName: string;
  /**
   * Gives its containers a variable. Reports `workload/variable-twice`, with both paths, when the name has another source already.
   * @param name - for example `DB_HOST`
   * @param source - where the value comes from
   * @param from - the construct that asks for it
   */
  addVariable(name: string, source: VariableSource, from: IConstruct): void;
  /**
   * Rolls its pods when a text changes: the text's hash becomes an annotation of the pod template.
   * @param key - tells apart the texts that a pod depends on
   * @param content - what the pods read
   */
  rollOnChangeOf(key: string, content: string): void;
}
