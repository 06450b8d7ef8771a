import type { App } from 'cdktf';
import type { AwsStack } from '../aws/stack/aws-stack';
import type { Environment } from '../core/environment';
import type { Problem } from '../core/errors';
import type { NamespaceChart } from '../k8s/manifest/namespace-chart';

/** What a synth writes: all stacks of a program, not yet written. */
export interface Program {
  /** The cdktf app that holds the stacks. */
  readonly app: App;
  /** The stacks, in the order of the table. */
  readonly stacks: readonly AwsStack[];
  /**
   * The namespaces whose manifests are written in the same run, in the order of the table. They may stand in any cdk8s apps.
   * @default - none
   */
  readonly charts?: readonly NamespaceChart[];
  /**
   * The environments, for what a synth says of their recovery.
   * @default - it says nothing
   */
  readonly environments?: readonly Environment[];
  /** What was found before there were constructs; what the constructs report is in the app. */
  readonly problems: readonly Problem[];
}

/** What a program has to know to build itself. */
export interface BuildOptions {
  /** The folder that the cdktf app has to write to: give it to `new App({ outdir, stackTraces: false })`. */
  readonly outdir: string;
}

/** Builds a program. Bad input is reported in the app or among the problems, never thrown. */
export type BuildProgram = (options: BuildOptions) => Program;
