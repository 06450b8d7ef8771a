import type { Operator } from '../../../../lib/drill';
import type { RunbookStep } from '../../../../lib/review/recovery';
import type { Tofu } from '../../../layers/tofu';
import type { ProofContext } from '../../proof';
import { sameFile, takeOver } from '../take-over';
import { synthesizeVariant } from '../variant';
import { type CommandsOptions, carryOutCommands } from './commands';
import { edit } from './edits';

/** What the operator of the sandbox works with. */
export interface SandboxOperatorOptions {
  /** The environment in its cloud. */
  readonly context: ProofContext;
  /** What commands are carried out with. */
  readonly commands: Omit<CommandsOptions, 'folder'>;
  /** Asked of each step once it is done: what is wrong, one line each. */
  readonly afterwards: (step: RunbookStep) => Promise<readonly string[]>;
}

/**
 * Carries out steps of a runbook to the letter: edits of the environment's data, one apply of each stack that is named, commands. Each plan
 * has to lose nothing and to settle, and no stack may change that the step does not name.
 */
export class SandboxOperator implements Operator {
  /** What went wrong, one line each. */
  readonly faults: string[] = [];
  /** Changes of each step that applied something. */
  readonly changes: Record<string, number> = {};
  private readonly edits: (readonly [path: string, value: string])[] = [];
  private output: string;

  constructor(private readonly options: SandboxOperatorOptions) {
    this.output = options.context.tofu.options.output;
  }

  async carryOut(step: RunbookStep, signal: AbortSignal): Promise<boolean> {
    signal.throwIfAborted();
    const { context, commands, afterwards } = this.options;
    const began = Date.now();
    const found = Object.keys(step.edits).length + step.applies.length > 0 ? await this.apply(step) : [];
    if (found.length === 0) {
      const dist = manifestsOf(this.output, context);
      const folder = (named: string) => named.replace(/^dist/, dist);
      found.push(...(await carryOutCommands(step.commands, { ...commands, folder })));
    }
    if (found.length === 0) found.push(...(await afterwards(step)));
    this.faults.push(...found.map((one) => `${step.id}: ${one}`));
    context.say(`${step.id}: ${Math.round((Date.now() - began) / 1000)} s`);
    return found.length === 0;
  }

  /** OpenTofu over the stacks as the last step left them. */
  tofu(): Tofu {
    return this.options.context.tofuOver({ output: this.output, name: 'home' });
  }

  private async apply(step: RunbookStep): Promise<string[]> {
    const { context } = this.options;
    const name = `step-${step.id}`;
    const before = this.output;
    this.edits.push(...Object.entries(step.edits));
    this.output = await synthesizeVariant(context, name, (draft) => {
      for (const [path, value] of this.edits) edit(draft, path, value);
    });
    const forgotten = context.stacks.filter(
      ({ id }) => !step.applies.includes(id) && !sameFile(before, this.output, id),
    );
    const faults = forgotten.map(({ id }) => `the edits change ${id}, which the step does not apply`);
    const tofu = context.tofuOver({ output: this.output, name });
    this.changes[step.id] = 0;
    for (const id of step.applies) {
      const stack = context.stacks.filter((one) => one.id === id);
      if (stack.length === 0) faults.push(`there is no stack ${id}`);
      const { count, faults: wrong } = await takeOver(tofu, stack);
      faults.push(...wrong);
      this.changes[step.id] = (this.changes[step.id] ?? 0) + count;
    }
    return faults;
  }
}

/** Where the manifests of a synthesis are. */
function manifestsOf(output: string, { tofu, manifests }: ProofContext): string {
  return output === tofu.options.output ? manifests : `${output}/dist`;
}
