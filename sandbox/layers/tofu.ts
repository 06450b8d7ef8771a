import type { ChildProcess } from 'node:child_process';
import { appendFileSync, copyFileSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Outcome, run } from '../process';
import { asInstalled } from './cli-config';
import { limit } from './limit';
import { readStack } from './stack-file';

/** How OpenTofu is called. */
export interface TofuOptions {
  /** The program: OpenTofu or Terraform. */
  readonly program: string;
  /** The folder that synth wrote; its files are copied as they are. */
  readonly output: string;
  /** The folder to work in: copies, plugins, bootstrap's local states, logs. */
  readonly work: string;
  /** All variables that it gets, but for one of Go's. */
  readonly env: Readonly<Record<string, string>>;
  /** Told of each resource that is done. @default - nobody */
  readonly onResource?: (done: ResourceDone) => void;
  /**
   * Another over the same states: where a stack names the same backend and providers, what that one has initialized is taken over.
   * @default - each stack is initialized
   */
  readonly like?: Tofu;
}

/** A resource that was created, changed or destroyed. */
export interface ResourceDone {
  /** The stack's id. */
  readonly stack: string;
  /** The resource's address. */
  readonly address: string;
  /** Its type. */
  readonly type: string;
  /** What was done. */
  readonly action: 'create' | 'update' | 'delete' | 'read';
  /** How long that took. */
  readonly seconds: number;
}

/** What a command of OpenTofu came to. */
export interface TofuResult {
  /** 0 for success; for plan 2 when there is something to do. */
  readonly code: number;
  /** What it complained of, one text each. */
  readonly errors: readonly string[];
  /** What it would do or has done, by address; without what stays as it is. */
  readonly changes: Readonly<Record<string, Change>>;
  /** Where its whole output is. */
  readonly log: string;
}

/** What a plan does with a resource. */
export type Change = 'create' | 'update' | 'delete' | 'replace' | 'read' | 'import' | 'move' | 'forget';

/** A resource as a state has it. */
export interface StateResource {
  /** Its address. */
  readonly address: string;
  /** Its type. */
  readonly type: string;
  /** Its attributes. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** What is read of a state (format 4). */
interface StateFile {
  readonly resources: readonly {
    readonly mode: 'managed' | 'data';
    readonly module?: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly index_key?: string | number;
      readonly deposed?: string;
      readonly attributes: Readonly<Record<string, unknown>>;
    }[];
  }[];
}

interface Event {
  readonly type: string;
  readonly '@message': string;
  readonly diagnostic?: {
    readonly severity: string;
    readonly summary: string;
    readonly detail: string;
    readonly address?: string;
  };
  readonly change?: { readonly resource: { readonly addr: string }; readonly action: Change | 'noop' };
  readonly hook?: {
    readonly resource: { readonly addr: string; readonly resource_type: string };
    readonly action: ResourceDone['action'];
    readonly elapsed_seconds?: number;
  };
}

/**
 * A provider ends with its command: to collect its garbage less often takes a fifth off a plan's processor time, for a third more
 * memory.
 */
const SHORT_LIVED = { GOGC: '800' };

/** A plan computes for seconds and takes a gigabyte, where an apply mostly waits: of all plans of this process some run at once. */
const planning = limit(availableParallelism() + 2);

/** OpenTofu over the synthesized stacks, each in a folder of its own that holds the file as it was synthesized. */
export class Tofu {
  private readonly ready = new Set<string>();

  constructor(readonly options: TofuOptions) {}

  /** The stack's folder. */
  folder(stack: string): string {
    return join(this.options.work, 'cdktf.out', 'stacks', stack);
  }

  /** Copies the stack's file, and installs its providers. */
  async init(stack: string): Promise<TofuResult> {
    const folder = this.folder(stack);
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(this.options.output, 'stacks', stack, 'cdk.tf.json'), join(folder, 'cdk.tf.json'));
    if (this.isReady(stack) || this.takeOver(stack)) {
      return { code: 0, errors: [], changes: {}, log: this.log(stack) };
    }
    const outcome = await this.run(stack, ['init', '-input=false', '-no-color']);
    if (outcome.code === 0) this.ready.add(stack);
    return {
      code: outcome.code,
      errors: outcome.code === 0 ? [] : [outcome.stderr.trim()],
      changes: {},
      log: this.log(stack),
    };
  }

  /** Plans; the code is 2 when there is something to do. */
  plan(stack: string, ...args: readonly string[]): Promise<TofuResult> {
    return planning(() =>
      this.command(stack, ['plan', '-detailed-exitcode', '-input=false', '-json', ...args]),
    );
  }

  /** Applies. */
  apply(stack: string, ...args: readonly string[]): Promise<TofuResult> {
    return this.command(stack, ['apply', '-auto-approve', '-input=false', '-json', ...args]);
  }

  /** Destroys. */
  destroy(stack: string, ...args: readonly string[]): Promise<TofuResult> {
    return this.command(stack, ['destroy', '-auto-approve', '-input=false', '-json', ...args]);
  }

  /** The outputs of a stack's state. */
  async outputs(stack: string): Promise<Record<string, unknown>> {
    const { code, stdout, stderr } = await this.run(stack, ['output', '-json']);
    if (code !== 0) throw new Error(`no outputs of ${stack}: ${stderr}`);
    const outputs = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** The addresses in a stack's state; none when there is no state. */
  async addresses(stack: string): Promise<string[]> {
    const { code, stdout } = await this.run(stack, ['state', 'list']);
    return code === 0 ? stdout.split('\n').filter(Boolean) : [];
  }

  /** The resources in a stack's state with their values; none when there is no state. */
  async resources(stack: string): Promise<StateResource[]> {
    // `show -json` loads the schema of every provider first, which takes most of the time of a plan.
    const { code, stdout, stderr } = await this.run(stack, ['state', 'pull']);
    if (code !== 0) throw new Error(`no state of ${stack}: ${stderr}`);
    const begin = stdout.indexOf('{');
    return begin < 0 ? [] : resourcesIn(JSON.parse(stdout.slice(begin)) as StateFile);
  }

  /** Plans into a file, and gives the plan as `show -json` prints it beside the result. */
  async planned(stack: string): Promise<{ readonly result: TofuResult; readonly plan: unknown }> {
    const result = await this.plan(stack, '-out=tfplan');
    if (result.errors.length > 0) return { result, plan: undefined };
    const { stdout } = await this.run(stack, ['show', '-json', 'tfplan']);
    return { result, plan: JSON.parse(stdout.slice(stdout.indexOf('{'))) };
  }

  /** Runs any command in the stack's folder: `init` with the options' CLI configuration, others with the providers that it has installed. */
  async run(
    stack: string,
    args: readonly string[],
    onLine?: (line: string) => void,
    onStart?: (child: ChildProcess) => void,
  ): Promise<Outcome> {
    const { program, env } = this.options;
    const folder = this.folder(stack);
    const outcome = await run(program, args, {
      cwd: folder,
      env: { ...SHORT_LIVED, ...env, ...(args[0] !== 'init' && asInstalled(folder)) },
      environment: 'none',
      ...(onLine && { onLine }),
      ...(onStart && { onStart }),
    });
    appendFileSync(
      this.log(stack),
      `\n$ ${args.join(' ')}\n${outcome.stdout}${outcome.stderr}[${outcome.code}]\n`,
    );
    return outcome;
  }

  private isReady(stack: string): boolean {
    return this.ready.has(stack) && existsSync(join(this.folder(stack), '.terraform'));
  }

  private takeOver(stack: string): boolean {
    const { like, output } = this.options;
    if (!like?.isReady(stack)) return false;
    const [own, other] = [output, like.options.output].map((one) =>
      JSON.stringify(readStack<{ terraform?: unknown }>(one, stack).terraform),
    );
    if (own !== other) return false;
    for (const name of ['.terraform', '.terraform.lock.hcl']) {
      const from = join(like.folder(stack), name);
      if (existsSync(from))
        cpSync(from, join(this.folder(stack), name), { recursive: true, verbatimSymlinks: true });
    }
    this.ready.add(stack);
    return true;
  }

  private log(stack: string): string {
    const folder = join(this.options.work, 'logs');
    mkdirSync(folder, { recursive: true });
    return join(folder, `${stack}.log`);
  }

  private async command(stack: string, args: readonly string[]): Promise<TofuResult> {
    const init = await this.init(stack);
    if (init.code !== 0) return init;
    const errors: string[] = [];
    const changes: Record<string, Change> = {};
    const outcome = await this.run(stack, args, (line) => {
      const event = parse(line);
      if (!event) return;
      const { diagnostic, change, hook } = event;
      if (diagnostic?.severity === 'error') {
        errors.push([diagnostic.address, diagnostic.summary, diagnostic.detail].filter(Boolean).join(': '));
      }
      if (event.type === 'planned_change' && change && change.action !== 'noop') {
        changes[change.resource.addr] = change.action;
      }
      if (event.type === 'apply_complete' && hook) {
        const { addr, resource_type } = hook.resource;
        this.options.onResource?.({
          stack,
          address: addr,
          type: resource_type,
          action: hook.action,
          seconds: hook.elapsed_seconds ?? 0,
        });
      }
    });
    if (outcome.code === 1 && errors.length === 0)
      errors.push(outcome.stderr.trim() || 'it ended without a word');
    return { code: outcome.code, errors, changes, log: this.log(stack) };
  }
}

function resourcesIn({ resources }: StateFile): StateResource[] {
  return resources
    .filter(({ mode }) => mode === 'managed')
    .flatMap(({ module, type, name, instances }) =>
      instances
        .filter(({ deposed }) => deposed === undefined)
        .map(({ index_key: key, attributes }) => ({
          address: `${module ? `${module}.` : ''}${type}.${name}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`,
          type,
          values: attributes,
        })),
    );
}

function parse(line: string): Event | undefined {
  try {
    return JSON.parse(line) as Event;
  } catch {
    return undefined;
  }
}
