import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeCliConfig } from '../layers/cli-config';
import { run } from '../process';
import type { Toolchain } from '../toolchain';

/** What OpenTofu says of one stack. */
export interface Verdict {
  /** The stack's id. */
  readonly stack: string;
  /** What is wrong, as the provider says it; empty when the stack is valid. */
  readonly errors: readonly string[];
  /** What it warns of, for example deprecated arguments. */
  readonly warnings: readonly string[];
}

interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail?: string;
  readonly snippet?: { readonly context?: string };
}

/**
 * Validates synthesized stacks with the real provider, two at a time: no account, no credentials, no state.
 * @param toolchain - what to validate with
 * @param stacksFolder - holds a folder per stack with its `cdk.tf.json`
 * @param work - an empty folder for copies and plugin data
 */
export async function validateStacks(
  toolchain: Toolchain,
  stacksFolder: string,
  work: string,
  done: (verdict: Verdict) => void,
): Promise<Verdict[]> {
  const env = cliEnvironment(toolchain, work);
  const waiting = readdirSync(stacksFolder).sort();
  const verdicts: Verdict[] = [];
  const worker = async (): Promise<void> => {
    for (let stack = waiting.shift(); stack !== undefined; stack = waiting.shift()) {
      const folder = join(work, stack);
      mkdirSync(folder);
      cpSync(join(stacksFolder, stack, 'cdk.tf.json'), join(folder, 'cdk.tf.json'));
      const verdict = await validateStack(toolchain, stack, folder, env);
      verdicts.push(verdict);
      done(verdict);
    }
  };
  await Promise.all([worker(), worker()]);
  return verdicts;
}

async function validateStack(
  { terraform }: Toolchain,
  stack: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Verdict> {
  const init = await run(terraform, ['init', '-backend=false', '-input=false', '-no-color'], { cwd, env });
  if (init.code !== 0) return { stack, errors: [`init failed:\n${init.stderr.trim()}`], warnings: [] };
  const { stdout, stderr } = await run(terraform, ['validate', '-json'], { cwd, env });
  const json = stdout.indexOf('{');
  if (json < 0) return { stack, errors: [`validate failed:\n${stderr.trim()}`], warnings: [] };
  const { diagnostics } = JSON.parse(stdout.slice(json)) as { diagnostics: readonly Diagnostic[] };
  const texts = (severity: Diagnostic['severity']) =>
    diagnostics.filter((one) => one.severity === severity).map(say);
  return { stack, errors: texts('error'), warnings: texts('warning') };
}

function say({ summary, detail, snippet }: Diagnostic): string {
  return [snippet?.context, summary, detail].filter(Boolean).join(': ').replaceAll('\n', ' ');
}

function cliEnvironment({ provider }: Toolchain, work: string): Record<string, string> {
  if (provider.kind === 'mirror') return writeCliConfig(join(work, '.cli.tfrc'), provider.folder);
  const cache = join(work, '.plugins');
  mkdirSync(cache);
  return { CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_PLUGIN_CACHE_DIR: cache };
}
