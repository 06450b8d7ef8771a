import type { Environment } from '../../lib/core/environment';
import type { CloudAccess } from '../cloud/cloud';
import type { SynthesizedStack } from '../layers/order';
import type { Tofu } from '../layers/tofu';
import type { Interference } from './interference';

/** What a proof has at hand: one environment in a running cloud. */
export interface ProofContext {
  /** The cloud. */
  readonly cloud: CloudAccess;
  /** The environment. */
  readonly environment: Environment;
  /** Its stacks, in order. */
  readonly stacks: readonly SynthesizedStack[];
  /** OpenTofu over the synthesized stacks, as the account's own root. */
  readonly tofu: Tofu;
  /** The folder that synth wrote manifests to. */
  readonly manifests: string;
  /** What stands between OpenTofu and the cloud. */
  readonly interference: Interference;
  /** A folder of the environment's own, for whatever a proof writes. */
  readonly work: string;
  /** Makes an OpenTofu over other stacks' files, or with other variables; its states are the same. */
  tofuOver(options: {
    readonly output?: string;
    readonly name: string;
    readonly env?: Readonly<Record<string, string>>;
  }): Tofu;
  /**
   * Does something in another cloud, which has this environment alone with its prerequisites, and ends it.
   * @param name - of its folder
   * @param run - gets the same context in that cloud
   * @param authorization - whether IAM policies are evaluated there
   */
  inOwnCloud(
    name: string,
    run: (own: ProofContext) => Promise<Verdict>,
    authorization?: 'evaluated' | 'off',
  ): Promise<Verdict>;
  /** Tells how far the proof is. */
  say(what: string): void;
}

/** What a proof came to. */
export interface Verdict {
  /** What was shown, in a few words with its figures. */
  readonly shown: string;
  /** What is wrong, one line each; empty when it holds. */
  readonly faults: readonly string[];
}

/** Something that is shown of an environment. */
export interface Proof {
  /** One word, for the table. */
  readonly name: string;
  /** What it shows. */
  readonly claim: string;
  /**
   * Of which environments it is shown: the one with the fewest stacks is enough where nothing depends on the environment; those
   * with a standby region.
   * @default 'all'
   */
  readonly shownOf?: 'all' | 'smallest' | 'recoverable';
  /**
   * Whether it stands on what the proofs before it left, or starts a cloud of its own; those run beside the others.
   * @default 'shared'
   */
  readonly cloud?: 'shared' | 'own';
  /** Shows it. */
  run(context: ProofContext): Promise<Verdict>;
}

/** How many stacks are worked on at once: mostly they wait. */
export const WIDTH = 4;
