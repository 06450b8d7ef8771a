import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { kindsWithoutDefinition } from '../../../cluster/crds';
import type { ApiObject, KubernetesClient } from '../../../cluster/kubernetes-client';
import { applyAll, list, readManifests, untilReady } from '../../../cluster/rollout';

/** What {@link kubectl} works with. */
export interface KubectlOptions {
  /** The API server that a context of the person's kubeconfig leads to. */
  readonly client: (context: string) => KubernetesClient;
  /** Where a folder is that the person would name, for example `dist/prod/us-east-1`. */
  readonly folder: (named: string) => string;
}

/** A command of kubectl, read. */
export interface KubectlCommand {
  /** Words that are no options, in order. */
  readonly words: readonly string[];
  /** Options with their values; `true` for one without. */
  readonly options: Readonly<Record<string, string | true>>;
}

/** Options whose value is the next word; others have it behind `=`, or none. */
const spaced = ['--context', '--namespace', '-k'];

/** Reads a command line, without quotes. */
export function readKubectl(line: string): KubectlCommand {
  const [program, ...rest] = line.trim().split(/\s+/);
  if (program !== 'kubectl') throw new Error(`"${line}" is no command of kubectl`);
  const words: string[] = [];
  const options: Record<string, string | true> = {};
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    if (spaced.includes(word)) {
      at += 1;
      options[word] = rest[at] ?? '';
    } else if (word.startsWith('-')) {
      const [name = '', value] = word.split('=');
      options[name] = value ?? true;
    } else words.push(word);
  }
  return { words, options };
}

/**
 * Carries out what runbooks ask of kubectl, on the control planes.
 * @returns what went wrong, one line each
 */
export async function kubectl(line: string, { client, folder }: KubectlOptions): Promise<string[]> {
  const { words, options } = readKubectl(line);
  const at = client(String(options['--context'] ?? ''));
  const namespace = String(options['--namespace'] ?? 'default');
  const verb = words.slice(0, 2).join(' ');
  if (verb === 'apply' && typeof options['-k'] === 'string') return apply(at, folder(options['-k']));
  const deployments = await deploymentsOf(at, namespace);
  if (deployments.length === 0) return [`no deployments in ${namespace}`];
  const names = deployments.map((one) => one.metadata.name);
  switch (verb) {
    case 'get deployments':
      return [];
    case 'scale deployment': {
      if (options['--all'] !== true) break;
      const replicas = Number(options['--replicas']);
      return refusals(names, (name) => at.scale(namespace, name, replicas));
    }
    case 'rollout restart':
      return refusals(names, (name) => at.restart(namespace, name));
    case 'rollout status': {
      const [, only] = (words[2] ?? '').split('/');
      const wanted = deployments.filter((one) => only === undefined || one.metadata.name === only);
      return wanted.length === 0 ? [`no deployment ${only}`] : untilReady(at, namespace, wanted);
    }
  }
  throw new Error(`the sandbox's kubectl does not know "${line}"`);
}

async function deploymentsOf(client: KubernetesClient, namespace: string): Promise<ApiObject[]> {
  const items = await list(client, `/apis/apps/v1/namespaces/${namespace}/deployments`);
  return items.map((one) => ({ ...one, apiVersion: 'apps/v1', kind: 'Deployment' }) as unknown as ApiObject);
}

async function refusals(
  names: readonly string[],
  change: (name: string) => Promise<{ status: number; body: Record<string, unknown> }>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const name of names) {
    const { status, body } = await change(name);
    if (status >= 300) faults.push(`${name}: ${status} ${String(body['message'] ?? '')}`);
  }
  return faults;
}

/** Every namespace of a region's folder. */
async function apply(client: KubernetesClient, folder: string): Promise<string[]> {
  const faults: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const objects = readManifests(join(folder, entry.name));
    const known = objects.filter(({ kind }) => !kindsWithoutDefinition.includes(kind));
    await applyAll(client, known, faults);
  }
  return faults;
}
