import { join } from 'node:path';
import type { ControlPlanePrograms } from '../cluster/control-plane';
import { buildMissing } from './build';
import { cacheFolder } from './cache';
import { locate } from './locate';
import { tools } from './table';
import { type Found, MissingTool, type Tool } from './tool';

/** Where the provider comes from: a mirror on this machine, or the registry. */
export type ProviderSource =
  | { readonly kind: 'mirror'; readonly folder: string }
  | { readonly kind: 'registry' };

/** What plans and validates: Terraform or OpenTofu, and its providers. */
export interface Toolchain {
  /** The program to run. */
  readonly terraform: string;
  /** Its version, as it says it. */
  readonly version: string;
  /** Where its providers come from. */
  readonly provider: ProviderSource;
}

/** The programs that a cloud and its proofs need. */
export interface SandboxTools {
  /** OpenTofu or Terraform. */
  readonly terraform: string;
  /** The folder of providers, laid out as a filesystem mirror. */
  readonly providers: string;
  /** The Python that has the emulator. */
  readonly python: string;
  /** The programs of control planes. */
  readonly controlPlane: ControlPlanePrograms;
}

/** Everything without which the sandbox cannot run. */
export const requiredTools: readonly Tool[] = Object.values(tools).filter(({ need }) => need === 'required');

/**
 * Finds all that the sandbox needs.
 * @param build - whether to make what is not there
 * @throws MissingTool that names every tool that is not there
 */
export async function findTools(build = false): Promise<SandboxTools> {
  const found = await need(requiredTools, build);
  return {
    terraform: pathOf(found, tools.tofu),
    providers: join(cacheFolder(), 'providers'),
    python: pathOf(found, tools.emulator),
    controlPlane: programsOf(found),
  };
}

/**
 * Finds OpenTofu or Terraform 1.11 or later, and the providers in the cache; without these the registry has them.
 * @param build - whether to make what is not there
 */
export async function findToolchain(build: boolean): Promise<Toolchain> {
  const { path, version } = await findTofu(build);
  const mirror = join(cacheFolder(), 'providers');
  const built = build || (await Promise.all(providers.map(locate))).every(({ state }) => state === 'found');
  if (built) await need(providers, build);
  return {
    terraform: path,
    version,
    provider: built ? { kind: 'mirror', folder: mirror } : { kind: 'registry' },
  };
}

/** Finds OpenTofu or Terraform 1.11 or later. */
export async function findTofu(build: boolean): Promise<Found> {
  return one(tools.tofu, build);
}

const providers = [tools.awsProvider, tools.kubernetesProvider];

/** Finds the mirror of the providers; resolves to its folder. */
export async function findProviders(build: boolean): Promise<string> {
  await need(providers, build);
  return join(cacheFolder(), 'providers');
}

/** Finds the programs of a control plane. */
export async function findControlPlane(build: boolean): Promise<ControlPlanePrograms> {
  const { etcd, apiserver, controllerManager, scheduler, kwok } = tools;
  return programsOf(await need([etcd, apiserver, controllerManager, scheduler, kwok], build));
}

function programsOf(found: ReadonlyMap<Tool, Found>): ControlPlanePrograms {
  return {
    etcd: pathOf(found, tools.etcd),
    apiserver: pathOf(found, tools.apiserver),
    controllerManager: pathOf(found, tools.controllerManager),
    scheduler: pathOf(found, tools.scheduler),
    kwok: pathOf(found, tools.kwok),
  };
}

function pathOf(found: ReadonlyMap<Tool, Found>, tool: Tool): string {
  const path = found.get(tool)?.path;
  if (path === undefined) throw new MissingTool(`${tool.name} is missing`);
  return path;
}

/** Finds the Python that has the emulator, and the emulator's version. */
export async function findEmulator(build: boolean): Promise<{ python: string; version: string }> {
  const { path, version } = await one(tools.emulator, build);
  return { python: path, version };
}

/** Finds kubectl, which nothing here depends on. */
export async function findKubectl(): Promise<Found | undefined> {
  const found = await locate(tools.kubectl);
  return found.state === 'found' ? found : undefined;
}

async function one(tool: Tool, build: boolean): Promise<Found> {
  const found = (await need([tool], build)).get(tool);
  if (!found) throw new MissingTool(`${tool.name} is missing`);
  return found;
}

async function need(wanted: readonly Tool[], build: boolean): Promise<Map<Tool, Found>> {
  if (build) return buildMissing(wanted);
  const looks = await Promise.all(wanted.map(async (tool) => ({ tool, look: await locate(tool) })));
  const missing = looks.flatMap(({ tool, look }) =>
    look.state === 'missing' ? [`${tool.name}: ${look.why}`] : [],
  );
  if (missing.length > 0) {
    const get = '`npm run doctor` says how to get them, `npm run doctor -- --build` builds them';
    throw new MissingTool(`tools are missing (${get}):\n${missing.map((line) => `  ${line}`).join('\n')}`);
  }
  return new Map(looks.flatMap(({ tool, look }) => (look.state === 'found' ? [[tool, look] as const] : [])));
}
