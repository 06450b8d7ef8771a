import { setTimeout as sleep } from 'node:timers/promises';
import type { Probe, Resolver } from '../../../../lib/drill';
import { run } from '../../../process';
import { type KubectlOptions, kubectl } from './kubectl';

/** What a person has who types the commands of a runbook. */
export interface CommandsOptions extends KubectlOptions {
  /** Variables of the shell: its PATH has the AWS CLI. */
  readonly env: Readonly<Record<string, string>>;
  /** Finds what `curl` asks for. */
  readonly resolver: Resolver;
  /** Asks it. */
  readonly probe: Probe;
}

/** A shell is ended after this long: a loop that waits for something may wait in vain. */
const SHELL_MS = 300_000;

/** `curl` is typed again until it is answered well, for this long. */
const CURL_SECONDS = 120;

/**
 * Carries out commands of a runbook. `kubectl`, `curl` and `dig` are played: nothing here listens where their names lead. All else is given to
 * a shell as it stands, so its calls of AWS are read by the real AWS CLI.
 * @returns what went wrong, one line each; what follows a fault is not done
 */
export async function carryOutCommands(
  commands: readonly string[],
  options: CommandsOptions,
): Promise<readonly string[]> {
  for (const group of inGroups(commands)) {
    const [first = ''] = group;
    const faults = first.startsWith('kubectl ')
      ? await kubectl(first, options)
      : first.startsWith('curl ')
        ? await curl(first, options)
        : first.startsWith('dig ')
          ? await dig(first, options)
          : await shell(group.join('\n'), options.env);
    if (faults.length > 0) return faults.map((one) => `$ ${group.join('; ')}: ${one}`);
  }
  return [];
}

/** What is played stands alone; what a shell gets goes together, for variables are set in one line and used in the next. */
export function inGroups(commands: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let open: string[] | undefined;
  for (const one of commands) {
    const isPlayed = /^(kubectl|curl|dig) /.test(one);
    if (isPlayed || !open) groups.push([one]);
    else open.push(one);
    open = isPlayed ? undefined : groups.at(-1);
  }
  return groups;
}

async function curl(command: string, { resolver, probe }: CommandsOptions): Promise<string[]> {
  const host = /https:\/\/([^/ ]+)\/health/.exec(command)?.[1];
  if (!host) throw new Error(`the sandbox's curl does not know "${command}"`);
  for (let seconds = 0; ; seconds += 1) {
    const { good, found } = await probe.health(host, (await resolver.answers(host))[0]);
    if (good) return [];
    if (seconds >= CURL_SECONDS) return [found];
    await sleep(1000);
  }
}

async function dig(command: string, { resolver }: CommandsOptions): Promise<string[]> {
  const host = /^dig \+short (\S+) \| sort$/.exec(command)?.[1];
  if (!host) throw new Error(`the sandbox's dig does not know "${command}"`);
  return (await resolver.answers(host)).length > 0 ? [] : [`${host} leads nowhere`];
}

async function shell(script: string, env: Readonly<Record<string, string>>): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const { code, stderr } = await run('bash', ['-euo', 'pipefail', '-c', script], {
    env,
    environment: 'none',
    onStart: (child) => {
      timer = setTimeout(() => child.kill('SIGKILL'), SHELL_MS);
    },
  });
  clearTimeout(timer);
  return code === 0 ? [] : [`${code} ${stderr.trim()}`];
}
